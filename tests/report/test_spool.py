from __future__ import annotations

import errno
import tempfile
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError
from localize.report import spool
from localize.report.spool import Spool


@given(st.lists(st.text()))
def test_what_went_in_comes_out(pieces: list[str]) -> None:
    with closing(Spool(between=";\n")) as one:
        for piece in pieces:
            one.add(piece)
        assert one.size == sum(len(piece.encode()) for piece in pieces)
        assert "".join(one.text()) == "".join(one.text()) == ";\n".join(pieces)


def test_characters_are_whole_wherever_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", 7)
    monkeypatch.setattr(spool, "_CHUNK", 2)
    with closing(Spool()) as one:
        for piece in ("你好", "Ы", "\U00020000"):
            one.add(piece)
        assert "".join(one.text()) == "你好,Ы,\U00020000"


def test_a_full_disk_says_where_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, data: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda size: Full())
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/tmp/x")
    with closing(Spool()) as one, pytest.raises(FileError) as caught:
        one.add("a")
    assert str(caught.value) == (
        "/tmp/x: no temporary file can be written: No space left on device; make room, or name another folder in TMPDIR"
    )
