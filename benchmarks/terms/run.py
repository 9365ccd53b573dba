"""How often the renderings that a glossary prescribes stand in the translation, and what that costs in quality.

474 Russian sentences with 615 terms, and their human translations (`README.md` beside this). Whether a rendering is
there is told here, not by the product: in English a form may have a plural, a possessive, another capital at its head;
in Chinese it stands as it is. chrF2 by sacrebleu, six letters, no words.

    python benchmarks/terms/run.py [--models models] [--show N]
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sacrebleu

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from benchmarks.translation.systems import System, Way, as_document, system  # noqa: E402
from localize.glossary import tsv  # noqa: E402
from localize.glossary.term import Glossary, Term  # noqa: E402
from localize.model import Document  # noqa: E402
from localize.pipeline import run  # noqa: E402
from localize.qc import profile as profiles  # noqa: E402
from localize.qc.run import check  # noqa: E402
from localize.stages.base import Context, Stage  # noqa: E402
from localize.stages.convert import Convert  # noqa: E402
from localize.stages.enforce import Enforce  # noqa: E402
from localize.stages.segment import Segment  # noqa: E402
from localize.stages.translate import Translate  # noqa: E402

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence, the terms that a person finds in it, and a person's translations."""

    id: str
    ru: str
    terms: tuple[str, ...]
    reference: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a way of translating gave: a text a sentence, the rung it came from, and whether a term was reported."""

    name: str
    locale: str
    texts: tuple[str, ...]
    rungs: tuple[str, ...] = ()
    reported: tuple[bool, ...] = ()


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    options.add_argument("--models", type=Path, default=HERE.parents[1] / "models")
    options.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N sentences as they came out, and all misses"
    )
    asked = options.parse_args()
    rows, glossary = _rows(), tsv.load(HERE / "glossary.tsv")
    by_name = {term.forms["ru"][0]: term for term in glossary.terms}
    made = list(_ways(system(asked.models), rows, glossary))
    print(
        f"{len(rows)} sentences, {sum(len(row.terms) for row in rows)} terms, {len(glossary.terms)} rows of glossary\n"
    )
    print("| | to | names | common nouns, titles, phrases | consistent | missing | of them reported | chrF2 |")
    print("|---|---|---|---|---|---|---|---|")
    for one in made:
        print(_line(one, rows, by_name))
    for one in made:
        if one.rungs:
            shares = ", ".join(f"{rung} {count / len(rows):.1%}" for rung, count in Counter(one.rungs).most_common())
            print(f"\n{one.name}, {one.locale}: {shares}")
    if asked.show:
        _show(made, rows, by_name, asked.show)


def _ways(engine: System, rows: Sequence[Row], glossary: Glossary) -> list[Made]:
    made = []
    for target, locale in (("en", "en"), ("zh", "zh-Hans")):
        way = engine.way("ru", target)
        if way is None:
            continue
        texts = engine.bare([row.ru for row in rows], way, 4)
        made.append(Made(name="engine alone, beam 4", locale=locale, texts=tuple(texts)))
        made.append(_through(engine, way, rows, None, "localize without a glossary", locale, (Translate(),)))
        with_terms = _through(engine, way, rows, glossary, "localize", locale, (Translate(), Enforce()))
        made.append(with_terms)
        if locale == "zh-Hans":
            made += [_converted(engine, way, rows, glossary, there) for there in ("zh-Hant-TW", "zh-Hant-HK")]
    return made


def _through(
    engine: System,
    way: Way,
    rows: Sequence[Row],
    glossary: Glossary | None,
    name: str,
    locale: str,
    stages: Sequence[Stage],
) -> Made:
    stages = (Segment(), *(replace(one, via=way.via) if isinstance(one, Translate) else one for one in stages))
    document = engine.through(as_document([row.ru for row in rows], "ru"), stages, way.target, glossary)
    return _made(name, locale, document, glossary)


def _converted(engine: System, way: Way, rows: Sequence[Row], glossary: Glossary, locale: str) -> Made:
    source = as_document([row.ru for row in rows], "ru")
    chinese = engine.through(source, (Segment(), Translate(via=way.via), Enforce()), way.target, glossary)
    document = run(chinese, (Convert(), Enforce()), Context(target=locale, glossary=glossary)).document
    return _made("localize, converted", locale, document, glossary)


def _made(name: str, locale: str, document: Document, glossary: Glossary | None) -> Made:
    found, _ = check(document, profiles.load("generic"), source=document.source, glossary=glossary, frame_rate=None)
    blamed = {one.cue_id for one in (*document.findings, *found) if one.rule == "term.missing"}
    return Made(
        name=name,
        locale=locale,
        texts=tuple(" ".join(cue.text.split("\n")) for cue in document.cues),
        rungs=tuple(cue.provenance.rung.partition(" ")[0] for cue in document.cues) if glossary else (),
        reported=tuple(cue.id in blamed for cue in document.cues) if glossary else (),
    )


def _line(made: Made, rows: Sequence[Row], by_name: dict[str, Term]) -> str:
    right: Counter[bool] = Counter()
    asked: Counter[bool] = Counter()
    used: dict[str, Counter[str]] = defaultdict(Counter)
    missing = reported = 0
    for place, row in enumerate(rows):
        for name in row.terms:
            term = by_name[name]
            form = _form_in(made.texts[place], term, made.locale)
            asked[term.kind.is_name] += 1
            right[term.kind.is_name] += bool(form)
            used[name][form or f"? {place}"] += 1
            missing += not form
            reported += not form and bool(made.reported) and made.reported[place]
    same = sum(max(forms.values()) for forms in used.values()) / sum(asked.values())
    shares = [f"{right[kind]} of {asked[kind]} ({right[kind] / asked[kind]:.1%})" for kind in (True, False)]
    references = [row.reference[made.locale] for row in rows] if made.locale in rows[0].reference else None
    score = f"{sacrebleu.corpus_chrf(list(made.texts), [references]).score:.1f}" if references else ""
    told = str(reported) if made.reported else ""
    return f"| {made.name} | {made.locale} | {' | '.join(shares)} | {same:.1%} | {missing} | {told} | {score} |"


def _form_in(text: str, term: Term, locale: str) -> str:
    """The form of `term` that stands in `text`; "" if there is none."""
    for form in term.forms.get(locale, ()):
        if (form in text) if locale.startswith("zh") else _english(form).search(text):
            return form
    return ""


def _english(form: str) -> re.Pattern[str]:
    """A form with the endings that English has; a form in lower case may have capitals, no other the reverse."""
    bare = _ARTICLE.sub("", form)
    last = re.escape(bare)
    endings = rf"(?:{last}(?:s|es)?|{re.escape(bare[:-1])}ies|{re.escape(bare[:-2])}men|{re.escape(bare[:-1])}ves)"
    flags = re.IGNORECASE if bare == bare.lower() else re.NOFLAG
    return re.compile(rf"(?<!\w){endings}(?:['’]s?)?(?!\w)".replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]"), flags)


def _show(made: Sequence[Made], rows: Sequence[Row], by_name: dict[str, Term], count: int) -> None:
    for one in made:
        if not one.rungs:
            continue
        print(f"\n{one.name}, {one.locale}")
        for place, row in enumerate(rows):
            lost = [name for name in row.terms if not _form_in(one.texts[place], by_name[name], one.locale)]
            if lost or place < count:
                missing = f" | MISSING {', '.join(lost)}" if lost else ""
                print(f"{row.id} [{one.rungs[place]}] {row.ru} | {one.texts[place]}{missing}")


def _rows() -> list[Row]:
    with (HERE / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                id=row["id"],
                ru=row["ru"],
                terms=tuple(filter(None, row["terms"].split(" | "))),
                reference={"en": row["en"], "zh-Hans": row["zh-Hans"]},
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


if __name__ == "__main__":
    main()
