from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from annotated_types import Ge, Le

from localize.config.problem import Problem
from localize.config.yaml import Node, Scalar
from localize.errors import UsageError
from localize.model import Document
from localize.spec.options import from_node, from_words
from localize.stages.base import Context, Shape
from localize.stages.check import Check
from localize.stages.segment import Segment
from localize.stages.translate import Translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Options of every type."""

    name: ClassVar[str] = "sample"

    profile: str
    count: Annotated[int, Ge(1), Le(9)] = 1
    ratio: Annotated[float, Ge(0)] = 0.5
    loud: bool = False
    mode: Literal["fast", "best"] = "fast"
    note: str | None = None

    def wire(self, shape: Shape, context: Context) -> Shape:
        return shape

    def __call__(self, document: Document, context: Context) -> Document:
        return document


def make(**options: Scalar) -> tuple[object, list[str]]:
    problems: list[Problem] = []
    nodes = {name: Node(path=name, line=1, value=value) for name, value in options.items()}
    stage = from_node(Sample, Node(path="", line=1, value=nodes), Path("specs"), problems)
    return stage, [f"{problem.path}: {problem.message}" for problem in problems]


def test_all_options() -> None:
    stage, problems = make(profile="house", count=9, ratio=2, loud=True, mode="best", note=None)
    assert problems == []
    assert stage == Sample(profile="house", count=9, ratio=2, loud=True, mode="best")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("netflix-en", "netflix-en"),
        ("house.yaml", "specs/house.yaml"),
        ("../house.yml", "specs/../house.yml"),
        ("/etc/house.yaml", "/etc/house.yaml"),
        ("house/en", "specs/house/en"),
    ],
)
def test_a_path_is_relative_to_the_spec(written: str, read: str) -> None:
    assert make(profile=written) == (Sample(profile=read), [])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("count", 0, "0 is too small; write 1 or more"),
        ("count", 10, "10 is too large; write 9 or less"),
        ("count", 2.0, "wants a whole number, got 2.0; write digits without quotes"),
        ("count", "2", "wants a whole number, got '2'; write digits without quotes"),
        ("count", False, "wants a whole number, got false; write digits without quotes"),
        ("ratio", "0.5", "'0.5' cannot be used; input should be a valid number"),
        ("loud", "on", "wants true or false, got 'on'; write true"),
        ("loud", 1, "wants true or false, got 1; write true or false"),
        ("mode", "bset", "unknown value 'bset'; did you mean 'best'?"),
        ("mode", None, "unknown value nothing; known: fast, best"),
        ("note", 5, "wants text, got 5; put it in quotes"),
        ("nots", "x", "unknown option; did you mean 'note'?"),
        ("note", "x" * 100, None),
        ("mode", "y" * 100, f"unknown value '{'y' * 59}…; known: fast, best"),
    ],
)
def test_messages(name: str, value: Scalar, message: str | None) -> None:
    stage, problems = make(profile="a", **{name: value})
    assert problems == ([] if message is None else [f"{name}: {message}"])
    # What a wrong option leaves out can be judged, unless it should have named something.
    assert (stage is None) == (message is not None and name in ("note", "nots"))


def test_words_of_the_command_line() -> None:
    assert from_words("segment", []) == Segment()
    assert from_words("segment", ["max_cues=4", "max_gap_ms=900"]) == Segment(max_cues=4, max_gap_ms=900)
    assert from_words("translate", ["protect=no", "via=en"]) == Translate(protect=False, via="en")
    assert from_words("check", ["profile=2020=a"]) == Check(profile="2020=a")


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("sgment", [], "unknown stage 'sgment'; did you mean 'segment'?"),
        ("segment", ["max_cues"], "segment.max_cues: has no value; write `option=value`"),
        ("segment", ["max_cues=2", "max_cues=3"], "segment.max_cues: given twice; take one out"),
        (
            "segment",
            ["max_cues=two"],
            "segment.max_cues: wants a whole number, got 'two'; write digits without quotes",
        ),
        (
            "translate",
            ["protect=maybe", "beem=2"],
            "translate.beem: unknown option; did you mean 'beam'?\n"
            "translate.protect: wants true or false, got 'maybe'; write true or false",
        ),
    ],
)
def test_wrong_words(name: str, words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        from_words(name, words)
    assert str(caught.value) == message


def test_a_required_option_on_the_command_line() -> None:
    with pytest.raises(UsageError) as caught:
        from_words("check", [])
    assert str(caught.value) == "check.profile: missing; give 'profile' a value"
