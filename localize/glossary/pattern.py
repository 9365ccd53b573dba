r"""Regular expressions from a glossary, bounded in time before they are compiled.

Python's `re` backtracks and has no time limit, so a pattern is accepted only if the number of ways it can be tried at
one place of the text is small: every repeat has an upper bound, no repeated group holds a choice, and the product of
all choices (`x?` 2, `x{m,n}` n - m + 1, each `|` 2) is at most 1,000. Time is then linear in the length of the text.
Groups, classes, `\d \w \s \b` and anchors are allowed; look-around, back-references and inline flags are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from localize.glossary.scan import Entry, Hit, cuts_word

_CHOICES = 1_000
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(\?|\(|\)|\{\d*,?\d*\}[?+]?|[*+?][?+]?|\||.", re.DOTALL)
_REPEAT = re.compile(r"\{(\d*)(,?)(\d*)\}")


def compile_bounded(pattern: str, *, case_sensitive: bool) -> re.Pattern[str]:
    """The compiled pattern. Raises ValueError (`what is wrong; what to write`) if it is faulty or not bounded."""
    _check_bounds(pattern)
    try:
        compiled = re.compile(pattern, 0 if case_sensitive else re.IGNORECASE)
    except (re.error, OverflowError) as error:
        raise ValueError(f"not a regular expression: {error}; write \\ before a sign that stands for itself") from None
    if compiled.match(""):
        raise ValueError("the pattern matches the empty text; write at least one letter that must be there")
    return compiled


def _check_bounds(pattern: str) -> None:
    total = 1
    groups: list[bool] = []  # for each open group: does it hold a choice?
    closed = False  # does the group that ended just before this sign hold a choice?
    for sign in _SIGN.findall(pattern):
        choices, after_choice, closed = 1, closed, False
        if sign in ("(", "(?:"):
            groups.append(False)
        elif sign == ")":
            closed = bool(groups) and groups.pop()
        elif sign == "(?":
            raise ValueError("look-around, names and flags are not allowed; write (…) or (?:…)")
        elif sign[0] == "\\" and sign[1:].isdigit():
            raise ValueError(f"the back-reference {sign} is not allowed; write the text again")
        elif sign[0] in "*+":
            raise ValueError(f"{sign[0]} has no upper bound; write {{0,20}} or {{1,20}}")
        elif sign[0] in "?|":
            choices = 2
        elif repeat := _REPEAT.match(sign):
            low, comma, high = repeat.groups()
            if comma and not high:
                raise ValueError(f"{sign} has no upper bound; write {{{low or 0},20}}")
            if after_choice:
                raise ValueError(f"{sign} repeats a group that holds a choice; write the group out")
            choices = int(high) - int(low or 0) + 1 if comma else 1
        if choices > 1:
            groups[:] = [True] * len(groups)
        total *= max(choices, 1)
        if total > _CHOICES:
            raise ValueError(f"the pattern can be tried in more than {_CHOICES} ways; write a simpler one")


@dataclass(frozen=True, kw_only=True)
class PatternScanner:
    """Finds the forms of terms with `match: pattern`. A hit never cuts a word or a number in two."""

    entries: Sequence[Entry]

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Entry]]:
        return [
            (compile_bounded(entry.form, case_sensitive=entry.term.case_sensitive), entry) for entry in self.entries
        ]

    def hits(self, text: str) -> Iterator[Hit]:
        """Every hit; those of one pattern do not overlap."""
        for pattern, entry in self._patterns:
            for found in pattern.finditer(text):
                start, end = found.span()
                if start < end and not cuts_word(text, start) and not cuts_word(text, end):
                    yield Hit(start, end, entry.term, literal=False)
