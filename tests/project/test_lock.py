"""One run at a time; nothing that was killed stands in the way."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from localize.errors import UsageError
from localize.project.lock import locked
from localize.project.place import Place
from tests.running import ROOT

# Holds the lock until it is told to end; has a worker of its own that outlives it.
HOLDER = """
import os, sys, time
from pathlib import Path
from localize.project.lock import locked
from localize.project.place import Place

with locked(Place(Path(sys.argv[1]))):
    worker = os.fork()
    if not worker:
        time.sleep(60)
    print(worker, flush=True)
    sys.stdin.read()
    os.kill(worker, 9)
"""


@contextmanager
def holder(place: Place) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A process that holds the lock, and the id of its worker."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place.out)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    worker = int(process.stdout.readline())
    try:
        yield process, worker
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "out")


def test_a_second_run_is_refused_and_told_who_is_at_work(place: Place) -> None:
    with holder(place) as (process, _):
        for _ in range(2):  # being refused takes nothing from the holder
            with pytest.raises(UsageError) as caught, locked(place):
                pass
            since = (place.lock).read_text().split()[-1]
            assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", since)
            assert str(caught.value) == (
                f"{place.out}: another run is at work there (process {process.pid} on {socket.gethostname()} since "
                f"{since}); wait until it is done, or stop it"
            )
        place.lock.write_bytes(b"process 1 on \x1b[31mevil since now\n")
        with pytest.raises(UsageError) as caught, locked(place):
            pass
        assert str(caught.value) == (f"{place.out}: another run is at work there; wait until it is done, or stop it")
    with locked(place):
        assert place.lock.read_text().startswith(f"process {os.getpid()} on ")


def test_a_killed_run_does_not_stand_in_the_way_even_if_a_worker_outlives_it(place: Place) -> None:
    with holder(place) as (process, worker):
        process.kill()
        process.wait()
        with locked(place):
            os.kill(worker, 0)
        os.kill(worker, 9)


def test_the_same_process_is_refused_too(place: Place) -> None:
    found: list[str] = []

    def other() -> None:
        try:
            with locked(Place(place.out.parent / "." / "out")):
                found.append("taken")
        except UsageError as error:
            found.append(str(error))

    (place.out.parent / "link").symlink_to("out")
    with locked(place):
        for again in (place, Place(place.out.parent / "link")):
            message = "this very process is at work there; wait until it is done"
            with pytest.raises(UsageError, match=message), locked(again):
                pass
        thread = Thread(target=other)
        thread.start()
        thread.join()
        assert found == [f"{place.out}: this very process is at work there; wait until it is done"]
        with locked(Place(place.out / "elsewhere")):
            pass


def test_the_lock_is_given_back_whatever_happens(place: Place) -> None:
    with pytest.raises(KeyboardInterrupt), locked(place):
        raise KeyboardInterrupt
    with locked(place), locked(Place(place.out.parent / "other")):
        pass
    with locked(place):
        pass


def test_what_was_there_before_is_no_part_of_the_text(place: Place) -> None:
    place.folder.mkdir(parents=True)
    place.lock.write_text("x" * 500)
    with locked(place):
        assert re.fullmatch(r"process \d+ on \S+ since \S+\n", place.lock.read_text())


def test_a_full_disk_does_not_stop_who_only_wants_to_say_their_name(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, data: bytes, offset: int) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.pwrite", full)
    with locked(place):
        assert place.lock.read_text() == ""


def test_a_folder_that_cannot_be_made_is_one_clear_error(place: Place) -> None:
    place.out.write_text("a file")
    with pytest.raises(UsageError) as caught, locked(place):
        pass
    assert str(caught.value) == (
        f"{place.lock}: cannot be written: Not a directory; check the folder and the disk, or give another folder with "
        "-o"
    )


def test_a_read_only_folder_is_one_clear_error(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, flags: int, mode: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", refused)
    with pytest.raises(UsageError) as caught, locked(place):
        pass
    assert str(caught.value) == (
        f"{place.lock}: cannot be written: Permission denied; check the folder and the disk, or give another folder "
        "with -o"
    )


def test_a_disk_without_locks_is_one_clear_error(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(handle: int, operation: int, length: int, start: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.lockf", none)
    with pytest.raises(UsageError) as caught, locked(place):
        pass
    assert str(caught.value) == (
        f"{place.lock}: cannot be locked: No locks available; two runs there could not be kept apart; give a folder on "
        "another disk with -o"
    )
