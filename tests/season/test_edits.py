"""What people do to outputs between two runs is kept, whatever it is; what editors do unasked is no edit."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import call
from tests.season.show import LINES, LOCALES, Show, findings, srt

EDIT = "Hello there! How are you doing?"


def test_an_edited_cue_is_kept_and_nothing_else_is(show: Show, first: Show) -> None:
    show.replace("en", 1, EDIT)
    for _ in range(3):
        show.run()
        assert show.texts("en") == [EDIT, *first.texts("en")[1:]]
    assert show.status()["en"]["cues"] == {"machine": 7, "human": 1}
    (decision,) = show.decisions("en")
    assert decision["now"][0]["text"] == EDIT
    assert decision["was"] == [first.texts("en")[0]]
    for locale in LOCALES[1:]:
        assert show.output(locale).read_bytes() == first.output(locale).read_bytes()


def numbered(text: str) -> str:
    return re.sub(r"(?m)^(\d+)$", lambda found: str(int(found[1]) + 100), text)


HABITS: dict[str, Callable[[str], bytes]] = {
    "renumbered": lambda text: numbered(text).encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "trailing blanks": lambda text: re.sub(r"(?m)$", " ", text).encode(),
    "more empty lines": lambda text: text.replace("\n\n", "\n\n\n").encode() + b"\n\n",
    "no line end at the end": lambda text: text.rstrip("\n").encode(),
    "UTF-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "dots in times": lambda text: re.sub(r"(\d\d:\d\d),(\d\d\d)", r"\1.\2", text).encode(),
    "all of it": lambda text: b"\xef\xbb\xbf" + re.sub(r"(?m)$", " ", numbered(text)).replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habits_of_editors_are_no_edits(show: Show, first: Show, habit: str) -> None:
    for locale in ("en", "zh-Hans"):
        show.output(locale).write_bytes(HABITS[habit](show.output(locale).read_text("utf-8")))
    show.run()
    for locale in LOCALES:
        assert show.decisions(locale) == []
        assert show.output(locale).read_bytes() == first.output(locale).read_bytes()


@pytest.mark.parametrize("habit", HABITS)
def test_an_edit_among_habits_is_found(show: Show, first: Show, habit: str) -> None:
    show.replace("en", 4, "and nobody was there.")
    show.output("en").write_bytes(HABITS[habit](show.output("en").read_text("utf-8")))
    show.run()
    assert len(show.decisions("en")) == 1
    assert show.texts("en")[3].rstrip() == "and nobody was there."
    assert show.times("en") == first.times("en")


def test_a_tool_that_rewrites_all_times(show: Show, first: Show) -> None:
    def later(found: re.Match[str]) -> str:
        return f"00:01:{found[1]}"

    show.edit("en", lambda text: re.sub(r"00:00:(\d\d,\d\d\d)", later, text))
    times = show.times("en")
    assert times != first.times("en")
    for _ in range(2):
        show.run()
        assert show.times("en") == times
        assert show.texts("en") == first.texts("en")
    assert show.status()["en"]["cues"] == {"machine": 8}


def test_cues_split_merged_added_and_deleted(show: Show, first: Show) -> None:
    texts = first.texts("en")
    lines = [(start, end, text) for (start, end, _), text in zip(LINES, texts, strict=True)]
    split = [("00:00:01,000", "00:00:02,000", "Hello."), ("00:00:02,000", "00:00:03,000", "How are things?")]
    merged = ("00:00:06,000", "00:00:12,000", "Yesterday we were in the old house, and nobody was there.")
    added = ("00:00:30,000", "00:00:32,000", "Subtitles by Olga")
    changed = [*split, lines[1], merged, *lines[4:7], added]  # the last line is deleted
    show.output("en").write_text(srt(changed), "utf-8")
    wanted = [text for _, _, text in changed]
    for _ in range(3):
        show.run()
        assert show.texts("en") == wanted
        assert show.times("en") == [f"{start} --> {end}" for start, end, _ in changed]
    ledger = next(file["ledger"] for file in show.result()["files"] if file["locale"] == "en")
    assert [entry["fate"] for entry in ledger] == [
        "split", "kept", "merged", "merged", "kept", "kept", "kept", "omitted",
    ]  # fmt: skip
    assert ledger[-1]["by"] == "a person"


def test_a_person_is_the_source_of_what_is_converted(show: Show, first: Show) -> None:
    show.replace("zh-Hans", 6, "软件里的鼠标坏了")
    show.run()
    assert show.texts("zh-Hans")[5] == "软件里的鼠标坏了"
    assert show.texts("zh-Hant-TW")[5] == "軟體裡的滑鼠壞了"
    assert show.texts("zh-Hant-TW")[:5] == first.texts("zh-Hant-TW")[:5]
    # And what a person wrote in the converted locale stays, whatever becomes of the other.
    show.replace("zh-Hant-TW", 6, "滑鼠壞了")
    show.replace("zh-Hans", 6, "键盘坏了")
    show.run()
    assert (show.texts("zh-Hans")[5], show.texts("zh-Hant-TW")[5]) == ("键盘坏了", "滑鼠壞了")


def test_what_cannot_be_told_stays_with_a_clear_message(show: Show) -> None:
    show.edit("en", lambda text: text.replace("2\n", "<<<<<<< ours\n2\n", 1))
    there = show.output("en").read_bytes()
    result = show.result()
    assert show.output("en").read_bytes() == there
    new = show.out / "ep1.en.new.srt"
    assert new.is_file()
    assert findings(result, "review.unclear")["en"] == [
        f"{show.output('en')}: line 5 is a marker of a git conflict; the file stays as it is, and the new text is in "
        f"{new}: join the two by hand"
    ]
    # Once it is mended, all goes on.
    show.edit("en", lambda text: text.replace("<<<<<<< ours\n", ""))
    assert findings(show.result(), "review.unclear")["en"] == []


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00\xd8", b"not a subtitle file"])
def test_a_file_that_cannot_be_read_stays(show: Show, content: bytes) -> None:
    show.output("en").write_bytes(content)
    result = show.result()
    assert show.output("en").read_bytes() == content
    assert (show.out / "ep1.en.new.srt").is_file()
    assert len(findings(result, "review.unclear")["en"]) == 1


def test_without_state_unknown_text_is_a_persons(show: Show, first: Show) -> None:
    show.replace("en", 1, EDIT)
    shutil.rmtree(show.state)
    show.run()
    assert show.texts("en") == [EDIT, *first.texts("en")[1:]]
    assert len(show.decisions("en")) == 1
    assert show.decisions("zh-Hans") == []


@pytest.mark.parametrize("part", ["written", "sources", "index.sqlite"])
def test_with_a_part_of_the_state_lost_edits_are_kept(show: Show, first: Show, part: str) -> None:
    show.replace("en", 1, EDIT)
    show.run()
    show.replace("en", 5, "Arisa! Here!")
    path = show.state / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    show.run()
    texts = first.texts("en")
    assert show.texts("en") == [EDIT, *texts[1:4], "Arisa! Here!", *texts[5:]]


def test_an_output_that_was_deleted_comes_back_with_the_edits(show: Show, first: Show) -> None:
    show.replace("en", 1, EDIT)
    show.run()
    show.output("en").unlink()
    show.run()
    assert show.texts("en") == [EDIT, *first.texts("en")[1:]]


def test_force_redoes_machine_text_only(show: Show) -> None:
    show.replace("en", 1, EDIT)
    show.run()
    before = show.output("en").read_bytes()
    index = show.state / "index.sqlite"
    known = index.stat().st_mtime_ns
    assert show.run("--force").code in (0, 1)
    assert show.output("en").read_bytes() == before
    assert index.stat().st_mtime_ns > known


def test_a_reworded_source_asks_for_another_look(show: Show) -> None:
    show.replace("en", 7, "We go to town tomorrow morning.")
    show.run()
    lines = list(LINES)
    lines[6] = (*lines[6][:2], "Завтра вечером мы поедем в город.")
    show.source.write_text(srt(lines), "utf-8")
    result = show.result()
    (message,) = findings(result, "review.needed")["en"]
    assert message.startswith(
        "source reworded: Завтра утром мы поедем в город. → Завтра вечером мы поедем в город.; we would write: "
    )
    assert show.texts("en")[6] == "We go to town tomorrow morning."
    assert show.status()["en"]["review"] == 1
    assert call("status", show.out).code == 1


def test_a_new_cut_takes_people_along(show: Show, first: Show) -> None:
    show.replace("en", 6, "No way am I doing that.")
    show.replace("en", 1, EDIT)
    show.run()
    # The first line is gone, one is new, all comes two seconds later.
    lines = [(later(start), later(end), text) for start, end, text in LINES[1:]]
    lines.insert(2, ("00:00:12,000", "00:00:13,000", "Кто здесь?"))
    lines.sort()
    show.source.write_text(srt(lines), "utf-8")
    result = show.result()
    texts = show.texts("en")
    assert texts[lines.index((*shifted(5), LINES[5][2]))] == "No way am I doing that."
    assert len(texts) == 8
    assert show.times("en") == [f"{start} --> {end}" for start, end, _ in lines]
    (homeless,) = findings(result, "review.homeless")["en"]
    assert homeless == f"a person's line has no place any more, since its line is not in the new source: {EDIT}"
    # It is told in every run, and comes home with the old cut.
    assert findings(show.result(), "review.homeless")["en"] == [homeless]
    show.source.write_text(srt(LINES), "utf-8")
    show.run()
    assert show.texts("en") == [EDIT, *first.texts("en")[1:5], "No way am I doing that.", *first.texts("en")[6:]]


def later(time: str) -> str:
    return f"00:00:{int(time[6:8]) + 2:02}{time[8:]}"


def shifted(place: int) -> tuple[str, str]:
    start, end, _ = LINES[place]
    return later(start), later(end)


def test_people_decided_stays_readable(show: Show) -> None:
    show.replace("zh-Hans", 6, "我才不要这么做")
    show.run()
    text = (show.state / "decisions" / "ep1.zh-Hans.srt.jsonl").read_text("utf-8")
    assert "我才不要这么做" in text
    assert text.count("\n") == 1
    assert json.loads(text)["what"] == "edit"


def test_nothing_is_written_outside_the_folder(show: Show, tmp_path: Path) -> None:
    before = sorted(path.name for path in show.folder.iterdir())
    show.run()
    assert sorted(path.name for path in show.folder.iterdir()) == before == ["ep1.ru.srt", "out"]
