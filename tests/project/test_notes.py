"""Notes of reviewers in their file: what was noted last holds, whoever merges the copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.project.notes import Note, load, renamed, save

WHEN, LATER = "2026-01-31T09:30:00Z", "2026-02-01T09:30:00Z"
WEAK = Note(when=WHEN, text="Too weak?", by="Olga")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "ep1.en.srt.jsonl"


def test_there_are_none_without_a_file(path: Path) -> None:
    assert load(path) == {}


def test_a_note_is_one_line(path: Path) -> None:
    save(path, {"c1": WEAK})
    assert path.read_text("utf-8") == (
        '{"cue": "c1", "when": "2026-01-31T09:30:00Z", "by": "Olga", "note": "Too weak?"}\n'
    )
    assert load(path) == {"c1": WEAK}


def test_a_note_of_an_earlier_version_has_no_author(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"cue": "c1", "when": "2026-01-31T09:30:00Z", "note": "Too weak?"}\n')
    assert load(path) == {"c1": Note(when=WHEN, text="Too weak?")}
    save(path, {"c2": WEAK})
    assert load(path) == {"c1": Note(when=WHEN, text="Too weak?"), "c2": WEAK}


def test_the_last_on_a_cue_holds_and_an_empty_one_takes_it_back(path: Path) -> None:
    save(path, {"c1": WEAK, "c2": WEAK})
    save(path, {"c1": Note(when=LATER, text="Fine.", by="Ivan"), "c2": Note(when=LATER, text="", by="Ivan")})
    assert load(path) == {"c1": Note(when=LATER, text="Fine.", by="Ivan")}


def test_notes_go_along_when_cues_have_other_ids(path: Path) -> None:
    other = Note(when=LATER, text="Fine.", by="Ivan")
    save(path, {"c1": WEAK, "c2": other, "c3": WEAK})
    path.write_bytes(renamed(path, {"c1": "c2", "c2": "c4", "gone": "c9"}))
    assert load(path) == {"c2": WEAK, "c4": other, "c3": WEAK}


def test_notes_of_cues_that_became_one_are_joined(path: Path) -> None:
    save(path, {"c1": WEAK, "c2": Note(when=LATER, text="Fine."), "c3": Note(when=LATER, text="", by="Ivan")})
    path.write_bytes(renamed(path, {"c1": "d", "c2": "d", "c3": "d"}))
    assert load(path) == {"d": Note(when=LATER, text="Too weak?; Fine.", by="Olga, Ivan")}


def test_of_two_copies_that_git_merged_the_later_note_holds(path: Path) -> None:
    later = Note(when=LATER, text="", by="Ivan")
    for order in ((WEAK, later), (later, WEAK)):
        lines = []
        for note in order:
            path.unlink(missing_ok=True)
            save(path, {"c1": note})
            lines.append(path.read_bytes())
        path.write_bytes(b"<<<<<<< ours\n" + lines[0] + b"=======\n" + lines[1] + b">>>>>>> theirs\n")
        assert load(path) == {}


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"cue": "c1"}', "7", "\udcff"])
def test_a_line_that_is_no_note_is_named(path: Path, line: str) -> None:
    save(path, {"c1": WEAK})
    before = path.read_bytes() + line.encode("utf-8", "surrogateescape") + b"\n"
    path.write_bytes(before)
    message = (
        f"{path}:2: a note that cannot be read; mend the line, or put back a copy of the file; nothing was changed"
    )
    for attempt in (lambda: load(path), lambda: save(path, {"c2": WEAK})):
        with pytest.raises(FileError) as caught:
            attempt()
        assert str(caught.value) == message
    assert path.read_bytes() == before


@given(notes=st.dictionaries(st.text(min_size=1), st.builds(Note, when=st.just(WHEN), text=st.text(), by=st.text())))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, notes: dict[str, Note]) -> None:
    path = tmp_path_factory.mktemp("notes") / "a.jsonl"
    save(path, notes)
    assert load(path) == {cue: note for cue, note in notes.items() if note.text}
    before = path.read_bytes() if path.exists() else b""
    save(path, {})
    assert (path.read_bytes() if path.exists() else b"") == before
