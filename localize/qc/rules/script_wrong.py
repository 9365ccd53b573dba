"""`script.wrong`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from localize.detect import script
from localize.languages import LANGUAGES, canonical
from localize.model import Kind
from localize.qc.rule import Hit, Job, Need, Rule
from localize.script import script_of

_OTHER = {"Hans": "Hant", "Hant": "Hans"}
_NAMES = {"Hans": "Simplified", "Hant": "Traditional"}
_SHOWN = 5
_ASCII = re.compile("[\x00-\x7f]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")

_of_character = functools.cache(script_of)


def check(job: Job) -> Iterator[Hit]:
    """Words in a script that is not the cue's, and Chinese characters that only the other form of Chinese has.

    A cue in a language of its own is held to that language. Latin words may stand in any sentence (names, web
    addresses, terms of a trade), but a cue all in Latin letters is wrong in Russian or Chinese unless it is a name or
    an acronym. Words are found as `detect.script` finds them in machine text. Exempt: drawings.
    """
    for cue in job.document.cues:
        row = LANGUAGES.get(canonical(cue.language or job.document.language))
        if row is None or cue.kind is Kind.DRAWING:
            continue
        if row.script == "Latn" and cue.text.isascii():
            continue
        all_latin = script_of(_ASCII.sub("", cue.text)) in ("Latn", "Zyyy")
        excused = "" if all_latin else _BEYOND_ASCII.sub(" ", cue.text)
        message = script.check(excused, cue.text, row.tag, row.tag)
        other = _OTHER.get(row.script)
        wrong = [char for char in dict.fromkeys(cue.text) if _of_character(char) == other] if other else []
        if message:
            yield Hit(cue.id, message)
        elif other and wrong:
            shown = "".join(wrong[:_SHOWN]) + (" …" if len(wrong) > _SHOWN else "")
            yield Hit(cue.id, f"{_NAMES[other]} characters in {row.name} text: {shown}", len(wrong), 0)


RULE = Rule(
    id="script.wrong",
    summary="Text in a script that the language does not use.",
    check=check,
    needs=(Need.LANGUAGE,),
)
