from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.training import tokens
from localize.translators.vocabulary import CUE_BREAK, PLACEHOLDERS, STEERING
from tests.training.phrases import TEXTS

SINGLE = (*tokens.TARGETS.values(), *PLACEHOLDERS, CUE_BREAK, *STEERING, tokens.SYNTHETIC)


@pytest.fixture(scope="module")
def processor(vocabulary: bytes) -> Any:
    return tokens.load(vocabulary)


@pytest.mark.parametrize("token", SINGLE)
def test_a_token_is_one_piece_wherever_it_stands(processor: Any, token: str) -> None:
    for before, after in (("", ""), ("Анна ", " дома."), ("安娜", "看见。"), ("5", "5"), ("", ".")):
        pieces = processor.encode(f"{before}{token}{after}", out_type=str)
        assert pieces.count(token) == 1
        assert processor.decode(pieces) == f"{before}{token}{after}"
    assert processor.piece_to_id(token) != processor.unk_id()


def test_ids_that_the_network_relies_on(processor: Any) -> None:
    assert [processor.id_to_piece(number) for number in range(4)] == ["<unk>", "<s>", "</s>", "<pad>"]
    assert (tokens.BOS, tokens.EOS, tokens.PAD) == (1, 2, 3)


def test_the_vocabulary_has_the_size_that_was_asked_for(processor: Any) -> None:
    assert processor.get_piece_size() == 480


@pytest.mark.parametrize(
    ("text", "equal"),
    [
        ("ёж, Ёж", "еж, Еж"),
        ("е\u0308ж и\u0306", "еж й"),
        ("a\u00a0b\u2009c\u3000d\te", "a b c d e"),
        ("co\u00adop\u200b\u2060\ufeff", "coop"),
        ("что\u2011то", "что-то"),
        ("don’t ‘go’", "don't 'go'"),
        ("ＡＢＣａｂｃ１２３", "ABCabc123"),
    ],
)
def test_what_nobody_means_to_write_differently(processor: Any, text: str, equal: str) -> None:
    assert processor.encode(text) == processor.encode(equal)


@pytest.mark.parametrize(
    "text", ["，。！？：；、", "（你）《好》「我」", "……", "…", "— –", "«»„“”", "♪", "é", "第№5", "½", "ﬁ"]
)
def test_what_is_written_differently_on_purpose_stays(processor: Any, text: str) -> None:
    assert processor.decode(processor.encode(text)) == text


@pytest.mark.parametrize(
    "mark", "«»„“”‘…–—!?.,:;()[]/*&%+#№€£°♪·「」『』《》〈〉【】（），。！？：；、".replace("‘", "")
)
def test_a_mark_is_a_piece_even_if_the_data_has_none(processor: Any, mark: str) -> None:
    assert mark in processor.encode(f"a{mark}", out_type=str)


def test_figures_are_single(processor: Any) -> None:
    pieces = processor.encode("В 2024, 15:30", out_type=str)
    assert [piece for piece in pieces if any(map(str.isdigit, piece))] == list("20241530")


@given(text=st.text("аЯё1 ,.你好，。…“”é\U0001f600\U00020000", max_size=20))
def test_everything_comes_back(vocabulary: bytes, text: str) -> None:
    """But for ё and blanks: unknown characters are written as bytes."""
    processor = tokens.load(vocabulary)
    assert processor.decode(processor.encode(text)) == " ".join(text.replace("ё", "е").split())


def test_the_same_texts_give_the_same_pieces(processor: Any) -> None:
    again = tokens.load(tokens.learn(iter(TEXTS), size=480))
    one, other = (
        [(found.id_to_piece(id_), found.get_score(id_)) for id_ in range(480)] for found in (processor, again)
    )
    assert one == other


def test_what_is_no_vocabulary() -> None:
    with pytest.raises(RuntimeError):
        tokens.load(b"nothing")
