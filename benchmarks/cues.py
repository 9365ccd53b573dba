"""Subtitles translated cue by cue, and sentence by sentence over the same cues, each beside a person's translation.

Of the open sets those with the source and a person's translation on the same cues. All rows come from one package.
"Our stages" protect names, verify and try again, cue by cue too (`segment: {max_cues: 1}`). Of every sentence that
stands in more cues than one: how like the person's its cues are, and its words together; which of the person's words
the translation has, wherever in the sentence, and how many of these stand in the cue in which the person has them (a
Chinese word is a character). SubER is the share of words and cue ends to edit, less is better.

    python benchmarks/cues.py [--misses]
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF
from suber.concat_input_files import create_concatenated_segments  # type: ignore[import-untyped]
from suber.metrics.suber import calculate_SubER  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import spreading
from localize import formats
from localize.ladder import Outcome, climb
from localize.model import Cue, Document, Sentence
from localize.script import HAN
from localize.stages.base import Context
from localize.stages.segment import Segment
from localize.stages.translate import Translate
from localize.timecode import clock
from localize.translators import argos
from localize.translators.base import Request, Routes, Translation
from localize.translators.packages import installed

MODELS = Path(__file__).parents[1] / "models"
PAIRS = {name: spreading.PAIRS[name] for name in ("ru→en", "ru→zh")}
WIDE = 5  # the beam of the second row
LEAST = 0.8  # of the shared words in the right cue, else a sentence is shown as a miss
DOTS = (".", "…")


@dataclass(frozen=True, kw_only=True)
class Film:
    """source: with its sentences. human: the person's text of each cue. made: that of each system.

    runs: the places of the cues of every sentence over several.
    """

    source: Document
    human: tuple[str, ...]
    made: dict[str, tuple[str, ...]]
    runs: tuple[tuple[int, ...], ...]

    def sides(self, run: tuple[int, ...], system: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A sentence's cues, the system's and the person's."""
        return tuple(self.made[system][place] for place in run), tuple(self.human[place] for place in run)


def film(pair: tuple[str, str], source: str, target: str, routes: Routes) -> Film:
    """The two files, and what every system makes of the first. Raises SystemExit if their cues differ in number."""
    there, human = (
        formats.read(spreading.OPEN / name, language=tag) for name, tag in zip(pair, (source, target), strict=True)
    )
    if len(there.cues) != len(human.cues):
        raise SystemExit(f"{pair[1]}: {len(human.cues)} cues for {len(there.cues)}")
    there = Segment()(there, Context(target=target))
    ours, answers = staged(there, target, routes)
    made = {
        "cue by cue": cue_by_cue(there, target, routes, Translate().beam),
        f"cue by cue, beam {WIDE}": cue_by_cue(there, target, routes, WIDE),
        "cue by cue, our stages": staged(Segment(max_cues=1)(there, Context(target=target)), target, routes)[0],
        "sentences, cut by time": by_time(there, target, ours, answers),
        "localize": ours,
    }
    runs = tuple(tuple(there.numbers[part.cue_id] - 1 for part in sentence.parts) for sentence in _over_several(there))
    return Film(source=there, human=_lines(human.cues), made=made, runs=runs)


def _over_several(document: Document) -> Iterator[Sentence]:
    """The sentences that have several cues for themselves."""
    sentences = document.sentences or ()
    holders = Counter(part.cue_id for sentence in sentences for part in sentence.parts)
    for sentence in sentences:
        if len(sentence.parts) > 1 and all(holders[part.cue_id] == 1 for part in sentence.parts):
            yield sentence


def cue_by_cue(document: Document, target: str, routes: Routes, beam: int) -> tuple[str, ...]:
    """Each cue on one line through the engine; one without a letter stays as it is."""
    asked = [
        Request(text=text, source=document.language, target=target[:2], beam=beam) for text in _lines(document.cues)
    ]
    found = argos.translate((request for request in asked if _letters(request.text)), routes)
    return tuple(found[request].texts[0] if request in found else request.text for request in asked)


def staged(document: Document, target: str, routes: Routes) -> tuple[tuple[str, ...], dict[str, str]]:
    """What the stage makes of each cue, and of each sentence before it is cut."""
    stage, table = Translate(), dict[Request, Translation]()
    context = Context(target=target, routes=routes, translations=table)
    while wanted := stage.wanted(document, context):
        table |= argos.translate(wanted, routes)
    climbed = {job.text: climb(job, table) for job in stage.jobs(document, context)}
    answers = {text: outcome.text for text, outcome in climbed.items() if isinstance(outcome, Outcome)}
    return _lines(stage(document, context).cues), answers


def by_time(document: Document, target: str, ours: Sequence[str], answers: dict[str, str]) -> tuple[str, ...]:
    """As `ours`, but sentences over several cues are cut by time; what stands around them in their cues stays."""
    made = list(ours)
    for sentence in _over_several(document):
        cues = [document.by_id[part.cue_id] for part in sentence.parts]
        timed = spreading.Sentence(source=(), times=tuple(cue.duration_ms for cue in cues), target=())
        shares = spreading.by_time(answers[sentence.text], timed, target) if sentence.text in answers else ()
        for part, cue, share in zip(sentence.parts, cues, shares, strict=bool(shares)):
            after = cue.text[part.end :]
            share = share.rstrip(",.…，。") if after.lstrip()[:1] in DOTS else share
            made[document.numbers[cue.id] - 1] = " ".join(f"{cue.text[: part.start]}{share}{after}".split())
    return tuple(made)


def row(films: Sequence[Film], system: str, target: str, metric: CHRF) -> str:
    """The figures of one system."""
    blank = "" if target.startswith("zh") else " "
    runs = [one.sides(run, system) for one in films for run in one.runs]
    own, shared, right = (sum(counts) for counts in zip(*(placed(*run, target) for run in runs), strict=True))
    figures = (
        _chrf(metric, chain.from_iterable(zip(*run, strict=True) for run in runs)),
        _chrf(metric, ((blank.join(made), blank.join(human)) for made, human in runs)),
        f"{shared / max(own, 1):.1%}",
        f"{right / max(shared, 1):.1%}",
        _chrf(metric, chain.from_iterable(zip(one.made[system], one.human, strict=True) for one in films)),
        f"{suber(films, system, target):.1f}",
        str(sum(map(sum, (map(_lost, one.source.cues, one.made[system]) for one in films)))),
    )
    return f"| {system} | {' | '.join(figures)} |"


def placed(made: Sequence[str], human: Sequence[str], target: str) -> tuple[int, int, int]:
    """Words of the person's sentence; those that the translation has too; and of these those in the right cue."""
    mine, own = [_words(text, target) for text in made], [_words(text, target) for text in human]
    whole = sum(own, Counter[str]())
    right = sum((one & other).total() for one, other in zip(mine, own, strict=True))
    return whole.total(), (sum(mine, Counter[str]()) & whole).total(), right


def suber(films: Sequence[Film], system: str, target: str) -> float:
    """SubER of the whole files, each cue on one line."""
    with tempfile.TemporaryDirectory() as folder:
        paths: tuple[list[str], list[str]] = ([], [])
        for one in films:
            for names, texts in zip(paths, (one.made[system], one.human), strict=True):
                path = Path(folder, f"{len(names)}.{'made' if names is paths[0] else 'human'}.srt")
                path.write_text(_srt(one.source.cues, texts), encoding="utf-8")
                names.append(str(path))
        made, human = create_concatenated_segments(*paths)
    return float(calculate_SubER(made, human, language="zh" if target.startswith("zh") else None))


def main() -> None:
    """Print a table a pair of languages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--misses", action="store_true", help="show where ours has many words in another cue")
    options = parser.parse_args()
    routes, metric = installed(MODELS), CHRF()
    for name, pairs in PAIRS.items():
        source, target = name[:2], {"zh": "zh-Hans"}.get(name[3:], name[3:])
        there = [pair for pair in pairs if all((spreading.OPEN / one).is_file() for one in pair)]
        for pair in pairs:
            if pair not in there:
                print(f"\n{name}: no {' and '.join(pair)} in {spreading.OPEN}")
        route = routes.find(source, name[3:])
        if not there or not route:
            print(f"\n{name}: not measured, no {'package' if there else 'data'}")
            continue
        films = [film(pair, source, target, routes) for pair in there]
        runs = [run for one in films for run in one.runs]
        words = "characters" if name[3:] == "zh" else "words"
        print(
            f"\n{name}: {len(films)} files, {sum(len(one.human) for one in films)} cues; {len(runs)} sentences over "
            f"{sum(map(len, runs))} of them; package {' + '.join(package.name for package in route)}\n\n"
            f"| {name} | chrF2 a cue | chrF2 a sentence | the person's {words} | in their cue | chrF2, all cues "
            "| SubER | empty cues |\n|---|---|---|---|---|---|---|---|"
        )
        for system in films[0].made:
            print(row(films, system, target, metric), flush=True)
        print(f"\nThe first four columns are of these sentences. chrF2: {metric.get_signature()}")
        if options.misses:
            misses(films, target)


def misses(films: Sequence[Film], target: str) -> None:
    """Print the sentences of which too few words are in the right cue."""
    for one in films:
        for run in one.runs:
            made, human = one.sides(run, "localize")
            _, shared, right = placed(made, human, target)
            if right < LEAST * shared:
                source = _lines(one.source.cues[place] for place in run)
                print(f"\n{right} of {shared}", *map(" / ".join, (source, made, human)), sep="\n  ")


def _chrf(metric: CHRF, pairs: Iterable[tuple[str, str]]) -> str:
    made, human = zip(*pairs, strict=True)
    return f"{metric.corpus_score(made, [human]).score:.1f}"


def _words(text: str, target: str) -> Counter[str]:
    pattern = rf"[{HAN}]|[^\W{HAN}]+" if target.startswith("zh") else r"\w+(?:['’]\w+)*"
    return Counter(re.findall(pattern, text.lower()))


def _lost(cue: Cue, text: str) -> bool:
    return _letters(cue.text) and not _letters(text)


def _letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _lines(cues: Iterable[Cue]) -> tuple[str, ...]:
    return tuple(" ".join(cue.text.split()) for cue in cues)


def _srt(cues: Sequence[Cue], texts: Sequence[str]) -> str:
    return "".join(
        f"{number}\n{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n{text}\n\n"
        for number, (cue, text) in enumerate(zip(cues, texts, strict=True), 1)
    )


if __name__ == "__main__":
    main()
