from __future__ import annotations

import pytest

from benchmarks.translation.probes import WAYS, Edit, Probe, apart, edited, probe, survived

TOKENS = tuple(f"⟦{number}⟧" for number in range(1, 5))


@pytest.mark.parametrize(
    ("way", "text", "made"),
    [
        ("a name", "Вчера я видел Анну.", "Вчера я видел ⟦1⟧."),
        ("a noun in the nominative", "Наконец пришла весна.", "Наконец пришла ⟦1⟧."),
        ("a noun in another case", "Он говорил о весне.", "Он говорил о ⟦1⟧."),
        ("a number", "Нас было 12,5 тысячи.", "Нас было ⟦1⟧ тысячи."),
        ("called before", "Где ты был?", "⟦1⟧, где ты был?"),
        ("called before", "Анна уже ушла.", "⟦1⟧, Анна уже ушла."),
        ("called before", "И что теперь?", "⟦1⟧, и что теперь?"),
        ("called after", "Где ты был?!", "Где ты был, ⟦1⟧?!"),
        ("two", "Об Анне и Борисе он не говорил никогда.", None),
    ],
)
def test_each_way(way: str, text: str, made: str | None) -> None:
    found = probe(text, way, TOKENS)
    assert found is not None
    assert found.tokens == TOKENS[: WAYS[way][1]]
    if made:
        assert found.text == made


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("a name", "Анна ушла."),  # begins the sentence
        ("a name", "Он ушёл. Анна тоже."),
        ("a name", "А Вы были там?"),  # a capital, but no noun
        ("a noun in the nominative", "Они пришли вчера."),
        ("a noun in another case", "Пришла весна."),
        ("a number", "Это А-17."),
        ("called before", "- Где ты был?"),  # somebody else speaks
        ("called before", "Стальной меч"),  # a label
        ("four", "Иди домой!"),  # more placeholders than words
        ("called after", f"{'очень ' * 40}долго."),
    ],
)
def test_what_does_not_lend_itself(way: str, text: str) -> None:
    assert probe(text, way, TOKENS) is None


def test_the_same_text_gives_the_same_probe() -> None:
    text = "Сестра Анны и брат Бориса приехали в город на двух машинах."
    assert probe(text, "three", TOKENS) == probe(text, "three", TOKENS)


def test_no_more_tokens_than_the_package_has() -> None:
    text = "Сестра Анны и брат Бориса приехали в город на двух машинах."
    assert probe(text, "four", TOKENS) is not None
    assert probe(text, "four", TOKENS[:3]) is None


def test_tokens_are_numbered_as_they_stand() -> None:
    edits = [Edit(6, 11), Edit(0, 1, "{}, а"), Edit(12, 12, ", {}")]
    assert edited("Анна, Борис!", edits, TOKENS) == Probe("⟦1⟧, анна, ⟦2⟧!, ⟦3⟧", TOKENS[:3])


def test_edits_that_overlap_with_one_before_go() -> None:
    assert apart([Edit(2, 5), Edit(4, 6), Edit(5, 7), Edit(0, 2)]) == [Edit(2, 5), Edit(5, 7), Edit(0, 2)]


@pytest.mark.parametrize(
    ("output", "right"),
    [
        ("⟦1⟧ saw ⟦2⟧.", True),
        ("⟦2⟧ was seen by ⟦1⟧.", True),
        ("⟦1⟧ saw him.", False),
        ("⟦1⟧ saw ⟦2⟧ and ⟦2⟧.", False),
        ("⟦1⟧ saw ⟦2⟧ and ⟦3⟧.", False),
        ("", False),
    ],
)
def test_survival_is_exactly_once_each(output: str, *, right: bool) -> None:
    assert survived(output, Probe("⟦1⟧ видел ⟦2⟧.", TOKENS[:2]), TOKENS) is right
