"""What a line break costs between two Chinese words, by their parts of speech (jieba's tags).

A line ends best before a new clause or before what is told of a subject; a modifier stays with its noun, a number with
its measure word, a verb with its object, if there is another place.
"""

from __future__ import annotations

import re

from localize.text.words import part_of_speech

# In the scale of `costs`.
_CLAUSE, _PHRASE, _TOLD, _PLAIN, _OBJECT, _INSIDE, _NEVER = 16, 24, 30, 45, 62, 95, 200

_COUNTED = re.compile(
    r"[\d一二三四五六七八九十百千万萬亿億两兩几幾半每整多]+[^\d]?$|"
    "[个個台辆輛位名条條张張只隻种種箱度分秒天年岁歲次间間扇枚份杯瓶根件层層页頁句口米]$"
)
_BEGINS_CLAUSE = frozenset(
    "我 我们 我們 你 你们 你們 您 他 他们 他們 她 她们 她們 它 咱们 咱們 大家 谁 誰 别 別 请 請 结果 結果 不然 否则 "
    "否則 反正 之后 之後 然后 然後 也许 也許 难道 難道 为什么 為什麼 怎么 怎麼 是不是 有没有 有沒有 连 連".split()
)
_PERSONS = frozenset("我 我们 我們 你 你们 你們 您 他 他们 他們 她 她们 她們 它 牠 咱们 咱們 谁 誰".split())
# What begins to tell of a subject.
_IS = frozenset("是 就是 不是 有 没有 沒有 能 会 會 要 可以 算不算".split())
# What a clause that follows hangs on: she said | ..., do you know | ...
_TELLS = re.compile(
    "(?:说|說|写道|寫道|知道|觉得|覺得|认为|認為|以为|以為|想过|想過|咬定|记得|記得|表示|证明|證明|发现|發現|宣布|相信|希望|"
    "怀疑|懷疑)$"
)
_TIME_AND_PLACE = re.compile(
    "(?:时候|時候|之前|之后|之後|以前|以后|以後|之间|之間|以内|以內|早上|晚上|里|裡|上|下|中|内|內|旁边|旁邊|面前|那边|那邊)$"
)
# Verbs with a person behind them who does what comes next: 让她走, 请他来.
_LETS = frozenset(
    "让 讓 叫 请 請 给 給 把 被 对 對 跟 和 与 與 为 為 告诉 告訴 教 陪 替 帮 幫 问 問 求 劝 勸 比 托 要求".split()
)


def cost(before: str, after: str) -> int:
    """Of a break between two words, both without their marks."""
    left, right = part_of_speech(before), part_of_speech(after)
    if (
        right[:1] in "uyk"
        or (right[:1] == "f" and left[:1] in "nrmq")
        or left[:1] == "p"
        or (left[:1] == "m" and right[:1] == "q")
    ):
        return _NEVER
    if after in _BEGINS_CLAUSE:
        return _INSIDE if before in _LETS else _PLAIN if left[:1] in "vdr" and not _TELLS.search(before) else _CLAUSE
    if right == "c":
        return _PHRASE
    if before in ("的", "地", "得"):
        return _INSIDE if right[:1] in "nvaszt" else _PLAIN
    if _TELLS.search(before) or (_TIME_AND_PLACE.search(before) and left[:1] in "fstn"):
        return _PHRASE
    if left[:1] in "mq" and _COUNTED.search(before) and right[:1] in "nasz":
        return _NEVER
    if left[:1] == "d" or before in _LETS or before in _PERSONS:
        return _INSIDE
    if left[:1] in "ab" and right[:1] in "nvs":
        return _INSIDE
    if right[:1] in "pdct" or after in _IS:
        return _TOLD if left[:1] != "v" else _PLAIN
    if right[:1] == "v":
        return _OBJECT if left[:1] == "v" else _PLAIN if left[:1] == "r" else _TOLD
    if left[:1] == "v" or left in ("ul", "uz", "ug"):
        return _OBJECT if left[:1] == "v" else _PLAIN
    if left[:1] in "nsr" and right[:1] in "ns":
        return _INSIDE
    return _PLAIN
