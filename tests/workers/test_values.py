"""What a run sends to its workers and gets back survives the way."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from localize import formats
from localize.ledger import settle
from localize.model import Document
from localize.plan import Plan
from localize.result import FileResult
from localize.spec.wiring import prepare
from localize.stages.base import Context
from localize.translators.batches import batches
from localize.workers.translation import Order
from tests.running import SAMPLES, SEASON
from tests.workers.sentences import asked, shipped


@pytest.fixture(scope="module")
def plan(unpacked: Path) -> Plan:
    spec, glossary = prepare(SEASON, shipped())
    return Plan(spec=spec, glossary=glossary, routes=shipped(), only=("en",), newline="\r\n")


def again(value: object) -> object:
    return pickle.loads(pickle.dumps(value))


def test_a_plan(plan: Plan) -> None:
    assert again(plan) == plan
    assert again(plan.spec) == plan.spec
    assert again(plan.glossary) == plan.glossary


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_and_what_became_of_it(name: str, plan: Plan) -> None:
    document = formats.read(SAMPLES[name], language="ru")
    made = plan.spec.stages[0](document, Context(target="ru"))
    result = FileResult(path=name, locale="en", document=replace(made, source=document), ledger=settle(document, made))
    assert again(document) == document
    assert again(result) == result
    unpickled = again(made)
    assert isinstance(unpickled, Document)
    assert formats.compose(unpickled) == formats.compose(made)


def test_an_order() -> None:
    for batch in batches(asked()):
        order = Order(batch=batch, route=shipped().packages, digests=("0", "1"))
        assert again(order) == order
