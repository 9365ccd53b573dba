"""What was written last: rows of any text, a run killed at every point, and two people's copies."""

from __future__ import annotations

import errno
import hashlib
import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.errors import FileError
from localize.project.place import Place
from localize.project.remark import Where
from localize.project.values import Row
from localize.project.written import Stood, Written, begin, finish, load, recover, save
from tests.project.decided import names, texts, times
from tests.project.git import Repository

ROWS = st.builds(
    Row, id=names, start_ms=times, end_ms=times, text=texts, of=st.lists(names, max_size=2).map(tuple), maker=texts,
    detail=texts,
)  # fmt: skip


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def row(name: str, text: str) -> Row:
    start = ord(name) * 1_000
    return Row(id=name, start_ms=start, end_ms=start + 900, text=text, of=(name,), maker="machine", detail="ru-en 1.9")


def made(text: str) -> Written:
    """What a run wrote that made `text` of cue a."""
    return Written(sha256=(sha(text),), source="x.ru.srt", rows=(row("a", text), row("b", "same")))


@settings(max_examples=40)
@given(st.lists(ROWS, max_size=3), st.randoms())
def test_any_row_comes_back_and_any_order_is_the_same_bytes(rows: list[Row], rng: random.Random) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.tsv"
        save(path, Written(sha256=(sha("x"),), source="\udcff \t", rows=tuple(rows)))
        found = load(path)
        assert found
        assert (found.sha256, found.source, found.damage) == ((sha("x"),), "\udcff \t", "")
        assert len(found.rows) == len(set(rows))
        assert set(found.rows) == set(rows)
        data = path.read_bytes()
        save(path, Written(sha256=found.sha256, source=found.source, rows=tuple(rng.sample(rows, len(rows)))))
        assert path.read_bytes() == data
        assert len(data.decode().splitlines()) == 1 + len(set(rows))


def test_a_row_reads_well(tmp_path: Path) -> None:
    save(tmp_path / "x.tsv", made("<i>Yes.\nYes!</i>"))
    assert (tmp_path / "x.tsv").read_text() == (
        f"written 1\t{sha('<i>Yes.' + chr(10) + 'Yes!</i>')}\t2\tx.ru.srt\n"
        "97000\t97900\ta\ta\tmachine\tru-en 1.9\t<i>Yes.\\nYes!</i>\n"
        "98000\t98900\tb\tb\tmachine\tru-en 1.9\tsame\n"
    )


def test_what_stood_around_the_rows_comes_back(tmp_path: Path) -> None:
    stood = (Stood(where=Where.TOP), Stood(where=Where.ABOVE, cue="b\t", marks=("0" * 16, "1" * 16)))
    save(tmp_path / "x.tsv", replace(made("Yes."), stood=stood))
    text = (tmp_path / "x.tsv").read_text()
    assert text.splitlines()[1:3] == [f"above\tb\\t\t{'0' * 16} {'1' * 16}", "top\t\t"]
    found = load(tmp_path / "x.tsv")
    assert found
    assert (set(found.stood), set(found.rows)) == (set(stood), set(made("Yes.").rows))


@pytest.mark.parametrize("known", [True, False])
def test_what_stood_there_is_known_after_a_kill_only_if_it_was_before(tmp_path: Path, known: bool) -> None:
    path = tmp_path / "x.tsv"
    one, other = (Stood(where=Where.TOP, marks=(mark * 16,)) for mark in "01")
    save(path, replace(made("Yes."), stood=(one,) if known else ()))
    begin(path, replace(made("No."), stood=(other,)))
    found = load(path, sha("something else"))
    assert found
    assert found.stood == ((other, one) if known else ())


def test_ids_with_commas_are_told_apart(tmp_path: Path) -> None:
    one = Row(id="a,b", start_ms=0, end_ms=1, text="", of=("a,b", "c"))
    save(tmp_path / "x.tsv", Written(sha256=(sha("x"),), source="", rows=(one,)))
    found = load(tmp_path / "x.tsv")
    assert found
    assert found.rows == (one,)


def test_nothing_is_known_of_an_output_that_was_never_written(tmp_path: Path) -> None:
    assert load(tmp_path / "x.tsv", sha("x")) is recover(tmp_path / "x.tsv", sha("x")) is None


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))
    before = path.stat()
    begin(path, made("one"))
    finish(path)
    save(path, made("one"))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [one.name for one in tmp_path.iterdir()] == ["x.tsv"]


def test_killed_before_the_output_was_written(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))
    begin(path, made("two"))
    assert load(path, sha("one")) == recover(path, sha("one")) == load(path) == made("one")


def test_killed_after_the_output_was_written(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))
    begin(path, made("two"))
    assert load(path, sha("two")) == recover(path, sha("two")) == load(path) == made("two")


@pytest.mark.parametrize("disk", [sha("edited"), None])
def test_killed_and_then_edited_or_deleted(tmp_path: Path, disk: str | None) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))
    begin(path, made("two"))
    either = Written(
        sha256=(sha("two"), sha("one")), source="x.ru.srt", rows=(row("a", "one"), row("a", "two"), row("b", "same"))
    )
    assert load(path, disk) == either
    found = recover(path, disk)
    assert found == either
    assert [one.name for one in tmp_path.iterdir()] == ["x.tsv"]
    # And killed again in the next run.
    begin(path, made("three"))
    found = recover(path, disk)
    assert found
    assert {one.text for one in found.rows} == {"one", "two", "three", "same"}


def test_killed_in_the_first_run(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    begin(path, made("one"))
    assert recover(path, sha("edited")) == load(path) == made("one")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(("", "edit", "undo", "delete"))), min_size=1, max_size=6))
def test_the_last_rows_are_always_among_those_that_are_known(runs: list[tuple[int, str]]) -> None:
    """Runs killed before `begin`, before the output is written, before `finish`, or not; then maybe a person comes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.tsv"
        disk: str | None = None
        last: Written | None = None
        touched = False
        for number, (steps, person) in enumerate(runs):
            text = f"run {number // 2}"  # every other run changes nothing
            recover(path, disk)
            if steps > 0:
                begin(path, made(text))
            if steps > 1:
                disk, last, touched = sha(text), made(text), False
            if steps > 2:
                finish(path)
            if person and disk and last:
                touched = person != "undo"
                disk = {"edit": sha(f"edited {number}"), "undo": last.sha256[0]}.get(person)
            looked = load(path, disk)
            found = recover(path, disk)
            assert found == looked
            assert load(path, disk) == found
            assert len(list(Path(folder).iterdir())) <= 1
            if last:
                assert found
                assert found.rows
                assert set(found.rows) >= set(last.rows)
                assert (disk in found.sha256) == (not touched)
            if last and not touched and found and len(found.sha256) == 1:
                assert found == last


def test_a_damaged_table_is_as_good_as_lost_but_for_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))
    path.write_bytes(path.read_bytes().replace(b"97900", b"9790O"))
    damaged = Written(sha256=(sha("one"),), source="x.ru.srt", damage=f"{path}:2: damaged")
    assert load(path, sha("one")) == recover(path, sha("edited")) == damaged
    begin(path, made("two"))
    finish(path)
    assert load(path) == made("two")


def test_a_table_cut_short_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))
    path.write_bytes(path.read_bytes().partition(b"98000")[0])
    found = load(path)
    assert found
    assert (found.rows, found.damage) == ((), f"{path}: damaged: lines are missing")


def test_a_full_disk_leaves_what_was_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.tsv"
    save(path, made("one"))

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileError) as caught:
        begin(path, made("two"))
    assert str(caught.value) == (
        f"{path}.next: cannot be written: No space left on device; check the folder and the disk"
    )
    assert load(path, sha("one")) == recover(path, sha("one")) == made("one")
    assert [one.name for one in tmp_path.iterdir()] == ["x.tsv"]


@pytest.mark.parametrize("style", ["union", "merge", "zdiff3"])
def test_after_a_merge_of_two_copies_the_rows_of_both_are_ours(tmp_path: Path, style: str) -> None:
    repository = Repository(tmp_path / "season", "merge" if style == "union" else style)
    place = Place(repository.folder / "out")
    path = place.written("x.en.srt")
    if style == "union":
        place.prepare()
    versions = {
        name: Written(sha256=(sha(name),), source="x.ru.srt", rows=tuple(row(cue, text) for cue, text in cues.items()))
        for name, cues in (
            ("base", {"a": "a", "b": "b", "c": "c", "d": "d"}),
            ("theirs", {"a": "a", "b": "their b", "c": "their c", "d": "d"}),
            ("ours", {"a": "our a", "b": "our b", "c": "c", "d": "d"}),
        )
    }
    save(path, versions["base"])
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "theirs")
    save(path, versions["theirs"])
    repository.commit()
    repository.git("checkout", "--quiet", "ours")
    save(path, versions["ours"])
    repository.commit()
    assert repository.git("merge", "--quiet", "theirs") == (style == "union")
    found = load(path, sha("merged"))
    assert found
    assert found.damage == ""
    assert {sha("ours"), sha("theirs")} <= set(found.sha256)
    assert {(one.id, one.text) for one in found.rows} >= {
        ("a", "our a"), ("b", "our b"), ("b", "their b"), ("c", "their c"), ("d", "d")
    }  # fmt: skip
    save(path, found)
    assert b"<<<<" not in path.read_bytes()
    assert load(path) is not None
