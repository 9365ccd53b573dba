from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.glossary import tsv
from localize.model import Cue, Document, FormatFacts, Kind, NotRun, Severity, Span
from localize.qc import RULES
from localize.qc.profile import Profile, load, names
from localize.qc.run import check
from tests.qc.builders import document

GLOSSARY = tsv.parse(
    "ru\ten\tzh-Hans\tkind\tforbidden\nАриса\tArisa\t阿丽莎\tperson\ten:Arissa\n", "terms.tsv"
)  # fmt: skip


def not_run(target: Document, profile: str, **more: object) -> dict[str, str]:
    given: dict[str, Any] = {"source": None, "glossary": None, "frame_rate": None, **more}
    _, rows = check(target, load(profile), **given)
    return {row.rule: row.why for row in rows}


def test_a_rule_that_lacks_its_input_says_so() -> None:
    assert not_run(document([[0, 1000, "Hi"]]), "netflix-en") == {
        "source.cue-missing": "no source file",
        "tag.italics": "no limit in profile netflix-en",
        "tag.lost": "no source file",
        "term.forbidden": "no glossary",
        "term.missing": "no source file, no glossary",
        "text.loop": "no source file",
        "text.number": "no source file",
        "text.untranslated": "no source file",
        "timing.gap": "no frame rate",
    }


def test_nothing_lacks_if_everything_is_given() -> None:
    source, target = document([[0, 1000, "你好"]], "ru"), document([[0, 1000, "你好"]], "zh-Hans")
    everything = {"source": source, "glossary": GLOSSARY, "frame_rate": Fraction(25)}
    assert not_run(target, "netflix-zh-hans", **everything) == {}


def test_a_glossary_for_other_languages_is_no_glossary() -> None:
    source = document([[0, 1000, "Hi"]], "en")
    assert not_run(document([], "zh-Hant"), "netflix-zh-hant", source=source, glossary=GLOSSARY) == {
        "term.forbidden": "no column zh-Hant in terms.tsv",
        "term.missing": "no column zh-Hant in terms.tsv, terms.tsv is from ru, the source file is en",
        "timing.gap": "no frame rate",
    }


def test_unknown_languages() -> None:
    rows = not_run(document([], "de"), "generic", source=document([], "sv"))
    assert rows["script.wrong"] == "nothing is known about language de"
    assert rows["text.number"] == (
        "nothing is known about language de, nothing is known about the source's language sv"
    )


def test_findings_are_in_order_of_cue_then_rule() -> None:
    source = document([[0, 100, "а"], [200, 300, "б"], [5000, 6000, "в"]], "ru")
    target = document([[200, 300, "x\ny\nz"], [0, 100, ""]])
    findings, _ = check(target, load("netflix-en"), source=source, glossary=None, frame_rate=None)
    assert [(finding.cue_id, finding.rule) for finding in findings] == [
        (None, "source.cue-missing"),
        ("c1", "layout.cps"),
        ("c1", "layout.lines"),
        ("c1", "timing.min-duration"),
        ("c2", "text.empty"),
        ("c2", "timing.min-duration"),
        ("c2", "timing.order"),
    ]


def test_a_finding_carries_figure_limit_and_source() -> None:
    findings, _ = check(
        document([[0, 1000, "123456789012345678"]]), load("netflix-en"), source=None, glossary=None, frame_rate=None
    )
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.cue_id) == ("layout.cps", Severity.ERROR, "c1")
    assert (finding.value, finding.limit) == (18, 17)
    assert finding.source == "Netflix, English (USA) Timed Text Style Guide"


def test_the_profile_sets_the_severity() -> None:
    target = document([[0, 8000, "a\nb\nc"]])
    for profile, severity in (("netflix-en", Severity.ERROR), ("generic", Severity.WARNING)):
        findings, _ = check(target, load(profile), source=None, glossary=None, frame_rate=None)
        assert {finding.severity for finding in findings} == {severity}


def test_a_sentence_over_two_cues_is_one_unit() -> None:
    """The pipeline's case: ids are shared and the source is known by sentence."""
    from localize.model import Part, Sentence

    rows = [[0, 2000, "Ариса видела"], [2100, 4000, "30 дронов."], [4100, 6000, "Да."]]
    sentence = Sentence(
        id="s1",
        parts=(Part(cue_id="c1", start=0, end=12), Part(cue_id="c2", start=0, end=10)),
        text="Ариса видела 30 дронов.",
    )
    source = replace(document(rows, "ru"), sentences=(sentence,))
    texts = ("Thirty drones were", "seen by Arisa.", "Yes.")
    good = document([[*row[:2], text] for row, text in zip(rows, texts, strict=True)])
    lost = document(
        [[*row[:2], text] for row, text in zip(rows, ("Many were", "seen by her.", "Arisa: 30"), strict=True)]
    )
    for target, expected in ((good, []), (lost, [("c1", "term.missing"), ("c1", "text.number")])):
        made = replace(target, source=source)
        findings, _ = check(made, load("generic"), source=source, glossary=GLOSSARY, frame_rate=None)
        assert [(finding.cue_id, finding.rule) for finding in findings] == expected


TEXT = st.text(
    st.one_of(st.sampled_from("aя们們1٣½ \n\u3000\u200b<>{}\\i…«»"), st.characters(codec="utf-8")), max_size=40
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    cues = []
    for number in range(draw(st.integers(0, 5))):
        text = draw(TEXT)
        spans: tuple[Span, ...] = ()
        if text and draw(st.booleans()):
            start = draw(st.integers(0, len(text)))
            opening = draw(st.sampled_from(["<i>", "{\\i1}", "{\\pos(1,2)}", "<", "{", "</i>", "<v Bob>"]))
            spans = (Span(start=start, end=draw(st.integers(start, len(text))), open=opening),)
        cues.append(
            Cue(
                id=f"c{number}",
                start_ms=draw(st.integers(-1000, 10**7)),
                end_ms=draw(st.integers(-1000, 10**7)),
                text=text,
                spans=spans,
                kind=draw(st.sampled_from(Kind)),
                language=draw(st.sampled_from([None, "ru", "zh-Hant", "xx"])),
            )
        )
    facts = FormatFacts(format=draw(st.sampled_from(["srt", "ass", "vtt"])))
    language = draw(st.sampled_from(["en", "ru", "zh-Hans", "zh-Hant-TW", "", "zh", "de"]))
    return Document(path="x.srt", language=language, cues=tuple(cues), facts=facts)


@settings(max_examples=200)
@given(
    target=documents(),
    source=st.one_of(st.none(), documents()),
    profile=st.sampled_from(names()),
    frame_rate=st.sampled_from([None, Fraction(24000, 1001), Fraction(25)]),
)
def test_check_never_raises(
    target: Document, source: Document | None, profile: str, frame_rate: Fraction | None
) -> None:
    findings, skipped = check(target, load(profile), source=source, glossary=GLOSSARY, frame_rate=frame_rate)
    assert {finding.cue_id for finding in findings} <= {None, *target.by_id}
    assert {finding.rule for finding in findings}.isdisjoint(row.rule for row in skipped)
    assert {finding.rule for finding in findings} <= set(RULES)
    assert all(finding.message and "\n" not in finding.message for finding in findings)
    assert all(isinstance(row, NotRun) and row.why for row in skipped)
    again, _ = check(target, load(profile), source=source, glossary=GLOSSARY, frame_rate=frame_rate)
    assert again == findings


@pytest.mark.parametrize("name", names())
def test_a_clean_document_has_no_finding(name: str) -> None:
    profile: Profile = load(name)
    text, language = ("走吧", "zh-Hans") if profile.half_width or profile.language == "zh" else ("Go!", "en")
    if name == "netflix-ru":
        text, language = "Иди!", "ru"
    if name == "netflix-zh-hant":
        text, language = "走吧，這裡沒有人", "zh-Hant"
    target = document([[0, 2000, text], [2100, 4000, text]], language)
    findings, _ = check(target, profile, source=None, glossary=None, frame_rate=Fraction(25))
    assert findings == ()
