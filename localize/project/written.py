"""What the program last wrote into an output, so that a person's work on it can be told from its own.

The next table is stored as `NAME.tsv.next` before the output is written, and takes its place after. So a run may be
killed at any moment: the SHA-256 of the output on disk tells which of both tables is about it, and if a person changed
the output in the meantime, a cue that equals a row of either is the program's.

A table that is damaged, or lost, is no reason to refuse a run, for nothing in it is a person's. Its SHA-256 may still
say that nobody touched the output. If not, its rows are not used, not even the sound ones: a cue whose row is missing
would look like one that a person added. Without rows every cue that differs from the machine's text is a person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from localize.atomic import write_atomically
from localize.project.lines import content, escaped, explained, read_table, table, unescaped
from localize.project.remark import Where
from localize.project.values import Row

_KIND = "written"
_AROUND = frozenset(Where)
_COMMA = r"\u002c"  # in an id, since commas stand between ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """What the program wrote around cues. cue: id of the row below it, for `Where.ABOVE`. marks: see `remark.marks`."""

    where: Where
    cue: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the program wrote into an output.

    sha256: of the output; several if it is open which of them was the last, since a run was killed or two people's
    copies were merged. source: name of the input. rows: a row for each cue, several where it is open which was the
    last; none if that is not known. stood: what stood around them; none if that is not known, else there
    is one of the top at least, be it empty. damage: a sentence for people if the rows are missing because the file is
    damaged.
    """

    sha256: tuple[str, ...]
    source: str
    rows: tuple[Row, ...] = ()
    stood: tuple[Stood, ...] = ()
    damage: str = ""


def load(path: Path, sha256: str | None = None) -> Written | None:
    """What was last written, None if that is not known; nothing is changed on disk.

    sha256: of the output as it is on disk, None if there is none. Raises FileError if the table cannot be read.
    """
    old, new = _read(path), _read(_next(path))
    if old is None or new is None:
        return old or new
    if sha256 in new.sha256:
        return new
    return old if sha256 in old.sha256 else _either(old, new)


def recover(path: Path, sha256: str | None) -> Written | None:
    """As `load`; what a killed run left behind is put in order on disk. To be called before `begin`."""
    found = load(path, sha256)
    if found and content(_next(path)) is not None:
        save(path, found)
        _drop(_next(path))
    return found


def begin(path: Path, written: Written) -> None:
    """Note what is going to be written into the output. Raises FileError if that cannot be stored."""
    data = _bytes(written)
    if data == content(path):
        _drop(_next(path))
    else:
        write_atomically(_next(path), data)


def finish(path: Path) -> None:
    """The output is written: what `begin` noted is now what was last written. Raises FileError if that fails."""
    with explained(path, "written"), suppress(FileNotFoundError):  # none if nothing changed
        _next(path).replace(path)


def save(path: Path, written: Written) -> None:
    """Store what was written into an output that is not being written now."""
    data = _bytes(written)
    if data != content(path):
        write_atomically(path, data)


def _next(path: Path) -> Path:
    return path.with_name(f"{path.name}.next")


def _drop(path: Path) -> None:
    with explained(path, "removed"):
        path.unlink(missing_ok=True)


def _either(old: Written, new: Written) -> Written:
    return Written(
        sha256=tuple(dict.fromkeys((*new.sha256, *old.sha256))),
        source=new.source,
        rows=tuple(_ordered({*new.rows, *old.rows})),
        stood=tuple(dict.fromkeys((*new.stood, *old.stood))) if new.stood and old.stood else (),
        damage=new.damage or old.damage,
    )


def _read(path: Path) -> Written | None:
    found = read_table(path, _KIND, _row)
    if found is None:
        return None
    rows = tuple(one for one in found.rows if isinstance(one, Row))
    stood = tuple(one for one in found.rows if isinstance(one, Stood))
    return Written(sha256=found.sha256, source=found.name, rows=rows, stood=stood, damage=found.damage)


def _bytes(written: Written) -> bytes:
    around = (f"{one.where}\t{escaped(one.cue)}\t{' '.join(one.marks)}" for one in written.stood)
    lines = ("\t".join(_cells(row)) for row in _ordered(written.rows))
    return table(_KIND, written.sha256, written.source, (*sorted(around), *lines))


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.start_ms, row.end_ms, _cells(row)))


def _cells(row: Row) -> tuple[str, ...]:
    of = ",".join(escaped(one).replace(",", _COMMA) for one in row.of)
    texts = map(escaped, (row.maker, row.detail, row.text))
    return (str(row.start_ms), str(row.end_ms), escaped(row.id), of, *texts)


def _row(cells: Sequence[str]) -> Row | Stood:
    if cells[0] in _AROUND:
        where, cue, marks = cells
        return Stood(where=Where(where), cue=unescaped(cue), marks=tuple(marks.split()))
    start, end, cue_id, of, maker, detail, text = cells
    return Row(
        id=unescaped(cue_id),
        start_ms=int(start),
        end_ms=int(end),
        text=unescaped(text),
        of=tuple(map(unescaped, of.split(","))) if of else (),
        maker=unescaped(maker),
        detail=unescaped(detail),
    )
