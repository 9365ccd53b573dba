"""Killed at any moment, or stopped by a fault: no half-written file, and the next run makes what one run would have."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.running import MODELS, SEASON, start
from tests.season.show import LINES, LOCALES, Show, copy, new, srt

CUT = [(start, end, text) for start, end, text in LINES if "утром" not in text]


@pytest.fixture(scope="module")
def edited(first: Show, tmp_path_factory: pytest.TempPathFactory) -> Show:
    """With lines of people and a new cut, both not yet seen by a run."""
    show = copy(first, tmp_path_factory.mktemp("edited") / "show")
    show.replace("en", 1, "Hello there!")
    show.replace("zh-Hans", 6, "我才不要")
    text = show.output("en").read_text("utf-8")
    show.output("en").write_text(f"{text}\n9\n00:00:30,000 --> 00:00:31,000\nThe end\n", "utf-8")
    show.source.write_text(srt(CUT), "utf-8")
    return show


def content(show: Show) -> dict[str, bytes]:
    """Every file but the index, the lock and the report, without the times of decisions."""
    found = {}
    for path in sorted(show.out.rglob("*")):
        name = path.relative_to(show.out).as_posix()
        if path.is_file() and not re.search(r"index\.sqlite|/lock$|report\.html", name):
            found[name] = re.sub(rb'"when": "[^"]*"', b"", path.read_bytes())
    return found


def killed(show: Show, seconds: float) -> None:
    """A run that is killed after some time, if it is not done by then."""
    process = start("run", SEASON, show.source, "-o", show.out, "--models", MODELS)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    finally:
        process.communicate()


def whole(show: Show, old: Show, done: dict[str, bytes]) -> None:
    """No output is anything but what it was before or what it is in the end."""
    for locale in LOCALES:
        path = show.output(locale)
        if path.exists():
            before = old.output(locale).read_bytes() if old.output(locale).exists() else None
            assert path.read_bytes() in (before, done[path.name])


def kills(begin: Show, folder: Path, count: int, seed: int) -> None:
    finished = copy(begin, folder / "finished")
    begun = time.monotonic()
    killed(finished, 600)
    lasts = time.monotonic() - begun
    done = content(finished)
    chance = random.Random(seed)
    for number in range(count):
        show = copy(begin, folder / str(number))
        for _ in range(1 + number % 2):
            killed(show, chance.uniform(0.2 * lasts, 1.05 * lasts))
        whole(show, begin, done)
        assert show.run().code in (0, 1)
        assert content(show) == done


def test_killed_in_the_first_run(tmp_path: Path) -> None:
    kills(new(tmp_path / "begin"), tmp_path, 8, 1)


def test_killed_when_people_had_edited_and_there_is_a_new_cut(edited: Show, tmp_path: Path) -> None:
    kills(edited, tmp_path, 12, 2)


def test_killed_between_hearing_a_person_and_writing(
    edited: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people did is stored before the output is written; a run that hears it again must not hear it twice."""
    finished = copy(edited, tmp_path / "finished")
    finished.run()
    show = copy(edited, tmp_path / "show")

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr("localize.season.keep.put", die)
            assert show.run().code == 130
    assert show.run().code in (0, 1)
    assert content(show) == content(finished)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 13))
def test_killed_two_hundred_times(edited: Show, tmp_path: Path, seed: int) -> None:
    kills(edited, tmp_path, 20, seed)


def test_ctrl_c_stops_at_once_and_says_how_to_go_on(tmp_path: Path) -> None:
    show = new(tmp_path / "show")
    process = start("run", SEASON, show.source, "-o", show.out, "--models", MODELS)
    while not (show.state / "lock").exists():
        assert process.poll() is None
        time.sleep(0.01)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - begun < 2
    assert process.returncode == 130
    assert said.strip().split("\n")[-1] == "interrupted; what was written is whole: run the same command to go on"
    assert show.run().code in (0, 1)


def test_two_runs_at_once(show: Show) -> None:
    holder = subprocess.Popen(
        ["python3", "-c",
         "import fcntl, sys\nfile = open(sys.argv[1], 'r+')\nfcntl.lockf(file, fcntl.LOCK_EX, 1, 1 << 30)\n"
         "print('locked', flush=True)\nsys.stdin.read()", str(show.state / "lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout
    assert holder.stdout.readline() == "locked\n"
    try:
        before = content(show)
        outcome = show.run("--force")
        assert outcome.code == 2
        assert outcome.err.startswith(f"{show.out}: another run is at work there (process ")
        assert outcome.err.endswith("); wait until it is done, or stop it\n")
        assert content(show) == before
    finally:
        holder.communicate()
    assert show.run().code in (0, 1)


def test_a_folder_where_nothing_can_be_written(tmp_path: Path) -> None:
    show = new(tmp_path / "show")
    show.out.write_text("a file")
    outcome = show.run()
    assert (outcome.code, outcome.err) == (
        2, f"{show.out}: not a folder, and none can be made there; give another with -o\n",
    )  # fmt: skip


def test_a_corrupt_index_is_begun_anew(show: Show, first: Show) -> None:
    show.replace("en", 1, "Hello there!")
    show.run()
    (show.state / "index.sqlite").write_bytes(b"garbage" * 1000)
    outcome = show.run()
    assert outcome.code in (0, 1)
    assert show.texts("en") == ["Hello there!", *first.texts("en")[1:]]
    assert (show.state / "index.damaged.sqlite").exists()


def test_a_damaged_decision_stops_that_output_only(show: Show) -> None:
    show.replace("en", 1, "Hello there!")
    show.run()
    path = show.state / "decisions" / "ep1.en.srt.jsonl"
    path.write_text(path.read_text("utf-8")[:40] + "\n", "utf-8")
    before = show.output("en").read_bytes()
    outcome = show.run()
    assert outcome.code == 1
    assert f"{path}:1: a decision that cannot be read" in " ".join(outcome.err.split())
    assert show.output("en").read_bytes() == before


@pytest.mark.parametrize(
    ("call_name", "number", "reason"),
    [("os.fsync", 28, "No space left on device"), ("tempfile.mkstemp", 30, "Read-only file system")],
)
def test_a_disk_that_takes_nothing(
    show: Show, monkeypatch: pytest.MonkeyPatch, call_name: str, number: int, reason: str
) -> None:
    before = content(show)

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, reason)

    show.replace("en", 1, "Hello there!")
    there = show.output("en").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(call_name, fail)
        outcome = show.run()
    assert outcome.code == 1
    assert f"cannot be written: {reason}; check the folder and the disk" in " ".join(outcome.err.split())
    assert show.output("en").read_bytes() == there
    show.run()
    assert show.texts("en")[0] == "Hello there!"
    assert content(show).keys() - before.keys() == {".localize/decisions/ep1.en.srt.jsonl"}
