from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from localize.errors import FileError
from localize.model import Maker
from localize.review import Mark
from localize.review.sheet import fit, tidy
from tests.review.sheets import row, sheet, texts


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\rb", "a \nb\t", "a\nb\n", "a\u00a0\nb\u3000\r\n\r\n"])
def test_line_ends_and_trailing_blanks_are_no_difference(text: str) -> None:
    assert tidy(text) == "a\nb"


@pytest.mark.parametrize("text", [" a\nb", "a\n\nb", "\na\nb", "a\u2028b", "a  b"])
def test_everything_else_is(text: str) -> None:
    assert tidy(text) == text


@given(texts)
def test_tidy_is_done_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("maker", "needs_review", "status", "approved"),
    [
        (Maker.MACHINE, False, "machine", False),
        (Maker.APPROVED, False, "approved", True),
        (Maker.APPROVED, True, "needs review", False),
        (Maker.HUMAN, True, "needs review", False),
    ],
)
def test_status(maker: Maker, needs_review: bool, status: str, approved: bool) -> None:
    one = row(1, maker=maker, needs_review=needs_review)
    assert (one.status, one.approved) == (status, approved)


def test_a_mark_survives_as_text() -> None:
    mark = row(1, maker=Maker.APPROVED).mark
    assert Mark.parse(str(mark)) == mark
    assert Mark.parse(f"{mark}0") is None


def test_a_mark_tells_texts_approvals_and_notes_apart() -> None:
    plain = row(1)
    others = [
        replace(plain, source="Да."),
        replace(plain, target="Yes."),
        replace(plain, file="e02.en.srt"),
        replace(plain, cue_id="2"),
        replace(plain, maker=Maker.APPROVED),
        replace(plain, note="?"),
    ]
    assert len({str(one.mark) for one in [plain, *others]}) == 7
    assert replace(plain, target="No. \r\n", start_ms=0, number="2").mark == plain.mark


def test_the_fingerprint_of_a_table_knows_the_order_and_the_locale() -> None:
    one, two = row(1), row(2)
    prints = {
        sheet(one, two).fingerprint,
        sheet(two, one).fingerprint,
        sheet(one, two, target_locale="zh-Hans").fingerprint,
    }
    assert len(prints) == 3


def test_a_cue_has_one_row() -> None:
    with pytest.raises(ValueError, match="Better Than Us: two rows for one cue"):
        sheet(row(1), row(1, "Да."))


@pytest.mark.parametrize(
    ("bad", "code"), [("\0", "0000"), ("\x0b", "000B"), ("\r", "000D"), ("\ud800", "D800"), ("\uffff", "FFFF")]
)
def test_a_control_character_is_refused_at_the_door(bad: str, code: str) -> None:
    for one in (row(7, f"a{bad}"), row(7, target=f"a{bad}"), row(7, note=f"a{bad}")):
        with pytest.raises(FileError) as caught:
            sheet(row(1), one)
        assert str(caught.value) == (
            f"e01.en.srt: cue 7: the character U+{code} cannot stand in a review table; "
            "take it out of the subtitle or the note"
        )


def test_what_is_only_looked_at_is_made_fit() -> None:
    assert fit("a\r\nb\x1b[31m\ud800") == "a\nb\ufffd[31m\ufffd"
