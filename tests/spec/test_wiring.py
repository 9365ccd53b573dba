"""The walk itself, with small stages; what the real stages say is in errors/wiring-*.yaml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from localize.errors import SpecError
from localize.glossary.term import Glossary
from localize.model import Document
from localize.spec.model import Output, Spec
from localize.spec.wiring import check, prepare
from localize.stages.base import Context, Shape, Stage, WiringError
from localize.translators.base import Routes

Write = Callable[[str], Path]


@dataclass(frozen=True, kw_only=True)
class Pass:
    """Runs always; `name` may be given."""

    name: ClassVar[str] = "pass"

    def wire(self, shape: Shape, context: Context) -> Shape:
        return shape

    def __call__(self, document: Document, context: Context) -> Document:
        return document


class Fit(Pass):
    name = "fit"


class Check(Pass):
    name = "check"


class Reach(Pass):
    """Gives the output's locale."""

    def wire(self, shape: Shape, context: Context) -> Shape:
        return replace(shape, language=context.target)


class Broken(Reach):
    """Would give the output's locale, but cannot run."""

    name = "broken"

    def wire(self, shape: Shape, context: Context) -> Shape:
        raise WiringError("broken; mend it")


@dataclass(frozen=True, kw_only=True)
class Needs(Pass):
    """Works on one language only."""

    name: ClassVar[str] = "needs"

    language: str

    def wire(self, shape: Shape, context: Context) -> Shape:
        if shape.language != self.language:
            raise WiringError(f"wants {self.language}, gets {shape.language}; fix it")
        return shape


def spec(*outputs: Output, stages: tuple[Stage, ...] = (), source: str = "ru") -> Spec:
    lines = {"glossary": 1, **{f"stages[{number}]": 2 for number in range(len(stages))}}
    for output in outputs:
        lines[f"outputs.{output.locale}"] = output.line
        lines |= {f"{output.path}[{number}]": output.line + number + 1 for number in range(len(output.stages))}
    return Spec(
        path=Path("s.yaml"),
        version=1,
        name="s",
        source=source,
        episode=None,
        naming="{stem}.{locale}.{format}",
        frame_rate=None,
        glossary=None,
        stages=stages,
        outputs={output.locale: output for output in outputs},
        lines=lines,
    )


def out(locale: str, *stages: Stage, origin: str | None = None, line: int = 10) -> Output:
    return Output(locale=locale, from_locale=origin, stages=stages, line=line)


def test_nothing_to_say() -> None:
    outputs = out("en", Reach(), Fit(), Check()), out("zh-Hant", Reach(), origin="en", line=20)
    assert check(spec(*outputs, stages=(Pass(),)), None, Routes()) == ()


def test_from_takes_the_text_before_layout() -> None:
    class Spoil(Fit):
        def wire(self, shape: Shape, context: Context) -> Shape:
            return replace(shape, segmented=True)

    class Unsegmented(Reach):
        def wire(self, shape: Shape, context: Context) -> Shape:
            if shape.segmented:
                raise WiringError("too late; start earlier")
            return super().wire(shape, context)

    outputs = out("en", Reach(), Spoil()), out("zh-Hans", Unsegmented(), origin="en", line=20)
    assert check(spec(*outputs), None, Routes()) == ()


def test_after_a_failure_only_what_fails_either_way_is_reported() -> None:
    one = spec(out("en", Broken(), Needs(language="ru"), Needs(language="en"), Needs(language="zh-Hans")))
    assert check(one, None, Routes()) == (
        "s.yaml:11: outputs.en[0].broken: broken; mend it",
        "s.yaml:13: outputs.en[2].needs: wants en, gets ru; fix it",
        "s.yaml:14: outputs.en[3].needs: wants zh-Hans, gets ru; fix it",
    )
    other = spec(out("en", Broken(), Needs(language="en")), out("zh-Hans", Needs(language="en"), origin="en", line=20))
    assert check(other, None, Routes()) == (
        "s.yaml:11: outputs.en[0].broken: broken; mend it",
        "s.yaml:20: outputs.zh-Hans: its stages end in en; add `translate` or `convert` to reach zh-Hans",
    )


def test_stages_after_check_and_a_locale_that_is_not_reached() -> None:
    assert check(spec(out("en", Check(), Pass(), Fit())), None, Routes()) == (
        "s.yaml:10: outputs.en: its stages end in ru; add `translate` or `convert` to reach en",
        "s.yaml:12: outputs.en[1].pass: comes after `check`, so nothing would check it; put it before",
        "s.yaml:13: outputs.en[2].fit: comes after `check`, so nothing would check it; put it before",
    )


def test_columns_of_the_glossary() -> None:
    terms = Glossary(path="t.tsv", source="en", locales=("en", "zh-Hans"), terms=())
    assert check(spec(out("en", Reach()), out("zh-Hant", Reach(), line=20)), terms, Routes()) == (
        "s.yaml:1: glossary: t.tsv has no column 'ru'; add the column or take the locale out",
        "s.yaml:20: outputs.zh-Hant: t.tsv has no column 'zh-Hant'; add the column or take the locale out",
    )


def test_prepare_gives_spec_and_glossary(write: Write, routes: Routes) -> None:
    path = write("version: 1\nname: a\nglossary: t.tsv\noutputs: {en: [segment, translate, enforce]}\n")
    (path.parent / "t.tsv").write_text("ru\ten\nАриса\tArisa\n", encoding="utf-8")
    pipeline, glossary = prepare(path, routes)
    assert list(pipeline.outputs) == ["en"]
    assert glossary is not None
    assert glossary.locales == ("ru", "en")


def test_a_broken_glossary_is_no_missing_glossary(write: Write) -> None:
    path = write("version: 1\nname: a\nglossary: t.tsv\noutputs: {en: [segment, translate, enforce]}\n")
    (path.parent / "t.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SpecError) as caught:
        prepare(path, Routes())
    *broken, last = caught.value.problems
    assert broken
    assert all(problem.startswith(str(path.parent / "t.tsv")) for problem in broken)
    hint = "install one with `localize models install ru en`"
    assert last == f"{path}:4: outputs.en[1].translate: no package translates ru to en; {hint}"


def test_a_glossary_with_an_impossible_name(write: Write) -> None:
    path = write(f"version: 1\nname: a\nglossary: {'x' * 300}\noutputs: {{ru: [segment]}}\n")
    with pytest.raises(SpecError, match="no such file"):
        prepare(path, Routes())
