"""Two locales of a season in one file: Chinese over English in each cue, as viewers on the mainland expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from localize import formats
from localize.errors import UsageError
from localize.languages import canonical, language
from localize.model import Document
from localize.project.index import Index
from localize.project.place import Place
from localize.season.stand import Stand, names, stand
from localize.stacked import stacked


def bilingual(
    place: Place, index: Index, now: datetime, locales: Sequence[str] = ()
) -> Iterator[tuple[str, bytes, int]]:
    """For each input and Chinese locale: the name of the file, its bytes and its cues. locales: only these.

    Raises UsageError if no input has outputs in Chinese and in English.
    """
    standing = [stand(place, name, index, now) for name in names(place)]
    wanted = {canonical(locale) for locale in locales}
    upper = [one for one in standing if language(one.locale).chinese and (not wanted or one.locale in wanted)]
    pairs = [
        (one, other) for one in upper for other in standing if other.locale == "en" and _input(one) == _input(other)
    ]
    if not pairs:
        raise UsageError(f"{place.out}: no outputs in Chinese and in English of one input; run the pipeline for both")
    for one, other in pairs:
        made = stacked(_document(one), _document(other))
        path = Path(one.name)
        stem = path.stem.removesuffix(f".{one.locale}")
        yield f"{stem}.{one.locale}+en{path.suffix}", formats.compose(made), len(made.cues)


def _input(there: Stand) -> str:
    return there.desk.written.source if there.desk.written else ""


def _document(there: Stand) -> Document:
    """The output, its cues named as those of its source."""
    cues = (replace(cue, id=there.row_of[cue.id].id) for cue in there.disk.cues)
    return replace(there.disk, cues=tuple(cues), source=there.ground.source, language=there.locale)
