"""Every cue read is accounted for."""

from __future__ import annotations

import pytest

from localize.errors import StageError
from localize.ledger import settle
from localize.model import Cue, Document, Fate, LedgerEntry


def document(*ids: str, ledger: tuple[LedgerEntry, ...] = ()) -> Document:
    cues = tuple(
        Cue(id=name, start_ms=index, end_ms=index + 1, text=name, line=index * 4 + 2) for index, name in enumerate(ids)
    )
    return Document(path="s01.srt", language="ru", cues=cues, ledger=ledger)


def test_a_cue_that_is_there_is_kept() -> None:
    entries = settle(document("a", "b"), document("b", "a"))
    assert [(entry.cue_id, entry.fate) for entry in entries] == [("a", Fate.KEPT), ("b", Fate.KEPT)]


def test_a_cue_that_is_gone_fails_the_file_by_name() -> None:
    with pytest.raises(StageError) as caught:
        settle(document("a", "b", "c"), document("a"))
    assert str(caught.value) == (
        "s01.srt: ledger: cue 2 (line 6), cue 3 (line 10) cannot be accounted for; nothing was written"
    )


def test_many_lost_cues_are_counted() -> None:
    with pytest.raises(StageError, match=r"cue 5 \(line 18\) and 2 more cannot"):
        settle(document(*"abcdefg"), document())


def test_omitted_needs_a_rule_and_merged_a_cue_that_exists() -> None:
    omitted = LedgerEntry(cue_id="b", fate=Fate.OMITTED, by="sdh.remove")
    assert settle(document("a", "b"), document("a", ledger=(omitted,)))[1] is omitted
    merged = LedgerEntry(cue_id="b", fate=Fate.MERGED, into=("a",))
    assert settle(document("a", "b"), document("a", ledger=(merged,)))[1] is merged
    for bad in (
        LedgerEntry(cue_id="b", fate=Fate.OMITTED),
        LedgerEntry(cue_id="b", fate=Fate.MERGED, into=("x",)),
        LedgerEntry(cue_id="b", fate=Fate.SPLIT),
        LedgerEntry(cue_id="b", fate=Fate.KEPT),
    ):
        with pytest.raises(StageError, match=r"cue 2 \(line 6\) cannot be accounted for"):
            settle(document("a", "b"), document("a", ledger=(bad,)))
