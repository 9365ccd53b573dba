"""Lines of a season's text files: what git and editors leave around them, what is escaped in them, tables made of them.

A table is about one file and has a header line (`written 1`, SHA-256 of the file, number of rows, name of the input),
then a line of tab-separated cells for each cue. No character in a line breaks it, in whichever editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from localize.errors import FileError

_BOM = b"\xef\xbb\xbf"
# What git writes around the sides of a conflict. Merges of merges have longer ones.
_CONFLICT = re.compile(rb"(?:<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?")
# Controls, what some editors take for a line end, and lone surrogates, which UTF-8 does not have.
_SPECIAL = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|(.?))", re.DOTALL)
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
_FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[_T]):
    """What a table says.

    sha256: of the file that it is about; several if two people's tables were merged. name: of the input. rows: those of
    all sides of a merge, none if `damage` says in one sentence, for people, that the file is damaged.
    """

    sha256: tuple[str, ...]
    name: str
    rows: tuple[_T, ...] = ()
    damage: str = ""


@contextmanager
def explained(path: Path, done: str) -> Iterator[None]:
    """Turns what the system says into a FileError: `path` cannot be `done`."""
    try:
        yield
    except OSError as error:
        hint = "check the folder and the disk"
        raise FileError(str(path), None, f"cannot be {done}: {error.strerror}", hint) from error


def content(path: Path) -> bytes | None:
    """The bytes of a file, None if there is none. Raises FileError if it cannot be read."""
    with explained(path, "read"):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def numbered(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every line with its 1-based number, without its line end; no blank line, conflict marker or byte order mark."""
    for number, raw in enumerate(data.split(b"\n"), 1):
        line = raw.removeprefix(_BOM).rstrip(b"\r")
        if line and not line.isspace() and not _CONFLICT.fullmatch(line):
            yield number, line


def escaped(text: str) -> str:
    r"""`text` without tabs, controls and line ends: `\t`, `\n`, `\r`, `\\`, and `\u2028` for the rest."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text)


def unescaped(cell: str) -> str:
    """The text that `escaped` made `cell` of. Raises ValueError for an escape that it never writes."""
    return _ESCAPED.sub(_meant, cell) if "\\" in cell else cell


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    if match[2] not in _MEANT:
        raise ValueError(f"{match[0]!r} is no escape")
    return _MEANT[match[2]]


def table(kind: str, sha256: Iterable[str], name: str, rows: Iterable[str]) -> bytes:
    """A table as it stands in its file; `rows` are lines of escaped cells. Equal rows are one."""
    lines = list(dict.fromkeys(rows))
    heads = [f"{kind} {_FORMAT}\t{one}\t{len(lines)}\t{escaped(name)}" for one in sha256]
    return "".join(f"{line}\n" for line in (*heads, *lines)).encode()


def read_table(path: Path, kind: str, row: Callable[[Sequence[str]], _T]) -> Table[_T] | None:
    """The table in `path`, None if there is none.

    row: makes a row of raw cells and raises ValueError if they make none. Raises FileError if the file cannot be read.
    """
    data = content(path)
    if data is None:
        return None
    heads: list[tuple[str, int, str]] = []
    rows: dict[bytes, _T] = {}
    damage = ""
    for number, line in numbered(data):
        try:
            first, *rest = line.decode().split("\t")
            if first == f"{kind} {_FORMAT}":
                heads.append(_head(rest))
            elif line not in rows:
                rows[line] = row((first, *rest))
        except ValueError:
            damage = damage or f"{path}:{number}: damaged"
    # Two people's tables have two headers, and after their merge neither knows how many rows there are.
    if not heads or (len(heads) == 1 and heads[0][1] != len(rows)):
        damage = damage or f"{path}: damaged: lines are missing"
    return Table(
        sha256=tuple(dict.fromkeys(head[0] for head in heads)),
        name=heads[0][2] if heads else "",
        rows=() if damage else tuple(rows.values()),
        damage=damage,
    )


def _head(cells: Sequence[str]) -> tuple[str, int, str]:
    sha256, count, name = cells
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return sha256, int(count), unescaped(name)
