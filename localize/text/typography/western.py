"""English and Russian: quotation marks, dashes, one ellipsis character, single blanks, no blank before a mark.

Quotation marks: straight in English, «» and inside them „“ in Russian (Netflix guides; Milchin for the inner ones). A
hyphen between words is – in English, as Netflix's own examples print it (`John Smith – Director`), and — in Russian.
"""

from __future__ import annotations

import re

from localize.text.edits import Edit
from localize.text.typography.common import EDGES, ELLIPSIS, LABELS, OPENING_ELLIPSIS, Pass, speaker_dashes, sub

_SPACED_HYPHEN = re.compile(r"(?<=\S )(?:--|[-–])(?=[ \n]\S)")
_CYRILLIC, _LATIN = "А-Яа-яЁё", "A-Za-z\u00c0-\u024f"
# Parts of Russian compounds (кто-то, из-за): a hyphen before them is one that got blanks by mistake.
_PARTICLE = re.compile(r"(?:то|либо|нибудь|таки|ка|за|под)(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"=\s*\Z|\w\(\Z")
# What a quotation mark that opens stands behind: nothing, a blank, a bracket, another that opens, a speaker's dash.
_FREE = re.compile(r"(?:^|[\s(\[«„“\"]|^[-–—])\Z", re.MULTILINE)
_PAIRS = {"«": "»", "„": "“”", "“": "”", '"': '"'}


def _dashes(new: str, letters: str, spared: str) -> Pass:
    """`new` for a spaced hyphen between words in `letters`. spared: which hyphens are no dashes.

    A figure on either side is left alone (a range, a sum), and so are single letters on both (A - B), and a capital
    after a sentence: another speaker may begin there.
    """
    before, after = re.compile(f"[{letters}][,.!?…:)»“\"']*$"), re.compile(f"[«„\"'(…]*[{letters}]")
    dashes = re.compile(spared)

    def edits_for(text: str) -> list[Edit]:
        edits = []
        for found in _SPACED_HYPHEN.finditer(text):
            left, right = text[: found.start()].split()[-1], text[found.end() :].split(maxsplit=1)[0]
            if dashes.fullmatch(found[0]) or any(map(str.isdigit, left + right)) or len(left) == len(right) == 1:
                continue
            speaker = left[-1] in ".!?…" and right.lstrip("«„\"'(…")[:1].isupper()
            if before.search(left) and after.match(right) and not speaker and not _PARTICLE.match(right):
                edits.append(Edit(found.start(), found.end(), new))
        return edits

    return edits_for


def _russian_quotes(text: str) -> list[Edit]:
    """«» and inside them „“, if every mark has its partner and straight ones tell whether they open; else nothing."""
    edits: list[Edit] = []
    opened = ""
    last = -1  # where one opened
    for at, char in enumerate(text):
        if char not in '«»„“”"':
            continue
        opens = _opens(text, at, opened)
        if opens is None or not (opens or (opened and char in _PAIRS[opened[-1]] and last < at - 1)):
            return []
        if opens:
            new = "„" if len(opened) % 2 else "«"
            opened, last = opened + char, at
        else:
            opened = opened[:-1]
            new = "“" if len(opened) % 2 else "»"
        if new != char:
            edits.append(Edit(at, at + 1, new))
    return [] if opened else edits


def _opens(text: str, at: int, opened: str) -> bool | None:
    """Whether the quotation mark there opens; None if it cannot be told, as in `5" и 7"` or in code."""
    char, before, after = text[at], text[:at], text[at + 1 : at + 2]
    if char == "“":
        return opened[-1:] != "„"
    if char != '"':
        return char in "«„"
    if _CODE.search(before):
        return None
    closes = not before[-1:].isspace() and not after.isalnum()
    if after.strip() and _FREE.search(before) and not (closes and before.endswith('"')):
        return True
    return False if closes and before else None


_SPACES = (
    ELLIPSIS,
    sub(r"(?<=\S) +(?=[,.?!…](?!\w))|(?<=[^\W\d_]) +(?=[:;](?:\s|$))", ""),
    sub(" {2,}", " "),
    LABELS,
    EDGES,
    OPENING_ELLIPSIS,
)
ENGLISH = (*_SPACES, sub("[“”„‟«»]", '"'), sub("[‘’‚‛]", "'"), _dashes("–", _LATIN, "--|–"), speaker_dashes("Latn"))
RUSSIAN = (*_SPACES, _russian_quotes, _dashes("—", _CYRILLIC, "(?!)"), speaker_dashes("Cyrl"))
