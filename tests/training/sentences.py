"""Hypothesis: pairs of odd text with links between any of their words."""

from __future__ import annotations

from hypothesis import strategies as st

from localize.training.corpus import Pair
from localize.training.variants import Sentence
from localize.training.words import words

_PIECES = {
    "ru": "Анна собаку я И кто-то 15 3,5 — « » \" ... . , ! ? - ( ) ' Лондон ты Вас ё",
    "en": "Anna the dog a I 15 3,5 - \" ... . , ! ? ( ) 's London your It",
    "zh": "安娜 小狗 我 您 你 15 3,5 “ ” …… 。 ， ！ ？ （ ） OK 《 》 - 的",
}
LANGUAGES = st.sampled_from([("ru", "en"), ("ru", "zh"), ("en", "zh"), ("en", "ru")])


def texts(language: str) -> st.SearchStrategy[str]:
    """Words and marks of the language in any order, with blanks between them or not; or any characters."""
    piece = st.tuples(st.sampled_from(_PIECES[language].split()), st.sampled_from(["", " "])).map("".join)
    odd = st.text(st.characters(exclude_characters="⟦⟧<>", exclude_categories=["Cs"]), max_size=8)
    return st.one_of(st.lists(piece, max_size=14).map("".join).map(str.strip), odd)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    languages = draw(LANGUAGES)
    pair, after = (Pair(*(draw(texts(language)) for language in languages)) for _ in range(2))
    left, right = (words(text, language) for text, language in zip(pair, languages, strict=True))
    linked = zip(draw(st.permutations(left)), draw(st.permutations(right)), strict=False)
    low = draw(st.floats(0, 2))
    return Sentence(
        pair=pair,
        languages=languages,
        linked=tuple(sorted(linked)),
        following=draw(st.sampled_from([None, after])),
        usual=(low, low + draw(st.floats(0, 2))),
    )
