"""What reviewers noted on cues of one output, in its file: JSON lines, of which the last on a cue holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from localize.atomic import write_atomically
from localize.errors import FileError
from localize.project.lines import content, numbered


def load(path: Path) -> dict[str, str]:
    """The notes by id of their cue; none if there is no file. Raises FileError, naming the line, if one is no note."""
    return {cue: note for cue, (_, note) in sorted(_read(path).items()) if note}


def save(path: Path, notes: Mapping[str, str], when: str) -> None:
    """Add notes, by id of their cue, to those in `path`; an empty one takes an earlier one back. when: UTC.

    Raises FileError if the file cannot be read or written; it then stays as it is.
    """
    known = _read(path)
    known |= {cue: (when, note) for cue, note in notes.items()}
    data = "".join(_lines(known)).encode("utf-8", "backslashreplace")
    if data != (content(path) or b""):
        write_atomically(path, data)


def _lines(known: Mapping[str, tuple[str, str]]) -> Iterable[str]:
    for cue, (when, note) in sorted(known.items()):
        yield json.dumps({"cue": cue, "when": when, "note": note}, ensure_ascii=False) + "\n"


def _read(path: Path) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for number, line in numbered(content(path) or b""):
        try:
            said = json.loads(line.decode())
            cue, when, note = (str(said[key]) for key in ("cue", "when", "note"))
        except (ValueError, KeyError, TypeError) as error:
            hint = "mend the line, or put back a copy of the file; nothing was changed"
            raise FileError(str(path), number, "a note that cannot be read", hint) from error
        found[cue] = max(found.get(cue, ("", "")), (when, note))
    return found
