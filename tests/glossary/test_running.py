"""Terms in running Russian text, labelled by hand (`gold/running/README.md`)."""

from __future__ import annotations

import re

from localize.glossary import tsv
from localize.glossary.matcher import find
from tests.glossary.builders import GOLD

RUNNING = GOLD / "running"
GLOSSARY = tsv.load(RUNNING / "glossary.tsv")
MARK = re.compile(r"\[([^\]]*)\]\{([^}]*)\}")


def lines(name: str) -> list[str]:
    text = (RUNNING / name).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n").replace("\\u00a0", "\u00a0") for line in text.splitlines() if line.strip()]


def labelled(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The text without marks, and (start, end, main form) of each occurrence."""
    plain, place, found = "", 0, set()
    for mark in MARK.finditer(line):
        plain += line[place : mark.start()]
        found.add((len(plain), len(plain) + len(mark[1]), mark[2]))
        plain += mark[1]
        place = mark.end()
    return plain + line[place:], found


def matched(text: str) -> set[tuple[int, int, str]]:
    return {(match.start, match.end, match.term.forms["ru"][0]) for match in find(text, GLOSSARY, "ru")}


def test_recall_and_precision_in_running_text() -> None:
    rows = [labelled(line) for line in lines("text.txt")]
    wanted = {(place, *one) for place, (_, there) in enumerate(rows) for one in there}
    found = {(place, *one) for place, (text, _) in enumerate(rows) for one in matched(text)}
    assert len(wanted) > 750
    assert len(wanted & found) / len(wanted) > 0.995, sorted(wanted - found)
    assert len(wanted & found) / len(found) > 0.995, sorted(found - wanted)


def test_traps() -> None:
    traps = [line.split("\t")[0] for line in lines("traps.tsv")[1:]]
    caught = [text for text in traps if matched(text)]
    assert len(traps) > 400
    assert len(caught) <= 1, caught
