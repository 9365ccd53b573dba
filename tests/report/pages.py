"""Pages of entries, as text."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from localize.report.entry import Entry
from localize.report.page import BRIEF, FULL, Page
from localize.result import RunResult


def render(run: RunResult, entries: Sequence[Entry], *, full: int = FULL, brief: int = BRIEF) -> str:
    """The page of `entries`; what else there is to say is that of `run`."""
    with closing(Page(full=full, brief=brief)) as page:
        for one in entries:
            page.take(one)
        file = io.BytesIO()
        digest = page.write(replace(run, files=tuple(one.row for one in entries)), file)
    assert hashlib.sha256(file.getvalue()).hexdigest() == digest
    return file.getvalue().decode()
