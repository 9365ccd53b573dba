"""A new decision is later than those before it, whatever the clocks say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from localize.project.stamp import stamp
from tests.project.decided import edit


def test_a_new_decision_is_later_than_those_before_it() -> None:
    now = datetime(2026, 1, 31, 9, 30, 7, 999_999, tzinfo=UTC)
    assert stamp(now, []) == "2026-01-31T09:30:07Z"
    assert stamp(now, [edit("a", "A", second=6)]) == "2026-01-31T09:30:07Z"
    assert stamp(now, [edit("a", "A", second=7)]) == "2026-01-31T09:30:08Z"
    assert stamp(now, [edit("a", "A", second=59), edit("a", "B", second=3)]) == "2026-01-31T09:31:00Z"
    assert stamp(now.astimezone(timezone(timedelta(hours=8))), []) == "2026-01-31T09:30:07Z"
