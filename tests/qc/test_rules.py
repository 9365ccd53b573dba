from __future__ import annotations

from typing import Any

import pytest

from localize.qc import RULES, profile
from localize.qc.run import check
from tests.qc.builders import CASES, inputs, load_cases

ALL = [
    pytest.param(rule, verdict, case, id=f"{rule}-{verdict}-{case['why']}")
    for rule in RULES
    if (CASES / f"{rule}.yaml").is_file()
    for verdict in ("pass", "fail")
    for case in load_cases(rule)[verdict]
]


@pytest.mark.parametrize(("rule", "verdict", "case"), ALL)
def test_cases(rule: str, verdict: str, case: dict[str, Any]) -> None:
    """Recall and precision: exactly the expected cues, with the expected words."""
    defaults = load_cases(rule)
    arguments = inputs(case, defaults)
    document = arguments.pop("document")
    findings, not_run = check(document, profile.load(case.get("profile", defaults["profile"])), **arguments)
    assert rule not in {row.rule for row in not_run}
    found = [
        [document.numbers[finding.cue_id] if finding.cue_id else None, finding.message]
        for finding in findings
        if finding.rule == rule
    ]
    assert found == case.get("found", [])
    assert bool(found) == (verdict == "fail")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_on_both_sides(rule: str) -> None:
    cases = load_cases(rule)
    assert len(cases["pass"]) >= 3
    assert len(cases["fail"]) >= 3


def test_every_case_file_has_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(RULES)


@pytest.mark.parametrize(("name", "rule"), RULES.items())
def test_every_rule_is_documented(name: str, rule: Any) -> None:
    """The table of the README is made from these."""
    assert rule.id == name
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 80
    assert rule.check.__doc__
    assert rule.check.__module__ == f"localize.qc.rules.{name.replace('.', '_').replace('-', '_')}"


def test_rules_are_sorted() -> None:
    assert list(RULES) == sorted(RULES)
