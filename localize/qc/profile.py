"""Delivery profiles: limits with their evidence, read from YAML.

A profile names only limits that its publisher states. Everything is checked when it is loaded, and all problems are
reported at once.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from localize.errors import SpecError
from localize.model import Severity
from localize.suggest import did_you_mean

_FOLDER = Path(__file__).parent / "profiles"
_SUFFIXES = (".yaml", ".yml")
_given: ContextVar[Mapping[str, Profile]] = ContextVar("profiles", default=MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One figure and where it comes from.

    value: the largest (or, for `timing.min-duration` and `timing.gap`, the smallest) figure allowed, in `unit`.
    counts: what is counted and what is not. source: publisher and title of the guide; url: its address.
    date: YYYY-MM-DD or YYYY-MM of the revision, or of the last public confirmation where a guide carries no date;
    "undated" if there is neither. note: what else is known, such as an older figure.
    """

    value: float
    unit: str
    counts: str
    severity: Severity
    source: str
    date: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The limits of one delivery.

    language: BCP 47 tag of the text it is for; "zh" is any written Chinese, "" any language. half_width: half-width
    characters count 0.5, else every character counts 1. limits: by rule id. path: the file it was read from.
    """

    name: str
    version: str
    title: str
    language: str
    half_width: bool
    limits: Mapping[str, Limit] = field(default_factory=dict)
    path: str = ""

    def suits(self, tag: str) -> bool:
        """True for a text in the locale `tag`: the profile is for that locale, one above it, or any."""
        return not self.language or f"{tag}-".startswith(f"{self.language}-")

    def limit(self, rule: str) -> Limit | None:
        """The limit of `rule`; None if this profile sets none."""
        return self.limits.get(rule)


@functools.cache
def names() -> tuple[str, ...]:
    """The profiles that come with the program, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@contextmanager
def given(profiles: Mapping[str, Profile]) -> Iterator[None]:
    """Within it `load` gives these, by the names that they are asked for: a worker has no folder to read them from."""
    token = _given.set(profiles)
    try:
        yield
    finally:
        _given.reset(token)


def load(name_or_path: str) -> Profile:
    """The profile of that name, or the one in the file at that path (`.yaml`, `.yml`, or any path with a folder).

    A file is read once a process: a profile that is edited while a run goes on counts from the next run on, so that all
    files of a run, and its report, are held against the same limits.

    Raises SpecError with every problem: an unknown name with the nearest known one, or `file:line: key: what is wrong;
    what to write` for each mistake in the file.
    """
    return _given.get().get(name_or_path) or _loaded(name_or_path)


@functools.cache
def _loaded(name_or_path: str) -> Profile:
    from localize.qc.profile_file import read

    if name_or_path in names():
        return read(_FOLDER / f"{name_or_path}.yaml")
    path = Path(name_or_path)
    if path.suffix in _SUFFIXES or path.name != name_or_path:
        return read(path)
    raise SpecError((f"unknown profile {name_or_path!r}{did_you_mean(name_or_path, names())}",))
