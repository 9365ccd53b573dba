"""What people wrote around the cues of an output, in its file: JSON lines that merge and diff well.

A remark is one line and is never changed, but for its cue when that moves to a new cut. The lines stand in order of
time on screen, so that the same remarks are the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from localize.atomic import write_atomically
from localize.errors import FileError
from localize.project.lines import content, numbered
from localize.project.remark import Remark, Where
from localize.project.values import Record

# JSON allows these as they are, but some editors take them for line ends.
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def load(path: Path) -> tuple[Remark, ...]:
    """The remarks in `path`, from the first on, those of both sides of a merge, each once; () if there is no file.

    Raises FileError, naming the line, if one cannot be read.
    """
    found = {}
    for number, line in numbered(content(path) or b""):
        try:
            remark = _remark(dict(json.loads(line.decode())))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            hint = "mend the line, or put back a copy of the file; nothing was changed"
            raise FileError(str(path), number, "a remark that cannot be read", hint) from error
        found[_line(remark)] = remark
    return tuple(found[line] for line in sorted(found, key=lambda line: (found[line].when, line)))


def save(path: Path, remarks: Iterable[Remark]) -> None:
    """Store remarks, all on this output. Raises FileError if that fails."""
    lines = {_line(remark): remark for remark in remarks}
    ordered = sorted(lines, key=lambda line: (*_place(lines[line]), lines[line].when, line))
    # A lone surrogate becomes `\udc80`, which is how JSON writes it.
    data = "".join(f"{line}\n" for line in ordered).encode("utf-8", "backslashreplace")
    if data != (content(path) or b""):
        write_atomically(path, data)


def _place(remark: Remark) -> tuple[int, int]:
    return list(Where).index(remark.where), remark.cue.start_ms if remark.cue else 0


def _line(remark: Remark) -> str:
    said: dict[str, object] = {"where": remark.where.value, "when": remark.when}
    if cue := remark.cue:
        said["cue"] = {"id": cue.id, "start_ms": cue.start_ms, "end_ms": cue.end_ms, "text": cue.text}
        said["part"] = remark.part
    said["now"] = list(remark.now)
    if remark.was is not None:
        said["was"] = list(remark.was)
    return json.dumps(said, ensure_ascii=False).translate(_LINE_ENDS)


def _remark(said: Mapping[str, object]) -> Remark:
    cue, part, when = said.get("cue"), said.get("part", 0), said["when"]
    if not isinstance(when, str) or type(part) is not int:
        raise ValueError('"when" is no text, or "part" no number')
    return Remark(
        where=Where(str(said["where"])),
        now=_texts(said["now"]),
        when=when,
        was=_texts(said["was"]) if "was" in said else None,
        cue=_record(cue) if cue is not None else None,
        part=part,
    )


def _record(said: object) -> Record:
    if not isinstance(said, dict):
        raise ValueError("a cue has an id, start_ms, end_ms and text")
    record = Record(**said)
    if [type(one) for one in (record.id, record.start_ms, record.end_ms, record.text)] != [str, int, int, str]:
        raise ValueError("a cue has an id, start_ms, end_ms and text")
    return record


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError("no list of texts")
    return tuple(value)
