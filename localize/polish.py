"""What machine text gets wrong in small: final marks, quotation marks, blanks, capitals. The source says what is right.

A sentence ends as its source ends, since it may run on into the next cue, and stops where the source stops. Line breaks
and what a locale's typography wants of the finished text are for `fit`.
"""

from __future__ import annotations

import re

from localize.languages import language
from localize.script import HAN
from localize.text.typography import full_width
from localize.text.verbatim import starts_with_address

_LETTER = re.compile(r"[^\W\d_]")
_WORDLESS = re.compile(r"[\W\d_]*")
_DASHES = "-–—"
_MARKS = ".,;:!?…。，、；：！？" + _DASHES
_CLOSERS = "\"'»”’)]」』）"
# A full stop after these is part of the word.
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]\.)+[A-Za-z]|\b(?:etc|Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Ltd|Co|Corp|vs|No))$")
_FULL_WIDTH = str.maketrans({".": "。", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "—": "——"})
_HALF_WIDTH = str.maketrans("。，、；：？！", ".,,;:?!")
_WIDE = f"{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—·"
_TO_CHINESE_QUOTES = str.maketrans("«»„", "“”“")
_TO_ENGLISH_QUOTES = str.maketrans("«»„", '"""')
_CLOCK = re.compile(r"(?<=\d) ?: ?(?=[0-5]\d(?!\d))")


def polish(text: str, source: str, locale: str) -> str:
    """The machine translation `text` of `source`, on one line, with its marks, blanks and capitals put right."""
    chinese = language(locale).chinese
    text = _quotes(" ".join(text.split()), source, chinese=chinese)
    if source[:1] not in _DASHES:
        text = text.lstrip(_DASHES + " ")  # it would look like another speaker
    if _CLOCK.search(source):
        text = _CLOCK.sub(":", text)
    if not text or not _WORDLESS.sub("", text, count=1):
        return _end(text, source, chinese=chinese) if any(map(str.isdigit, text)) else text
    if chinese:
        return _end(_chinese_marks(text), source, chinese=True)
    return _capitals(_end(_spaced_marks(text), source, chinese=False), source)


def sentence_case(text: str) -> str:
    """A text in capitals (a sign) as a sentence: models are trained on running text. Offsets stay the same."""
    letters = _LETTER.findall(text)
    if len(letters) < 4 or any(letter.islower() for letter in letters):
        return text
    lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    first = _WORDLESS.match(lowered)
    at = first.end() if first else 0
    return lowered[:at] + lowered[at : at + 1].upper() + lowered[at + 1 :]


def _quotes(text: str, source: str, *, chinese: bool) -> str:
    """No Russian quotation mark, none twice, none that the source has not, none without its partner."""
    text = text.translate(_TO_CHINESE_QUOTES if chinese else _TO_ENGLISH_QUOTES)
    text = re.sub(r"([\"“”„«»‘’「」『』'])[\"“”„«»‘’「」『』']+", r"\1", text)
    quoted = bool(re.search(r"[\"«»“”„]", source))
    if not quoted or (_balanced(source) and not _balanced(text)):
        return re.sub(r"[\"“”„「」]", "", text).strip()
    return text


def _balanced(text: str) -> bool:
    pairs = (("„", "“"),) if "„" in text else (("«", "»"), ("“", "”"), ("「", "」"))
    return all(text.count(left) == text.count(right) for left, right in pairs) and text.count('"') % 2 == 0


def _spaced_marks(text: str) -> str:
    """English: no blank before a mark, no mark swallowed by another, no mark at the start."""
    text = re.sub(r"^[.,;:!?]+(?![.\d])\s*", "", text)
    text = re.sub(r"\s+(?=[,;!?…]|[.:](?!\w))", "", text)
    text = re.sub(r"[,;:]+(?=[,;:.!?…])", "", text)
    text = re.sub(r",(?=[A-Za-z])", ", ", text)
    return re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)


def _chinese_marks(text: str) -> str:
    """Chinese: full-width marks, no blank beside a wide character, no mark swallowed by another, none at the start."""
    text = re.sub(f"(?<=[{_WIDE}]) +| +(?=[{_WIDE}])", "", text)
    text = re.sub("[—–]+(?=[,.;:!?，。；：、！？…])|^[,.;:!?]+", "", text)
    text = full_width(re.sub(f"(?<=[{_WIDE}])\\.(?=[A-Za-z0-9])", "。", text))
    text = re.sub("[，；：、]+(?=[，。；：、！？…])|^[，。；：、！？]+", "", text)
    return re.sub("—+", "——", re.sub("。{2,}", "。", text))


def _ending(text: str) -> tuple[str, str, str, str]:
    """A text cut into body, final marks, closing quotes or brackets, and marks that stand after those."""
    within = text.rstrip(_MARKS + " ")
    bare = within.rstrip(_CLOSERS)
    body = bare.rstrip(_MARKS + " ") if bare != within else bare
    return body, bare[len(body) :].strip(), within[len(bare) :], text[len(within) :].strip()


def _end(text: str, source: str, *, chinese: bool) -> str:
    """`text` ending as `source` ends. A question of the engine's stays one."""
    body, inner, closers, outer = _ending(text)
    wanted, marks = _final(source), inner + outer
    if _ABBREVIATION.search(body) and marks.startswith("."):
        body += "."
        wanted = "" if wanted == "." else wanted
    if re.search("[?？]", marks) and not wanted.startswith("?"):
        wanted = "?"
    if chinese:
        wanted = wanted.translate(_FULL_WIDTH)
    elif wanted == "—" and re.search(r"\s\S$", source):
        wanted = " —"
    # English sets full stops and commas before a closing quotation mark, whatever they belong to.
    inside = bool(inner) or (not chinese and wanted in (".", ",") and not set(closers) & set(")]"))
    return body + wanted + closers if inside else body + closers + wanted


def _final(source: str) -> str:
    """The mark a source ends with: one of . ! ? ?! … , ; : — or none."""
    _, inner, _, outer = _ending(source)
    marks = (inner + outer).translate(_HALF_WIDTH)
    if "?" in marks:
        return "?!" if "!" in marks else "?"
    if "!" in marks:
        return "!"
    if "…" in marks or ".." in marks:
        return "…"
    return "—" if marks and marks[-1] in _DASHES else marks[-1:]


def _capitals(text: str, source: str) -> str:
    """A sign in capitals stays one, and what begins with a capital in the source does."""
    first = _LETTER.search(source)
    if sentence_case(source) != source:
        return text.upper()
    start = re.match(r"[\W_]*(?=[^\W\d_])", text)
    if start and first and first.group().isupper() and not starts_with_address(text):
        at = start.end()
        return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text
