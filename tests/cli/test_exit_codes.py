"""How the program ends when something goes wrong that nobody foresaw, or somebody stops it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from localize.cli import main
from localize.errors import UsageError


def _raising(error: BaseException) -> object:
    def schema() -> None:
        raise error

    return schema


def test_a_bug_of_ours_ends_with_3_and_a_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("localize.spec.schema.schema", _raising(RuntimeError("no\x1b[31m reason")))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = CliRunner().invoke(main, ["schema"])
    (log,) = tmp_path.glob("localize-*.log")
    assert result.exit_code == 3
    assert result.stderr == f"a bug of localize (RuntimeError), not of your files; please report it with {log}\n"
    assert log.read_text(encoding="utf-8").endswith("RuntimeError: no<U+001B>[31m reason\n")


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localize.spec.schema.schema", _raising(KeyboardInterrupt()))
    result = CliRunner().invoke(main, ["schema"])
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_an_expected_error_is_shown_without_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localize.spec.schema.schema", _raising(UsageError("bell\x07")))
    result = CliRunner().invoke(main, ["schema"])
    assert (result.exit_code, result.stderr) == (2, "bell<U+0007>\n")


def test_click_keeps_its_own_exits() -> None:
    assert CliRunner().invoke(main, ["schema", "--nonsense"]).exit_code == 2
    assert CliRunner().invoke(main, ["schema", "--help"]).exit_code == 0
