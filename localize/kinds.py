"""What kind of cue a text is: song, sound, sign, forced narrative, credit, drawing or dialogue.

Forced narratives are written in capitals by most delivery guides. Capitals count only if the whole cue is in them, it
has at least two words and eight letters, and it does not end in "!" or begin with a dialogue dash, which is how people
shout; and only in a file where few cues are in capitals, since captions for the deaf often are throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from localize.model import Kind, Span
from localize.text.markup import is_drawing

# Names of ASS styles, as fansub and studio scripts use them, by words of the style's name.
_STYLES = (
    (Kind.SONG, re.compile(r"\b(?:songs?|op|ed|opening|ending|karaoke|romaji|kanji|insert|lyrics?|песн[яи])\b", re.I)),
    (Kind.ON_SCREEN, re.compile(r"\b(?:signs?|ts|typeset(?:ting)?|caption|надпис[ьи]|title|titles?)\b", re.I)),
    (Kind.CREDIT, re.compile(r"\b(?:credits?|staff|титры)\b", re.I)),
)
_NOTES = re.compile("[♪♫♬♩]")
# A note before or after the words, or the "#" of teletext: at the start with a blank, or on both sides.
_SONG = re.compile(r"[-–—\s]*[♪♫♬♩]|.*[♪♫♬♩]\s*\Z|#\s|#.*#\Z", re.DOTALL)
_KARAOKE = re.compile(r"\\[kK][fo]?\d")
_SOUND_STARTS = frozenset("[(（【［<-–—")
_SOUND = re.compile(r"(?:\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】|［[^［］]*］|<[^<>]*>)")
_CREDIT = re.compile(
    r"(?:субтитры|перевод(?:чик)?|редактор|корректор|тайминг|озвучка)(?:\s+и\s+\w+)?\s*[:：—]"
    r"|(?:subtitles?|subtitled|translat(?:ed|ion)|captions?|captioned|transcribed|synced|timed|corrected)\s+by\b"
    r"|(?:字幕|翻译|翻譯|校对|校對|时间轴|時間軸|听译|聽譯|压制|壓制)\s*[:：]"
    r"|(?:https?://|www\.)\S+\Z|.*\b(?:opensubtitles|addic7ed|amara|subscene)\.(?:org|com)",
    re.IGNORECASE,
)
_TOP = re.compile(r"\\an[789](?!\d)|\\a[567](?!\d)")
_SHARE = 0.2  # of cues in capitals, above which capitals mean nothing


def classify(text: str, spans: tuple[Span, ...], style: str, *, capitals_count: bool) -> Kind:
    """The kind of one cue. `style`: its ASS style. `capitals_count`: few cues of the file are in capitals."""
    bare = text.strip()
    if not bare:
        return Kind.DRAWING if any(is_drawing(span) for span in spans) else Kind.DIALOGUE
    if style:
        words = re.sub(r"[_\-.\d]+", " ", re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", style))
        for kind, pattern in _STYLES:
            if pattern.search(words):
                return kind
    if bare[0] in _SOUND_STARTS and not _SOUND.sub("", bare).strip(" -–—\n"):
        return Kind.SOUND
    if _NOTES.search(bare) or bare[0] == "#":
        return Kind.SONG if _SONG.match(bare) else Kind.DIALOGUE
    if spans and any(_KARAOKE.search(span.open) for span in spans):
        return Kind.SONG
    if _CREDIT.match(bare):
        return Kind.CREDIT
    if capitals_count and in_capitals(bare):
        return Kind.ON_SCREEN if any(_TOP.search(span.open) for span in spans) else Kind.FORCED_NARRATIVE
    return Kind.DIALOGUE


def in_capitals(text: str) -> bool:
    """True if `text` reads as a notice in capitals: see the head of this module."""
    if not text.isupper() or text.endswith(("!", "！")) or text.startswith(("-", "–", "—")):
        return False
    return len(text.split()) >= 2 and sum(map(str.isupper, text)) >= 8


def few_capitals(texts: Iterable[str]) -> bool:
    """True if capitals are rare enough among `texts` to mean something."""
    said = [text for text in texts if text.strip()]
    return sum(map(in_capitals, said)) <= max(1, _SHARE * len(said))
