"""What people write around the cues, styles and comments, is kept too, in a run as users start it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import MODELS, SAMPLES, SEASON, call

ASS = SAMPLES["better-than-us.s01e01-scene.ass"]
VTT = SAMPLES["better-than-us.s01e01-scene.ru.vtt"]


def run(source: Path, out: Path) -> list[str]:
    """Runs the pipeline in English; the findings about what people did."""
    outcome = call("run", SEASON, source, "-o", out, "--models", MODELS, "--only", "en", "--json")
    (file,) = json.loads(outcome.out)["files"]
    return [one["message"] for one in file["findings"] if one["rule"].startswith("review.")]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        (ASS, "Style: Default,", "Style: Default,Comic Sans MS,99,"),
        (VTT, "font-style: italic;", "font-style: normal; color: red;"),
    ],
    ids=["ass", "vtt"],
)
def test_the_top_of_a_file_is_a_persons_once_changed(tmp_path: Path, source: Path, old: str, new: str) -> None:
    run(source, tmp_path)
    path = tmp_path / f"better-than-us.s01e01-scene.en{source.suffix}"
    text = path.read_text("utf-8")
    if source is ASS:
        line = next(line for line in text.splitlines() if line.startswith(old))
        rest = line.removeprefix(old).split(",", 2)[2]
        edited = text.replace(line, f"{new}{rest}")
    else:
        edited = text.replace(old, new, 1)
    assert edited != text
    path.write_text(edited, "utf-8", newline="")
    for _ in range(2):
        assert run(source, tmp_path) == []
        assert path.read_text("utf-8") == edited
    # A line by hand later, and the top stays.
    later = edited.replace("Captain Lunin leaves", "The Lunin leaves", 1)
    assert later != edited
    path.write_text(later, "utf-8", newline="")
    for _ in range(2):
        run(source, tmp_path)
        assert path.read_text("utf-8") == later


@pytest.mark.parametrize(("source", "comment"), [(ASS, "Comment: 0,0:00:00.00,0:00:00.00,Default,,0,0,0,,ask Olga\n"),
                                                 (VTT, "NOTE ask Olga\n\n")], ids=["ass", "vtt"])  # fmt: skip
def test_a_comment_between_cues_is_a_persons(tmp_path: Path, source: Path, comment: str) -> None:
    run(source, tmp_path)
    path = tmp_path / f"better-than-us.s01e01-scene.en{source.suffix}"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    mark = "Dialogue:" if source is ASS else "s01e01-178"
    place = [number for number, line in enumerate(lines) if line.startswith(mark)][-1]
    edited = "".join((*lines[:place], comment, *lines[place:]))
    for text in (edited, "".join(lines)):  # there, and gone again
        path.write_text(text, "utf-8", newline="")
        for _ in range(2):
            assert run(source, tmp_path) == []
            assert path.read_text("utf-8") == text
    path.write_text(edited, "utf-8", newline="")
    run(source, tmp_path)
    later = edited.replace("Captain Lunin leaves", "The Lunin leaves", 1)
    assert later != edited
    path.write_text(later, "utf-8", newline="")
    for _ in range(2):
        run(source, tmp_path)
        assert path.read_text("utf-8") == later


@pytest.mark.parametrize("approved", [True, False], ids=["approve", "import"])
def test_a_comment_is_kept_where_somebody_approves_or_imports_before_the_next_run(
    tmp_path: Path, approved: bool
) -> None:
    out, table = tmp_path / "out", tmp_path / "table"
    run(VTT, out)
    path = out / "better-than-us.s01e01-scene.en.vtt"
    edited = path.read_text("utf-8").replace("s01e01-178\n", "NOTE ask Olga\n\ns01e01-178\n")
    assert "NOTE ask Olga" in edited
    path.write_text(edited, "utf-8", newline="")
    if approved:
        assert call("approve", out, path.name, "3", "--by", "Olga").code == 0
    else:
        assert call("export", out, "--format", "csv", "-o", table).code == 0
        (sheet,) = table.iterdir()
        sheet.write_text(sheet.read_text("utf-8-sig").replace("Captain Lunin leaves", "The Lunin leaves"), "utf-8-sig")
        assert call("import", out, sheet, "--by", "Olga").code == 0
        edited = edited.replace("Captain Lunin leaves", "The Lunin leaves")
    for _ in range(2):
        run(VTT, out)
        assert path.read_text("utf-8") == edited


def test_who_approves_twice_says_a_comment_once(tmp_path: Path) -> None:
    run(VTT, tmp_path)
    path = tmp_path / "better-than-us.s01e01-scene.en.vtt"
    path.write_text(
        path.read_text("utf-8").replace("s01e01-178\n", "NOTE ask Olga\n\ns01e01-178\n"), "utf-8", newline=""
    )
    for number in ("3", "4"):
        assert call("approve", tmp_path, path.name, number, "--by", "Olga").code == 0
    (said,) = (tmp_path / ".localize" / "around" / f"{path.name}.jsonl").read_text("utf-8").splitlines()
    assert json.loads(said)["now"][-1] == "NOTE ask Olga"
