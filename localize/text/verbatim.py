"""What no language translates: addresses, paths of files, @names, hashtags, and pictures (emoji, notes)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MORE = r"[!-~]*[a-z0-9_/=&~+$%-]"  # a full stop or bracket at the end belongs to the sentence
_ADDRESS = re.compile(
    rf"""
    (?<![a-zа-яё0-9_/.@\#])
    (?: (?:https?|ftp)://{_MORE}
      | [a-z0-9_.+-]+@(?:[a-z0-9-]+\.)+[a-z]{{2,}}
      | www\.{_MORE}
      | (?:[a-z0-9-]+\.)+(?:com|org|net|info|ru|su|io|cn|tv|tw|hk)(?!\w) (?:/{_MORE})?
      | [a-z]:\\{_MORE}
      | [\w-]+\.(?:pdf|txt|docx?|xlsx?|csv|json|xml|log|jpe?g|png|gif|mp[34]|wav|avi|mkv|zip|exe|srt|vtt|ass)(?!\w)
      | \+\d[\d\ ()-]{{5,}}\d | \d\ ?\(\d{{3,5}}\)\ ?[\d\ -]{{4,}}\d
      | (?:~|\.\.?)/{_MORE} | /[a-z0-9_.-]+/{_MORE}
      | [@\#](?=\w*[^\W\d_])\w+
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN_WORD = r"[A-Za-z](?:[A-Za-z0-9&'’.+-]*[A-Za-z0-9+])"
_LATIN = re.compile(rf"(?<![\w⟦]){_LATIN_WORD}(?:\ (?:&\ )?{_LATIN_WORD})*(?!\w)", re.VERBOSE)
_JOINER = "[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_PICTURE = re.compile(f"(?:[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]{_JOINER}*)+")


def addresses(text: str) -> tuple[str, ...]:
    """The addresses, paths, @names and hashtags of `text`, in order."""
    return tuple(text[start:end] for start, end in _addresses(text))


def pictures(text: str) -> tuple[str, ...]:
    """The emoji, notes (♪) and other pictures of `text`, in order; those that stand together are one."""
    return tuple(_PICTURE.findall(text))


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses and pictures stand in `text`, in order; they do not overlap."""
    yield from sorted((*_addresses(text), *(found.span() for found in _PICTURE.finditer(text))))


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where words of Latin letters stand in a Russian text (iPhone, AT&T, Better Than Us): names, kept as they are."""
    if _CYRILLIC.search(text):
        yield from (found.span() for found in _LATIN.finditer(text))


def is_address(text: str) -> bool:
    """Whether `text` is one address, and so never gets a capital."""
    return _ADDRESS.fullmatch(text) is not None


def starts_with_address(text: str) -> bool:
    """Whether `text` begins with an address, maybe behind marks."""
    first = next(_addresses(text), None)
    return first is not None and not any(map(str.isalnum, text[: first[0]]))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    if any(mark in text for mark in "/\\@#.+("):
        yield from (found.span() for found in _ADDRESS.finditer(text))
