from __future__ import annotations

from localize.glossary import tsv
from localize.glossary.suggestions import Place, Suggestion, suggestions
from tests.glossary.test_running import GLOSSARY, labelled, lines

GLOSSARY_OF_ONE = tsv.parse("ru\ten\tkind\nАриса\tArisa\tperson\n", "g.tsv")


def suggested(*texts: str, known: bool = False, least: int = 2) -> tuple[Suggestion, ...]:
    places = [Place(path="a.srt", cue=number, text=text) for number, text in enumerate(texts, 1)]
    return suggestions(places, GLOSSARY_OF_ONE if known else None, least)


def test_forms_of_a_name_are_one_name() -> None:
    (one,) = suggested("Я видел Тарвина.", "Тарвин ушёл.", "Спроси у Тарвина, где Тарвин.", "А тарвином не зови.")
    assert (one.form, one.is_name, one.count) == ("Тарвин", True, 4)
    assert one.forms == ("Тарвин", "Тарвина")
    assert one.first == Place(path="a.srt", cue=1, text="Я видел Тарвина.")
    assert one.contexts == ("Я видел Тарвина.", "Тарвин ушёл.", "Спроси у Тарвина, где Тарвин.")


def test_a_name_that_never_stands_in_the_nominative() -> None:
    (one,) = suggested("Дай это Мияко.", "Я верю Рустаму.", "Он ушёл с Рустамом.", "Ждём с Рустамом.")
    assert (one.form, one.forms) == ("Рустам", ("Рустамом", "Рустаму"))


def test_the_first_word_of_a_sentence_is_no_name_for_that() -> None:
    assert suggested("Корабль ушёл.", "Корабль вернулся.", "Куда? Корабль ждёт.", "«Корабль» — это слово.") == ()


def test_names_of_several_words_and_names_in_quotes() -> None:
    found = suggested("Мы из «Кронос Корп».", "Ему звонят из «Кронос Корп».", "Там был Павел Андреевич.")
    assert [(one.form, one.count) for one in found] == [("Кронос Корп", 2)]


def test_what_the_glossary_has_is_left_out() -> None:
    texts = ("Я видел Арису.", "Где ты, Ариса?", "Это Арисе.")
    assert [one.form for one in suggested(*texts)] == ["Ариса"]
    assert suggested(*texts, known=True) == ()


def test_phrases_that_come_three_times() -> None:
    texts = ("Где точка сборки?", "Нет точки сборки.", "Веди к точке сборки.", "Мой старый дом.", "Вижу старый дом.")
    (one,) = suggested(*texts)
    assert (one.form, one.is_name, one.count) == ("точка сборки", False, 3)


def test_signs_in_capitals_name_nothing() -> None:
    assert suggested("НИЖНИЙ ПОРТ", "НИЖНИЙ ПОРТ", "НИЖНИЙ ПОРТ") == ()


def test_names_of_running_text() -> None:
    """Against the terms that a person labelled."""
    rows = [labelled(line) for line in lines("text.txt")]
    texts = [text.removeprefix("– ").replace("\n", " ") for text, _ in rows]
    kinds = {term.forms["ru"][0]: term.kind.value for term in GLOSSARY.terms}
    named: dict[str, list[str]] = {}
    for text, found in rows:
        for start, end, term in found:
            if kinds[term] in ("person", "place", "company", "product") and text[start].isupper():
                named.setdefault(term, []).append(text[start:end].replace("\n", " ").replace("\u00a0", " "))
    wanted = {term: surfaces for term, surfaces in named.items() if len(surfaces) >= 5}
    found_forms = {form for one in suggested(*texts) if one.is_name for form in one.forms}
    missed = [
        term for term, surfaces in wanted.items() if not any(form in one for one in surfaces for form in found_forms)
    ]
    labels = " ".join(surface for surfaces in named.values() for surface in surfaces)
    strange = [one.form for one in suggested(*texts, least=3) if one.is_name and one.forms[0] not in labels]
    assert len(wanted) > 40
    assert missed == []
    assert len(strange) <= 4, strange
