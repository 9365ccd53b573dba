"""Where sentences end in the running text of one speaker.

Russian ends are razdel's, less those that are none in subtitles: after abbreviations, before a dash that goes on with
direct speech. English has too many abbreviations for it, so its ends are found here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from localize.languages import LANGUAGES, engine_code
from localize.sentences.abbreviations import goes_on_after

# Dots in the middle of a line are a stammer or a pause (你……你从这里看得到?).
_ZH_END = re.compile(r"(?:[。！？!?][。！？!?…⋯]*|[…⋯]+(?=[”’」』）\"]*(?:\s|$)))[”’」』）\"]*")
_WORD = re.compile(r"\w")
_NEAR = 40  # characters on either side of an end that are looked at
# razdel takes "1837 г." for an abbreviation in mid-sentence, whatever follows.
_YEAR_END = re.compile(r"\d\s?г\.(?=\s+[А-ЯЁ])")
_MARKS = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*(?:[^\W\d_]|\d))")
# «Стой!» — «Стою!» — и тишина: a dash after ! or ? goes on, as do a small letter and a mark.
_STOPS = re.compile(r"\s*[;,]")
_GOES_ON = re.compile(r"\s*(?:[;,:)—–-]|[«\"„“]?[a-zа-яё])")


def ends(text: str, tag: str, breaks: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences of `text`, in the language `tag`. breaks: places where one ends, marked or not."""
    known = LANGUAGES.get(tag)
    if known and known.chinese:
        found = [mark.end() for mark in _ZH_END.finditer(text)]
    elif engine_code(tag) == "en":
        found = [mark.end() for mark in _MARKS.finditer(text) if _is_end(text, mark.end(), "en")]
    else:
        from razdel import sentenize

        found = [year.end() for year in _YEAR_END.finditer(text)]
        found += [one.stop for one in sentenize(text) if _is_end(text, one.stop, engine_code(tag))]
    start = 0
    for end in (*sorted({*found, *breaks} - {0, len(text)}), len(text)):
        # Marks alone are no sentence: they stay with the words before them.
        if _WORD.search(text, start, end) and (end == len(text) or _WORD.search(text, end)):
            yield start, end
            start = end


def _is_end(text: str, end: int, engine: str) -> bool:
    before, after = text[max(end - _NEAR, 0) : end].rstrip(), text[end : end + _NEAR]
    if before[-1:] in ",;:" or goes_on_after(before, after, engine):
        return False
    return not (before[-1:] in '!?…»"”' and _GOES_ON.match(after)) and not _STOPS.match(after)
