"""Order, bounds, and what becomes of tasks whose worker died; with a pool that obeys the test."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.workers import flow as flow_module
from localize.workers.failure import Failure, WorkerError
from localize.workers.flow import AHEAD, TRIES, WINDOW, Lost, flow


class Obedient:
    """A pool whose tasks end when `flow` has nothing else to do, in any order.

    deaths: how often each item kills its worker. together: a death takes all that is under way along. unfit: how many
    workers each item meets that cannot do it.
    """

    def __init__(
        self, rng: random.Random, slots: int, deaths: dict[int, int], unfit: dict[int, int], *, together: bool
    ) -> None:
        self.slots, self.together = slots, together
        self._rng, self._deaths, self._unfit = rng, Counter(deaths), Counter(unfit)
        self._running: dict[Future[Any], int] = {}
        self.most = 0
        self.tried: Counter[int] = Counter()
        self.abandoned: list[int] = []

    def submit(self, item: int) -> Future[Any]:
        promise: Future[Any] = Future()
        self._running[promise] = item
        self.most = max(self.most, len(self._running))
        self.tried[item] += 1
        return promise

    def outcome(self, promise: Future[Any]) -> Any:
        return promise.result()

    def check(self) -> None:
        promise = self._rng.choice(list(self._running))
        item = self._running.pop(promise)
        if self._deaths[item]:
            self._deaths[item] -= 1
            promise.set_result(Lost.DIED)
            if self.together:
                for other in list(self._running):
                    del self._running[other]
                    other.set_result(Lost.DIED)
        elif self._unfit[item]:
            self._unfit[item] -= 1
            promise.set_result(Lost.UNFIT)
        else:
            promise.set_result(-item)

    def abandon(self, promises: Collection[Future[Any]]) -> None:
        self.abandoned = [self._running[promise] for promise in promises]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow_module, "_LOOK_S", 0)


COUNTS = st.dictionaries(st.integers(0, 39), st.integers(1, 4), max_size=5)


@given(st.randoms(use_true_random=False), st.integers(0, 40), st.integers(1, 3), COUNTS, COUNTS, st.booleans())
def test_every_item_has_its_own_outcome_in_its_place(
    rng: random.Random, number: int, slots: int, deaths: dict[int, int], unfit: dict[int, int], together: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow_module, "_LOOK_S", 0)
        pool = Obedient(rng, slots, deaths, unfit, together=together)
        done: list[int] = []
        taken = given_back = 0

        def items() -> Iterator[int]:
            nonlocal taken
            for item in range(number):
                taken += 1
                assert taken - given_back <= WINDOW * slots
                yield item

        results = []
        for result in flow(pool, items(), str, done.append):
            results.append(result)
            given_back += 1
    for item, result in enumerate(results):
        # What never kills a worker is never given up, whatever it stood beside.
        if deaths.get(item, 0) >= TRIES:
            assert isinstance(result, Failure)
            assert str(result.error) == f"{item}: the worker died 3 times over it, killed or out of memory"
        elif deaths.get(item, 0) == 0 or not together:
            assert result == -item
        else:
            assert result == -item or isinstance(result, Failure)
    assert len(results) == number
    assert sorted(done) == list(range(number))
    assert pool.most <= AHEAD * slots
    assert pool.abandoned == []


def test_what_may_have_killed_a_worker_is_done_alone() -> None:
    pool = Obedient(random.Random(1), 4, {2: 9}, {}, together=True)
    results = list(flow(pool, range(8), str, lambda _: None))
    assert [isinstance(result, Failure) for result in results] == [item == 2 for item in range(8)]
    assert pool.tried == Counter({item: TRIES if item == 2 else 2 for item in range(8)})


def test_what_is_under_suspicion_stays_alone_when_a_worker_cannot_do_it() -> None:
    """Else it would be beside others that kill their workers, again and again."""

    class Highest(random.Random):
        def choice(self, seq: Any) -> Any:
            return max(seq, key=pool._running.__getitem__)

    pool = Obedient(Highest(), 1, {1: 1, 2: 1, 3: 1}, {0: 2}, together=True)
    assert list(flow(pool, range(5), str, lambda _: None)) == [0, -1, -2, -3, -4]


def test_closing_gives_up_what_is_under_way() -> None:
    pool = Obedient(random.Random(1), 2, {}, {}, together=False)
    results = flow(pool, range(100), str, lambda _: None)
    next(results)
    results.close()
    assert len(pool.abandoned) == AHEAD * 2


def test_an_item_that_cannot_be_sent_fails_alone() -> None:
    class Picky(Obedient):
        def submit(self, item: int) -> Future[Any]:
            if item == 1:
                raise pickle.PicklingError("not this one")
            return super().submit(item)

    pool = Picky(random.Random(1), 1, {}, {}, together=False)
    zero, one, two = flow(pool, range(3), lambda item: f"item {item}", lambda _: None)
    assert (zero, two) == (0, -2)
    assert isinstance(one, Failure)
    assert (one.item, repr(one.error)) == ("item 1", "PicklingError('not this one')")


def test_an_exception_in_place_of_an_outcome_fails_the_item() -> None:
    class Broken(Obedient):
        def outcome(self, promise: Future[Any]) -> Any:
            raise KeyError("result")

    (one,) = flow(Broken(random.Random(1), 1, {}, {}, together=False), [1], str, lambda _: None)
    assert isinstance(one, Failure)
    assert repr(one.error) == "KeyError('result')"


def test_when_all_workers_are_gone_it_ends() -> None:
    class Gone(Obedient):
        slots = 0

        def check(self) -> None:
            raise WorkerError("all gone")

    pool = Gone(random.Random(1), 0, {}, {}, together=False)
    with pytest.raises(WorkerError, match=r"^all gone$"):
        list(flow(pool, [1], str, lambda _: None))
