"""The stage that checks against a delivery profile."""

from __future__ import annotations

from fractions import Fraction

import pytest

from localize.model import Cue, Document, Finding, Severity
from localize.stages.base import Context, Shape, WiringError
from localize.stages.check import Check

LONG = Cue(id="a", start_ms=0, end_ms=2000, text="This is a line that is far too long for any subtitle.")


def test_the_rules_of_the_profile_speak_with_figure_limit_and_source() -> None:
    document = Document(path="t.srt", language="en", cues=(LONG,))
    made = Check(profile="netflix-en")(document, Context(target="en", frame_rate=Fraction(25)))
    (finding,) = (finding for finding in made.findings if finding.rule == "layout.cpl")
    assert (finding.cue_id, finding.value, finding.limit) == ("a", 53, 42)
    assert finding.source
    assert made.cues == document.cues


def test_rules_without_their_input_say_so() -> None:
    made = Check(profile="netflix-en")(Document(path="t.srt", language="en", cues=(LONG,)), Context(target="en"))
    why = {entry.rule: entry.why for entry in made.not_run}
    assert "source" in why["text.untranslated"]
    assert "glossary" in why["term.missing"]


def test_earlier_findings_of_its_rules_are_superseded_and_others_stay() -> None:
    old = Finding(rule="text.empty", severity=Severity.ERROR, message="old", cue_id="a")
    other = Finding(rule="spread.held", severity=Severity.WARNING, message="kept", cue_id="a")
    document = Document(path="t.srt", language="en", cues=(LONG,), findings=(old, other))
    made = Check(profile="netflix-en")(document, Context(target="en"))
    assert other in made.findings
    assert old not in made.findings


def test_an_empty_document_is_checked_too() -> None:
    made = Check(profile="netflix-en")(Document(path="t.srt", language="en", cues=()), Context(target="en"))
    assert made.findings == ()


def test_an_unknown_profile_is_a_wiring_error() -> None:
    with pytest.raises(WiringError) as error:
        Check(profile="netflix-eng").wire(Shape(language="en"), Context(target="en"))
    assert str(error.value).startswith("unknown profile 'netflix-eng'; did you mean 'netflix-en'?")
