"""What people write around the cues, styles and comments, is kept too."""

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
def test_a_comment_between_cues_leaves_the_file_as_it_is(tmp_path: Path, source: Path, comment: str) -> None:
    run(source, tmp_path)
    path = tmp_path / f"better-than-us.s01e01-scene.en{source.suffix}"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    mark = "Dialogue:" if source is ASS else "s01e01-178"
    place = [number for number, line in enumerate(lines) if line.startswith(mark)][-1]
    edited = "".join((*lines[:place], comment, *lines[place:]))
    path.write_text(edited, "utf-8", newline="")
    (message,) = run(source, tmp_path)
    assert f"{comment.strip()!r} stands between its cues, which we did not write" in message
    assert path.read_text("utf-8") == edited
