"""Human translations joined sentence by sentence and cut into their cues again, beside a cut by time alone.

The open sets in `../shared/data/subtitles` have the source and a person's translation on the same cues. Every sentence
of the source that stands in more cues than one gives as many cuts less one; the translation of its cues is joined and
cut again. A cut is exact where the person's was, or within one word (a Chinese word is jieba's).

    python benchmarks/spreading.py [--misses]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from localize import formats
from localize.alignment import parsed
from localize.model import Document
from localize.sentences import group
from localize.spreading import Rendering, cut, weights
from localize.text.words import cut as chinese_words
from localize.translators import argos
from localize.translators.base import Request
from localize.translators.packages import installed

MODELS = Path(__file__).parents[1] / "models"
OPEN = Path(__file__).parents[2] / "shared" / "data" / "subtitles"
PAIRS = {
    "ru→en": [
        ("morevna/morevna-ep4-rus.srt", "morevna/morevna-ep4-eng.srt"),
        ("morevna/coatools-lesson-1-rus.srt", "morevna/coatools-lesson-1-eng.srt"),
        ("morevna/coatools-lesson-2-rus.srt", "morevna/coatools-lesson-2-eng.srt"),
        ("hf-course/01_the-pipeline-function.ru.srt", "hf-course/01_the-pipeline-function.en.srt"),
        ("hf-course/03_what-is-transfer-learning.ru.srt", "hf-course/03_what-is-transfer-learning.en.srt"),
    ],
    "ru→zh": [
        # Of cues with a Chinese and an English line the Chinese is read.
        (f"hf-course/{name}.ru.srt", f"hf-course/{name}.zh-CN.srt")
        for name in ("01_the-pipeline-function", "03_what-is-transfer-learning")
    ],
    "en→zh": [
        ("morevna/synfig-01-basics-eng.srt", "morevna/synfig-01-basics-zho.srt"),
        ("hf-course/01_the-pipeline-function.en.srt", "hf-course/01_the-pipeline-function.zh-CN.srt"),
        ("hf-course/03_what-is-transfer-learning.en.srt", "hf-course/03_what-is-transfer-learning.zh-CN.srt"),
    ],
}


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """source: the sentence's text in each of its cues; times: their lengths in ms; target: the person's cues."""

    source: tuple[str, ...]
    times: tuple[int, ...]
    target: tuple[str, ...]


# The translation on one line, the sentence, the locale, to one text a cue.
Cutter = Callable[[str, Sentence, str], tuple[str, ...]]


def sentences(pair: tuple[str, str], source: str, target: str) -> Iterator[Sentence]:
    """Those over several cues that share none with another sentence, with their translation."""
    there, made = (formats.read(OPEN / name, language=tag) for name, tag in zip(pair, (source, target), strict=True))
    if len(there.cues) != len(made.cues):
        raise SystemExit(f"{pair[1]}: {len(made.cues)} cues for {len(there.cues)}")
    yield from _sentences(there, made)


def _sentences(there: Document, made: Document) -> Iterator[Sentence]:
    found = group(there)
    holders: dict[str, int] = {}
    for sentence in found:
        for part in sentence.parts:
            holders[part.cue_id] = holders.get(part.cue_id, 0) + 1
    for sentence in found:
        if len(sentence.parts) > 1 and all(holders[part.cue_id] == 1 for part in sentence.parts):
            places = [there.numbers[part.cue_id] - 1 for part in sentence.parts]
            yield Sentence(
                source=tuple(there.cues[place].text for place in places),
                times=tuple(there.cues[place].duration_ms for place in places),
                target=tuple(" ".join(made.cues[place].text.split()) for place in places),
            )


def ours(text: str, sentence: Sentence, locale: str, owners: Sequence[int | None] = ()) -> tuple[str, ...]:
    """As `spread` cuts what no package knows words of."""
    pauses = tuple(not source.rstrip()[-1:].isalnum() for source in sentence.source[:-1])
    return cut(text, weights([len(one) for one in sentence.source], sentence.times), locale, None, pauses, owners)


def linked(text: str, sentence: Sentence, locale: str) -> tuple[str, ...]:
    """As `spread` cuts what no engine cut: with the words that the package links to those of the source."""
    said = [" ".join(cue.split()) for cue in sentence.source]
    asked = Request(text=" ".join(said), source="ru", target=locale[:2], given=text)
    (answer,) = argos.translate([asked], installed(MODELS)).values()
    owners = Rendering(text=text, links=parsed(answer.texts[0])).owners(said)
    return ours(text, sentence, locale, owners)


def by_time(text: str, sentence: Sentence, locale: str) -> tuple[str, ...]:
    """Words shared out by the time of the cues."""
    words = _words(text, locale)
    total, starts = sum(map(len, words)), list(accumulate(map(len, words), initial=0))
    pieces, at = [], 0
    for time in accumulate(sentence.times):
        end = min(range(len(starts)), key=lambda place: abs(starts[place] - total * time / sum(sentence.times)))
        pieces.append("".join(words[at:end]).strip())
        at = max(end, at)
    return tuple(pieces)


CUTTERS: dict[str, Cutter] = {"localize": linked, "localize, words not linked": ours, "by time": by_time}


def main() -> None:
    """Print a table a pair of languages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--misses", action="store_true", help="show where ours differ by more than a word")
    options = parser.parse_args()
    for name, pairs in PAIRS.items():
        source, target = {"zh": "zh-Hans"}.get(name[:2], name[:2]), {"zh": "zh-Hans"}.get(name[3:], name[3:])
        asked = [one for pair in pairs if (OPEN / pair[0]).is_file() for one in sentences(pair, source, target)]
        cuts = sum(len(one.target) - 1 for one in asked)
        print(f"\n{name}: {len(asked)} sentences, {cuts} cuts\n\n| cuts | exact | within a word | empty cues |")
        print("|---|---|---|---|")
        for cutter in CUTTERS:
            if CUTTERS[cutter] is linked and not installed(MODELS).find(source, target[:2]):
                continue
            exact, near, empty = score(asked, CUTTERS[cutter], target)
            print(f"| {cutter} | {exact / max(cuts, 1):.1%} | {near / max(cuts, 1):.1%} | {empty} |")
        for one in asked if options.misses else ():
            made = ours(joined(one, target), one, target)
            if score([one], ours, target)[1] < len(one.target) - 1:
                print("  ", " / ".join(made), " FOR ", " / ".join(one.target), " OF ", " / ".join(one.source))


def score(asked: list[Sentence], cutter: Cutter, locale: str) -> tuple[int, int, int]:
    """Cuts that are exact, cuts within one word, cues left empty."""
    exact = near = empty = 0
    for one in asked:
        text = joined(one, locale)
        made = cutter(text, one, locale)
        empty += sum(not piece for piece in made)
        for place in range(1, len(made)):
            mine = _count("".join(made[:place]))
            own = _count("".join(one.target[:place]))
            bounds = [_count("".join(_words(text, locale)[:end])) for end in range(len(_words(text, locale)) + 1)]
            exact += mine == own
            low, high = sorted((mine, own))
            near += sum(low < bound <= high for bound in dict.fromkeys(bounds)) <= 1
    return exact, near, empty


def joined(one: Sentence, locale: str) -> str:
    """The person's cues on one line."""
    return ("" if locale.startswith("zh") else " ").join(one.target)


def _words(text: str, locale: str) -> list[str]:
    if locale.startswith("zh"):
        return chinese_words(text)
    return [f"{word} " for word in text.split()]


def _count(text: str) -> int:
    return sum(map(str.isalnum, text))


if __name__ == "__main__":
    main()
