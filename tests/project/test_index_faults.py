"""Index files that cannot be used: damaged ones are begun anew, others give one clear error and stay as they are."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from localize.errors import StoreError
from localize.project import schema
from localize.project.events import Event, Happened
from localize.project.index import Index
from localize.project.runs import Run
from localize.project.states import OutputState
from localize.translators.base import Request, Routes, Translation
from localize.translators.batches import Batch
from tests.project.engine import WHEN, ask, engine, in_threes, routes_in
from tests.running import ROOT

ASKED = [ask(f"Реплика номер {number}") for number in range(300)]
OUTPUT = OutputState(name="a.srt", input="", locale="en", fingerprint={"input": "1"})
EDIT = Event(cue="c1", what=Happened.EDIT, when=WHEN, text="x")


@pytest.fixture
def routes(tmp_path: Path) -> Routes:
    return routes_in(tmp_path / "models")


@pytest.fixture
def path(tmp_path: Path, routes: Routes) -> Path:
    """An index of 300 answers, with batches that are not done."""
    path = tmp_path / "index.sqlite"
    with Index(path) as index:
        work(index, routes)
        index.answers(routes).plan([ask("not done")], in_threes)
    return path


def in_one(requests: Sequence[Request]) -> list[Batch]:
    return [Batch(requests=tuple(requests))]


def work(index: Index, routes: Routes) -> None:
    """A run."""
    index.begin(WHEN)
    answers = index.answers(routes)
    known = answers.known(ASKED)
    for batch in answers.plan((one for one in ASKED if one not in known), in_one):
        answers.learn([batch], engine(batch, routes))
    index.record([(OUTPUT, [EDIT])])


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as caught, Index(path, timeout_s=0.05) as index:
        index.tell("b.srt", [EDIT])
    return str(caught.value)


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


# -- damage ------------------------------------------------------------------------------------------------------------


def told(path: Path) -> str:
    return f"{path}: damaged; it was moved to index.damaged.sqlite and begun anew, without the history of cues"


def test_no_database(path: Path, routes: Routes, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(b"not SQLite" * 1_000)
    path.with_name("index.sqlite-journal").write_bytes(b"left by a kill")
    with Index(path) as index:
        assert caplog.messages == [told(path)]
        assert index.last_run() is None
        work(index, routes)
    assert path.with_name("index.damaged.sqlite").read_bytes() == b"not SQLite" * 1_000
    assert {file.name for file in path.parent.iterdir()} == {"index.sqlite", "index.damaged.sqlite", "models"}
    with Index(path) as index:
        assert len(index.answers(routes).known(ASKED)) == 300
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_damage_that_comes_to_light_in_a_run(
    path: Path, routes: Routes, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    with Index(path) as index:
        index.begin(WHEN)
        answers = index.answers(routes)
        batches = answers.plan([ask(f"new {number}") for number in range(5)], in_threes)
        data = path.read_bytes()
        # Another change counter, as another program leaves it; else SQLite trusts the pages that it remembers.
        head = data[:24] + b"\x77" * 4 + data[28:4096]
        path.write_bytes(head + data[4096 : len(data) // 2] if damage == "cut" else head + b"\x55" * (len(data) - 4096))
        assert answers.known(ASKED) == {}
        assert caplog.messages == [told(path)]
        for batch in batches:
            answers.learn([batch], engine(batch, routes))
        assert len(answers.known([request for batch in batches for request in batch.requests])) == 5
        index.finish(WHEN)
        assert index.last_run() == Run(number=2, begun=WHEN, done=WHEN)  # goes on counting
    assert len(caplog.messages) == 1


def test_who_only_looks_leaves_a_damaged_file_to_the_next_run(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.write_bytes(b"not SQLite" * 1_000)
    with Index(path, create=False) as index:
        assert index.tallies() == ()
    assert caplog.messages == [f"{path}: damaged; the next run begins it anew, without the history of cues"]
    assert path.read_bytes() == b"not SQLite" * 1_000


LOOK: dict[str, Callable[[Index], object]] = {
    "state": lambda index: index.state("a.srt"),
    "past": lambda index: index.history("a.srt", "c1"),
    "fingerprint": lambda index: index.unchanged("a.srt", OUTPUT.fingerprint),
    "tally": lambda index: index.tallies(),
}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE piece SET data = x'01'",
        "UPDATE piece SET data = 7",
        "UPDATE piece SET seal = seal + 1",
        "UPDATE piece SET name = CAST('b' AS BLOB) WHERE name = CAST('a' AS BLOB)",
    ],
)
def test_a_piece_that_is_another(path: Path, caplog: pytest.LogCaptureFixture, statement: str) -> None:
    with Index(path) as index:
        index.keep("a", b"one")
        change(path, statement)
        assert index.kept("b" if "name" in statement else "a") is None
        assert caplog.messages == [told(path)]
        index.keep("a", b"one")
        assert index.kept("a") == b"one"


@pytest.mark.parametrize("column", LOOK)
def test_a_row_that_is_no_value(path: Path, caplog: pytest.LogCaptureFixture, column: str) -> None:
    for damage in ("CAST('no' AS BLOB)", "'no'", "7", f"substr({column}, 1, length({column}) - 1)"):
        with Index(path) as index:
            assert LOOK[column](index)
            change(path, f"UPDATE output SET {column} = {damage}")
            assert not LOOK[column](index)
            assert caplog.messages == [told(path)]
            index.begin(WHEN)
            index.record([(OUTPUT, [EDIT])])
        caplog.clear()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE batch",
        "ALTER TABLE answer RENAME TO answers",
        "CREATE TABLE other (id)",
        "CREATE TRIGGER other AFTER DELETE ON batch BEGIN DELETE FROM answer; END",
    ],
)
def test_tables_that_are_not_as_they_were_made(
    path: Path, routes: Routes, caplog: pytest.LogCaptureFixture, statement: str
) -> None:
    change(path, statement)
    with Index(path) as index:
        work(index, routes)
    assert caplog.messages == [told(path)]


def test_a_damaged_file_that_cannot_be_moved_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"not SQLite" * 1_000)

    def refuse(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert refused(path) == (
        f"{path}: damaged, and it cannot be moved aside (Permission denied); delete it: only the history of cues is "
        "lost with it"
    )


def hit(data: bytes, rng: random.Random) -> bytes:
    """Some bytes of `data`, behind its first page, turned into others; now and then its end cut off."""
    broken = bytearray(data)
    for _ in range(rng.choice([1, 3, 30])):
        at = rng.randrange(4096, len(data))
        length = rng.choice([1, 1, 4, 100, 4096])
        broken[at : at + length] = rng.randbytes(length)
    return bytes(broken[: rng.randrange(4096, len(broken))] if rng.random() < 0.2 else broken[: len(data)])


def damage_and_use(path: Path, routes: Routes, caplog: pytest.LogCaptureFixture, seed: int) -> None:
    data = path.read_bytes()
    path.write_bytes(hit(data, random.Random(seed)))
    expected = engine(Batch(requests=tuple(ASKED)), routes)
    with Index(path) as index:
        assert index.answers(routes).known(ASKED).items() <= expected.items()
        work(index, routes)
        index.finish(WHEN)
        index.answers(routes).known(ASKED)
        if caplog.messages:  # the damage may have come to light after the work
            work(index, routes)
        assert caplog.messages in ([], [told(path)])
        assert index.answers(routes).known(ASKED).keys() == expected.keys()
        assert index.unchanged("a.srt", OUTPUT.fingerprint)
        assert index.history("a.srt", "c1")[0].text == "x"
    path.write_bytes(data)
    caplog.clear()


def test_a_damaged_index_never_gives_a_wrong_answer_and_never_stops_a_run(
    path: Path, routes: Routes, caplog: pytest.LogCaptureFixture
) -> None:
    for seed in range(25):
        damage_and_use(path, routes, caplog, seed)


@pytest.mark.slow
def test_two_thousand_damaged_indexes(path: Path, routes: Routes, caplog: pytest.LogCaptureFixture) -> None:
    for seed in range(25, 2_025):
        damage_and_use(path, routes, caplog, seed)


# -- what is no damage -------------------------------------------------------------------------------------------------


def test_another_program_writes(path: Path, routes: Routes) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = path.read_bytes()
    assert refused(path) == f"{path}: another program is writing to it; try again when that is done"
    with Index(path) as index:
        assert len(index.answers(routes).known(ASKED)) == 300  # reading goes on
    other.execute("ROLLBACK")
    other.execute("BEGIN EXCLUSIVE")
    assert refused(path) == f"{path}: another program is writing to it; try again when that is done"
    other.execute("ROLLBACK")
    other.close()
    assert path.read_bytes() == before
    with Index(path, timeout_s=0.05) as index:
        index.tell("b.srt", [EDIT])
        assert index.history("b.srt", "c1")


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    change(path, "CREATE TABLE photo (id)")
    before = path.read_bytes()
    assert refused(path) == f"{path}: no index of localize but another program's database; move it away"
    assert path.read_bytes() == before


def test_a_newer_localize(path: Path) -> None:
    change(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    assert refused(path) == (
        f"{path}: written by a newer localize (schema 99, this one knows 1); update localize, or delete the file: only "
        "the history of cues is lost with it"
    )
    assert path.read_bytes() == before


def test_a_full_disk_changes_nothing(path: Path, routes: Routes) -> None:
    with Index(path) as index:
        connection = index._cache._connection
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size at least
        before = path.read_bytes()
        answers = index.answers(routes)
        with pytest.raises(StoreError) as caught:
            answers.plan([ask(random.Random(number).randbytes(9).hex()) for number in range(9_000)], in_threes)
        assert (
            str(caught.value)
            == f"{path}: the disk is full; all files that were written are whole; make room and run again"
        )
        assert len(answers.known(ASKED)) == 300
    assert path.read_bytes() == before


SMALL = """
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from localize.errors import StoreError
from localize.project.events import Event, Happened
from localize.project.index import Index
from localize.project.runs import Run
try:
    with Index(Path(sys.argv[1])) as index:
        for number in range(1_000):
            index.tell(f"{number}.srt", [Event(cue="c", what=Happened.EDIT, when="", text="x")])
except StoreError as error:
    sys.exit(str(error))
"""


def test_a_file_that_may_not_grow(path: Path) -> None:
    """A quota, for one."""
    size = path.stat().st_size + 8_192
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
    )
    assert done.stderr.startswith(f"{path}: ")
    assert done.stderr.strip().removeprefix(f"{path}: ") in (
        "the disk is full; all files that were written are whole; make room and run again",
        "cannot be read or written; check the disk or the network share",
    )
    with Index(path) as index:
        assert index.history("0.srt", "c")
        index.tell("b.srt", [EDIT])


def test_an_index_that_may_only_be_read(path: Path, routes: Routes) -> None:
    with Index(path) as index:
        index._cache._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError) as caught:
            index.tell("b.srt", [EDIT])
        assert str(caught.value) == f"{path}: cannot be written to; check the rights of the file and its folder"
        assert len(index.answers(routes).known(ASKED)) == 300


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "no" / "index.sqlite") == (
        f"{tmp_path}/no/index.sqlite: cannot be opened; check that its folder exists, and the rights of both"
    )


def test_without_leave_to_make_it_a_missing_index_is_an_empty_one(tmp_path: Path) -> None:
    with Index(tmp_path / "no" / "index.sqlite", create=False) as index:
        assert index.last_run() is None
        assert not index.tallies()
        assert not index.history("a.srt", "c1")
        assert index.state("a.srt") is None
    assert not list(tmp_path.iterdir())


def test_a_bug_is_not_explained_away(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    index = Index(path)
    index.close()
    with pytest.raises(sqlite3.ProgrammingError):
        index.tallies()
    assert not caplog.messages
    assert path.is_file()


# -- schemas -----------------------------------------------------------------------------------------------------------


def test_an_empty_file_is_an_empty_index(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What a kill leaves between the making of the file and its first transaction."""
    path = tmp_path / "index.sqlite"
    path.touch()
    with Index(path) as index:
        index.tell("a.srt", [EDIT])
        assert index.history("a.srt", "c1")
    assert not caplog.messages


def test_an_older_index_is_brought_up_to_date(
    path: Path, routes: Routes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    steps = (*schema.STEPS, ("ALTER TABLE answer ADD COLUMN cpu TEXT", "CREATE TABLE show (name TEXT)"))
    monkeypatch.setattr(schema, "STEPS", steps)
    for _ in range(2):
        with Index(path) as index:
            assert len(index.answers(routes).known(ASKED)) == 300
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("SELECT count(cpu) FROM answer, show").fetchone() == (0,)
    connection.close()
    assert not caplog.messages


def test_a_step_that_fails_leaves_the_older_index(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("CREATE TABLE show (name TEXT)", "no SQL")))
    with pytest.raises(sqlite3.OperationalError):
        Index(path)
    assert path.read_bytes() == before


def test_no_write_ahead_log(path: Path) -> None:
    """It does not work on network shares."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert {file.name for file in path.parent.iterdir()} == {"index.sqlite", "models"}


def test_an_answer_is_text_and_nothing_else(path: Path, routes: Routes) -> None:
    request = ask("<script>")
    odd = Translation(texts=("=cmd()", "\x00", "\ud83d", ""), packages=routes.find("ru", "en"))
    with Index(path) as index:
        index.answers(routes).learn([Batch(requests=(request,))], {request: odd})
        assert index.answers(routes).known([request]) == {request: odd}
