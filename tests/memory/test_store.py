from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.errors import UsageError
from localize.memory import Lookup, MatchKind, Memory, PairStats, Unit, UnitMaker
from localize.memory.same import same
from tests.memory.units import texts, unit, units

CONTEXT, EXACT, FUZZY = MatchKind
APPROVED, HUMAN, IMPORTED = UnitMaker
LATE, EARLY = "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "show.memory", create=True) as memory:
        yield memory


def exact(memory: Memory, text: str, before: str = "", after: str = "") -> list[tuple[str, MatchKind]]:
    (matches,) = memory.exact([Lookup(text=text, before=before, after=after)], "ru", "en")
    assert all(match.score == 100 for match in matches)
    return [(match.unit.target, match.kind) for match in matches]


def fuzzy(memory: Memory, text: str, **options: int) -> list[tuple[str, int]]:
    return [(match.unit.source, match.score) for match in memory.fuzzy(text, "ru", "en", **options)]


def test_a_memory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        Memory(tmp_path / "no")
    assert str(caught.value) == f"{tmp_path}/no: no such memory; `localize memory import` makes one"
    assert list(tmp_path.iterdir()) == []


def test_what_was_added_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "50% #1?.memory"
    one = unit(
        " Она  «дрон»\u2028\x00🎬", "She's\ta 'drone'", before="Да", after="Нет", maker=APPROVED, origin="a.srt/3",
        creator="Ann", created=LATE, note="sic\n!",
    )  # fmt: skip
    with Memory(path, create=True) as memory:
        assert memory.add([one]) == 1
    with Memory(path) as memory:
        assert list(memory.units()) == [one]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_the_best_first(memory: Memory) -> None:
    memory.add(
        [
            unit(target="imported, late", maker=IMPORTED, created=LATE),
            unit(target="imported", maker=IMPORTED, created=EARLY),
            unit(target="human, no date"),
            unit(target="human, late", created=LATE),
            unit(target="human, early", created=EARLY),
            unit(target="approved", maker=APPROVED, created=EARLY),
            unit(target="in place", maker=IMPORTED, before="Да.", after="Как дела?"),
            unit(target="elsewhere", before="Да.", after="Кто там?"),
        ]
    )
    found = exact(memory, "Привет, Анна!", "Да.", "Как дела?")
    assert found == [
        ("in place", CONTEXT),
        ("approved", EXACT),
        ("human, late", EXACT),
        ("human, early", EXACT),
        ("elsewhere", EXACT),
        ("human, no date", EXACT),
        ("imported, late", EXACT),
        ("imported", EXACT),
    ]
    assert [target for target, _ in exact(memory, "Привет, Анна!")][-1] == "in place"


def test_one_match_a_translation_and_it_is_the_best(memory: Memory) -> None:
    memory.add([unit(origin="a"), unit(origin="b", maker=APPROVED), unit(origin="c", before="Да.")])
    (matches,) = memory.exact([Lookup(text="Привет, Анна!")], "ru", "en")
    assert [match.unit.origin for match in matches] == ["b"]
    (matches,) = memory.exact([Lookup(text="Привет, Анна!", before="Да.")], "ru", "en")
    assert [(match.unit.origin, match.kind) for match in matches] == [("c", CONTEXT)]


@pytest.mark.parametrize(
    ("known", "asked", "kind"),
    [
        (("Да.", "Нет."), ("Да.", "Нет."), CONTEXT),
        (("Да...", "Ещё"), ("Да…", " Еще"), CONTEXT),
        (("", "Нет."), ("", "Нет."), CONTEXT),  # the first sentence of a file
        (("Да.", "Нет."), ("Да.", ""), EXACT),
        (("Да.", "Нет."), ("Да.", "Да."), EXACT),
        (("Да.", "Нет."), ("", ""), EXACT),
        (("", ""), ("", ""), EXACT),  # nothing is known of either place
        (("", ""), ("Да.", "Нет."), EXACT),
    ],
)
def test_context_is_both_neighbours(
    memory: Memory, known: tuple[str, str], asked: tuple[str, str], kind: MatchKind
) -> None:
    memory.add([unit(before=known[0], after=known[1])])
    assert exact(memory, "Привет, Анна!", *asked) == [("Hi, Anna!", kind)]


def test_the_same_sentence_in_other_typography(memory: Memory) -> None:
    memory.add([unit("«Ещё» — да...", "a"), unit('"Еще" - да…', "b"), unit("«ещё» — да...", "c")])
    assert exact(memory, "“Ещё” – да…") == [("a", EXACT), ("b", EXACT)]
    assert {one.source for one in memory.units()} == {"«Ещё» — да...", '"Еще" - да…', "«ещё» — да..."}


def test_answers_stand_where_the_questions_do(memory: Memory) -> None:
    memory.add([unit("Да.", "Yes."), unit("Нет.", "No.")])
    found = memory.exact([Lookup(text=text) for text in ("Нет.", "Что?", "Да.", "Нет.")], "ru", "en")
    assert [[match.unit.target for match in matches] for matches in found] == [["No."], [], ["Yes."], ["No."]]
    assert memory.exact([], "ru", "en") == ()


def test_language_pairs_are_apart(memory: Memory) -> None:
    memory.add([unit("Да", "Yes"), unit("Да", "是", target_locale="zh-Hans"), unit("Да", "та", source_locale="uk")])
    for target, expected in (("en", ["Yes"]), ("zh-Hans", ["是"]), ("zh-Hant-TW", [])):
        (matches,) = memory.exact([Lookup(text="Да")], "ru", target)
        assert [match.unit.target for match in matches] == expected
        assert [match.unit.target for match in memory.fuzzy("Да", "ru", target)] == expected
    assert [one.target for one in memory.units(target="zh-Hans")] == ["是"]
    assert [one.target for one in memory.units(source="uk")] == ["та"]


def test_the_same_unit_again(memory: Memory) -> None:
    assert memory.add([unit(created=EARLY), unit(created=EARLY)]) == 1
    assert memory.add([unit(created=EARLY)]) == 0
    assert memory.add([unit(created=LATE, creator="Ann")]) == 1
    assert memory.add([unit(maker=APPROVED, created=EARLY)]) == 1
    assert memory.add([unit(created=LATE)]) == 0
    assert list(memory.units()) == [unit(maker=APPROVED, created=EARLY)]


def test_all_or_nothing(memory: Memory) -> None:
    def broken() -> Iterator[Unit]:
        for number in range(6_000):
            yield unit(f"Серия {number}", "x")
        raise KeyboardInterrupt

    memory.add([unit()])
    with pytest.raises(KeyboardInterrupt):
        memory.add(broken())
    assert list(memory.units()) == [unit()]
    assert memory.add([unit("Да", "Yes")]) == 1


def test_fuzzy(memory: Memory) -> None:
    memory.add(
        [unit("Привет, Анна!", "a"), unit("Привет, Анне!", "b"), unit("Привет, анна!", "c"), unit("Пока, Анна!", "d")]
    )
    assert fuzzy(memory, "Привет,  Анна!") == [("Привет, Анна!", 100), ("Привет, анна!", 99), ("Привет, Анне!", 91)]
    assert fuzzy(memory, "Привет, Анна!", limit=1) == [("Привет, Анна!", 100)]
    assert fuzzy(memory, "Привет, Анны!", cutoff=92) == []
    assert fuzzy(memory, "Пока, Инна!") == [("Пока, Анна!", 90)]


def test_only_sources_are_like_a_sentence(memory: Memory) -> None:
    memory.add([unit("Да.", "Yes.", before="Привет, Анна!")])
    assert fuzzy(memory, "Привет, Анне!") == []


def test_a_text_that_cannot_be_encoded_is_not_found(memory: Memory) -> None:
    memory.add([unit()])
    assert exact(memory, "Привет, \udcff!") == []
    assert fuzzy(memory, "\udcff\udcfe") == []


@pytest.mark.parametrize(
    ("condition", "gone"),
    [
        ({"origin": "a.srt"}, {"1", "2"}),
        ({"origin": "a.srt/2"}, {"2"}),
        ({"origin": "a.sr"}, set()),
        ({"origin": "%"}, set()),
        ({"creator": "Ann"}, {"2", "3"}),
        ({"text": "Ещё "}, {"3", "4", "5"}),
        ({"text": "Ещё", "target": "zh-Hans"}, {"4"}),
        ({"text": "Ещё", "source": "uk"}, {"5"}),
        ({"origin": "a.srt", "creator": "Ann"}, {"2"}),
        ({"target": "en"}, {"1", "2", "3", "5"}),
        ({"text": "Нет такого"}, set()),
    ],
)
def test_forget(memory: Memory, condition: dict[str, str], gone: set[str]) -> None:
    memory.add(
        [
            unit("Да", "1", origin="a.srt", before="Ещё"),
            unit("Нет", "2", origin="a.srt/2", creator="Ann"),
            unit("Еще", "3", origin="a.srt.tmx", creator="Ann"),
            unit("Ещё", "4", origin="b", target_locale="zh-Hans"),
            unit("Ещё", "5", origin="b", source_locale="uk"),
        ]
    )
    assert memory.forget(**condition) == len(gone)
    assert {one.target for one in memory.units()} == set("12345") - gone


def test_to_forget_nothing_in_particular(memory: Memory) -> None:
    with pytest.raises(ValueError, match="say what to forget"):
        memory.forget()


def test_what_was_forgotten_leaves_nothing_behind(memory: Memory) -> None:
    memory.add([unit("Да", "Yes", before="Секрет", origin="a"), unit("Нет", "No", after="Да", origin="b")])
    assert memory.forget(origin="a") == 1
    with sqlite3.connect(memory.path) as connection:
        assert sorted(connection.execute("SELECT text FROM sentence")) == [("Да",), ("Нет",)]
        assert connection.execute(
            "SELECT count(*) FROM gram WHERE sentence NOT IN (SELECT id FROM sentence)"
        ).fetchone() == (0,)
    connection.close()
    assert memory.forget(origin="b") == 1
    with sqlite3.connect(memory.path) as connection:
        for table in ("unit", "sentence", "gram"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    connection.close()


def test_stats(memory: Memory) -> None:
    assert memory.stats() == ()
    memory.add(
        [
            unit("Да", "Yes", created=EARLY),
            unit("Да", "Yeah", maker=APPROVED, created=LATE),
            unit("Нет", "No", maker=IMPORTED),
            unit("Да", "是", target_locale="zh-Hans"),
        ]
    )
    assert memory.stats() == (
        PairStats("ru", "en", units=3, sentences=2, approved=1, human=1, imported=1, newest=LATE),
        PairStats("ru", "zh-Hans", units=1, sentences=1, approved=0, human=1, imported=0, newest=""),
    )


# -- what always holds -------------------------------------------------------------------------------------------------

some_units = st.lists(units(), max_size=8)


def made(added: list[list[Unit]]) -> tuple[object, ...]:
    """All that can be seen of a memory that was filled in these steps."""
    asked = [Lookup(text=one.source, before=one.before, after=one.after) for some in added for one in some]
    asked.sort(key=repr)
    with TemporaryDirectory() as folder, Memory(Path(folder) / "m", create=True) as memory:
        for some in added:
            memory.add(some)
        found = [memory.exact(asked, "ru", "zh-Hans"), *(memory.fuzzy(one.text, "ru", "zh-Hans") for one in asked)]
        return list(memory.units()), memory.stats(), found


@settings(max_examples=25)
@given(some_units)
def test_what_is_added_is_found(added: list[Unit]) -> None:
    with TemporaryDirectory() as folder, Memory(Path(folder) / "m", create=True) as memory:
        memory.add(added)
        lookups = [Lookup(text=one.source, before=one.before, after=one.after) for one in added]
        for one, matches in zip(added, memory.exact(lookups, "ru", "zh-Hans"), strict=True):
            (found,) = [match for match in matches if match.unit.target == one.target]
            assert found.kind is (CONTEXT if one.before or one.after else EXACT)
            assert same(found.unit.source) == same(one.source)


@settings(max_examples=25)
@given(some_units, texts)
def test_exact_beats_fuzzy(added: list[Unit], text: str) -> None:
    with TemporaryDirectory() as folder, Memory(Path(folder) / "m", create=True) as memory:
        memory.add(added)
        for asked in (text, *(one.source for one in added[:2])):
            matches = memory.fuzzy(asked, "ru", "zh-Hans", cutoff=50, limit=99)
            alike = [same(match.unit.source) == same(asked) for match in matches]
            assert alike == [match.score == 100 for match in matches] == [match.kind is EXACT for match in matches]
            assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
            assert all(match.score >= 50 for match in matches)


@settings(max_examples=15)
@given(some_units, st.data())
def test_the_order_of_adding_does_not_matter(added: list[Unit], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(added))
    cut = data.draw(st.integers(0, len(added)))
    assert made([added]) == made([shuffled[:cut], shuffled[cut:]])
