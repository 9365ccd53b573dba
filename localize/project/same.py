"""When two texts are the same: to the file, and to a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from localize.formats.base import BLANKS
from localize.model import Span
from localize.text.edits import replaced, substitutions
from localize.text.markup import Dialect, parse
from localize.versions.wording import wording

_TRAILING = re.compile(f"[{BLANKS}]+(?=\n|\\Z)")
_BLANK_LINES = re.compile(r"\A\n+|\n+\Z|(?<=\n)\n+")

Shown = tuple[str, tuple[Span, ...]]


def shown(text: str, dialect: Dialect) -> Shown:
    """`text`, which may have tags, without what editors and tools leave or take away unasked.

    That is blanks at line ends, blank lines, the way in which a letter with an accent is encoded, and pairs of tags
    around nothing, which stand where a text would otherwise be read as something else.
    """
    plain, spans = parse(unicodedata.normalize("NFC", text), dialect)
    for pattern in (_TRAILING, _BLANK_LINES):
        plain, spans = replaced(plain, spans, substitutions(pattern, "", plain))
    return plain, tuple(span for span in spans if span.start < span.end or not span.close)


def same_text(one: str, other: str, dialect: Dialect) -> bool:
    """Whether two texts with tags are one, apart from what `shown` takes away."""
    return one == other or shown(one, dialect) == shown(other, dialect)


def same_times(one: tuple[int, int], other: tuple[int, int], step_ms: int) -> bool:
    """Whether two starts and ends are the same in a file whose times are multiples of `step_ms`."""
    return all(2 * abs(here - there) <= step_ms for here, there in zip(one, other, strict=True))


def reading(texts: Iterable[str], dialect: Dialect) -> str:
    """What a viewer reads of texts with tags, one after the other; line breaks are blanks, and tags are nothing."""
    return wording("\n".join(parse(text, dialect)[0] for text in texts)).exact
