from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from localize.cli import main
from localize.qc.profile import names


def call(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["profiles", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_list() -> None:
    code, out, err = call("list")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(names())
    assert "netflix-ru       Netflix, Russian subtitles, adult programmes" in out


def test_list_as_json() -> None:
    _, out, _ = call("list", "--json")
    rows = json.loads(out)
    assert [row["name"] for row in rows] == list(names())
    assert rows[1] == {
        "name": "netflix-en",
        "version": "1",
        "title": "Netflix, English subtitles of foreign-language dialogue, adult programmes",
        "language": "en",
    }


def test_show_prints_figure_and_evidence() -> None:
    code, out, _ = call("show", "netflix-ru")
    assert code == 0
    assert out.startswith(
        "netflix-ru (version 1): Netflix, Russian subtitles, adult programmes\n"
        "language: ru; half-width characters count 1\n"
    )
    assert (
        "\nlayout.cpl: 42 characters a line (error)\n"
        "  counts: every character with spaces and punctuation; no tags\n"
        "  source: Netflix, TTSG Updates - December 2025 (2025-12)\n"
        "  https://partnerhelp.netflixstudios.com/hc/en-us/articles/47550553159187-TTSG-Updates-December-2025\n"
        "  39 before the revision of December 2025; older copies of the guide still print 39\n"
    ) in out


def test_show_as_json() -> None:
    _, out, _ = call("show", "netflix-zh-hans", "--json")
    shown = json.loads(out)
    assert (shown["name"], shown["language"], shown["half_width"]) == ("netflix-zh-hans", "zh-Hans", True)
    assert shown["limits"]["layout.cps"]["value"] == 9
    assert set(shown["limits"]["layout.cps"]) == {
        "value", "unit", "counts", "severity", "source", "date", "url", "note",
    }  # fmt: skip


def test_show_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text('version: "1"\ntitle: "Mine\\e[31m"\nlimits: {}\n', encoding="utf-8")
    code, out, _ = call("show", str(path))
    assert code == 0
    assert "\x1b" not in out
    assert out.endswith("[31m\nlanguage: any; half-width characters count 1\n")


def test_unknown_profile() -> None:
    assert call("show", "netflix-run") == (2, "", "unknown profile 'netflix-run'; did you mean 'netflix-ru'?\n")
