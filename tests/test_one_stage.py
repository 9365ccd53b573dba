"""One stage on one file, without a spec."""

from __future__ import annotations

from pathlib import Path

import pytest

from localize.errors import UsageError
from localize.one_stage import Errand, perform
from tests.running import MODELS, TALK

ENGLISH = TALK.replace("Привет, как дела?", "Hello, how are you?").replace("Всё хорошо.", "All is well.")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "talk.en.srt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "talk.ru.srt"
    path.write_text(TALK, encoding="utf-8")
    return path


def test_cues_that_belong_together_share_their_id(target: Path, source: Path) -> None:
    made = perform(Errand(stage="segment", path=target, source=source, models=MODELS)).document
    assert made
    assert made.source
    assert made.source.language == "ru"
    assert [cue.id for cue in made.source.cues] == [cue.id for cue in made.cues]
    assert [cue.text for cue in made.source.cues] == ["Привет, как дела?", "Всё хорошо."]
    assert made.source.sentences


def test_a_source_cue_that_nothing_stands_for_keeps_an_id_of_its_own(target: Path, source: Path) -> None:
    source.write_text(TALK + "\n3\n00:01:00,000 --> 00:01:02,000\nПока.\n", encoding="utf-8")
    made = perform(Errand(stage="segment", path=target, source=source, models=MODELS)).document
    assert made
    assert made.source
    ids = [cue.id for cue in made.source.cues]
    assert ids[:2] == [cue.id for cue in made.cues]
    assert ids[2].startswith("source.")


def test_nothing_is_written_without_an_output(target: Path) -> None:
    result = perform(Errand(stage="check", options=("profile=netflix-en",), path=target, models=MODELS))
    assert (result.output, result.kept_aside) == ("", "")
    assert (result.cues_in, result.cues_out, len(result.ledger)) == (2, 2, 2)
    assert {rule.rule for rule in result.not_run} >= {"timing.gap", "text.number"}


def test_ass_may_be_called_ssa(tmp_path: Path) -> None:
    path = tmp_path / "a.ass"
    path.write_text(
        "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:03.00,Hello, how are you?\n", encoding="utf-8"
    )
    errand = Errand(stage="segment", path=path, out=tmp_path / "b.ssa", models=MODELS)
    assert perform(errand).output == str(tmp_path / "b.ssa")
    with pytest.raises(UsageError, match="the text is ass and stays ass"):
        perform(Errand(stage="segment", path=path, out=tmp_path / "b.srt", models=MODELS))
