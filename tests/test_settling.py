"""What `fit` does to its own result: nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.model import Cue, Document, Maker, Provenance
from localize.settling import settled
from localize.stages.base import Context
from localize.stages.fit import Fit

PROFILES = {
    "en": "netflix-en",
    "ru": "netflix-ru",
    "zh-Hans": "netflix-zh-hans",
    "zh-Hant-TW": "netflix-zh-hant",
    "zh-Hant-HK": "netflix-zh-hant",
}
_PIECES = st.sampled_from(
    [*"，。、！？；：…—–-·.,!?;:'\"“”‘’「」『』《》«»„()（）%12aБ中阿丽 \n", "...", "--", "Arisa ", "робот ", "我们"]
)
TEXTS = st.lists(_PIECES, max_size=40).map("".join)


def cues(texts: Sequence[str]) -> tuple[Cue, ...]:
    machine = Provenance(maker=Maker.MACHINE)
    return tuple(
        Cue(id=f"c{number}", start_ms=number * 3_000, end_ms=number * 3_000 + 2_500, text=text, provenance=machine)
        for number, text in enumerate(texts)
    )


@pytest.mark.parametrize("locale", PROFILES)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=150)
def test_fit_changes_nothing_a_second_time(locale: str, texts: list[str]) -> None:
    fit, context = Fit(profile=PROFILES[locale], timing="extend", short="merge"), Context(target=locale)
    once = fit(Document(path="a.srt", language=locale, cues=cues(texts)), context)
    assert fit(once, context).cues == once.cues


def test_work_goes_on_where_it_changed_something() -> None:
    asked = []

    def shorter(before: Sequence[Cue], changed: Collection[int]) -> list[Cue]:
        asked.append(list(changed))
        return [cue.with_text(cue.text[:-1]) if "?!" in cue.text else cue for cue in before]

    assert [cue.text for cue in settled(cues(["a?!bc", "b", "?!d"]), shorter)] == ["a?", "b", "?"]
    assert asked == [[0, 1, 2], [0, 2], [0, 2]]


def test_of_texts_that_come_round_it_takes_one() -> None:
    after = {"--a": "--b", "--b": "--c", "--c": "--a"}

    def turned(before: Sequence[Cue], changed: Collection[int]) -> list[Cue]:
        return [cue.with_text(after[cue.text]) for cue in before]

    assert {settled(cues([text]), turned)[0].text for text in after} == {"--a"}
