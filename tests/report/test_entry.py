from __future__ import annotations

import json
import pickle
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import FileError, InternalError
from localize.model import Maker, NotRun, Provenance, Severity
from localize.report.entry import Entry, entry, failed, packed, unpacked
from localize.result import FileResult, Row

# Names of files need not be text: they may hold halves of characters.
_any = st.text(st.characters(), max_size=8)
_count = st.integers(0, 10**9)
_rows = st.builds(
    Row,
    path=_any,
    locale=_any,
    output=_any,
    kept_aside=_any,
    error=_any,
    bug=st.booleans(),
    reused=st.booleans(),
    seconds=st.floats(0, 1e9),
    profile=_any,
    cues_in=_count,
    cues_out=_count,
    lost=_count,
    errors=_count,
    warnings=_count,
    infos=_count,
    people=_count,
    rules=st.lists(st.tuples(_any, st.sampled_from(Severity), _count), max_size=2).map(tuple),
    not_run=st.lists(st.builds(NotRun, rule=_any, why=_any), max_size=2).map(tuple),
    strip=st.text(" ewi", max_size=8),
    origins=st.lists(
        st.builds(Provenance, maker=st.sampled_from(Maker), engine=_any, package=_any, evaluation_only=st.booleans()),
        max_size=2,
    ).map(tuple),
)
_pieces = st.text(max_size=20)
_entries = st.builds(Entry, row=_rows, source=_pieces, view=_pieces, brief=_pieces, record=_pieces)


@given(_entries)
def test_what_was_kept_is_what_it_was(one: Entry) -> None:
    assert unpacked(packed(one)) == one


@given(_entries, st.data())
def test_what_is_damaged_is_no_entry(one: Entry, data: st.DataObject) -> None:
    whole = packed(one)
    end = data.draw(st.integers(0, len(whole) - 1))
    assert unpacked(whole[:end]) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        zlib.compress(b""),
        zlib.compress(b"7"),
        zlib.compress(b"[2]"),
        zlib.compress(b"[0,{},[0,0,0,0]]\n\n\n\n"),
        zlib.compress(b'[1,{"path":"a"},[0,0,0,0]]\n\n\n\n'),
        zlib.compress(b'{"path":"a.srt","locale":"en"}'),
        zlib.compress(b"\xff\n"),
    ],
)
def test_what_cannot_be_read_is_no_entry(data: bytes) -> None:
    assert unpacked(data) is None


def test_half_a_character_is_no_text(entries: tuple[Entry, ...]) -> None:
    with pytest.raises(ValueError, match="surrogates not allowed"):
        packed(replace(entries[0], record='"\ud800"'))


def test_an_entry_made_of_any_text_can_be_kept(results: tuple[FileResult, ...]) -> None:
    document = results[0].document
    assert document is not None
    odd = document.cues[0].with_text("\ud800")
    one = entry(replace(results[0], path="\udcff.srt", document=document.with_cues((odd, *document.cues[1:]))))
    assert unpacked(packed(one)) == one
    assert json.loads(one.view)["texts"][0] == "<U+D800>"


def test_an_entry_travels(entries: tuple[Entry, ...]) -> None:
    for one in entries:
        assert pickle.loads(pickle.dumps(one)) == one


def test_no_piece_holds_what_is_known_only_later(results: tuple[FileResult, ...], entries: tuple[Entry, ...]) -> None:
    later = replace(results[0], path="other.srt", output="out/other.srt", kept_aside="x.srt", reused=True, seconds=99.0)
    made = entry(later)
    assert replace(made, row=entries[0].row) == entries[0]
    assert (made.row.path, made.row.output, made.row.seconds) == ("other.srt", "out/other.srt", 99.0)


def test_a_file_that_failed() -> None:
    error = FileError("a.srt", 12, "no time line", "write one")
    one = failed("a.srt", "en", error, seconds=0.5, cues_in=7)
    message = "a.srt:12: no time line; write one"
    assert one.row == Row(path="a.srt", locale="en", error=message, seconds=0.5, cues_in=7)
    assert (one.source, one.view, one.brief) == ("[]", "{}", "{}")
    assert json.loads(one.record) == {"provenance": [], "ledger": [], "not_run": [], "findings": []}
    assert not one.row.bug
    assert failed("a.srt", "en", InternalError("a.srt", "KeyError", "")).row.bug
