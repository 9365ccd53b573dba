"""The round trip with a reviewer: a season's rows out as a table, edits and approvals back."""

from __future__ import annotations

from localize.review.merge import Change, Verdict, merge
from localize.review.sheet import Mark, Returned, ReturnedRow, Row, Sheet
from localize.review.table import TABLES, Table, read

__all__ = ["TABLES", "Change", "Mark", "Returned", "ReturnedRow", "Row", "Sheet", "Table", "Verdict", "merge", "read"]
