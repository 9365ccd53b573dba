"""Which pairs are fit to learn from, and the one way in which their text is written.

Every rule answers a fault seen in real collections: halves in another language, halves of other sentences, markup,
half-width punctuation in Chinese, quotation marks that nothing closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from localize.training.corpus import Pair

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MARKUP = re.compile(r"[<>{}\\|~_^@#=$⟦⟧]|%[sd]|https?:|\[[A-Z/]")
_QUOTES = re.compile(r"[“”„‟«»「」『』〝〞]")
_BLANK_BEFORE = re.compile(r"(?<=[^\s-])\s+([,.!?;:])(?=\s|$)")
_DOTS = re.compile(r"[.…]*。{2,}[.…]*|[.…]{2,}|…")
_STRAY_START = re.compile(r"^[)\]】〉》,.;:，。；：、！？*]+\s*(?=\w)")
_DASH_START = re.compile(r"^[-–—]+ ?(?=\S)")
_DOTS_START = re.compile(r"^(?:…+|\.{3})\s*")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_DIGITS = re.compile(r"\d+")
_BLANK_BESIDE_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])")
_BESIDE_HAN = re.compile(
    r"(?<=[\u3400-\u9fff”…、。）！，：；？])\s*([,.!?:;](?:\s*[,.!?:;])*)\s*|\s*([,!?:;]+)\s*(?=[\u3400-\u9fff])"
)
_FULL_WIDTH = str.maketrans(",.!?:;", "，。！？：；", " ")

_LONGEST = 320  # characters; a cue sentence is under 200
# Characters of target a character of source, in text that is a translation: lower and upper bound.
_RATIOS = {
    ("ru", "en"): (0.45, 2.2),
    ("en", "ru"): (0.45, 2.2),
    ("ru", "zh"): (0.12, 0.8),
    ("en", "zh"): (0.12, 0.8),
    ("zh", "en"): (1.25, 8.0),
}
_SLACK = 12  # characters: short answers differ by a word


def normal(text: str, language: str) -> str:
    """`text` in the one typography of the training data: single blanks, three dots, quotation marks of the language."""
    text = _without_odd_quote(_QUOTES.sub('"', _UNSEEN.sub("", text)).strip())
    text = re.sub("[’‘`]", "'", _BLANKS.sub(" ", text).strip())
    text = _BLANK_BEFORE.sub(r"\1", text)
    text = _chinese(text) if language == "zh" else _DOTS.sub("...", text)
    return _DASH_START.sub("- ", _STRAY_START.sub("", text))


def _chinese(text: str) -> str:
    parts = text.split('"')
    text = "".join(part + "“”"[index % 2] for index, part in enumerate(parts[:-1])) + parts[-1]
    text = text.replace("(", "（").replace(")", "）") if _HAN.search(text) else text
    text = _DOTS.sub("……", _BLANK_BESIDE_HAN.sub("", text))
    text = _BESIDE_HAN.sub(lambda match: (match[1] or match[2]).translate(_FULL_WIDTH), text)
    return _DOTS.sub("……", text)


def _without_odd_quote(text: str) -> str:
    if text.count('"') % 2 == 0:
        return text
    if text.startswith('"'):
        return text[1:]
    return text.removesuffix('"') if text.endswith('"') else text.replace('"', "")


def cleaned(pair: Pair, source: str, target: str) -> Pair:
    """The pair in normal typography, with dialogue dashes and opening dots on both sides or on neither."""
    one, other = normal(pair.source, source), normal(pair.target, target)
    for start in (_DASH_START, _DOTS_START):
        if start is _DOTS_START or bool(start.match(one)) != bool(start.match(other)):
            one, other = start.sub("", one), start.sub("", other)
    return Pair(one, other)


def fault(pair: Pair, source: str, target: str) -> str:
    """Why a cleaned pair is not used, in a word; empty if it is."""
    return next((name for name, found in _FAULTS.items() if found(pair, source, target)), "")


def usable(pairs: Iterable[Pair], languages: tuple[str, str]) -> list[Pair]:
    """The pairs in normal typography, without faulty ones and without repetitions, in order."""
    found: dict[Pair, None] = {}
    for pair in pairs:
        pair = cleaned(pair, *languages)
        if not fault(pair, *languages):
            found[pair] = None
    return list(found)


def _speaks(text: str, language: str) -> bool:
    """Whether `text` is written in the script of `language`, names in others allowed."""
    cyrillic, latin, han = (len(script.findall(text)) for script in (_CYRILLIC, _LATIN, _HAN))
    if language == "ru":
        return cyrillic > 0 and cyrillic >= 2 * (latin + han)
    if language == "zh":
        return han > 0 and 3 * han >= latin and not cyrillic and not _KANA.search(text)
    return latin > 0 and not cyrillic and not han


def _lopsided(pair: Pair, source: str, target: str) -> bool:
    low, high = _RATIOS.get((source, target), (0.0, 1e9))
    one, other = len(pair.source), len(pair.target)
    return other + _SLACK < low * one or other > high * one + _SLACK


def _other_numbers(pair: Pair, source: str, target: str) -> bool:
    one, other = _DIGITS.findall(pair.source), _DIGITS.findall(pair.target)
    return bool(one and other) and not set(one) & set(other)


_FAULTS: dict[str, Callable[[Pair, str, str], bool]] = {
    "empty": lambda pair, *_: not pair.source or not pair.target,
    "long": lambda pair, *_: max(map(len, pair)) > _LONGEST,
    "markup": lambda pair, *_: any(map(_MARKUP.search, pair)),
    "source language": lambda pair, source, _: not _speaks(pair.source, source),
    "target language": lambda pair, _, target: not _speaks(pair.target, target),
    "length ratio": _lopsided,
    "numbers": _other_numbers,
}
