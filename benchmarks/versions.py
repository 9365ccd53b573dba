"""How well `localize.versions` recognises what became of cues: real files, edited in known ways, and aligned.

    python benchmarks/versions.py [--seeds N]

Every row is a language and a kind of editing: links right in all, then precision and recall by kind of link, then how
often the links of each certainty are right. A link is right if cues and kind are those of the edit that was made.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path

from localize import formats
from localize.model import Cue
from localize.timecode import scaled
from localize.versions import Alignment, Certainty, Change, align

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+")
_GAP_MS = 80

Truth = tuple[tuple[str, ...], tuple[str, ...], Change]


@dataclass(frozen=True, kw_only=True)
class Edits:
    """What is done to a file: shares of its cues, then all its times. No cue is changed in two ways, but that a
    reworded one may be retimed too. moved: scenes of ten cues that go elsewhere. reword: the share of a cue's words.
    """

    reworded: float = 0.0
    dropped: float = 0.0
    added: float = 0.0
    split: float = 0.0
    merged: float = 0.0
    retimed: float = 0.0
    moved: int = 0
    reword: float = 0.3
    ratio: Fraction = Fraction(1)
    shift_ms: int = 0
    step_ms: int = 1


SLOWED = Fraction(1001, 960)  # 25 to 23.976
MODERATE = Edits(reworded=0.10, dropped=0.05, added=0.05, split=0.03, merged=0.03, ratio=SLOWED, shift_ms=7_340)
EDITINGS = {
    "nothing": Edits(),
    "moderate": MODERATE,
    "moderate, 5 % retimed by hand": replace(MODERATE, retimed=0.05),
    "moderate, frames of 25": replace(MODERATE, ratio=Fraction(1), step_ms=40),
    "moderate, a scene moved": replace(MODERATE, moved=1),
    "heavy: each share doubled": Edits(
        reworded=0.2, dropped=0.1, added=0.1, split=0.06, merged=0.06, retimed=0.1, ratio=SLOWED, shift_ms=7_340
    ),
    "every cue reworded, half of its words": replace(MODERATE, reworded=1.0, reword=0.5),
    "every cue retimed": replace(MODERATE, retimed=1.0),
}


@dataclass(frozen=True)
class _Piece:
    """Old cues and the new ones they became, which have no ids yet."""

    old: tuple[Cue, ...]
    new: tuple[Cue, ...]
    change: Change


def edit(cues: Sequence[Cue], edits: Edits, pool: Sequence[str], seed: int) -> tuple[list[Cue], list[Truth]]:
    """A new version of `cues`, with what became of every cue. pool: texts for added cues and new words; those
    that are in the file already are not added, since nobody could tell such a cue from one that was dropped.
    """
    rng = random.Random(seed)
    own = {cue.text for cue in cues}
    pieces = list(_changed(cues, edits, [text for text in pool if _WORD.findall(text) and text not in own], rng))
    for _ in range(edits.moved):
        pieces = _with_moved_scene(pieces, rng)
    new: list[Cue] = []
    truth: list[Truth] = []
    for piece in pieces:
        ids = []
        for cue in piece.new:
            ids.append(f"new{len(new)}")
            start, end = (_rewritten(ms, edits) for ms in (cue.start_ms, cue.end_ms))
            new.append(replace(cue, id=ids[-1], start_ms=start, end_ms=end, spans=()))
        truth.append((tuple(cue.id for cue in piece.old), tuple(ids), piece.change))
    return new, truth


def _rewritten(ms: int, edits: Edits) -> int:
    exact = scaled(ms, edits.ratio) + edits.shift_ms
    return (exact + edits.step_ms // 2) // edits.step_ms * edits.step_ms


def _changed(cues: Sequence[Cue], edits: Edits, pool: Sequence[str], rng: random.Random) -> Iterator[_Piece]:
    waiting = iter(range(len(cues)))
    for place in waiting:
        piece = _piece(cues[place], cues[place + 1 : place + 2], edits, pool, rng)
        yield piece
        for _ in piece.old[1:]:
            next(waiting)
        if rng.random() < edits.added:
            start = max(cue.end_ms for cue in (*piece.old, *piece.new)) + _GAP_MS
            made = replace(cues[place], text=rng.choice(pool), start_ms=start, end_ms=start + 900, spans=())
            yield _Piece((), (made,), Change.ADDED)


def _piece(cue: Cue, following: Sequence[Cue], edits: Edits, pool: Sequence[str], rng: random.Random) -> _Piece:
    shares = (edits.dropped, edits.split, edits.merged, edits.reworded)
    role = rng.choices((*"dsmr", ""), (*shares, max(0.0, 1 - sum(shares))))[0]
    if role == "d":
        return _Piece((cue,), (), Change.DROPPED)
    if role == "s" and (halves := _halves(cue)):
        return _Piece((cue,), halves, Change.SPLIT)
    if role == "m" and following and cue.text and 0 <= following[0].start_ms - cue.end_ms < 1_500:
        text = f"{cue.text}\n{following[0].text}"
        whole = replace(cue, text=text, end_ms=following[0].end_ms, spans=())
        return _Piece((cue, following[0]), (whole,), Change.MERGED)
    return _kept(cue, role == "r", rng.random() < edits.retimed, edits.reword, pool, rng)


def _kept(cue: Cue, reword: bool, retime: bool, share: float, pool: Sequence[str], rng: random.Random) -> _Piece:
    made = cue
    if reword:
        made = replace(made, text=_reworded(cue.text, share, pool, rng), spans=())
    if retime:
        start, end = (ms + rng.choice((-1, 1)) * rng.randint(150, 700) for ms in (cue.start_ms, cue.end_ms))
        made = replace(made, start_ms=max(0, start), end_ms=max(end, start + 300))
    changes = {(False, False): "same", (True, False): "reworded", (False, True): "retimed"}
    return _Piece((cue,), (made,), Change(changes.get((reword, retime), "retimed-and-reworded")))


def _reworded(text: str, share: float, pool: Sequence[str], rng: random.Random) -> str:
    """`text` with a share of its words, at least one, replaced, dropped or put before another."""
    while True:
        words = _WORD.findall(text)
        for _ in range(max(1, round(share * len(words)))):
            at = rng.randrange(len(words)) if words else 0
            word = rng.choice(_WORD.findall(rng.choice(pool)))
            what = rng.random()
            if what < 0.6 or len(words) < 2:
                words[at : at + 1] = [word]
            elif what < 0.8:
                del words[at]
            else:
                words.insert(at, word)
        made = ("" if re.search("[\u4e00-\u9fff]", text) else " ").join(words)
        if _WORD.findall(made) != _WORD.findall(text):
            return made


def _halves(cue: Cue) -> tuple[Cue, ...]:
    """The cue cut near its middle; nothing if it is too short."""
    middle = len(cue.text) / 2
    han = re.search("[\u4e00-\u9fff]", cue.text)
    cuts = [found.end() for found in re.finditer(r"[\u4e00-\u9fff，。]" if han else r"\s", cue.text)][:-1]
    cut = min(cuts, key=lambda place: abs(place - middle), default=0)
    one, other = cue.text[:cut].strip(), cue.text[cut:].strip()
    if min(len(one), len(other)) < (3 if han else 6):
        return ()
    at = cue.start_ms + cue.duration_ms * cut // len(cue.text)
    return replace(cue, text=one, end_ms=at - _GAP_MS, spans=()), replace(cue, text=other, start_ms=at, spans=())


def _with_moved_scene(pieces: Sequence[_Piece], rng: random.Random) -> list[_Piece]:
    """Ten pieces cut out and put elsewhere, far from where they were; the times close up and make room."""
    length = 10
    start = rng.randrange(5, len(pieces) - length - 5)
    scene, rest = list(pieces[start : start + length]), [*pieces[:start], *pieces[start + length :]]
    goals = [place for place in range(1, len(rest) - 1) if abs(place - start) > 2 * length and rest[place].new]
    if not goals:
        return list(pieces)
    goal = rng.choice(goals)
    first = min((cue.start_ms for piece in scene for cue in piece.new), default=0)
    span = max((cue.end_ms for piece in scene for cue in piece.new), default=0) - first + 500
    closed = [_later(piece, -span) if place >= start else piece for place, piece in enumerate(rest)]
    at = min(cue.start_ms for cue in closed[goal].new)
    moved = (_later(piece, at - first) for piece in scene)
    there = [replace(piece, change=Change.MOVED) if piece.old and piece.new else piece for piece in moved]
    return [*closed[:goal], *there, *(_later(piece, span) for piece in closed[goal:])]


def _later(piece: _Piece, ms: int) -> _Piece:
    return replace(
        piece, new=tuple(replace(cue, start_ms=cue.start_ms + ms, end_ms=cue.end_ms + ms) for cue in piece.new)
    )


@dataclass(frozen=True, kw_only=True)
class Score:
    """Counts of links: made by the edits, found, and found that were made; by kind, and those found by certainty."""

    made: Counter[Change]
    found: Counter[Change]
    right: Counter[Change]
    trusted: Counter[Certainty]
    justly: Counter[Certainty]

    def __add__(self, other: Score) -> Score:
        return Score(
            made=self.made + other.made,
            found=self.found + other.found,
            right=self.right + other.right,
            trusted=self.trusted + other.trusted,
            justly=self.justly + other.justly,
        )

    @property
    def share(self) -> float:
        """Of the links that the edits made, those that were found."""
        return self.right.total() / self.made.total()


def score(found: Alignment, truth: Sequence[Truth]) -> Score:
    """How `found` compares with what was done."""
    wanted = set(truth)
    right = [link for link in found.links if (link.old, link.new, link.change) in wanted]
    return Score(
        made=Counter(change for _, _, change in truth),
        found=Counter(link.change for link in found.links),
        right=Counter(link.change for link in right),
        trusted=Counter(link.certainty for link in found.links),
        justly=Counter(link.certainty for link in right),
    )


def real_files() -> dict[str, list[list[Cue]]]:
    """Cues of real files by language. The larger part is not in the repository; without it, the samples are used."""
    samples = ROOT / "samples"
    paths = {
        "ru": [*samples.glob("*.ru.srt")],
        "en": [*samples.glob("reference/*.en.srt")],
        "zh": [*samples.glob("reference/*.zh-Hans.srt")],
    }
    for path in sorted((SHARED / "subtitles").glob("*/*")):
        language = re.search(r"[.-](ru|en|zh)[a-zA-Z-]*\.(srt|vtt)$", path.name)
        if language:
            paths[language[1]].append(path)
    return {language: [_read(path) for path in sorted(found)] for language, found in paths.items()}


def _read(path: Path) -> list[Cue]:
    """The cues; of a file in two languages, the Chinese lines."""
    return list(formats.read(path, line="zh-Hans" if "zh-CN" in path.name else None).cues)


def long_file(count: int) -> list[Cue]:
    """`count` cues: all real Russian files one after the other, and again with a number to each line."""
    files = real_files()["ru"]
    cues: list[Cue] = []
    for number in range(count):
        offset = cues[-1].end_ms + 5_000 if cues else 0
        for cue in chain.from_iterable(files):
            offset = cues[-1].end_ms if cues and cue.start_ms + offset < cues[-1].start_ms else offset
            text = f"{cue.text} {number}" if number else cue.text
            start, end = cue.start_ms + offset, cue.end_ms + offset
            cues.append(replace(cue, id=f"old{len(cues)}", text=text, start_ms=start, end_ms=end))
        if len(cues) >= count:
            break
    return cues[:count]


def quality(seeds: int) -> None:
    for name, edits in EDITINGS.items():
        for language, files in real_files().items():
            pool = [cue.text for file in files for cue in file]
            total = Score(made=Counter(), found=Counter(), right=Counter(), trusted=Counter(), justly=Counter())
            for seed in range(seeds):
                for place, cues in enumerate(files):
                    new, truth = edit(cues, edits, pool, 1_000 * seed + place)
                    total += score(align(cues, new), truth)
            print(f"\n{name}, {language}: {total.right.total():,} of {total.made.total():,} right, {total.share:.2%}")
            for change in Change:
                if total.made[change] or total.found[change]:
                    recall = _percent(total.right[change], total.made[change])
                    precision = _percent(total.right[change], total.found[change])
                    print(f"  {change.value:22}{total.made[change]:7,} made   precision {precision}   recall {recall}")
            for certainty in Certainty:
                right, all_ = total.justly[certainty], total.trusted[certainty]
                print(f"  {certainty.value:22}{all_:7,} found  right {_percent(right, all_)}")


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:7.2%}" if whole else "      –"


def speed() -> None:
    print()
    for count in (1_000, 3_000, 10_000):
        cues = long_file(count)
        pool = [cue.text for file in real_files()["en"] for cue in file]
        other = [
            replace(cue, text=cue.text[::-1], start_ms=cue.start_ms * 2, end_ms=cue.end_ms * 2) for cue in cues[::-1]
        ]
        versions = {
            "identical": cues,
            "moderate": edit(cues, MODERATE, pool, 1)[0],
            "heavy": edit(cues, EDITINGS["heavy: each share doubled"], pool, 1)[0],
            "every cue reworded": edit(cues, EDITINGS["every cue reworded, half of its words"], pool, 1)[0],
            "nothing in common": other,
        }
        for name, new in versions.items():
            begun = time.process_time()
            align(cues, new)
            print(f"{count:7,} cues, {name:20} {time.process_time() - begun:6.2f} s")


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seeds", type=int, default=3, help="versions made of every file")
    quality(parser.parse_args().seeds)
    speed()


if __name__ == "__main__":
    main()
