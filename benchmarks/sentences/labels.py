"""Gold sentences: subtitle files in which a person marked where sentences end.

`‖` stands after the last character of a sentence, `¦` behind a speaker label or a bracketed caption, where a border
counts neither for nor against. Of the open files only the places are stored (`open-ru.tsv`): their texts are not ours.

A place is a number of letters and digits from the beginning of the file: so it does not matter on which side of a mark
or a tag a border is drawn.
"""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from localize import formats
from localize.model import Document
from localize.sentences import group

HERE = Path(__file__).parent
OPEN = HERE.parents[2] / "shared" / "data" / "subtitles"
END, NEUTRAL = "‖", "¦"

# A document, and its language, to places.
Splitter = Callable[[Document, str], frozenset[int]]


@dataclass(frozen=True, kw_only=True)
class Gold:
    """document: without marks. ends, neutral: places. cues: how many it has."""

    name: str
    document: Document
    ends: frozenset[int]
    neutral: frozenset[int]


def files(language: str) -> Iterator[Gold]:
    """All gold of a language (`ru`, `en`, `zh`); of the open files those that are there as they were labelled."""
    for path in sorted((*(HERE / "gold").glob(f"{language}-*"), *(HERE / "gold").glob(f"open-{language}.tsv"))):
        if path.suffix == ".tsv":
            yield from _labelled(path, language)
        else:
            yield _marked(path, path.name.rpartition("-")[0] if language == "zh" else language)


def places(document: Document, ends: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Places of (number of the cue from 0, offset in its text); without the very last of the file."""
    before = [0]
    for cue in document.cues:
        before.append(before[-1] + words(cue.text))
    found = {before[number] + words(document.cues[number].text[:offset]) for number, offset in ends}
    return frozenset(found - {0, before[-1]})


def words(text: str) -> int:
    """Letters and digits."""
    return sum(map(str.isalnum, text))


def ours(document: Document, language: str) -> frozenset[int]:
    """Where sentences of `localize` end."""
    numbers = document.numbers
    last = (sentence.parts[-1] for sentence in group(document))
    return places(document, ((numbers[part.cue_id] - 1, part.end) for part in last))


def score(golds: Sequence[Gold], split: Splitter, language: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over all places of all files."""
    right = said = asked = 0
    for gold in golds:
        found = split(gold.document, language) - gold.neutral
        right += len(found & gold.ends)
        said += len(found)
        asked += len(gold.ends)
    precision, recall = right / max(said, 1), right / max(asked, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _marked(path: Path, language: str) -> Gold:
    tag = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant-TW"}.get(language, language)
    text = path.read_text("utf-8")
    marked = formats.read(path, language=tag)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        plain.write_text(text.replace(END, "").replace(NEUTRAL, ""), "utf-8")
        document = formats.read(plain, language=tag)

    def of(mark: str) -> frozenset[int]:
        ends = [
            (number, len(cue.text[:offset].replace(END, "").replace(NEUTRAL, "")))
            for number, cue in enumerate(marked.cues)
            for offset, char in enumerate(cue.text)
            if char == mark
        ]
        return places(document, ends)

    return Gold(name=path.name, document=document, ends=of(END), neutral=of(NEUTRAL))


def _labelled(path: Path, language: str) -> Iterator[Gold]:
    lines = path.read_text("utf-8").splitlines()
    comments = "\n".join(line for line in lines if line.startswith("#"))
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    for name in dict.fromkeys(row["file"] for row in rows):
        there = OPEN / name
        if not there.is_file() or hashlib.sha256(there.read_bytes()).hexdigest() not in comments:
            continue
        document = formats.read(there, language=language)
        own = [row for row in rows if row["file"] == name]

        def of(column: str, document: Document = document, own: list[dict[str, str]] = own) -> frozenset[int]:
            return places(
                document,
                (
                    (int(row["cue"]) - 1, _offset(document.cues[int(row["cue"]) - 1].text, int(count)))
                    for row in own
                    for count in row[column].split(",")
                    if count
                ),
            )

        yield Gold(name=name, document=document, ends=of("ends"), neutral=of("neutral"))


def _offset(text: str, count: int) -> int:
    """Where in `text` so many characters that are not blank have passed."""
    for offset, char in enumerate(text):
        if count == 0:
            return offset
        count -= not char.isspace()
    if count:
        raise ValueError(f"{text!r} is shorter than was labelled")
    return len(text)
