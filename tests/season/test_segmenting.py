"""However a pipeline finds its sentences, what people decide between two runs holds in the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import ENGLISH, SEASON, call
from tests.season.show import Show, findings

LINE = "We were in the old house yesterday, all of us,"


def short(tmp_path: Path) -> Path:
    """Sentences that stand in one cue each."""
    text = SEASON.read_text("utf-8").replace("../glossaries", str(SEASON.parents[1] / "glossaries"))
    assert text.count("  - segment\n") == 1
    spec = tmp_path / "short.yaml"
    spec.write_text(text.replace("  - segment\n", "  - segment: {max_cues: 1}\n"), "utf-8")
    return spec


@pytest.mark.parametrize("kind", ["in one cue each", "by the output"])
def test_an_approved_edit_stays_approved(show: Show, tmp_path: Path, kind: str) -> None:
    spec = ENGLISH if kind == "by the output" else short(tmp_path)
    show.run(spec=spec)
    show.replace("en", 3, LINE)
    assert call("approve", show.out, "ep1.en.srt", "3", "--by", "Olga").code == 0
    for _ in range(2):
        result = show.result(spec=spec)
        assert findings(result, "review.needed")["en"] == []
        assert show.texts("en")[2] == LINE
        assert show.status()["en"]["cues"]["approved"] == 1


def test_a_reworded_source_is_told_where_the_output_cuts_it_into_sentences(show: Show) -> None:
    show.run(spec=ENGLISH)
    show.replace("en", 7, "We go tomorrow.")
    show.run(spec=ENGLISH)
    text = show.source.read_text("utf-8")
    show.source.write_text(text.replace("Завтра утром мы поедем в город.", "Завтра мы никуда не поедем."), "utf-8")
    (found,) = findings(show.result(spec=ENGLISH), "review.needed")["en"]
    assert found.startswith("source reworded: ")
