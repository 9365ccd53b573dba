"""Sentences in three languages made from one pattern, so that every word has one place and one translation."""

from __future__ import annotations

import itertools

from localize.training.corpus import Pair

_PEOPLE = (
    "Анна Anna 安娜", "Иван Ivan 伊万", "Мария Maria 玛丽亚", "Виктор Victor 维克多", "Борис Boris 鲍里斯",
    "Елена Elena 海伦", "Роман Roman 罗曼", "Галина Galina 加林娜",
)  # fmt: skip
_DEEDS = ("видит sees 看见", "любит loves 喜欢", "ищет seeks 寻找", "рисует draws 绘画", "покупает buys 购买")
_THINGS = (
    "собаку dog 小狗", "машину car 汽车", "книгу book 书本", "лампу lamp 电灯", "рыбу fish 金鱼",
    "картину picture 图片", "дверь door 大门", "лодку boat 小船", "птицу bird 小鸟", "шляпу hat 帽子",
)  # fmt: skip
_DAYS = ("", "сегодня today 今天", "всегда always 总是")
SENTENCES = [
    {"ru": " ".join(filter(None, ru)) + ".", "en": f"{' '.join((*en[:2], 'the', *filter(None, en[2:])))}.",
     "zh": f"{zh[0]}{zh[3]}{zh[1]}{zh[2]}。"}
    for day, thing, deed, person in itertools.product(_DAYS, _THINGS, _DEEDS, _PEOPLE)
    for ru, en, zh in [list(zip(*((part or "  ").split(" ") for part in (person, deed, thing, day)), strict=True))]
]  # fmt: skip
# What the tiny vocabulary is learned from.
TEXTS = [
    *itertools.chain.from_iterable(sentence.values() for sentence in SENTENCES),
    *"0123456789" * 99,
    *["2024"] * 999,
]


def pairs(count: int, source: str = "ru", target: str = "en") -> list[Pair]:
    """The first `count` of 1,200."""
    return [Pair(sentence[source], sentence[target]) for sentence in SENTENCES[:count]]


def tsv(few: list[Pair]) -> str:
    """As a file."""
    return "".join(f"{pair.source}\t{pair.target}\n" for pair in few)


def tmx(few: list[Pair], source: str = "ru-RU", target: str = "en") -> str:
    """As a file."""
    units = "".join(
        f'<tu><tuv xml:lang="{source}"><seg>{pair.source}</seg></tuv>'
        f'<tuv xml:lang="{target}"><seg>{pair.target}</seg></tuv></tu>\n'
        for pair in few
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<tmx version="1.4"><header/><body>\n{units}</body></tmx>\n'
