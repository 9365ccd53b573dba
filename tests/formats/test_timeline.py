from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.formats.timeline import read, retime
from localize.timecode import clock

READ = [
    ("00:00:01,000 --> 00:00:02,000", 1000, 2000, ()),
    ("00:00:02,5 --> 00:00:03,05", 2500, 3050, ("time-loose",)),
    ("1:2:3,4 --> 1:2:3,5", 3_723_400, 3_723_500, ("time-loose",)),
    ("00:00:01,123456 --> 00:00:02,1", 1123, 2100, ("time-loose",)),
    ("00:00:13 --> 00:00:16", 13_000, 16_000, ("time-loose",)),
    ("00:06:57,530 --> 07:03,920", 417_530, 423_920, ("time-loose",)),
    ("00:00:08:200-->00:00:09:123", 8200, 9123, ("arrow", "time-loose")),
    ("00:00:01,000 → 00:00:02,000", 1000, 2000, ("arrow",)),
    ("00:00:01,000 => 00:00:02,000", 1000, 2000, ("arrow",)),
    ("00:00:01,000 – > 00:00:02,000", 1000, 2000, ("arrow",)),
    ("\ufeff00:00:01,000\u3000-->\u300000:00:02,000", 1000, 2000, ()),
    ("00 : 00 : 01 , 000 --> 00:00:02,000", 1000, 2000, ("time-loose",)),
    ("00:75:02,000 --> 00:75:03,000", 4_502_000, 4_503_000, ("time-over",)),
    ("00:00:61,5-->0:1:5,0", 61_500, 65_000, ("arrow", "time-loose", "time-over")),
    ("-00:00:01,000 --> −00:00:00,500", -1000, -500, ("time-loose",)),
]  # fmt: skip


@pytest.mark.parametrize(("line", "start", "end", "odd"), READ)
def test_read(line: str, start: int, end: int, odd: tuple[str, ...]) -> None:
    found = read(line + "\r\n", ",")
    assert found is not None
    assert (found.start_ms, found.end_ms, found.odd) == (start, end, odd)


@pytest.mark.parametrize("line", ["3:30, or maybe 4:00", "10:00 - 18:00", "A --> B", "1984", "10:30 дня -> обед", ""])
def test_text_is_no_time_line(line: str) -> None:
    assert read(line, ",") is None


ODD = [
    "00:00:zz --> 00:00:02,000",
    "--> 00:09:06,100",
    "00:00:05,000 --> ",
    "00:02:36,1 - 00:02:38,2",
    "0:00:01.o0 -> 0:1",
]


@pytest.mark.parametrize("line", ODD)
def test_a_broken_time_line_is_told_from_text(line: str) -> None:
    with pytest.raises(ValueError, match="its times cannot be read"):
        read(line, ",")


@given(st.integers(-(10**6), 10**9), st.integers(-(10**6), 10**9), st.sampled_from(",."))
def test_what_is_written_is_read_back(start: int, end: int, mark: str) -> None:
    head = retime("id\n00:01.000->00:02,5 X1:7\n", start, end, mark)
    assert head == retime(head, start, end, mark)
    found = read(head.split("\n")[1], mark)
    assert found is not None
    assert (found.start_ms, found.end_ms, found.rest) == (start, end, "X1:7")
    plain = read(f"{clock(start, mark=mark)} --> {clock(end, mark=mark)}", mark)
    assert plain is not None
    assert plain[:2] == (start, end)
