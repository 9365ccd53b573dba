"""What people write between cues is kept through every later run, and goes with the cues it stands above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.project import around
from localize.project.lines import content
from localize.project.remark import Where
from tests.season.desks import Studio

SAID = ("Дом стоит на горе.", "Ариса, иди сюда!", "Мы вчера были там.", "Никого не было дома.", "Спасибо, доктор.")
VTT = "WEBVTT\n\nSTYLE\n::cue { color: white }\n\n" + "\n\n".join(
    f"NOTE own {at}\n\nid{at}\n00:0{at}:01.000 --> 00:0{at}:03.000\n{text}" for at, text in enumerate(SAID)
) + "\n\nNOTE end\n"  # fmt: skip
_EVENTS = "".join(
    f"Comment: 0,0:0{at}:00.00,0:0{at}:01.00,Default,own {at}\nDialogue: 0,0:0{at}:01.00,0:0{at}:03.00,Default,{text}\n"
    for at, text in enumerate(SAID)
)
ASS = (
    "[Script Info]\nTitle: x\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
    f"Format: Layer, Start, End, Style, Text\n{_EVENTS}\n[Fonts]\nfontname: a.ttf\n!!!!\n"
)
SOURCES = {"vtt": VTT, "ass": ASS}
NOTES = {"vtt": "NOTE {}\n\n", "ass": "Comment: 0,0:00:00.00,0:00:00.00,Default,{}\n"}


def cue(name: str, at: int) -> str:
    """What the cue begins with in its file."""
    return {"vtt": f"id{at}\n", "ass": f"Dialogue: 0,0:0{at}:01.00"}[name]


@pytest.fixture(params=["vtt", "ass"])
def studio(request: pytest.FixtureRequest, tmp_path: Path) -> Studio:
    """After the first run."""
    name: str = request.param
    return begun(tmp_path, name)


def begun(folder: Path, name: str) -> Studio:
    studio = Studio(folder, f"x.en.{name}")
    studio.place.prepare()
    laid = studio.run(SOURCES[name])
    assert (laid.around, laid.unclear) == ((), "")
    return studio


def kind(studio: Studio) -> str:
    return studio.name.rpartition(".")[2]


def edit(studio: Studio, *changes: tuple[str, str]) -> str:
    text = studio.text
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    studio.write(text)
    return text


def unchanged(studio: Studio, source: str, text: str) -> None:
    """Runs leave the file as it is, and take it in once."""
    for _ in range(2):
        assert studio.run(source).unclear == ""
        assert studio.text == text
    remarks = content(studio.place.around(studio.name))
    assert studio.run(source).heard == ()
    assert content(studio.place.around(studio.name)) == remarks


def test_added_changed_and_deleted(studio: Studio) -> None:
    name = kind(studio)
    note = NOTES[name].format("ask Olga")
    text = edit(
        studio,
        (cue(name, 3), note + cue(name, 3)),
        ("own 2", "own 2, changed"),
        (NOTES[name].format("own 4") if name == "vtt" else "Comment: 0,0:04:00.00,0:04:01.00,Default,own 4\n", ""),
    )
    unchanged(studio, SOURCES[name], text)
    assert [one.where for one in around.load(studio.place.around(studio.name))] == [Where.ABOVE] * 3
    # What was said before is taken back, and said again.
    for again in (text.replace(note, ""), text):
        studio.write(again)
        unchanged(studio, SOURCES[name], again)


def test_top_and_end(studio: Studio) -> None:
    name = kind(studio)
    style = {"vtt": ("color: white", "color: red"), "ass": ("Default,Arial", "Default,Comic Sans MS")}[name]
    text = edit(studio, style) + NOTES[name].format("the end").strip() + "\n"
    text = {"vtt": text.replace("NOTE end\n", "NOTE end\n\n"), "ass": text}[name]
    studio.write(text)
    unchanged(studio, SOURCES[name], text)


def test_the_program_s_own_comments_go_on_beside_a_person_s(studio: Studio) -> None:
    name = kind(studio)
    note = NOTES[name].format("ask Olga")
    edit(studio, (cue(name, 3), note + cue(name, 3)))
    studio.run(SOURCES[name])
    changed = SOURCES[name].replace("own 3", "new 3").replace("own 1", "new 1")
    studio.write(studio.text.replace("Translated: Ариса", "Arisa"))
    studio.run(changed)
    assert "own 3" not in studio.text
    assert "own 1" not in studio.text
    assert studio.text.index("new 1") < studio.text.index("Arisa") < studio.text.index("new 3")
    assert studio.text.index("new 3") < studio.text.index(note) < studio.text.index(cue(name, 3))
    assert note + cue(name, 3) in studio.text


@pytest.mark.parametrize("hands", [False, True], ids=["run", "edited-too"])
def test_a_comment_goes_with_its_cue_to_a_new_cut(studio: Studio, hands: bool) -> None:
    """One minute is put in before cue 3, cue 1 and its comment are gone, and cue 2 says something else."""
    name = kind(studio)
    note, other = NOTES[name].format("ask Olga"), NOTES[name].format("ask Boris")
    edit(studio, (cue(name, 3), note + cue(name, 3)), (cue(name, 1), other + cue(name, 1)))
    if not hands:
        studio.run(SOURCES[name])
    source = SOURCES[name]
    for at in (4, 3):
        source = source.replace(f":0{at}:", f":1{at}:")
    start = source.index("NOTE own 1" if name == "vtt" else "Comment: 0,0:01")
    end = source.index("NOTE own 2" if name == "vtt" else "Comment: 0,0:02")
    source = source[:start] + source[end:]
    source = source.replace("0:03:", "0:13:").replace("0:04:", "0:14:") if name == "ass" else source
    for _ in range(2):
        assert studio.run(source).unclear == ""
        text = studio.text
        assert text.count("ask Olga") == text.count("ask Boris") == 1
        assert text.index("были там") < text.index("ask Olga") < text.index("Никого")
        assert text.index("на горе") < text.index("ask Boris") < text.index("были там")


def test_of_a_cue_that_a_person_deletes_the_comment_is_above_the_next(studio: Studio) -> None:
    name = kind(studio)
    note = NOTES[name].format("ask Olga")
    text = edit(studio, (cue(name, 1), note + cue(name, 1)))
    studio.run(SOURCES[name])
    start = text.index(cue(name, 1))
    end = text.index("NOTE own 2" if name == "vtt" else "Comment: 0,0:02")
    text = text[:start] + text[end:]
    studio.write(text)
    unchanged(studio, SOURCES[name], text)
    # The last one, too.
    start = text.index(cue(name, 4))
    end = text.index("NOTE end" if name == "vtt" else "\n[Fonts]")
    text = text[:start] + text[end:]
    studio.write(text)
    unchanged(studio, SOURCES[name], text)


def test_above_a_cue_that_a_person_added(studio: Studio) -> None:
    name = kind(studio)
    new = {
        "vtt": "02:30.000 --> 02:31.000\nNew.\n\n",
        "ass": "Dialogue: 0,0:02:30.00,0:02:31.00,Default,New.\n",
    }[name]
    mark = "NOTE own 3" if name == "vtt" else "Comment: 0,0:03"
    text = edit(studio, (mark, NOTES[name].format("mine") + new + mark))
    # The program writes the hours, too.
    text = text.replace("02:30.000 --> 02:31", "00:02:30.000 --> 00:02:31")
    studio.run(SOURCES[name])
    unchanged(studio, SOURCES[name], text)


def test_a_run_that_is_killed_says_nothing_twice(studio: Studio) -> None:
    name = kind(studio)
    text = edit(studio, (cue(name, 3), NOTES[name].format("ask Olga") + cue(name, 3)))
    studio.run(SOURCES[name], killed=True)
    studio.run(SOURCES[name], killed=True)
    unchanged(studio, SOURCES[name], text)
    assert len(around.load(studio.place.around(studio.name))) == 1


def test_the_top_that_an_older_version_kept_holds(studio: Studio) -> None:
    name = kind(studio)
    style = {"vtt": ("color: white", "color: red"), "ass": ("Default,Arial", "Default,Comic Sans MS")}[name]
    text = edit(studio, style)
    top = text[: text.index(cue(name, 0))]
    (studio.place.folder / "tops").mkdir()
    (studio.place.folder / "tops" / f"{studio.name}.txt").write_text(top)
    (studio.place.folder / "version").write_text("1\n")
    studio.place.prepare()
    unchanged(studio, SOURCES[name], text)


def test_lost_state_counts_as_a_person_s(studio: Studio) -> None:
    name = kind(studio)
    text = edit(studio, (cue(name, 3), NOTES[name].format("ask Olga") + cue(name, 3)))
    studio.run(SOURCES[name])
    for part in ("around", "written", "sources"):
        for path in (studio.place.folder / part).iterdir():
            path.unlink()
    unchanged(studio, SOURCES[name], text)
    assert len(around.load(studio.place.around(studio.name))) == 1


def test_two_people_s_comments_at_one_place_are_both_kept(studio: Studio) -> None:
    name = kind(studio)
    one, other = NOTES[name].format("ask Olga"), NOTES[name].format("ask Boris")
    before = {part: content(path(studio)) for part, path in PARTS.items()}
    first = studio.text
    edit(studio, (cue(name, 3), one + cue(name, 3)))
    studio.run(SOURCES[name])
    theirs = {part: content(path(studio)) for part, path in PARTS.items()}
    for part, path in PARTS.items():
        put_back(path(studio), before[part])
    studio.write(first)
    text = edit(studio, (cue(name, 3), other + cue(name, 3)))
    studio.run(SOURCES[name])
    for part, path in PARTS.items():  # as `merge=union` does it
        lines = [
            *(content(path(studio)) or b"").splitlines(keepends=True),
            *(theirs[part] or b"").splitlines(keepends=True),
        ]
        put_back(path(studio), b"".join(dict.fromkeys(lines)))
    assert studio.text == text
    for _ in range(2):
        assert studio.run(SOURCES[name]).unclear == ""
        assert studio.text in (text.replace(other, one + other), text.replace(other, other + one))


PARTS: dict[str, Callable[[Studio], Path]] = {
    "around": lambda studio: studio.place.around(studio.name),
    "written": lambda studio: studio.place.written(studio.name),
}


def put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)


def test_what_has_no_place_in_the_new_text_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    """Below a comment a line is outside of every cue, but without it, it would be read as text of the cue above it."""
    studio = begun(tmp_path, "vtt")
    edit(studio, ("NOTE own 3\n\n", "NOTE own 3\n\nloose\n\n"))
    laid = studio.run(VTT)
    text = studio.text
    laid = studio.run(VTT.replace("NOTE own 3\n\n", ""))
    assert laid.unclear == (
        "what stands between its cues has no place in the new text: cue 3 cannot be written as WebVTT: it "
        "would be read back differently"
    )
    assert laid.around == ()
    assert studio.text == text


_PLACES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), max_size=3)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_whatever_people_add_is_there_in_every_later_run(name: str) -> None:
    @settings(max_examples=25)
    @given(_PLACES, _PLACES, st.sets(st.integers(0, 4), max_size=3))
    def holds(first: list[tuple[int, str]], then: list[tuple[int, str]], dropped: set[int]) -> None:
        with TemporaryDirectory() as folder:
            studio = begun(Path(folder), name)
            said: set[str] = set()
            for day, places in enumerate((first, then)):
                for number, (at, word) in enumerate(places):
                    note = f"{word} {day} {number}"
                    said.add(note)
                    mark = cue(name, at) if at < 5 else {"vtt": "NOTE end", "ass": "[Fonts]"}[name]
                    edit(studio, (mark, NOTES[name].format(note) + mark))
                text = studio.text
                assert studio.run(SOURCES[name]).unclear == ""
                assert studio.text == text
            source = SOURCES[name]
            for at in dropped:
                start = source.index(cue(name, at))
                end = source.index(SAID[at]) + len(SAID[at])
                source = source[:start] + source[end:].lstrip("\n")
            for _ in range(2):
                assert studio.run(source).unclear == ""
                assert all(studio.text.count(note) == 1 for note in said)

    holds()
