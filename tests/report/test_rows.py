from __future__ import annotations

import pickle
import tracemalloc
from dataclasses import replace

from localize.report.entry import Entry
from localize.report.rows import Rows


def test_rows_stay_as_they_are_and_in_order(entries: tuple[Entry, ...]) -> None:
    rows = Rows()
    for one in entries:
        rows.take(one)
    assert rows.rows == tuple(one.row for one in entries)


def test_what_rows_have_in_common_is_held_once(entries: tuple[Entry, ...]) -> None:
    """Rows come from other processes and from the index, each with values of its own."""
    rows = Rows()
    data = [pickle.dumps(Entry(row=replace(entries[0].row, output=f"{number}.srt"))) for number in range(2000)]
    tracemalloc.start()
    for one in data:
        rows.take(pickle.loads(one))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(rows.rows) == 2000
    assert size / 2000 < 1000
