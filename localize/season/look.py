"""What is to be done with an input: which of its outputs are as they would be if they were made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from localize.formats.reading import load
from localize.model import Document
from localize.pipeline import remembering, untranslated
from localize.project import sources
from localize.recall import Recalled, recall
from localize.report.entry import Entry
from localize.season import cached
from localize.season.desk import sha256
from localize.season.order import Input
from localize.season.season import Season
from localize.season.tasks import Reading

# Names of the outputs that were made before, by name of the input and locale.
Known = Mapping[tuple[str, str], str]


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One input. same: what is told of the outputs that need not be made, by locale. item: for the others, None if
    there are none. reading: what has to be done before it is known whether there are.
    """

    path: Path
    sha256: str
    same: Mapping[str, Entry] = field(default_factory=dict)
    item: Input | None = None
    reading: Reading | None = None

    @property
    def cues(self) -> int:
        """Cues of the input, 0 if they are not known."""
        if self.item:
            return len(self.item.source.cues)
        return next((entry.row.cues_in for entry in self.same.values()), 0)


def look(season: Season, path: Path, known: Known, *, force: bool) -> Todo:
    """What can be told before the input is read. Raises LocalizeError if it cannot be."""
    data = load(path)
    digest = sha256(data)
    # What the memory knows of an input is known when that is read; else its bytes are enough.
    same = {} if force or season.memory else _same(season, path, digest, known, {})
    if all(locale in same for locale in season.plan.written) and _is_noted(season, path, digest):
        return Todo(path=path, sha256=digest, same=same)
    return Todo(path=path, sha256=digest, same=same, reading=Reading(path=path, data=data))


def look_again(season: Season, todo: Todo, source: Document, known: Known, *, force: bool) -> Todo:
    """The same, now that the input has been read. Raises StoreError if the memory cannot be used."""
    recalled = _recalled(season, source)
    same = todo.same
    if season.memory and not force:
        same = _same(season, todo.path, todo.sha256, known, recalled)
        if all(locale in same for locale in season.plan.written) and _is_noted(season, todo.path, todo.sha256):
            return replace(todo, same=same, reading=None)
    item = Input(path=todo.path, sha256=todo.sha256, source=source, recalled=recalled)
    return replace(todo, same=same, item=item, reading=None)


def _recalled(season: Season, source: Document) -> dict[str, tuple[Recalled, ...]]:
    """What the memory knows of an input, by locale of the output."""
    plan, memory = season.plan, season.memory
    found: dict[str, tuple[Recalled, ...]] = {}
    for output in plan.made if memory else ():
        before = untranslated(source, plan.spec.root(output).stages, plan.context(output.locale))
        if memory and before:
            locales = remembering(output.stages, output.locale)
            found[output.locale] = tuple(recall(memory, before[0], locale) for locale in locales)
    return found


def _is_noted(season: Season, path: Path, digest: str) -> bool:
    """Whether an input stands noted as it is: a run may have been killed just before that."""
    known = sources.load(season.place.sources(path.name))
    return known is not None and known.sha256 == (digest,)


def _same(
    season: Season, path: Path, digest: str, known: Known, recalled: Mapping[str, Sequence[Recalled]]
) -> dict[str, Entry]:
    """What was told of the outputs that are as they would be if they were made again, by locale."""
    prints: dict[str, dict[str, str]] = {}
    same = {}
    for output in season.plan.made:
        name = known.get((path.name, output.locale))
        start = prints.get(output.from_locale) if output.from_locale else None
        if name is None or (output.from_locale and start is None):
            continue
        prints[output.locale] = season.fingerprints.of(output, name, digest, start, recalled.get(output.locale, ()))
        if season.index.unchanged(name, prints[output.locale]) and output.locale in season.plan.written:
            entry = cached.kept(season.index, name, pieces=False)
            if entry:
                row = replace(entry.row, path=str(path), output=str(season.place.out / name), reused=True, seconds=0.0)
                same[output.locale] = replace(entry, row=row)
    return same
