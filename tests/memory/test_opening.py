"""Files that cannot be used: each gives one clear error, and stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from localize.errors import StoreError
from localize.memory import Lookup, Memory, Unit, schema
from tests.memory.units import unit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory of 2,000 units."""
    path = tmp_path / "show.memory"
    with Memory(path, create=True) as memory:
        memory.add(unit(f"Серия номер {number}", f"Episode {number}") for number in range(2_000))
    return path


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as caught, Memory(path, timeout_s=0.05) as memory:
        memory.add([unit()])
    return str(caught.value)


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_another_program_writes(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert refused(path) == f"{path}: another program is writing to it; try again when that is done"
    with Memory(path) as memory:
        assert memory.stats()[0].units == 2_000  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    with Memory(path, timeout_s=0.05) as memory:
        assert memory.add([unit()]) == 1


def test_who_waits_long_enough_gets_in(path: Path) -> None:
    def slow() -> Iterator[Unit]:
        yield unit("Да", "Yes")
        assert refused(path).endswith("another program is writing to it; try again when that is done")

    with Memory(path) as one, Memory(path) as two:
        assert one.add(slow()) == 1
        assert two.add([unit("Нет", "No")]) == 1
        assert one.stats() == two.stats()
        assert one.stats()[0].units == 2_002


def test_no_database(path: Path) -> None:
    path.write_bytes(b"<tmx>" * 1_000)
    assert refused(path) == (
        f"{path}: no translation memory, or damaged; give another file, or import its TMX into a new one"
    )
    assert path.read_bytes() == b"<tmx>" * 1_000


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    change(path, "CREATE TABLE photo (id)")
    before = path.read_bytes()
    assert refused(path) == f"{path}: no translation memory but another program's database; give another file"
    assert path.read_bytes() == before


def test_a_newer_localize(path: Path) -> None:
    change(path, "PRAGMA user_version = 99")
    assert refused(path) == f"{path}: written by a newer localize (schema 99, this one knows 1); update localize"


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_damage_inside(path: Path, damage: str) -> None:
    data = path.read_bytes()
    half = len(data) // 2 // 4096 * 4096
    path.write_bytes(data[:half] if damage == "cut" else data[:8192] + b"\x55" * (len(data) - 8192))
    lookups = [Lookup(text=f"Серия номер {number}") for number in range(2_000)]
    with pytest.raises(StoreError) as caught, Memory(path) as memory:
        memory.exact(lookups, "ru", "en")
    assert str(caught.value) == f"{path}: damaged; put back a copy, or import its TMX into a new file"


def test_text_that_is_no_utf_8(path: Path) -> None:
    change(path, "UPDATE sentence SET text = CAST(x'ff' AS TEXT) WHERE id = 7")
    with pytest.raises(StoreError, match="damaged; put back a copy"), Memory(path) as memory:
        list(memory.units())


def test_a_full_disk_changes_nothing(path: Path) -> None:
    with Memory(path) as memory:
        memory._connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size at least
        with pytest.raises(StoreError) as caught:
            memory.add(unit(f"Совсем другая серия {number}", "x") for number in range(20_000))
        assert str(caught.value) == f"{path}: the disk is full; nothing was changed"
        assert memory.stats()[0].units == 2_000


def test_a_memory_that_may_only_be_read(path: Path) -> None:
    with Memory(path) as memory:
        memory._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError) as caught:
            memory.add([unit()])
        assert str(caught.value) == f"{path}: cannot be written to; check the rights of the file and its folder"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Memory(tmp_path / "no" / "m", create=True)
    assert str(caught.value) == (
        f"{tmp_path}/no/m: cannot be opened; check that its folder exists, and the rights of both"
    )


def test_a_bug_is_not_explained_away(path: Path) -> None:
    memory = Memory(path)
    memory.close()
    with pytest.raises(sqlite3.ProgrammingError):
        memory.stats()


# -- schemas -----------------------------------------------------------------------------------------------------------


def test_an_empty_file_is_an_empty_memory(tmp_path: Path) -> None:
    """What a kill leaves between the making of the file and its first transaction."""
    path = tmp_path / "m"
    path.touch()
    with Memory(path) as memory:
        assert memory.stats() == ()
        assert memory.add([unit()]) == 1


def test_an_older_memory_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (*schema.STEPS, ("ALTER TABLE sentence ADD COLUMN speaker TEXT", "CREATE TABLE show (name TEXT)"))
    monkeypatch.setattr(schema, "STEPS", steps)
    for _ in range(2):
        with Memory(path) as memory:
            assert memory.stats()[0].units == 2_000
            assert memory._connection.execute("PRAGMA user_version").fetchone() == (2,)
            assert memory._connection.execute("SELECT count(speaker) FROM sentence, show").fetchone() == (0,)


def test_a_step_that_fails_leaves_the_older_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (*schema.STEPS, ("CREATE TABLE show (name TEXT)", "no SQL")))
        with pytest.raises(sqlite3.OperationalError):
            Memory(path)
    assert path.read_bytes() == before
    with Memory(path) as memory:
        assert memory.stats()[0].units == 2_000
