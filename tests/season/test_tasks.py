"""What workers do: from what they are given alone."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from localize.errors import FileError, SpecError
from localize.ladder import Job, Outcome
from localize.plan import Plan
from localize.qc import profile
from localize.season.tasks import Judging, Reading, carry_out, profiles_of
from localize.spec.wiring import prepare
from localize.translators.base import PackageInfo, Request, Routes, Translation
from tests.running import GLOSSARY, MODELS, SEASON, TALK

ROUTES = Routes(
    packages=tuple(PackageInfo(source="ru", target=to, version="9", path=str(MODELS)) for to in ("en", "zh"))
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    spec, glossary = prepare(SEASON, ROUTES)
    return Plan(spec=spec, glossary=glossary, routes=ROUTES)


def test_reading_cuts_into_sentences(plan: Plan) -> None:
    document = carry_out(plan, {}, Reading(path=Path("not/there.srt"), data=TALK.encode()))
    assert [sentence.text for sentence in document.sentences or ()] == ["Привет, как дела?", "Всё хорошо."]


def test_reading_what_is_no_subtitle_file(plan: Plan) -> None:
    with pytest.raises(FileError, match=r"^a\.srt: the file is empty"):
        carry_out(plan, {}, Reading(path=Path("a.srt"), data=b""))


def test_judging_uses_the_glossary_of_the_plan(plan: Plan) -> None:
    """Jobs travel without it: it is as large as thousands of them."""
    job = Job(
        text="Ариса здесь.", source="ru", target="en", route=ROUTES.packages[:1], via=None, beam=2, retry_beam=5,
        protect=True, glossary=None,
    )  # fmt: skip
    (asked,) = carry_out(plan, {}, Judging(jobs=(job,), answers={}))
    assert isinstance(asked, tuple)
    wrong = {request: Translation(texts=("She is here.",), packages=job.route) for request in asked}
    (found,) = carry_out(plan, {}, Judging(jobs=(job,), answers=wrong))
    assert not isinstance(found, Outcome)
    # What stands in for the name comes back as the name.
    right = {one: Translation(texts=(f"{one.text.split()[0]} is here.",), packages=job.route) for one in asked}
    (found,) = carry_out(plan, {}, Judging(jobs=(job,), answers=right))
    assert isinstance(found, Outcome)
    assert found.text == "Arisa is here."


def test_a_profile_in_a_file_travels(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    shipped = (Path(profile.__file__).parent / "profiles" / "netflix-en.yaml").read_text("utf-8")
    path.write_text(shipped, "utf-8")
    spec = tmp_path / "season.yaml"
    text = SEASON.read_text("utf-8").replace("netflix-en", str(path))
    spec.write_text(text.replace("../glossaries/better-than-us.tsv", str(GLOSSARY)), "utf-8")
    own, glossary = prepare(spec, ROUTES)
    found = profiles_of(Plan(spec=own, glossary=glossary, routes=ROUTES))
    assert str(path) in found
    there = pickle.loads(pickle.dumps(found))
    with profile.given(there):
        assert profile.load(str(path)) is there[str(path)]
    with profile.given({str(tmp_path / "gone.yaml"): there[str(path)]}):
        assert profile.load(str(tmp_path / "gone.yaml")).title == there[str(path)].title
    with pytest.raises(SpecError):
        profile.load(str(tmp_path / "gone.yaml"))


def test_tasks_have_names_for_messages() -> None:
    assert str(Reading(path=Path("a.srt"), data=b"")) == "a.srt"
    request = Request(text="a", source="ru", target="en")
    job = Job(text="a", source="ru", target="en", route=(), via=None, beam=2, retry_beam=5, protect=True, glossary=None)
    assert str(Judging(jobs=(job,), answers={request: Translation(texts=(), packages=())})) == "1 sentences from 'a' on"
