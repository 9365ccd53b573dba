"""What is to be run: which outputs, with which packages, under which names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localize.errors import UsageError
from localize.plan import Plan, for_delivery, select
from localize.spec.wiring import prepare
from localize.translators.base import PackageInfo, Routes
from tests.running import SEASON

FREE = tuple(PackageInfo(source="ru", target=target, version="9", path="", licence="MIT") for target in ("en", "zh"))
BOUND = replace(FREE[0], licence="CC BY-NC 4.0", evaluation_only=True)


def plan(*only: str, packages: tuple[PackageInfo, ...] = FREE) -> Plan:
    routes = Routes(packages=packages)
    spec, glossary = prepare(SEASON, routes)
    return Plan(spec=spec, glossary=glossary, routes=routes, only=only)


def test_outputs_stand_after_what_they_are_made_from() -> None:
    only = plan("zh-Hant-HK", "en")
    assert [output.locale for output in only.made] == ["en", "zh-Hans", "zh-Hant-HK"]
    assert only.written == ("zh-Hant-HK", "en")


def test_select() -> None:
    spec = plan().spec
    assert select(None, spec) == ()
    assert select("en, zh-Hans", spec) == ("en", "zh-Hans")
    with pytest.raises(UsageError, match=r"makes no output ''; known: en, zh-Hans"):
        select("en,", spec)


def test_a_delivery_has_no_evaluation_only_package() -> None:
    spare = replace(BOUND, source="zh", target="en")
    assert for_delivery(plan(packages=(*FREE, spare))).routes.packages == FREE
    with pytest.raises(UsageError, match="translate-ru_en-9 is for evaluation only"):
        for_delivery(plan(packages=(BOUND, FREE[1])))
    # The package is not needed for this locale.
    assert for_delivery(plan("zh-Hans", packages=(BOUND, FREE[1]))).routes.packages == (FREE[1],)
