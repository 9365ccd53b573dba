"""`script.label`."""

from __future__ import annotations

from collections.abc import Iterator

from localize.languages import LANGUAGES, canonical
from localize.qc.rule import Hit, Job, Rule
from localize.script import script_of

_NAMES = {
    "Cyrl": "Cyrillic", "Latn": "Latin", "Jpan": "Japanese",
    "Hani": "Chinese", "Hans": "Simplified Chinese", "Hant": "Traditional Chinese",
}  # fmt: skip
# Characters common to both forms are Hani.
_CHINESE = {"Hans": ("Hans", "Hani"), "Hant": ("Hant", "Hani"), "Hani": ("Hans", "Hant", "Hani")}


def check(job: Job) -> Iterator[Hit]:
    """The script of the whole file against the language the profile is for, or the file's own if it is for any.

    Cues in a language of their own do not count. The finding is about the whole file.
    """
    tag = job.profile.language or job.document.language
    found = script_of("\n".join(cue.text for cue in job.document.cues if not job.foreign(cue)))
    row = LANGUAGES.get(canonical(tag))
    if row is None:
        return
    wanted = "Hani" if tag == "zh" else row.script
    allowed = _CHINESE[wanted] if row.chinese else (wanted,)
    if found in _NAMES and found not in allowed:
        yield Hit(None, f"{_NAMES[found]} text, but {tag} is {_NAMES[wanted]}", found, wanted)


RULE = Rule(
    id="script.label",
    summary="The file is not in the script of the profile's language.",
    check=check,
)
