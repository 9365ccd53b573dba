from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from localize.cli import main

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "spec" / "errors"


def test_good_specs() -> None:
    season, english = ROOT / "pipelines" / "season.yaml", ROOT / "pipelines" / "english-only.yaml"
    result = CliRunner().invoke(main, ["validate", str(season), str(english), "--models", str(ROOT / "models")])
    assert result.stderr == ""
    assert result.stdout == (
        f"{season}: ok: en (segment, translate, enforce, fit, check); "
        "zh-Hans (segment, translate, enforce, fit, check); "
        "zh-Hant-TW from zh-Hans (convert, enforce, fit, check); "
        "zh-Hant-HK from zh-Hans (convert, enforce, fit, check)\n"
        f"{english}: ok: en (segment, translate, fit, check)\n"
    )
    assert result.exit_code == 0


def test_every_error_of_every_spec() -> None:
    good = ROOT / "pipelines" / "traditional.yaml"
    first, second = BROKEN / "shape-unknown-stage.yaml", BROKEN / "wiring-after-check.yaml"
    arguments = [str(first), str(good), str(second), "no.yaml", "--models", str(ROOT / "models")]
    result = CliRunner().invoke(main, ["validate", *arguments])
    assert result.exit_code == 2
    assert result.stdout.startswith(f"{good}: ok: ")
    told = [*first.with_suffix(".txt").read_text().splitlines(), *second.with_suffix(".txt").read_text().splitlines()]
    assert result.stderr.splitlines() == [
        *(f"{BROKEN}/{line}" for line in told),
        "no.yaml: cannot be read: No such file or directory; give the path of a YAML file",
    ]


def test_no_spec_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["validate"]).exit_code == 2
