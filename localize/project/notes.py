"""What reviewers noted on cues of one output, in its file: JSON lines, of which the last on a cue holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from localize.atomic import write_atomically
from localize.errors import FileError
from localize.project.lines import content, numbered


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Note:
    """What a reviewer noted. when: UTC, `2026-01-31T09:30:00Z`. text: empty if the note was taken back. by: who, empty
    if not known. Of two on one cue the greater holds.
    """

    when: str
    text: str
    by: str = ""


def load(path: Path) -> dict[str, Note]:
    """The notes by id of their cue; none if there is no file. Raises FileError, naming the line, if one is no note."""
    return {cue: note for cue, note in sorted(_read(path).items()) if note.text}


def save(path: Path, notes: Mapping[str, Note]) -> None:
    """Add notes, by id of their cue, to those in `path`; an empty one takes an earlier one back.

    Raises FileError if the file cannot be read or written; it then stays as it is.
    """
    data = "".join(_lines(_read(path) | dict(notes))).encode("utf-8", "backslashreplace")
    if data != (content(path) or b""):
        write_atomically(path, data)


def renamed(path: Path, names: Mapping[str, str]) -> bytes:
    """The notes in `path` as they are when cues have other ids. names: old id to new one.

    Notes of cues that became one are joined. Raises FileError, naming the line, if a note cannot be read.
    """
    found: dict[str, Note] = {}
    for cue, note in sorted(_read(path).items()):
        name = names.get(cue, cue)
        found[name] = _joined(found[name], note) if name in found else note
    return "".join(_lines(found)).encode("utf-8", "backslashreplace")


def _joined(one: Note, other: Note) -> Note:
    people = dict.fromkeys(by for by in (one.by, other.by) if by)
    texts = dict.fromkeys(text for text in (one.text, other.text) if text)
    return Note(when=max(one.when, other.when), text="; ".join(texts), by=", ".join(people))


def _lines(known: Mapping[str, Note]) -> Iterable[str]:
    for cue, note in sorted(known.items()):
        by = {"by": note.by} if note.by else {}
        yield json.dumps({"cue": cue, "when": note.when, **by, "note": note.text}, ensure_ascii=False) + "\n"


def _read(path: Path) -> dict[str, Note]:
    found: dict[str, Note] = {}
    for number, line in numbered(content(path) or b""):
        try:
            said = json.loads(line.decode())
            cue, when, text = (str(said[key]) for key in ("cue", "when", "note"))
            note = Note(when=when, text=text, by=str(said.get("by", "")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            hint = "mend the line, or put back a copy of the file; nothing was changed"
            raise FileError(str(path), number, "a note that cannot be read", hint) from error
        found[cue] = max(found.get(cue, note), note)
    return found
