"""What no language translates."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.text.verbatim import addresses, is_address, names, pictures, starts_with_address, stretches


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Пойди на https://example.com или a@b.ru.", ("https://example.com", "a@b.ru")),
        ("(https://a.b/c?d=1&e=2).", ("https://a.b/c?d=1&e=2",)),
        ("www.a.com, example.ru/page!", ("www.a.com", "example.ru/page")),
        (r"C:\Users\a.txt, /etc/passwd, ~/x, ./run.sh.", (r"C:\Users\a.txt", "/etc/passwd", "~/x", "./run.sh")),
        ("@ivan_1 и @Иван, #привет #tag2", ("@ivan_1", "@Иван", "#привет", "#tag2")),
        ("去https://example.com或者", ("https://example.com",)),
        ("и/или, 5/7, км/ч, #1, ДНК/RNA, т.е. «Кронос». Да... а.б", ()),
        ("24/7. Нет.Да", ()),
        ("Звони: +7 495 123-45-67 или 8 (495) 123-45-67.", ("+7 495 123-45-67", "8 (495) 123-45-67")),
        ("Открой report_v2.pdf и план.docx.", ("report_v2.pdf", "план.docx")),
        ("2+2 (и 3) = 7 + 1995", ()),
    ],
)
def test_addresses(text: str, found: tuple[str, ...]) -> None:
    assert addresses(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Мой iPhone 15 сломался, нужен Samsung.", ["iPhone", "Samsung"]),
        ("Том & Джерри и AT&T.", ["AT&T"]),
        ("Смотрим Better Than Us, OK?", ["Better Than Us", "OK"]),
        ("Это ⟦1⟧, план B и слово cлово.", []),
        ("Have a nice day.", []),
    ],
)
def test_latin_names_in_a_russian_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in names(text)] == found


def test_pictures_that_stand_together_are_one() -> None:
    assert pictures("😀😀 Ура! ❤️ ♪ 👨‍👩‍👧, — … 5 №") == ("😀😀", "❤️", "♪", "👨‍👩‍👧")


def test_where_an_address_stands() -> None:
    assert is_address("a@b.ru")
    assert not is_address("a@b.ru.")
    assert starts_with_address('"a@b.ru" is mine')
    assert not starts_with_address("See a@b.ru")


def test_a_long_text_takes_no_time() -> None:
    start = time.perf_counter()
    for text in ("a." * 20000, "a-" * 20000, "a@" * 20000, "/a" * 20000, "http://" + "." * 20000):
        addresses(text)
    assert time.perf_counter() - start < 2


@given(st.text("aб1/@#.:\\😀♪ ~", max_size=30))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    found = list(stretches(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
