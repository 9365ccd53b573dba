"""Running every rule over one document."""

from __future__ import annotations

from fractions import Fraction

from localize.glossary.term import Glossary
from localize.languages import LANGUAGES, canonical
from localize.model import Document, Finding, NotRun
from localize.qc import RULES
from localize.qc.profile import Profile
from localize.qc.rule import Hit, Job, Need, Rule


def check(
    document: Document,
    profile: Profile,
    *,
    source: Document | None,
    glossary: Glossary | None,
    frame_rate: Fraction | None,
) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
    """Everything the rules find in `document`, and the rules that could not run, with the reason.

    Findings are in order of cue, those about the whole file first, then by rule id. Every finding names a cue of
    `document` or none. Pure: the same input gives the same output, and nothing is read or written.
    """
    job = Job(document=document, profile=profile, source=source, glossary=glossary, frame_rate=frame_rate)
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    for rule in RULES.values():
        lacking = [why for need in rule.needs if (why := _lacking(need, rule, job))]
        if lacking:
            not_run.append(NotRun(rule=rule.id, why=", ".join(lacking)))
        else:
            findings += [_finding(rule, hit, profile) for hit in rule.check(job)]
    findings.sort(key=lambda finding: (document.numbers.get(finding.cue_id or "", 0), finding.rule))
    return tuple(findings), tuple(not_run)


def _finding(rule: Rule, hit: Hit, profile: Profile) -> Finding:
    limit = profile.limit(rule.id)
    return Finding(
        rule=rule.id,
        severity=limit.severity if limit else rule.severity,
        message=hit.message,
        cue_id=hit.cue_id,
        value=hit.value,
        limit=limit.value if limit and hit.limit is None else hit.limit,
        source=limit.source if limit else "",
    )


def _lacking(need: Need, rule: Rule, job: Job) -> str:
    """Why `need` is not met; "" if it is, or if that depends on another need that is not met either."""
    locale, glossary, source = canonical(job.document.language), job.glossary, job.source
    match need:
        case Need.LIMIT if job.profile.limit(rule.id) is None:
            return f"no limit in profile {job.profile.name}"
        case Need.FRAME_RATE if job.frame_rate is None:
            return "no frame rate"
        case Need.SOURCE if source is None:
            return "no source file"
        case Need.GLOSSARY if glossary is None:
            return "no glossary"
        case Need.GLOSSARY if glossary and locale not in glossary.locales:
            return f"no column {locale} in {glossary.path}"
        case Need.SOURCE_TERMS if glossary and source and canonical(source.language) != glossary.source:
            return f"{glossary.path} is from {glossary.source}, the source file is {source.language or 'unknown'}"
        case Need.LANGUAGE if locale not in LANGUAGES:
            return f"nothing is known about language {locale or 'unknown'}"
        case Need.SOURCE_LANGUAGE if source and canonical(source.language) not in LANGUAGES:
            return f"nothing is known about the source's language {source.language or 'unknown'}"
    return ""
