"""`script.wrong`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import groupby

from localize.model import Kind
from localize.qc.rule import Hit, Job, Need, Rule
from localize.script import script_of

NAMES = {
    "Cyrl": "Cyrillic", "Latn": "Latin", "Hans": "Simplified", "Hant": "Traditional", "Hani": "Chinese",
}  # fmt: skip

# Scripts that have no place in text of the script on the left. Latin is welcome everywhere: names, OK, Wi-Fi.
_ALIEN = {
    "Latn": {"Cyrl", "Hans", "Hant", "Hani"},
    "Cyrl": {"Hans", "Hant", "Hani"},
    "Hans": {"Cyrl", "Hant"},
    "Hant": {"Cyrl", "Hans"},
}
_COMMON_WORD = re.compile(r"(?<![^\W\d_])[a-z]{2,}(?![^\W\d_])")
_SHOWN = 3

_script = functools.cache(script_of)


def check(job: Job) -> Iterator[Hit]:
    """Characters of a script that has no place in the cue's language, by character.

    A cue in a language of its own is held to that language. Simplified text must have no character that is Traditional
    only, and the reverse; characters common to both pass. A cue all in Latin letters is wrong in Russian or Chinese if
    it has a common word (names, “OK” and “Wi-Fi” pass). Exempt: drawings.
    """
    for cue in job.document.cues:
        wanted = job.script(cue)
        if cue.kind is Kind.DRAWING or wanted not in _ALIEN or (wanted == "Latn" and cue.text.isascii()):
            continue
        alien = [(script, run) for script, run in _runs(cue.text) if script in _ALIEN[wanted]]
        if alien:
            script = alien[0][0]
            runs = list(dict.fromkeys(run for _, run in alien))
            shown = ", ".join(f"“{run}”" for run in runs[:_SHOWN]) + (" …" if len(runs) > _SHOWN else "")
            yield Hit(cue.id, f"{NAMES[script]} in {NAMES[wanted]} text: {shown}", script, wanted)
        elif wanted != "Latn" and script_of(cue.text) == "Latn" and _COMMON_WORD.search(cue.text):
            yield Hit(cue.id, f"Latin text, {NAMES[wanted]} expected", "Latn", wanted)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of characters of one script."""
    for script, chars in groupby(text, _script):
        yield script, "".join(chars)


RULE = Rule(
    id="script.wrong",
    summary="Characters of a script that the language does not use.",
    check=check,
    needs=(Need.LANGUAGE,),
)
