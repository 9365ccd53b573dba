from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from localize.glossary.term import Glossary, Term
from localize.ladder import Job, Outcome
from localize.settled import Settled
from localize.translators.base import PackageInfo

PACKAGE = PackageInfo(source="ru", target="en", version="1", path="")
OUTCOME = Outcome(
    text="Arisa is here.", rung="direct", problems=(("text.number", "9 is lost"),), marked=(5,), links="0-0"
)


def glossary(**renderings: str) -> Glossary:
    terms = tuple(
        Term(forms={"ru": (source,), "en": (target,)}, forbidden={}, case_sensitive=True)
        for source, target in renderings.items()
    )
    return Glossary(path="terms.tsv", source="ru", locales=("ru", "en"), terms=terms)


def job(text: str = "Ариса здесь.", terms: Glossary | None = None) -> Job:
    return Job(
        text=text, source="ru", target="en", route=(PACKAGE,), via=None, beam=2, retry_beam=5, protect=True,
        glossary=terms,
    )  # fmt: skip


def again(of: Job, version: str = "a") -> Settled:
    """What another run knows if one has kept the outcome of `of`."""
    first = Settled(lambda _: version)
    first.add(of, OUTCOME)
    second = Settled(lambda _: "a")
    second.unpack(first.packed([of]))
    return second


def test_the_same_job_has_the_same_outcome() -> None:
    assert again(job()).find(job()) == OUTCOME
    assert again(job(terms=glossary(Ариса="Arisa"))).find(job(terms=glossary(Ариса="Arisa"))) == OUTCOME


@pytest.mark.parametrize(
    "other",
    [
        job("Ариса там."),
        replace(job(), beam=3),
        replace(job(), room=20.0),
        replace(job(), protect=False),
        replace(job(), breaks=(6,)),
        replace(job(), linked=True),
        replace(job(), given="Arisa is here."),
        replace(job(), route=(replace(PACKAGE, version="2"),)),
        job(terms=glossary(Ариса="Arisa")),
    ],
)
def test_another_job_is_not_known(other: Job) -> None:
    assert again(job()).find(other) is None


def test_a_package_that_was_trained_again_is_another() -> None:
    assert again(job(), version="b").find(job()) is None


@pytest.mark.parametrize(
    ("terms", "known"),
    [
        (glossary(Ариса="Arisa", Кронос="Cronos"), True),  # a term that neither text names
        (glossary(Ариса="Aryssa"), False),
        (glossary(Ариса="Arisa", здесь="hither"), False),  # named in the source
        (glossary(Ариса="Arisa", Тут="here"), False),  # named in the translation
        (glossary(), False),
    ],
)
def test_only_terms_that_are_named_count(terms: Glossary, known: bool) -> None:
    found = again(job(terms=glossary(Ариса="Arisa"))).find(job(terms=terms))
    assert (found == OUTCOME) is known


@pytest.mark.parametrize("data", [b"", b"garbage", zlib.compress(b"[]"), zlib.compress(b"{")])
def test_what_cannot_be_read_is_not_known(data: bytes) -> None:
    settled = Settled(lambda _: "a")
    settled.unpack(data)
    assert settled.find(job()) is None
