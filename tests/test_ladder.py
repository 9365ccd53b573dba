"""The ladder of attempts: each rung, what makes it fail, and what is left when all do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.detect import failures
from localize.glossary.matcher import missing
from localize.glossary.term import Glossary, Term, TermKind
from localize.ladder import Job, Outcome, climb, has_words
from localize.translators.base import PackageInfo, Request, Translation
from localize.translators.vocabulary import SHORT

PACKAGE = PackageInfo(
    source="ru", target="en", version="1", path="p", placeholders=tuple(f"⟦{number}⟧" for number in range(1, 10))
)
GLOSSARY = Glossary(
    path="g.tsv",
    source="ru",
    locales=("ru", "en", "zh-Hans"),
    terms=(
        Term(forms={"ru": ("Ариса",), "en": ("Arisa",), "zh-Hans": ("阿丽莎",)}, kind=TermKind.PERSON, forbidden={}),
        Term(forms={"ru": ("паром",), "en": ("ferry",), "zh-Hans": ("渡轮",)}, forbidden={}),
    ),
)
TEXT = "Ариса купила паром за пять тысяч, а потом ушла."
JOB = Job(
    text=TEXT,
    source="ru",
    target="en",
    route=(PACKAGE,),
    via=None,
    beam=2,
    retry_beam=5,
    protect=True,
    glossary=GLOSSARY,
)

CRONOS = Term(forms={"ru": ("Кронос Корп",), "en": ("Cronos Corp",)}, kind=TermKind.COMPANY, forbidden={})

# What the engine is asked on each rung, in order.
DIRECT = Request(text="⟦1⟧ купила паром за пять тысяч, а потом ушла.", source="ru", target="en", beam=2)
PROTECTED = replace(DIRECT, text="⟦1⟧ купила ⟦2⟧ за пять тысяч, а потом ушла.")
N_BEST = replace(PROTECTED, beam=5, hypotheses=5, no_repeat=3)
FIGURES = replace(N_BEST, text="⟦1⟧ купила ⟦2⟧ за ⟦3⟧, а потом ушла.")
PIECES = tuple(replace(N_BEST, text=text) for text in ("купила", "за пять тысяч, а потом ушла"))
PIECES_AND_FIGURES = tuple(replace(N_BEST, text=text) for text in ("купила", "а потом ушла"))
STRICT = replace(FIGURES, no_repeat=2, strict=True)
CLAUSES = tuple(replace(N_BEST, text=text) for text in ("⟦1⟧ купила ⟦2⟧ за пять тысяч", "а потом ушла"))


def strictly(request: Request) -> Request:
    return replace(request, no_repeat=2, strict=True)


def table(answers: Mapping[Request, tuple[str, ...]]) -> dict[Request, Translation]:
    return {request: Translation(texts=texts, packages=(PACKAGE,)) for request, texts in answers.items()}


def test_every_rung_is_asked_for_in_turn_and_the_least_bad_text_is_reported() -> None:
    answers: dict[Request, tuple[str, ...]] = {}
    asked = []
    while not isinstance(found := climb(JOB, table(answers)), Outcome):
        asked.append(found)
        answers |= dict.fromkeys(found, ("",))
    assert asked == [
        (DIRECT,), (PROTECTED,), (N_BEST,), (FIGURES,), (STRICT,), PIECES, PIECES_AND_FIGURES[1:], CLAUSES[:1],
    ]  # fmt: skip
    assert found.rung == "pieces"
    assert found.text == "Arisa ferry for 5,000."


def test_what_is_right_at_once_is_taken() -> None:
    found = climb(JOB, table({DIRECT: ("⟦1⟧ bought a ferry for 5,000, then left.",)}))
    assert found == Outcome(text="Arisa bought a ferry for 5,000, then left.", rung="direct")


def test_a_lost_term_is_protected() -> None:
    answers = {
        DIRECT: ("⟦1⟧ bought a steamer for 5,000, then left.",),
        PROTECTED: ("⟦1⟧ bought the ⟦2⟧ for 5,000, then left.",),
    }
    assert climb(JOB, table(answers)) == Outcome(text="Arisa bought the ferry for 5,000, then left.", rung="protected")


def test_the_first_hypothesis_that_passes_is_taken() -> None:
    bad = {DIRECT: ("",), PROTECTED: ("⟦1⟧ ⟦2⟧ ⟦2⟧ for 5,000",)}
    hypotheses = (
        "⟦1⟧ bought the for 5,000, then left.",  # a token is lost
        "⟦1⟧ купила ⟦2⟧ for 5,000, then left.",  # the wrong script
        "⟦1⟧ bought the ⟦2⟧ for 5,000, then left, then left, then left, then left.",  # a loop
        "⟦1⟧ bought the ⟦2⟧ for 500, then left.",  # another number
        "⟦1⟧ bought the ⟦2⟧ ⟦3⟧ for 5,000, then left.",  # a token that nobody set
        "⟦1⟧ bought the \ufffd ⟦2⟧ for 5,000, then left.",  # a broken character
        "⟦1⟧ paid five thousand for the ⟦2⟧, then left.",
    )
    found = climb(JOB, table({**bad, N_BEST: hypotheses}))
    assert found == Outcome(text="Arisa paid five thousand for the ferry, then left.", rung="n-best")


def test_a_lost_number_is_taken_out() -> None:
    bad = dict.fromkeys((PROTECTED, N_BEST), ("⟦1⟧ bought the ⟦2⟧, then left.",))
    answers = {DIRECT: ("⟦1⟧ left.",), **bad, FIGURES: ("⟦1⟧ bought the ⟦2⟧ for ⟦3⟧, then left.",)}
    assert climb(JOB, table(answers)) == Outcome(text="Arisa bought the ferry for 5,000, then left.", rung="figures")


def test_a_loop_and_a_foreign_word_are_asked_for_once_more_without() -> None:
    loop = "⟦1⟧ bought the ⟦2⟧ for 5,000 and left and left and left and left."
    bad = dict.fromkeys((DIRECT, PROTECTED, N_BEST), (loop,)) | {FIGURES: ("⟦1⟧ bought the ⟦2⟧ for ⟦3⟧, 然后离开了.",)}
    found = climb(JOB, table({**bad, STRICT: ("⟦1⟧ bought the ⟦2⟧ for ⟦3⟧, then left.",)}))
    assert found == Outcome(text="Arisa bought the ferry for 5,000, then left.", rung="strict")


def test_the_last_resort_holds_every_term_in_its_place() -> None:
    bad = dict.fromkeys((DIRECT, PROTECTED, N_BEST, FIGURES, STRICT), ("Nothing of it.",))
    answers = {**bad, PIECES[0]: ("Bought.",), PIECES[1]: ("for 5,000 and then left",)}
    assert climb(JOB, table(answers)) == Outcome(text="Arisa bought ferry for 5,000 and then left.", rung="pieces")


def test_a_piece_that_came_back_empty_is_reported_under_its_own_name() -> None:
    bad = dict.fromkeys((DIRECT, PROTECTED, N_BEST, FIGURES, STRICT), ("Nothing of it.",))
    empty = dict.fromkeys((*PIECES, *PIECES_AND_FIGURES, *CLAUSES), (".",))
    found = climb(JOB, table({**bad, **empty, PIECES_AND_FIGURES[1]: ("then left",)}))
    assert isinstance(found, Outcome)
    assert found.text == "Arisa ferry for 5,000, then left."
    assert found.problems == (("translate.piece", "nothing but '.' came back (piece 'купила')"),)


def test_the_least_bad_of_failed_attempts_is_chosen() -> None:
    job = replace(JOB, text="Она ушла в пять.", glossary=None)
    direct = replace(DIRECT, text="Она ушла в пять.")
    wide = replace(direct, beam=5, hypotheses=5, no_repeat=3)
    figures = replace(wide, text="Она ушла в ⟦1⟧.")
    whole = replace(wide, text="Она ушла в")
    answers = {
        direct: ("Она ушла.",),
        wide: ("She left.", "She left early left early left early."),
        figures: ("",),
        strictly(figures): ("",),
        whole: ("",),
    }
    found = climb(job, table(answers))
    assert found == Outcome(text="She left.", rung="n-best", problems=(("text.number", "number lost: 5"),))


def test_an_engine_without_an_answer_is_an_empty_text() -> None:
    job = replace(JOB, text="Она ушла.", glossary=None)
    direct = replace(DIRECT, text="Она ушла.")
    wide = replace(direct, beam=5, hypotheses=5, no_repeat=3)
    found = climb(job, table({direct: (), wide: (), strictly(wide): ()}))
    assert found == Outcome(text="", rung="direct", problems=(("text.empty", "nothing came back"),))


def test_traditional_characters_in_machine_chinese_are_made_simplified() -> None:
    job = replace(JOB, text="Он пришёл.", target="zh-Hans")
    request = Request(text="Он пришёл.", source="ru", target="zh", beam=2)
    assert climb(job, table({request: ("他來了.",)})) == Outcome(text="他来了。", rung="direct")


def test_a_sign_is_asked_for_as_a_sentence_and_comes_back_in_capitals() -> None:
    job = replace(JOB, text="ПАРОМ ЗАКРЫТ", glossary=None)
    request = replace(DIRECT, text="Паром закрыт")
    assert climb(job, table({request: ("The ferry is closed.",)})) == Outcome(text="THE FERRY IS CLOSED", rung="direct")


def test_addresses_are_taken_out_on_every_rung() -> None:
    job = replace(JOB, text="Пойди на https://example.com или a@b.ru.", glossary=None, protect=False)
    direct = replace(DIRECT, text="Пойди на ⟦1⟧ или ⟦2⟧.")
    found = climb(job, table({direct: ("Go to ⟦1⟧ or ⟦2⟧.",)}))
    assert found == Outcome(text="Go to https://example.com or a@b.ru.", rung="direct")
    begins = replace(job, text="Иди! #привет")
    assert climb(begins, table({replace(DIRECT, text="Иди! ⟦1⟧"): ("Go! ⟦1⟧",)})) == Outcome(
        text="Go! #привет", rung="direct"
    )


def test_a_lost_unit_is_put_back_with_its_number() -> None:
    job = replace(JOB, text="Отрежь 3 кг и 20°C.", glossary=None)
    direct = replace(DIRECT, text="Отрежь 3 кг и 20°C.")
    wide = replace(direct, beam=5, hypotheses=5, no_repeat=3)
    bad = dict.fromkeys((direct, wide), ("Cut 3 and 20.",))
    figures = replace(wide, text="Отрежь ⟦1⟧ и ⟦2⟧.")
    found = climb(job, table({**bad, figures: ("Cut ⟦1⟧ and ⟦2⟧.",)}))
    assert found == Outcome(text="Cut 3 kg and 20°C.", rung="figures")


def test_names_for_which_the_tokens_did_not_suffice_are_counted() -> None:
    job = replace(JOB, text="Ариса, Арисе, Арисой ушла.", route=(replace(PACKAGE, placeholders=("⟦1⟧", "⟦2⟧")),))
    direct = replace(DIRECT, text="⟦1⟧, ⟦2⟧, Арисой ушла.")
    wide = replace(direct, beam=5, hypotheses=5, no_repeat=3)
    bad = dict.fromkeys((direct, wide, strictly(wide)), ("⟦1⟧, ⟦2⟧, Knox left.",))
    piece = replace(wide, text="ушла")
    found = climb(job, table({**bad, piece: ("left",)}))
    assert found == Outcome(text="Arisa, Arisa, Arisa left.", rung="pieces")


def test_without_protection_terms_are_only_verified() -> None:
    job = replace(JOB, text="Это паром.", protect=False)
    direct = replace(DIRECT, text="Это паром.")
    wide = replace(direct, beam=5, hypotheses=5, no_repeat=3)
    found = climb(job, table({direct: ("It's a boat.",), wide: ("It's a boat.", "It's a ferry.")}))
    assert found == Outcome(text="It's a ferry.", rung="n-best")


def test_two_glossaries_do_not_share_what_was_verified() -> None:
    other = Glossary(
        path="h.tsv",
        source="ru",
        locales=("ru", "en"),
        terms=(Term(forms={"ru": ("паром",), "en": ("boat",)}, forbidden={}),),
    )
    answers = table({replace(DIRECT, text="Это паром."): ("It's a boat.",)})
    job = replace(JOB, text="Это паром.")
    assert not isinstance(climb(job, answers), Outcome)
    assert climb(replace(job, glossary=other), answers) == Outcome(text="It's a boat.", rung="direct")


def test_what_holds_words_of_the_language() -> None:
    assert has_words("Да", "ru")
    assert not has_words("OK, 5", "ru")
    assert not has_words("5!", "en")


_ANSWERS = st.lists(
    st.lists(
        st.sampled_from(
            [
                "⟦1⟧",
                "⟦2⟧",
                "⟦3⟧",
                "Arisa",
                "ferry",
                "5,000",
                "left",
                "ушла",
                "\ufffd",
                "very very very very",
                ".",
                ",",
                "!",
            ]
        ),
        max_size=8,
    ).map(" ".join),
    max_size=3,
).map(tuple)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(["en", "zh-Hans"]))
def test_whatever_the_engine_says_the_outcome_verifies_or_carries_its_problems(
    data: st.DataObject, target: str
) -> None:
    job = replace(JOB, target=target)
    answers: dict[Request, Translation] = {}
    for _ in range(10):
        found = climb(job, answers)
        if isinstance(found, Outcome):
            break
        assert found
        assert not set(found) & set(answers)
        answers |= {request: Translation(texts=data.draw(_ANSWERS), packages=(PACKAGE,)) for request in found}
    assert isinstance(found, Outcome)
    verified = not failures(TEXT, found.text, "ru", target) and not missing(TEXT, found.text, GLOSSARY, target)
    assert verified or found.problems
    assert climb(job, answers) == found


# -- shorter -----------------------------------------------------------------------------------------------------------

STEERED = replace(PACKAGE, steering=(SHORT,))
LONG = "⟦1⟧ bought a ferry for 5,000, and after that she left."
TIGHT = replace(JOB, route=(STEERED,), room=40)
SHORTER = replace(N_BEST, steer=(SHORT,))


def test_what_can_be_read_in_time_is_left_alone() -> None:
    text = "Arisa bought a ferry for 5,000, and after that she left."
    answers = table({DIRECT: (LONG,)})
    assert climb(replace(TIGHT, room=len(text)), answers) == Outcome(text=text, rung="direct")
    assert climb(replace(TIGHT, room=len(text) - 1), answers) == (SHORTER,)


def test_a_package_that_cannot_be_steered_is_not_asked() -> None:
    assert isinstance(climb(replace(TIGHT, route=(STEERED, PACKAGE)), table({DIRECT: (LONG,)})), Outcome)


def test_what_cannot_be_read_in_time_is_asked_for_once_more() -> None:
    assert climb(TIGHT, table({DIRECT: (LONG,)})) == (SHORTER,)


@pytest.mark.parametrize(
    ("answers", "text", "rung"),
    [
        # the first that fits and is right
        (
            (
                "⟦1⟧ bought a ⟦2⟧ for 5,000 and then she left.",  # too long still
                "⟦1⟧ left.",  # without the ferry and the figure
                "⟦1⟧ got the ⟦2⟧ for 5,000 and left.",
                "⟦1⟧ got a ⟦2⟧ for 5,000.",
            ),
            "Arisa got the ferry for 5,000 and left.",
            "shorter",
        ),
        # none fits: the best that is shorter
        (("⟦1⟧ bought a ⟦2⟧ for 5,000, then left us.",), "Arisa bought a ferry for 5,000, then left us.", "shorter"),
        # none is right or none is shorter: as it was
        (("⟦1⟧ left.", ""), "Arisa bought a ferry for 5,000, and after that she left.", "direct"),
    ],
)  # fmt: skip
def test_a_shorter_answer_is_taken_if_it_is_right(answers: tuple[str, ...], text: str, rung: str) -> None:
    found = climb(TIGHT, table({DIRECT: (LONG,), SHORTER: answers}))
    assert found == Outcome(text=text, rung=rung)


def test_an_article_goes_where_there_is_no_room_for_it() -> None:
    job = replace(JOB, text="Ариса ждёт на пароме.")
    direct = replace(DIRECT, text="⟦1⟧ ждёт на пароме.")
    protected = replace(direct, text="⟦1⟧ ждёт на ⟦2⟧.")
    answers = table({direct: ("⟦1⟧ waits on board.",), protected: ("⟦1⟧ waits on ⟦2⟧.",)})
    whole, bare = "Arisa waits on the ferry.", "Arisa waits on ferry."
    for room, text in ((len(whole), whole), (len(bare), bare), (len(bare) - 1, whole)):
        assert climb(replace(job, room=room), answers) == Outcome(text=text, rung="protected")


def test_half_width_characters_take_half_the_room() -> None:
    answers = table({DIRECT: (LONG,)})
    assert isinstance(climb(replace(TIGHT, half_width=True), answers), Outcome)


BREAKS = (TEXT.index("за "), TEXT.index("а потом"))
CUES = replace(JOB, breaks=BREAKS, route=(replace(PACKAGE, cue_break="⟦/⟧"),))
MARKED = replace(
    DIRECT, text="⟦1⟧ купила паром ⟦/⟧ за пять тысяч, ⟦/⟧ а потом ушла.", beam=5, no_repeat=3
)  # a sentence over several cues is hard: the wide beam at once


def test_a_package_that_knows_the_ends_of_cues_is_told_them_and_says_where_they_are() -> None:
    answers: dict[Request, tuple[str, ...]] = {}
    assert climb(CUES, table(answers)) == (MARKED,)
    answers[MARKED] = ("⟦1⟧ bought a ferry ⟦/⟧ for 5,000, ⟦/⟧ then left.",)
    assert climb(CUES, table(answers)) == Outcome(
        text="Arisa bought a ferry for 5,000, then left.", rung="direct", marked=(17, 24)
    )


@pytest.mark.parametrize(
    "answer",
    [
        "⟦1⟧ bought a ferry ⟦/⟧ for 5,000, then left.",
        "⟦1⟧ bought a ferry for 5,000, then left. ⟦/⟧ ⟦/⟧",
        "⟦/⟧ ⟦/⟧ ⟦1⟧ bought a ferry for 5,000, then left.",
    ],
)
def test_where_it_does_not_say_so_the_links_between_words_are_asked_for(answer: str) -> None:
    answers: dict[Request, tuple[str, ...]] = {MARKED: (answer,)}
    text = "Arisa bought a ferry for 5,000, then left."
    links = Request(text=TEXT, source="ru", target="en", beam=2, given=text)
    assert climb(CUES, table(answers)) == (links,)
    assert climb(CUES, table(answers | {links: ("0-0 1-1",)})) == Outcome(text=text, rung="direct", links="0-0 1-1")
    assert climb(CUES, table(answers | {links: ()})) == Outcome(text=text, rung="direct")


def test_a_break_inside_a_term_is_not_marked() -> None:
    job = replace(CUES, text="Это Кронос Корп, да.", breaks=(11,), glossary=replace(GLOSSARY, terms=(CRONOS,)))
    asked = climb(job, {})
    assert not isinstance(asked, Outcome)
    assert [request.text for request in asked] == ["Это ⟦1⟧, да."]


def test_links_are_asked_for_where_markup_needs_them() -> None:
    job = replace(JOB, linked=True)
    answers: dict[Request, tuple[str, ...]] = {DIRECT: ("⟦1⟧ bought a ferry for 5,000, then left.",)}
    asked = climb(job, table(answers))
    assert not isinstance(asked, Outcome)
    assert asked[0].given == "Arisa bought a ferry for 5,000, then left."


def test_of_a_given_translation_nothing_else_is_asked() -> None:
    job = replace(CUES, given="She bought it.")
    links = Request(text=TEXT, source="ru", target="en", beam=2, given="She bought it.")
    assert climb(job, {}) == (links,)
    assert climb(job, table({links: ("0-0",)})) == Outcome(text="She bought it.", rung="given", links="0-0")


def test_a_sentence_too_long_for_a_small_package_goes_clause_by_clause() -> None:
    text = "Когда она наконец пришла домой вечером, никого там уже не было, ⟦/⟧ и ей стало очень страшно."
    plain = text.replace("⟦/⟧ ", "")
    route = (replace(PACKAGE, cue_break="⟦/⟧", longest=12),)
    job = replace(CUES, text=plain, breaks=(text.index("⟦/⟧"),), route=route)
    clauses = ("Когда она наконец пришла домой вечером,", "никого там уже не было,", "и ей стало очень страшно.")
    asked = climb(job, {})
    assert not isinstance(asked, Outcome)
    cues = (f"{clauses[0]} {clauses[1]}", clauses[2])
    assert [(request.text, request.beam, request.no_repeat) for request in asked] == [
        (one, 5, 3) for one in (*clauses, *cues)
    ]
    afraid = "And she was afraid."
    made = ("When she got home.", "Nobody was there.", afraid, "When nobody came home,", afraid)
    answers: dict[Request, tuple[str, ...]] = dict(zip(asked, ((text,) for text in made), strict=True))
    whole = "When she got home, nobody was there, and she was afraid."
    likeness = climb(job, table(answers))
    assert not isinstance(likeness, Outcome)
    assert [request.given for request in likeness] == [whole, "When nobody came home, and she was afraid."]
    for better, found in (
        (0, Outcome(text=whole, rung="long", marked=(28,))),
        (1, Outcome(text="When nobody came home, and she was afraid.", rung="cues", marked=(18,))),
    ):
        known: dict[Request, tuple[str, ...]] = {
            request: ("", str(float(place == better))) for place, request in enumerate(likeness)
        }
        assert climb(job, table(answers | known)) == found
    short = climb(replace(job, route=(replace(PACKAGE, longest=16),)), {})
    assert not isinstance(short, Outcome)
    assert [request.text for request in short] == [plain, *cues]
