"""What holds for any two versions, and for real files after what editors and tools do to them."""

from __future__ import annotations

import pickle
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.versions import EDITINGS, MODERATE, edit, long_file
from localize import formats
from localize.model import Cue
from localize.timecode import scaled
from localize.versions import Alignment, Certainty, Change, align
from tests.running import MASTER, SAMPLES
from tests.versions.builders import version

_WORDS = st.sampled_from(("Да.", "Нет.", "Да, да.", "Кто здесь?", "Я знаю этот паром.", "好的", "好吧", "", "♪", "No."))
_TEXTS = st.lists(_WORDS, max_size=3).map(" ".join)
_TIMES = st.one_of(st.integers(0, 20_000), st.sampled_from((0, 1_000, 2_000, 36_000_000)))
_VERSIONS = st.lists(st.tuples(_TIMES, _TIMES, _TEXTS), max_size=12)


def cues(rows: Sequence[tuple[int, int, str]]) -> list[Cue]:
    return [Cue(id=f"c{place}", start_ms=start, end_ms=end, text=text) for place, (start, end, text) in enumerate(rows)]


@given(_VERSIONS, _VERSIONS)
def test_every_cue_stands_in_exactly_one_link(old: list[tuple[int, int, str]], new: list[tuple[int, int, str]]) -> None:
    found = align(cues(old), cues(new))
    assert Counter(one for link in found.links for one in link.old) == Counter(cue.id for cue in cues(old))
    assert Counter(one for link in found.links for one in link.new) == Counter(cue.id for cue in cues(new))
    for link in found.links:
        most = {Change.SPLIT: (1, 4), Change.MERGED: (4, 1), Change.ADDED: (0, 1), Change.DROPPED: (1, 0)}
        old_most, new_most = most.get(link.change, (1, 1))
        assert min(old_most, 1) <= len(link.old) <= old_most
        assert min(new_most, 1) <= len(link.new) <= new_most
        assert (len(link.old) > 1 or len(link.new) > 1) == (link.change in (Change.SPLIT, Change.MERGED))
    assert align(cues(old), cues(new)) == found
    assert pickle.loads(pickle.dumps(found)) == found


@example([(0, 0, ""), (0, 0, ""), (0, 0, "Да.")], Random(3))
@given(_VERSIONS, st.randoms())
def test_a_version_against_itself_is_the_same_in_any_order(rows: list[tuple[int, int, str]], random: Random) -> None:
    shuffled = cues(rows)
    random.shuffle(shuffled)
    found = align(cues(rows), shuffled)
    assert all(link.change is Change.SAME for link in found.links)


@pytest.mark.parametrize("ratio", [Fraction(1), Fraction(25, 24), Fraction(960, 1001)])
@pytest.mark.parametrize("shift_ms", [-30_000, 0, 7, 1_500, 3_600_000])
def test_a_file_rewritten_as_a_whole_is_the_same(shift_ms: int, ratio: Fraction) -> None:
    old = list(formats.read(MASTER).cues)
    new = [
        replace(
            cue,
            id=f"n{place}",
            start_ms=scaled(cue.start_ms, ratio) + shift_ms,
            end_ms=scaled(cue.end_ms, ratio) + shift_ms,
        )
        for place, cue in enumerate(old)
    ]
    found = align(old, new)
    assert [(link.old, link.new) for link in found.links] == [
        ((one.id,), (other.id,)) for one, other in zip(old, new, strict=True)
    ]
    assert {(link.change, link.certainty) for link in found.links} == {(Change.SAME, Certainty.CERTAIN)}
    assert [(stretch.ratio, stretch.offset_ms) for stretch in found.stretches] == [(ratio, shift_ms)]


def test_links_and_their_cues() -> None:
    found = align(version("1.0 2.0 Кто здесь?\n3.0 4.0 Да.", "o"), version("1.0 2.0 Кто здесь?\n9.0 9.9 Уходим!", "n"))
    assert found.of_old["o1"] is found.of_new["n1"]
    assert found.of_old["o2"].change is Change.DROPPED
    assert found.of_new["n2"].change is Change.ADDED
    assert [link.change for link in found.links] == [Change.SAME, Change.DROPPED, Change.ADDED]


def test_unknown_links_are_named() -> None:
    old = "1.0 3.0 Did you see him?\n3.2 4.0 No.\n5.0 5.8 No.\n9.0 11.0 Then let's get out."
    new = "0.0 0.0 Did you see him?\n0.0 0.0 No.\n0.0 0.0 Then let's get out."
    found = align(version(old, "o"), version(new, "n"))
    assert {cue for link in found.unknown for cue in (*link.old, *link.new)} == {"o2", "o3", "n2"}


def test_a_split_tells_whether_its_words_stayed() -> None:
    old = version("1.0 4.0 Я знаю этот паром, и вы его знаете.", "o")
    kept = version("1.0 2.4 Я знаю этот паром.\n2.5 4.0 И вы его знаете.", "n")
    changed = version("1.0 2.4 Я знаю этот паром,\n2.5 4.0 и она его знает.", "n")
    assert [link.reworded for link in align(old, kept).links] == [False]
    assert [link.reworded for link in align(old, changed).links] == [True]


def test_two_cues_with_one_id_are_refused() -> None:
    twice = [Cue(id="a", start_ms=0, end_ms=1, text=""), Cue(id="a", start_ms=2, end_ms=3, text="")]
    with pytest.raises(ValueError, match=r"^two cues of one version share an id$"):
        align(twice, [])
    with pytest.raises(ValueError, match=r"^two cues of one version share an id$"):
        align([], twice)


# -- real files, as editors and tools leave them -----------------------------------------------------------------------


def renumbered(text: str) -> str:
    return re.sub(r"(?m)^(\d+)$(?=\n\d\d:)", lambda number: str(int(number[1]) + 500), text)


def trailing_blanks(text: str) -> str:
    return text.replace("\n", "  \n").replace("  \n  \n", "\n\n") + "\n\n\n"


def styled(text: str) -> str:
    return re.sub(r"(?m)^(\w.*)$(?<!\d)", r"<i>\1</i>", text)


HABITS: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "cp1251": lambda text: text.encode("cp1251"),
    "renumbered": lambda text: renumbered(text).encode(),
    "trailing blanks": lambda text: trailing_blanks(text).encode(),
    "styled": lambda text: styled(text).encode(),
    "backwards": lambda text: "\n\n".join(reversed(text.strip().split("\n\n"))).encode(),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habits_that_change_no_cue(habit: str) -> None:
    text = MASTER.read_text(encoding="utf-8").replace("她比你们谁都更想活。", "Она живее вас всех.").replace("♪", "*")
    old = formats.decode_document(text.encode(), "a.srt")
    new = formats.decode_document(HABITS[habit](text), "a.srt")
    assert HABITS[habit](text) != text.encode()
    found = align(old.cues, new.cues)
    assert {(link.change, link.certainty) for link in found.links} == {(Change.SAME, Certainty.CERTAIN)}
    assert len(found.links) == 217


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant-TW"])
def test_a_translation_rewritten_from_scratch_is_told_by_its_times(locale: str) -> None:
    old = formats.read(MASTER).cues
    new = formats.read(MASTER.parent / "reference" / f"better-than-us.s01e01.{locale}.srt").cues
    found = align(old, new)
    assert [(link.old, link.new) for link in found.links] == [
        ((one.id,), (other.id,)) for one, other in zip(old, new, strict=True)
    ]
    assert Certainty.UNKNOWN not in {link.certainty for link in found.links}
    assert sum(link.certainty is Certainty.PROBABLE for link in found.links) >= 210


def test_the_same_scene_in_three_formats() -> None:
    """ASS and WebVTT hold cues 176 to 206 of the master and a sign, ASS a drawing too."""
    master = formats.read(MASTER).cues
    for name, added in (("better-than-us.s01e01-scene.ass", 2), ("better-than-us.s01e01-scene.ru.vtt", 1)):
        found = align(master, formats.read(SAMPLES[name]).cues)
        changes = Counter(link.change for link in found.links)
        assert changes == {Change.SAME: 31, Change.ADDED: added, Change.DROPPED: 217 - 31}, name


LESSONS = ("01_the-pipeline-function.ru.srt", "03_what-is-transfer-learning.ru.srt")


def test_two_episodes_have_nothing_in_common(shared_data: Path) -> None:
    lessons = [formats.read(shared_data / "subtitles" / "hf-course" / name).cues for name in LESSONS]
    found = align(*lessons)
    alone = sum(link.change in (Change.DROPPED, Change.ADDED) for link in found.links)
    linked = [link for link in found.links if link.old and link.new]
    assert alone >= 180
    assert all(link.certainty is not Certainty.CERTAIN for link in linked)


# -- speed -------------------------------------------------------------------------------------------------------------


def seconds(work: Callable[[], Alignment]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def test_speed() -> None:
    """Seconds of processor time: a quarter of these bounds at most where `benchmarks/versions.py` was last run."""
    old = long_file(3_000)
    pool = [cue.text for cue in formats.read(MASTER.parent / "reference" / "better-than-us.s01e01.en.srt").cues]
    moderate, _ = edit(old, MODERATE, pool, 1)
    rewritten, _ = edit(old, EDITINGS["every cue reworded, half of its words"], pool, 1)
    assert seconds(lambda: align(old, list(old))) < 0.3
    assert seconds(lambda: align(old, moderate)) < 2
    assert seconds(lambda: align(old, rewritten)) < 5
