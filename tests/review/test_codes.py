from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

from localize.review.codes import UnknownCodeError, fill, numbered, text_of
from tests.review.sheets import texts

TAGGED = "<i>a</i> <i>b</i>{\\an8}"


def test_the_same_tag_has_the_same_id_in_both_texts() -> None:
    assert numbered(TAGGED, "{\\an8}<i>b</i><b>") == {
        ("<i>", 0): "1",
        ("</i>", 0): "2",
        ("<i>", 1): "3",
        ("</i>", 1): "4",
        ("{\\an8}", 0): "5",
        ("<b>", 0): "6",
    }


@pytest.mark.parametrize("text", ["<LAUGHING>", "a < b > c", "<3", "{note}", "<i\n>", "<>"])
def test_what_looks_like_text_is_text(text: str) -> None:
    assert numbered(text) == {}


@given(texts)
def test_text_and_codes_are_the_text(text: str) -> None:
    def code(number: str, tag: str) -> object:
        made = etree.Element("ph", id=number)
        made.text = tag
        return made

    element = etree.Element("source")
    fill(element, text, numbered(text), code)
    assert text_of(element, {}) == text
    assert text_of(etree.fromstring(etree.tostring(element)), {}) == text


@pytest.mark.parametrize(
    "xml",
    [
        "<t>a<ph id='1'>&lt;i></ph>b</t>",
        "<t>a<bpt id='1'>&lt;i></bpt>b</t>",
        "<t>a<it id='9' pos='open'><sub>&lt;i></sub></it>b</t>",
        "<t>a<x id='1'/>b</t>",
        "<t>a<x id='9' equiv-text='&lt;i>'/>b</t>",
        "<t>a<ph id='7' dataRef='d1'/>b</t>",
        "<t>a<ph id='9' equiv='&lt;i>'/>b</t>",
        "<t>a<sc id='9' disp='&lt;i>'/>b</t>",
        "<t><mrk mtype='seg' mid='0'>a<!-- c --><x id='1'/></mrk><?tool x?>b</t>",
        "<x:t xmlns:x='u'>a<x:ph id='1'/>b</x:t>",
    ],
)
def test_codes_of_other_tools_are_the_tags_they_stand_for(xml: str) -> None:
    assert text_of(etree.fromstring(xml), {"d1": "<i>"}) == "a<i>b"


def test_a_pair_of_codes_holds_text() -> None:
    element = etree.fromstring("<t><pc id='1' dataRefStart='d1' dataRefEnd='d2'>a</pc>b</t>")
    assert text_of(element, {"d1": "<i>", "d2": "</i>"}) == "<i>a</i>b"


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<t>a<g id='3'>b</g></t>", "<g id='3'>"),
        ("<t><x id='3'/></t>", "<x id='3'>"),
        ("<t><pc id='3'>b</pc></t>", "<pc id='3'>"),
        ("<t><cp hex='001B'/></t>", "<cp id=''>"),
    ],
)
def test_a_code_that_stands_for_nothing_is_told(xml: str, message: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        text_of(etree.fromstring(xml), {"d1": "<i>"})
    assert str(caught.value) == message
