"""People's decisions on one output in its file: JSON lines that merge and diff well.

A decision is one line and is never changed, but for its cues when it moves to a new cut. The lines stand in order of
time on screen, so that the same decisions are the same bytes, whoever wrote them in whichever order. Keys of a line
that this program does not know stay: they are a person's, or those of another version of localize.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from localize.atomic import write_atomically
from localize.errors import FileError
from localize.project.lines import content, numbered
from localize.project.values import Decision, Record, What

_KNOWN = ("what", "when", "by", "of", "now", "was", "sentences", "terms", "seen")
# JSON allows these as they are, but some editors take them for line ends.
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in `path`, those of both sides of a merge, without repetitions; () if there is no file.

    Raises FileError, naming the line, if one cannot be read.
    """
    unique = {line_of(decision): decision for decision, _ in _read(path)}
    return tuple(unique[line] for line in sorted(unique, key=lambda line: _place(unique[line], line)))


def save(
    path: Path, decisions: Iterable[Decision], *, moved: Iterable[tuple[Decision, Decision]] = ()
) -> tuple[Decision, ...]:
    """Add `decisions` to those in `path`, and give all that are there then.

    moved: decisions with what they have become, which takes their place. No other line that is there is lost. Raises
    FileError if a line cannot be read or the file cannot be written; it then stays as it is.
    """
    became = {line_of(old): new for old, new in moved}
    lines = {}
    for decision, more in _read(path):
        kept = became.get(line_of(decision), decision)
        lines[line_of(kept, more)] = kept
    there = set(map(line_of, lines.values()))
    added = {line_of(decision): decision for decision in (*decisions, *became.values())}
    lines |= {line: added[line] for line in added.keys() - there - became.keys()}
    ordered = sorted(lines, key=lambda line: _place(lines[line], line))
    # A lone surrogate becomes `\udc80`, which is how JSON writes it.
    data = "".join(f"{line}\n" for line in ordered).encode("utf-8", "backslashreplace")
    if data != (content(path) or b""):
        write_atomically(path, data)
    return load(path)


def line_of(decision: Decision, more: Mapping[str, object] | None = None) -> str:
    """The line of a decision, the same for the same decision; `more`: what else stands in it, by key."""
    said = {
        "what": decision.what.value,
        "when": decision.when,
        "by": decision.by,
        "of": [_cue(record) for record in decision.of],
        "now": [_cue(record) for record in decision.now],
        "was": list(decision.was),
        "sentences": list(decision.sentences),
        "terms": dict(sorted(decision.terms.items())),
        "seen": list(decision.seen),
        **dict(sorted((more or {}).items())),
    }
    return json.dumps(said, ensure_ascii=False).translate(_LINE_ENDS)


def _place(decision: Decision, line: str) -> tuple[int, str, str]:
    return (decision.of or decision.now)[0].start_ms, decision.when, line


def _cue(record: Record) -> dict[str, object]:
    return {"id": record.id, "start_ms": record.start_ms, "end_ms": record.end_ms, "text": record.text}


def _read(path: Path) -> list[tuple[Decision, dict[str, object]]]:
    found = []
    for number, line in numbered(content(path) or b""):
        try:
            said = json.loads(line.decode(), object_pairs_hook=_unique)
            if not isinstance(said, dict):
                raise ValueError("no object in braces")
            found.append((_decision(said), {key: said[key] for key in said if key not in _KNOWN}))
        except (ValueError, RecursionError) as error:
            hint = "mend the line, or put back a copy of the file; nothing was changed"
            why = str(error).partition("\n")[0]
            raise FileError(str(path), number, f"a decision that cannot be read ({why})", hint) from error
    return found


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands in it twice")
    return found


def _decision(said: Mapping[str, object]) -> Decision:
    what, when, by, terms = said.get("what"), said.get("when"), said.get("by", ""), said.get("terms", {})
    if not isinstance(what, str) or not isinstance(when, str) or not isinstance(by, str):
        raise ValueError('"what", "when" or "by" is no text')
    if not isinstance(terms, dict):
        raise ValueError('"terms" is no object')
    datetime.fromisoformat(when)
    return Decision(
        what=What(what),
        of=tuple(map(_record, _list(said, "of"))),
        now=tuple(map(_record, _list(said, "now"))),
        when=when,
        was=tuple(map(_text, _list(said, "was"))),
        sentences=tuple(map(_text, _list(said, "sentences"))),
        terms={source: _text(target) for source, target in terms.items()},
        seen=tuple(map(_text, _list(said, "seen"))),
        by=by,
    )


def _list(said: Mapping[str, object], key: str) -> list[object]:
    found = said.get(key, [])
    if not isinstance(found, list):
        raise ValueError(f'"{key}" is no list')
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _record(value: object) -> Record:
    if not isinstance(value, dict) or value.keys() != {"id", "start_ms", "end_ms", "text"}:
        raise ValueError("a cue has an id, start_ms, end_ms and text")
    start, end = value["start_ms"], value["end_ms"]
    if type(start) is not int or type(end) is not int:
        raise ValueError("a time is a whole number of milliseconds")
    return Record(id=_text(value["id"]), start_ms=start, end_ms=end, text=_text(value["text"]))
