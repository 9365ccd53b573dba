"""Units for tests, and strategies that make them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from localize.memory import Unit, UnitMaker
from tests.strategies import lines


def unit(source: str = "Привет, Анна!", target: str = "Hi, Anna!", **facts: Any) -> Unit:
    return Unit(**{"source_locale": "ru", "target_locale": "en", "source": source, "target": target, **facts})


# Every character that UTF-8 can hold, and more often those that break naive readers.
texts = st.one_of(lines, st.text(st.characters(codec="utf-8"), max_size=20))
sentences = texts.filter(str.strip)
names = st.text("aЯ你 &<>\"'/\n\t\r", max_size=6)
dates = st.sampled_from(("", "2025-12-31T23:59:59Z", "2026-01-31T09:30:00Z"))


def units(source_locale: str = "ru", target_locale: str = "zh-Hans") -> st.SearchStrategy[Unit]:
    """Few different sentences, so that they meet."""
    few = st.one_of(st.sampled_from(("Да.", "Да…", "Нет.", "Нет!", "Привет, Анна!", "Привет, Анне!")), sentences)
    return st.builds(
        Unit,
        source=few,
        target=st.one_of(st.sampled_from(("是。", "对。")), sentences),
        source_locale=st.just(source_locale),
        target_locale=st.just(target_locale),
        before=st.one_of(st.just(""), few),
        after=st.one_of(st.just(""), few),
        maker=st.sampled_from(UnitMaker),
        origin=names,
        creator=names,
        created=dates,
        note=names,
    )
