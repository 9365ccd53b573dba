"""Sentence ends as people marked them, on the files that are ours; `make bench` prints more, beside rivals."""

from __future__ import annotations

import pytest

from benchmarks.sentences.labels import files, ours, score


@pytest.mark.parametrize(("language", "least"), [("ru", 0.975), ("en", 0.97), ("zh", 0.85)])
def test_sentence_ends(language: str, least: float) -> None:
    golds = [gold for gold in files(language) if "/" not in gold.name]
    assert sum(len(gold.document.cues) for gold in golds) >= 200
    assert score(golds, ours, language)[2] >= least
