"""Answers are kept as they were given, by those who gave them, and batches as they were planned."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.errors import ModelError
from localize.project import answers as module
from localize.project import keys
from localize.project.answers import Answers
from localize.project.index import Index
from localize.project.states import OutputState
from localize.translators.base import Request, Routes, Translation
from localize.translators.batches import Batch
from tests.project.engine import WHEN, ask, contents, engine, in_threes, package, routes_in, season
from tests.project.quick import unsynced

KEEP = 6  # runs, in place of more
LINES = ["Да.", "Нет.", "Ариса, стой!", "Кто\nтам?", "Да-да", "😀 \x00", "половина \ud83d"]


@pytest.fixture(autouse=True, scope="module")
def quickly() -> Iterator[None]:
    with unsynced():
        yield


@pytest.fixture(autouse=True)
def few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEEP", KEEP)


@pytest.fixture
def routes(tmp_path: Path) -> Routes:
    return routes_in(tmp_path)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index.sqlite") as index:
        index.begin(WHEN)
        yield index


def learn(answers: Answers, routes: Routes, *requests: Request) -> dict[Request, Translation]:
    """Plan and learn; what was learned."""
    made: dict[Request, Translation] = {}
    for batch in answers.plan(requests, in_threes):
        made |= engine(batch, routes)
        answers.learn([batch], engine(batch, routes))
    return made


# -- answers -----------------------------------------------------------------------------------------------------------


def test_what_was_learned_is_known_in_the_next_run(tmp_path: Path, routes: Routes) -> None:
    asked = [ask(line, target, beam) for line in LINES for target in ("en", "zh") for beam in (1, 3)]
    with Index(tmp_path / "index.sqlite") as index:
        index.begin(WHEN)
        answers = index.answers(routes)
        assert answers.known(asked) == {}
        made = learn(answers, routes, *asked)
        assert answers.known(asked) == made
    with Index(tmp_path / "index.sqlite") as index:
        known = index.answers(routes).known([ask("never asked"), *reversed(asked)])
        assert known == made
        assert list(known) == list(reversed(asked))
        assert known[ask("Да.", "zh")].packages == (routes.packages[1],)


PLAIN = ask("Да.")


def other(value: object) -> Any:
    """Another value for a field of a request."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str() | None:
            return f"{value or ''}\ud83d"
        case tuple():
            return (*value, "<short>", "<ты>")
    raise TypeError(f"no test for {value!r}")


VARIANTS: dict[str, Request] = {
    field.name: replace(PLAIN, **{field.name: other(getattr(PLAIN, field.name))}) for field in fields(Request)
}


def test_every_field_of_a_request_counts(index: Index, routes: Routes) -> None:
    own = keys.Keys(routes, index.digest)
    assert own.of(PLAIN) == own.of(replace(PLAIN))
    assert len({own.of(PLAIN), *map(own.of, VARIANTS.values())}) == 1 + len(fields(Request))


@pytest.mark.parametrize("name", VARIANTS)
def test_every_field_of_a_request_comes_back_from_a_plan(index: Index, routes: Routes, name: str) -> None:
    index.answers(routes).plan([VARIANTS[name]], in_threes)
    assert index.answers(routes).plan([VARIANTS[name]], in_threes) == (Batch(requests=(VARIANTS[name],)),)


def test_what_was_learned_of_one_request_is_known_of_no_other(index: Index, routes: Routes) -> None:
    learn(index.answers(routes), routes, PLAIN)
    assert list(index.answers(routes).known([*VARIANTS.values(), PLAIN])) == [PLAIN]


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(["en", "zh"]), st.integers(1, 3)), max_size=8))
def test_two_requests_have_one_key_if_they_are_equal(asked: list[tuple[str, str, int]]) -> None:
    own = keys.Keys(Routes(), lambda _: "")
    requests = {ask(*few) for few in asked}
    assert len({own.of(request) for request in requests}) == len(requests)


def test_a_package_trained_again_under_its_old_version_is_another(tmp_path: Path, index: Index, routes: Routes) -> None:
    learn(index.answers(routes), routes, ask("Да."), ask("Да.", "zh"))
    package(tmp_path, "en", "other weights")
    assert list(index.answers(routes).known([ask("Да."), ask("Да.", "zh")])) == [ask("Да.", "zh")]
    package(tmp_path, "en", "weights")
    assert len(index.answers(routes).known([ask("Да."), ask("Да.", "zh")])) == 2


def test_a_file_renamed_in_a_package_makes_it_another(tmp_path: Path, index: Index, routes: Routes) -> None:
    learn(index.answers(routes), routes, ask("Да."))
    (tmp_path / "ru_en" / "metadata.json").rename(tmp_path / "ru_en" / "meta.json")
    assert not index.answers(routes).known([ask("Да.")])


def test_a_newer_version_of_the_library_answers_anew(
    index: Index, routes: Routes, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(index.answers(routes), routes, ask("Да."))
    monkeypatch.setattr(keys, "_libraries", lambda: ("ctranslate2 99",))
    assert not index.answers(routes).known([ask("Да.")])


def test_a_package_is_told_as_it_is_installed_now(index: Index, routes: Routes) -> None:
    learn(index.answers(routes), routes, ask("Да."))
    licensed = Routes(packages=tuple(replace(one, licence="CC0") for one in routes.packages))
    assert index.answers(licensed).known([ask("Да.")])[ask("Да.")].packages[0].licence == "CC0"


def test_a_package_is_read_again_only_if_it_was_touched(
    tmp_path: Path, index: Index, routes: Routes, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = routes.packages[0]
    digest = index.digest(one)
    monkeypatch.setattr("localize.project.packages._SETTLED_NS", -(10**12))  # as if the files were old
    assert index.digest(one) == digest
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("read again"))
    assert index.digest(one) == digest
    monkeypatch.undo()
    package(tmp_path, "en", "Weights")
    assert index.digest(one) != digest


def test_a_package_that_was_just_written_is_not_trusted_to_stay(
    index: Index, routes: Routes, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.digest(routes.packages[0])
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("read again"))
    with pytest.raises(pytest.fail.Exception):
        index.digest(routes.packages[0])


def test_a_package_that_cannot_be_read(tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    routes = routes_in(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr("hashlib.file_digest", refuse)
    with pytest.raises(ModelError) as caught:
        index.answers(routes).known([ask("Да.")])
    assert str(caught.value) == (f"{tmp_path}/ru_en: the package cannot be read (Permission denied); install it again")


@pytest.mark.parametrize(
    "change", ["texts = CAST(replace(texts, 'Да', 'До') AS BLOB)", "texts = 7", "seal = 'x'", "seal = seal + 1"]
)
def test_a_byte_turned_over_is_damage(
    index: Index, routes: Routes, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    answers = index.answers(routes)
    made = learn(answers, routes, ask("Да."), ask("Нет."))
    with sqlite3.connect(index.path) as connection:
        connection.execute(f"UPDATE answer SET {change} WHERE instr(texts, ?)", ("Да.".encode(),))
    connection.close()
    assert list(answers.known([ask("Нет.")])) == [ask("Нет.")]
    assert answers.known([ask("Да."), ask("Нет.")]) == {}
    assert len(caplog.messages) == 1
    answers.learn([Batch(requests=(ask("Да."), ask("Нет.")))], made)
    assert answers.known([ask("Да."), ask("Нет.")]) == made


def test_an_answer_whose_key_is_lost_is_asked_for_again(index: Index, routes: Routes) -> None:
    answers = index.answers(routes)
    made = learn(answers, routes, ask("Да."))
    with sqlite3.connect(index.path) as connection:
        connection.execute("UPDATE answer SET key = x'00'")
    connection.close()
    assert answers.known([ask("Да.")]) == {}
    answers.learn([Batch(requests=(ask("Да."),))], made)
    assert answers.known([ask("Да.")]) == made


# -- age ---------------------------------------------------------------------------------------------------------------


def runs(path: Path, routes: Routes, count: int, asked: Callable[[int], list[Request]], made: bool = False) -> None:
    """Runs that ask for something; the first makes an output, and if `made` all do."""
    for number in range(count):
        with Index(path) as index:
            index.begin(WHEN)
            answers = index.answers(routes)
            missing = [one for one in asked(number) if one not in answers.known(asked(number))]
            learn(answers, routes, *missing, ask(f"{number}"))
            if made or not number:
                index.record([(OutputState(name="a.srt", input="", locale="en", fingerprint={}), ())])
            index.finish(WHEN)


def kept(path: Path, routes: Routes, text: str) -> bool:
    with Index(path) as index:
        return bool(index.answers(routes).known([ask(text)]))


def test_an_answer_that_no_output_needs_goes_after_some_runs(tmp_path: Path, routes: Routes) -> None:
    path = tmp_path / "index.sqlite"
    runs(path, routes, 1, lambda _: [ask("old"), ask("used")])
    runs(path, routes, KEEP, lambda _: [ask("used")], made=True)
    assert kept(path, routes, "old")
    runs(path, routes, KEEP // 2, lambda _: [ask("used")], made=True)
    assert not kept(path, routes, "old")
    assert kept(path, routes, "used")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) < 2 * ? FROM answer", (KEEP,)).fetchone() == (1,)
    connection.close()


def test_an_answer_stays_while_an_output_that_was_not_made_again_stands_on_it(tmp_path: Path, routes: Routes) -> None:
    path = tmp_path / "index.sqlite"
    runs(path, routes, 1, lambda _: [ask("old")])
    with Index(path) as index:
        index.begin(WHEN)
        index.record([(OutputState(name="b.srt", input="", locale="en", fingerprint={}), ())])
    runs(path, routes, 2 * KEEP, lambda _: [], made=True)
    assert kept(path, routes, "old")
    with Index(path) as index:
        index.forget(["b.srt"])
    runs(path, routes, KEEP // 2, lambda _: [], made=True)
    assert not kept(path, routes, "old")


def test_a_dry_run_leaves_no_trace(tmp_path: Path, routes: Routes) -> None:
    path = tmp_path / "index.sqlite"
    runs(path, routes, KEEP, lambda _: [ask("old")])
    before = path.read_bytes()
    with Index(path) as index:
        assert index.answers(routes).known([ask("old"), ask("0")])
    with Index(path) as index:
        index.begin(WHEN)
        index.finish(WHEN)
    assert path.read_bytes() == before


# -- batches -----------------------------------------------------------------------------------------------------------


def texts_of(batches: tuple[Batch, ...]) -> list[str]:
    return ["".join(request.text for request in batch.requests) for batch in batches]


def asks(texts: str, target: str = "en") -> list[Request]:
    return [ask(text, target) for text in texts]


def test_a_plan_that_was_not_done_comes_first_and_as_it_was(tmp_path: Path, routes: Routes) -> None:
    path = tmp_path / "index.sqlite"
    with Index(path) as index:
        index.begin(WHEN)
        answers = index.answers(routes)
        one, _, three = answers.plan(asks("abcdefgh"), in_threes)
        assert texts_of((one, three)) == ["abc", "gh"]
        answers.learn([one], engine(one, routes))
    with Index(path) as index:
        index.begin(WHEN)
        answers = index.answers(routes)
        # d and f are not wanted any more, x and y are new, g and h are not wanted yet.
        assert texts_of(answers.plan(asks("xye"), in_threes)) == ["def", "xy"]
        assert texts_of(answers.plan(asks("zhg"), in_threes)) == ["gh", "z"]
        assert texts_of(answers.plan([], in_threes)) == []
        index.finish(WHEN)
    with Index(path) as index:
        assert texts_of(index.answers(routes).plan(asks("fedhg"), in_threes)) == ["fed", "hg"]


def test_a_plan_for_a_package_that_is_another_now_is_not_followed(tmp_path: Path, index: Index, routes: Routes) -> None:
    mixed = [*asks("ab"), ask("a", "zh")]
    assert index.answers(routes).plan(mixed, in_threes) == (Batch(requests=tuple(mixed)),)
    package(tmp_path, "zh", "other weights")
    assert texts_of(index.answers(routes).plan(asks("ba"), in_threes)) == ["ba"]


@pytest.mark.parametrize(
    "cut",
    [
        lambda _: [],
        lambda few: [*in_threes(few), *in_threes(few)],
        lambda few: in_threes(few[:1]),
        lambda few: in_threes([*few, ask("c")]),
    ],
)
def test_a_plan_holds_every_request_once(index: Index, routes: Routes, cut: module.Cut) -> None:
    answers = index.answers(routes)
    with pytest.raises(ValueError, match="a plan holds every request once"):
        answers.plan(asks("ab"), cut)
    assert texts_of(answers.plan(asks("ba"), in_threes)) == ["ba"]


def test_batches_are_learned_whole_or_not_at_all(index: Index, routes: Routes) -> None:
    answers = index.answers(routes)
    batches = answers.plan(asks("abcdef"), in_threes)
    made = {one: answer for batch in batches for one, answer in engine(batch, routes).items()}
    last = ask("f")
    with pytest.raises(KeyError):
        answers.learn(batches, {one: answer for one, answer in made.items() if one != last})
    with pytest.raises(ValueError, match="'f' was answered by other packages than those of its route"):
        answers.learn(batches, made | {last: replace(made[last], packages=())})
    assert answers.known(made) == {}
    assert answers.plan([last], in_threes) == batches[1:]
    answers.learn(batches, made)
    assert answers.known(made) == made
    assert texts_of(answers.plan([last], in_threes)) == ["f"]


# -- interruptions -----------------------------------------------------------------------------------------------------


class Killed(BaseException):
    pass


def killed_after(steps: int) -> Callable[[], None]:
    remaining = iter(range(steps))

    def step() -> None:
        if next(remaining, None) is None:
            raise Killed

    return step


def steps_of(path: Path, routes: Routes, episodes: list[list[str]]) -> int:
    """Run a season without interruption; how many steps it took."""
    steps: list[None] = []
    season(path, routes, episodes, lambda: steps.append(None))
    return len(steps)


SEASON = st.lists(st.lists(st.sampled_from("абвгдежзиклмн"), min_size=1, max_size=8), min_size=1, max_size=5)


@settings(max_examples=25)
@given(SEASON, st.lists(st.floats(0, 1), max_size=5), st.lists(st.sampled_from("абвопр"), max_size=4))
def test_a_run_killed_again_and_again_ends_as_one_that_nobody_killed(
    episodes: list[list[str]], kills: list[float], before: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        routes = routes_in(Path(folder))
        whole, killed = Path(folder) / "whole", Path(folder) / "killed"
        for path in (whole, killed):
            season(path, routes, [before], lambda: None)  # what was known before
        steps = steps_of(whole, routes, episodes)
        for kill in kills:
            with suppress(Killed):  # what is left may take fewer steps
                season(killed, routes, episodes, killed_after(int(kill * steps)))
        season(killed, routes, episodes, lambda: None)
        assert contents(killed, episodes) == contents(whole, episodes)


def test_without_its_plan_a_run_would_end_otherwise(tmp_path: Path) -> None:
    """The engine of these tests is one that shows a difference."""
    routes, episodes = routes_in(tmp_path), [list("абвгдежз")]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    season(whole, routes, episodes, lambda: None)
    with pytest.raises(Killed):
        season(killed, routes, episodes, killed_after(3))
    with sqlite3.connect(killed) as connection:
        assert connection.execute("SELECT count(*) FROM batch").fetchone() != (0,)
        connection.execute("DELETE FROM batch")
    connection.close()
    season(killed, routes, episodes, lambda: None)
    assert contents(killed, episodes) == contents(whole, episodes)
