"""Where things lie, the folder's version, and what today's `outputs.json` becomes."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from localize.atomic import write_atomically
from localize.errors import FileError, StoreError, UsageError
from localize.project import around, decisions, written
from localize.project.place import Place
from localize.project.remark import Remark, Where
from localize.project.written import Written
from tests.project.decided import edit


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "season" / "out")


def there(place: Place) -> set[str]:
    return {str(path.relative_to(place.out)) for path in place.out.rglob("*") if path.is_file()}


def test_every_part_has_its_path(place: Place) -> None:
    folder = place.out / ".localize"
    assert place.folder == folder
    assert place.decisions("x.s01e01.en.srt") == folder / "decisions" / "x.s01e01.en.srt.jsonl"
    assert place.written("x.s01e01.en.srt") == folder / "written" / "x.s01e01.en.srt.tsv"
    assert place.sources("x.ru.srt") == folder / "sources" / "x.ru.srt.tsv"
    assert place.around("x.ru.srt") == folder / "around" / "x.ru.srt.jsonl"
    assert (place.index, place.lock) == (folder / "index.sqlite", folder / "lock")


@pytest.mark.parametrize("name", ["../x.srt", "/x.srt", "a/b", "", ".", "..", "a/"])
def test_a_path_is_no_file_name(place: Place, name: str) -> None:
    with pytest.raises(ValueError, match="is no file name"):
        place.written(name)


def test_a_new_folder_is_made(place: Place) -> None:
    assert place.check() == 0
    assert not place.out.exists()
    place.prepare()
    assert place.check() == 2
    assert there(place) == {".localize/.gitignore", ".localize/.gitattributes", ".localize/version"}
    assert (place.folder / "version").read_text() == "2\n"
    assert (place.folder / ".gitignore").read_text() == "index.sqlite*\nindex.damaged.sqlite\nlock\n.localize-*\n"
    assert (place.folder / ".gitattributes").read_text() == (
        "*.jsonl text eol=lf merge=union\n*.tsv text eol=lf merge=union\n"
    )


def test_what_people_put_there_stays(place: Place) -> None:
    place.prepare()
    (place.folder / ".gitignore").write_text("*\n")
    (place.folder / ".gitattributes").unlink()
    place.prepare()
    assert (place.folder / ".gitignore").read_text() == "*\n"
    assert (place.folder / ".gitattributes").exists()


def test_git_ignores_what_is_made_anew_and_nothing_else(place: Place) -> None:
    place.prepare()
    decisions.save(place.decisions("x.srt"), [edit("a", "A")])
    written.save(place.written("x.srt"), Written(sha256=("a" * 64,), source=""))
    made_anew = ("index.sqlite", "index.sqlite-journal", "index.damaged.sqlite", "lock", "decisions/.localize-abcdefgh")
    for name in made_anew:
        (place.folder / name).touch()
    subprocess.run(["git", "init", "--quiet"], cwd=place.out, check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=place.out, check=True, capture_output=True, text=True
    )
    assert set(listed.stdout.split()) == {
        ".localize/.gitattributes", ".localize/.gitignore", ".localize/decisions/x.srt.jsonl", ".localize/version",
        ".localize/written/x.srt.tsv",
    }  # fmt: skip


def test_what_a_killed_run_half_wrote_is_removed(place: Place) -> None:
    place.prepare()
    (place.folder / "written").mkdir()
    for name in (".localize-ab3_efgh", ".localize/.localize-ab3_efgh", ".localize/written/.localize-ab3_efgh"):
        (place.out / name).touch()
    theirs = (".localize-notes.txt", ".localize/written/x.tsv.next", "x.srt")
    for name in theirs:
        (place.out / name).touch()
    place.prepare()
    assert there(place) == {".localize/.gitignore", ".localize/.gitattributes", ".localize/version", *theirs}


def test_a_newer_folder_is_refused_and_left_alone(place: Place) -> None:
    place.prepare()
    (place.folder / "version").write_text("3\n")
    (place.folder / ".gitignore").unlink()
    for attempt in (place.check, place.prepare):
        with pytest.raises(UsageError) as caught:
            attempt()
        assert str(caught.value) == (
            f"{place.out}: its state is of a newer localize (version 3, this one knows 2); update localize, or give "
            "another folder with -o"
        )
    assert there(place) == {".localize/.gitattributes", ".localize/version"}


def test_of_two_versions_in_a_merge_the_newer_counts(place: Place) -> None:
    place.prepare()
    (place.folder / "version").write_text("<<<<<<< HEAD\n1\n=======\n7\n>>>>>>> theirs\n")
    with pytest.raises(UsageError, match="version 7"):
        place.check()


def test_a_damaged_version_is_one_clear_error(place: Place) -> None:
    place.prepare()
    (place.folder / "version").write_bytes(b"one\n")
    with pytest.raises(StoreError) as caught:
        place.prepare()
    assert str(caught.value) == f"{place.folder}/version: damaged; write 2 into it, or put back a copy"


def test_a_folder_that_cannot_be_made_is_one_clear_error(place: Place) -> None:
    place.out.parent.mkdir()
    place.out.write_text("a file")
    with pytest.raises(FileError, match="version: cannot be read: Not a directory; check the folder and the disk"):
        place.prepare()


# -- version 0 ---------------------------------------------------------------------------------------------------------


def remembered(place: Place, memory: dict[str, object]) -> None:
    place.folder.mkdir(parents=True)
    (place.folder / "outputs.json").write_text(json.dumps(memory))


def test_outputs_of_version_0_are_still_known(place: Place) -> None:
    remembered(place, {"x.en.srt": sha256(b"one").hexdigest()})
    place.prepare()
    known = Written(sha256=(sha256(b"one").hexdigest(),), source="")
    assert written.load(place.written("x.en.srt")) == known
    assert not (place.folder / "outputs.json").exists()
    assert place.outputs == ("x.en.srt",)
    place.prepare()
    assert written.load(place.written("x.en.srt")) == known


@pytest.mark.parametrize("writes", range(6))
def test_a_migration_that_was_cut_short_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    names = [f"{number}.srt" for number in range(3)]
    remembered(place, {name: sha256(name.encode()).hexdigest() for name in names})
    left = [None] * writes

    def cut_short(path: Path, data: bytes) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        write_atomically(path, data)

    with monkeypatch.context() as patch:
        for module in ("place", "written"):
            patch.setattr(f"localize.project.{module}.write_atomically", cut_short)
        with pytest.raises(KeyboardInterrupt):
            place.prepare()
    assert place.check() == 0
    place.prepare()
    assert place.check() == 2
    for name in names:
        known = Written(sha256=(sha256(name.encode()).hexdigest(),), source="")
        assert written.load(place.written(name)) == known


@pytest.mark.parametrize("damage", [b"{", b"\xff", b"[1]", b"7"])
def test_a_damaged_memory_of_version_0_makes_nothing_ours(place: Place, damage: bytes) -> None:
    remembered(place, {})
    (place.folder / "outputs.json").write_bytes(damage)
    place.prepare()
    assert place.outputs == ()


def test_names_and_digests_of_version_0_are_not_trusted(place: Place) -> None:
    digest = "0" * 64
    memory = {"../../x.srt": digest, "/etc/x": digest, "a.srt": "short", "b.srt": 5, "c.srt": digest}
    remembered(place, memory)
    place.prepare()
    assert place.outputs == ("c.srt",)
    assert sorted(path.name for path in place.out.parent.iterdir()) == ["out"]


def test_a_newer_entry_wins_over_version_0(place: Place) -> None:
    newer = Written(sha256=("1" * 64,), source="x.ru.srt")
    written.save(place.written("x.srt"), newer)
    (place.folder / "outputs.json").write_text(json.dumps({"x.srt": "0" * 64}))
    place.prepare()
    assert written.load(place.written("x.srt")) == newer


# -- version 1 ---------------------------------------------------------------------------------------------------------


def with_tops(place: Place, tops: dict[str, bytes]) -> None:
    (place.folder / "tops").mkdir(parents=True)
    (place.folder / "version").write_text("1\n")
    for name, text in tops.items():
        (place.folder / "tops" / f"{name}.txt").write_bytes(text)


def test_tops_of_version_1_are_still_a_persons(place: Place) -> None:
    with_tops(place, {"x.ass": b"[Script Info]\n\n[Events]\n", "y.vtt": b"WEBVTT\n\nNOTE \xff\n", "z.srt": b"\n"})
    for _ in range(2):
        place.prepare()
        assert place.check() == 2
        for name, text in (("x.ass", "[Script Info]\n\n[Events]"), ("y.vtt", "WEBVTT\n\nNOTE \udcff")):
            (top,) = around.load(place.around(name))
            assert top == Remark(where=Where.TOP, now=(text,), when="1970-01-01T00:00:00Z")
        assert around.load(place.around("z.srt")) == ()
        assert not list((place.folder / "tops").iterdir())


def test_a_top_that_was_taken_over_before_a_kill_is_taken_over_once(place: Place) -> None:
    with_tops(place, {"x.vtt": b"WEBVTT\n"})
    place.prepare()
    later = Remark(where=Where.TOP, now=("WEBVTT", "NOTE"), was=(), when="2026-01-31T09:30:00Z")
    around.save(place.around("x.vtt"), (*around.load(place.around("x.vtt")), later))
    (place.folder / "tops" / "x.vtt.txt").write_bytes(b"WEBVTT\n")
    (place.folder / "version").write_text("1\n")
    place.prepare()
    assert [one.now for one in around.load(place.around("x.vtt"))] == [("WEBVTT",), ("WEBVTT", "NOTE")]


def test_every_output_that_something_is_known_of_is_listed(place: Place) -> None:
    decisions.save(place.decisions("b.srt"), [edit("a", "A")])
    written.save(place.written("b.srt"), Written(sha256=("1" * 64,), source=""))
    written.save(place.written("c.srt"), Written(sha256=("1" * 64,), source=""))
    written.begin(place.written("a.srt"), Written(sha256=("1" * 64,), source=""))
    assert place.outputs == ("a.srt", "b.srt", "c.srt")
