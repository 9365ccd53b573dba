"""What a line break costs: nothing after a sentence, much after an article.

The order of preference is that of the Netflix Timed Text Style Guide, General Requirements: break after punctuation,
before conjunctions and prepositions; never split article and noun, first and last name, preposition and its object,
or a verb from its auxiliary, reflexive or negation.
"""

from __future__ import annotations

import re

from localize.languages import Language
from localize.layout import chinese, russian

SENTENCE, CLAUSE, CONJUNCTION, PREPOSITION, PREDICATE, PLAIN, CLOSE, NEVER = 0, 12, 20, 32, 36, 45, 60, 200

_CLOSING_QUOTES = "\"'»”’)]」』）"
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIGURE = re.compile(r"[№#$€£]?\d[\d.,:]*(?<=\d)|[№#]")
_CAPITALISED = re.compile(r"[A-Z\u00c0-\u00deА-ЯЁ][\w’'-]+")
_DASH = tuple("-‐‑–—")

_CONJUNCTIONS = {
    "en": frozenset(
        "and but or nor so yet because although though while whereas if unless until when whenever where wherever "
        "whether since that which who whom whose than as before after once".split()
    ),
    "ru": frozenset(
        "и а но да или либо что чтобы если когда пока хотя потому поэтому как будто словно чем где куда откуда "
        "который которая которое которые которого которой которых зачем почему раз".split()
    ),
    "zh": frozenset(
        "但 但是 而 而且 不过 不過 可是 可 因为 因為 所以 如果 要是 虽然 雖然 然后 然後 或者 还是 還是 并且 並且 于是 "
        "於是 就 才 只要 除非 和 与 與 或".split()
    ),
}
_PREPOSITIONS = {
    "en": frozenset(
        "of in on at by for from with without to into onto over under about above across against along among around "
        "behind below beneath beside between beyond during inside near off out outside past through toward towards "
        "upon within like via per".split()
    ),
    "ru": frozenset(
        "в во на к ко с со у о об обо от до из изо за по под подо над надо при про для без безо через между перед "
        "передо сквозь ради вокруг около после вместо кроме среди против из-за из-под".split()
    ),
    "zh": frozenset("在 从 從 对 對 向 往 给 給 把 被 跟 为 為 为了 為了 关于 關於".split()),
}
# Words that hold on to the next one.
_HOLD_NEXT = {
    "en": frozenset("a an the my your his her its our their this these those no not don't very too".split()),
    "ru": frozenset("не ни очень самый самая самое самые г-н г-жа".split()),
    "zh": frozenset("不 没 沒 很 太 最 更 都 也 还 還 再 第 每 这 這 那 一".split()),
}
# What is told of a subject begins with these, unless the subject is a pronoun.
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could should must may might isn't aren't wasn't weren't hasn't "
    "haven't hadn't won't wouldn't can't couldn't shouldn't doesn't didn't does did".split()
)
_LEAN_ON_NEXT = {
    "en": frozenset(
        "i you he she it we they i'm you're he's she's it's we're they're i'll you'll he'll she'll we'll they'll i've "
        "you've we've they've i'd am is are was were be been being have has had will would shall should can could may "
        "might must do does did can't won't didn't doesn't isn't wasn't couldn't wouldn't shouldn't never".split()
    ),
    "ru": frozenset(
        "я ты он она оно мы вы они это мой твой его ее её наш ваш их буду будет был была было были".split()
    ),
    "zh": frozenset(
        "我 你 您 他 她 它 我们 我們 你们 你們 他们 他們 她们 她們 是 有 要 会 會 能 想 可以 应该 應該".split()
    ),
}
# Abbreviations before a name: their full stop ends no sentence.
_TITLE = re.compile(r"(?:Mrs?|Ms|Dr|St|Prof|Sgt|Capt|Lt|Gen|Sen|Gov|г|гр|ул|им|проф|[A-ZА-ЯЁ])\.")
# Words that hold on to the one before.
_HOLD_PREVIOUS = {
    "en": frozenset("not n't too either me us him them himself herself myself yourself themselves itself".split()),
    "ru": frozenset("бы б ли ль же ж -то -ка".split()),
    "zh": frozenset("的 地 得 了 着 著 过 過 吗 嗎 呢 吧 啊 呀 嘛 啦 们 們 里 裡 上 下".split()),
}


def break_cost(before: str, after: str, language: Language, *, blank: bool) -> int | None:
    """What it costs to end a line between the stretches `before` and `after`; None if that is not allowed.

    Stretches hold no blanks: words with their marks, in Chinese words. blank: there is white space between them.
    """
    if after.startswith(_DASH):  # would read as another speaker
        return None
    # A figure keeps its unit, a lone mark its word; Chinese words (`text.words`) see to that themselves.
    if not language.chinese and (_FIGURE.fullmatch(before) or not any(map(str.isalnum, after))):
        return None
    engine = language.engine
    if _TITLE.fullmatch(before):
        return NEVER
    ending = before.rstrip(_CLOSING_QUOTES)[-1:]
    if ending and ending in ".?!…。？！⋯":
        return SENTENCE
    if ending == "、":
        return CLOSE
    if ending in _DASH or (ending and ending in ",;:，；："):
        return CLAUSE
    if language.chinese and blank:
        return CLAUSE
    first, last = _word(after), _word(before)
    if last in _HOLD_NEXT[engine] or first in _HOLD_PREVIOUS[engine]:
        return NEVER
    if last in _PREPOSITIONS[engine] or last in _CONJUNCTIONS[engine] or _name_goes_on(before, after, last, engine):
        return NEVER
    if language.chinese and first and last:
        return chinese.cost(last, first)
    if first in _CONJUNCTIONS[engine]:
        return CONJUNCTION
    own = russian.cost(last, first) if engine == "ru" else None
    if own is not None:
        return own
    if last in _LEAN_ON_NEXT[engine]:
        return CLOSE
    if engine == "en" and first in _AUXILIARIES:
        return PREDICATE
    if first in _PREPOSITIONS[engine]:
        return PREPOSITION
    return PLAIN


def _word(stretch: str) -> str:
    """The word in a stretch, without its marks, in lower case."""
    found = _LETTERS.search(stretch)
    return found.group().lower() if found else ""


def _name_goes_on(before: str, after: str, last: str, engine: str) -> bool:
    """First and last name: two capitalised words side by side, the first of which is no common word."""
    if not (_CAPITALISED.fullmatch(before) and _CAPITALISED.match(after)):
        return False
    return last not in _LEAN_ON_NEXT[engine]
