from __future__ import annotations

import pytest
from hypothesis import given

from localize.memory.same import same
from tests.memory.units import texts


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Привет,  Анна!", " Привет,\n\u00a0Анна!\u3000"),
        ("Да\u00adвай\u200b", "Давай"),
        ("«Шмель» и “Jim’s”", "\"Шмель\" и „Jim's‟"),
        ("他说「你好」『再见』", "他说“你好”‘再见’"),
        ("Ну — да - нет‑то", "Ну - да – нет-то"),
        ("不——是", "不—是"),
        ("Ну...", "Ну…"),
        ("Ну..", "Ну……"),
        ("Ещё Ёлка", "Еще Елка"),
        ("и\u0306од е\u0308ж", "йод ёж"),
        ("Wait... what?", "Wait… what?"),
        ("a -- b", "a – b"),
    ],
)  # fmt: skip
def test_the_same_sentence(one: str, two: str) -> None:
    assert same(one) == same(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Анна", "анна"),
        ("Да.", "Да"),
        ("Да.", "Да!"),
        ("Да.", "Да…"),
        ("你好!", "你好！"),
        ("йод", "иод"),
        ("a b", "ab"),
        ("5", "٥"),
        ("②", "2"),
        ("a'b", 'a"b'),
    ],
)
def test_another_sentence(one: str, two: str) -> None:
    assert same(one) != same(two)


@given(texts)
def test_white_space_around_never_matters(text: str) -> None:
    assert same(f" {text}\n") == same(text)
    assert same(text) == same(text).strip()
