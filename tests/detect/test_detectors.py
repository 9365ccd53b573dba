from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.detect import FAILURES, failures
from localize.languages import LANGUAGES


def test_a_good_translation_passes() -> None:
    assert failures("У нас два часа, Ариса.", "We have two hours, Arisa.", "ru", "en") == ()
    assert failures("У нас два часа, Ариса.", "我们有两个小时 阿丽莎", "ru", "zh-Hans") == ()


def test_all_failures_are_reported_in_order() -> None:
    target = "Привет привет привет ⟦2⟧ <b>"
    assert failures("Дай 5 ⟦1⟧ <i>x</i>", target, "ru", "en") == (
        ("script.wrong", "Cyrillic in English text: Привет, привет"),
        ("text.loop", "'привет' repeated 3 times"),
        ("text.number", "number lost: 5"),
        ("placeholder.lost", "⟦1⟧ never instead of once, ⟦2⟧ once instead of never"),
        ("tag.lost", "tag lost: </i>, <i>; tag added: <b>"),
    )


def test_an_empty_text_fails_alone() -> None:
    assert failures("Дай 5", " … ", "ru", "en") == (("text.empty", "nothing but '…' came back"),)


@given(
    st.text(max_size=30), st.text(max_size=30), st.sampled_from(sorted(LANGUAGES)), st.sampled_from(sorted(LANGUAGES))
)
def test_any_two_texts_can_be_compared(source: str, target: str, source_language: str, target_language: str) -> None:
    assert {rule for rule, _ in failures(source, target, source_language, target_language)} <= set(FAILURES)


@pytest.mark.parametrize("rule", sorted(FAILURES))
def test_every_detector_says_what_it_finds(rule: str) -> None:
    module = FAILURES[rule].__module__
    assert module.startswith("localize.detect.")
    assert FAILURES[rule].__doc__
