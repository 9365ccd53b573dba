from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given

from localize.memory.segment import context_of, plain, quoted, segment, text_of
from tests.memory.units import texts


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('Да <bpt i="1">&lt;b&gt;</bpt>нет<ept i="1">&lt;/b&gt;</ept>', "Да нет"),
        ('<it pos="begin">&lt;i&gt;</it>Да', "Да"),
        ("<ut>{\\i1}</ut>Да", "Да"),
        ("Да <hi>и <ph>{0}</ph>нет</hi>!", "Да и нет!"),
        ("<ph>a<sub>b</sub></ph>Да", "Да"),
        ('Да,<ph type="lb"/>нет', "Да,\nнет"),
        ("Да,<ph>&lt;br /&gt;</ph>нет", "Да,\nнет"),
        ("Да,<ph>\\N</ph>нет", "Да,\nнет"),
        (" Да,\n  нет ", " Да,\n  нет "),
        ("Tom &amp; &#1044;а &lt;i&gt;", "Tom & Да <i>"),
        ('<ph type="x-localize-character">1B</ph>[2J', "\x1b[2J"),
        ('<ph type="x-localize-character">FFFFF0</ph>', ""),
        ('<ph type="x-localize-character">no</ph>', ""),
        ("", ""),
    ],
)
def test_words_of_a_segment(content: str, text: str) -> None:
    assert text_of(ElementTree.fromstring(f"<seg>{content}</seg>")) == text


def test_what_is_written() -> None:
    assert segment("a < b & c > d\r\n\x07") == (
        '<seg>a &lt; b &amp; c &gt; d&#13;\n<ph type="x-localize-character">7</ph></seg>'
    )
    assert plain("a < b\x07\r") == "a &lt; b\ufffd&#13;"
    assert quoted('"a"\t<\n') == "&quot;a&quot;&#9;&lt;&#10;"


@given(texts)
def test_any_text_goes_out_and_in(text: str) -> None:
    assert text_of(ElementTree.fromstring(segment(text))) == text
    assert context_of(segment(text)) == text


@given(texts)
def test_what_is_escaped_is_xml(text: str) -> None:
    assert ElementTree.fromstring(f'<a b="{quoted(text)}">{plain(text)}</a>').text in (plain_text(text), None)


def plain_text(text: str) -> str:
    return "".join(
        char if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff") else "\ufffd" for char in text
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<seg>Да <ph>x</ph>нет</seg>", "Да нет"),
        ("Да", "Да"),
        ("a < b", "a < b"),
        ("<seg>Да", "<seg>Да"),
        ("<seg>&bomb;</seg>", "<seg>&bomb;</seg>"),
        ("", ""),
    ],
)
def test_context(value: str, text: str) -> None:
    assert context_of(value) == text
