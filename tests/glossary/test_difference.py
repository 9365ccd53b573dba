from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.glossary import tsv
from localize.glossary.difference import Change, Happened, Part, differences

OLD = (
    "ru\ten\tzh-Hans\tkind\tforbidden\tnotes\n"
    "Ариса\tArisa\t阿丽莎\tperson\ten:Alisa\t\n"
    "бот\tbot | robot\t机器人\t\t\t\n"
)


def changes(new: str, old: str = OLD) -> tuple[Change, ...]:
    return differences(tsv.parse(old, "old.tsv"), tsv.parse(new, "new.tsv"))


def test_what_means_the_same_is_no_difference() -> None:
    head, arisa, bot, _ = OLD.split("\n")
    assert (
        changes("\n".join(["# a comment", head, bot, arisa.replace("\ten:Alisa\t", "\ten:Alisa\tthe robot"), ""])) == ()
    )


def test_a_rendering_that_changed() -> None:
    (change,) = changes(OLD.replace("Arisa", "Aryssa"))
    part = Part(column="en", old="Arisa", new="Aryssa")
    assert change == Change(what=Happened.CHANGED, term="Ариса", line=2, parts=(part,))


def test_which_form_is_preferred_matters() -> None:
    (change,) = changes(OLD.replace("bot | robot", "robot | bot"))
    assert change.parts == (Part(column="en", old="bot | robot", new="robot | bot"),)
    three = OLD.replace("bot | robot", "bot | robot | droid")
    assert changes(three.replace("robot | droid", "droid | robot"), three) == ()


def test_how_a_term_is_matched() -> None:
    (change,) = changes(OLD.replace("person\ten:Alisa", "term\ten:Aliza"))
    assert change.parts == (
        Part(column="kind", old="person", new="term"),
        Part(column="case", old="sensitive", new="any"),
        Part(column="forbidden", old="en:Alisa", new="en:Aliza"),
    )


def test_terms_that_came_and_went() -> None:
    found = changes(OLD.replace("бот\tbot | robot\t机器人", "дрон\tdrone\t无人机"))
    assert [(change.what, change.term, change.line) for change in found] == [
        (Happened.ADDED, "дрон", 3),
        (Happened.REMOVED, "бот", 3),
    ]
    assert found[0].parts[1] == Part(column="en", old="", new="drone")


def test_a_term_with_another_main_form_is_the_same_term() -> None:
    (change,) = changes(OLD.replace("бот\tbot", "робот | бот\tbot"))
    assert (change.what, change.term) == (Happened.CHANGED, "робот")
    assert change.parts == (Part(column="ru", old="бот", new="робот | бот"),)


def test_a_column_that_came() -> None:
    added = OLD.replace("\tkind", "\tzh-Hant-TW\tkind").replace("莎\tp", "莎\t阿麗莎\tp").replace("人\t\t", "人\t\t\t")
    (change,) = changes(added)
    assert change.parts == (Part(column="zh-Hant-TW", old="", new="阿麗莎"),)


@given(st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    head, rows = "ru\ten", ["мост\tbridge", "дом\thouse", "лес\tforest", "поле\tfield"]
    old, new = ("\n".join([head, *kept]) for kept in (rows, [rows[place] for place in order]))
    assert changes(new, old) == ()
