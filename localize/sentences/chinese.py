"""Chinese subtitles leave commas and full stops out: what tells that a clause goes on in the next cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUNS_ON = re.compile(r"[，；：、,;:—-][”’」』\"']*$")
_CLAUSE = re.compile(r"[\s，；：、。！？,;:!?]+")
# Nothing ends on these.
_HANGING = re.compile(
    "(?:的|地|把|被|在|和|跟|与|與|及|或|或者|对|對|向|从|從|给|給|为|為|为了|為了|因为|因為|如果|要是|假如|除非|虽然|雖然|尽管|儘管|"
    "只要|只有|不管|无论|無論|当|當|让|讓|叫|请|請|比|由|于|於|以|以及|关于|關於|[一这這那每][个個台辆輛位名条條张張只隻种種起]|"
    "是|就是|不是|而是|就像|好像|仿佛|彷彿|但|但是|可是|而|而且|并|並|并且|並且|所以|于是|於是|然后|然後|还有|還有|甚至|连|連|"
    "说|說|说过|說過|(?<!不)知道|觉得|覺得|认为|認為|以为|以為|希望|表示|指出|声称|聲稱|请问|請問|想|要|会|會|能|可以|应该|應該|必须|必須|"
    "不|没|沒|(?<![都也])没有|(?<![都也])沒有|很|最|更|太|都|也|还|還|就|才|又|再|只|夜里|夜裡|凌晨|之后|之後|之前|的时候|的時候)$"
)
# Nothing begins with these.
_FOLLOWS = re.compile(
    "(?:的|地|得|了|着|著|过|過|吗|嗎|呢|吧|们|們|就|才|都|也|又|却|卻|而是|而不是|并|並|以及|或者|还是|還是|之前|之后|之後|以前|以后|以後|"
    "的时候|的時候|时|時|里|裡|裏|上|下|那么|那麼|便|则|則|将|將|会|會|能|是|被|把|从来|從來)"
)
# 的 ends a statement (我会赔的) where another begins behind it.
_BEGINS = re.compile("[我你您妳他她它牠那谁誰什怎为為]")
_BLANK = re.compile(r"(?<![，；：、。！？,;:!?…⋯\s])\s+")
_TOLD = re.compile(".(?:[了的吧啊呀]|知道|清楚|明白)$")
# On the table, in the train: what is told of it comes next, unless the clause has said what is there.
_PLACE = re.compile("[上下里裡中]$")
_THERE = re.compile("[在到进進回放坐住往]")
# "The phones of all of us" waits for its predicate.
_THING = re.compile("的[^的了过過]{1,6}$")
_PREDICATE = re.compile("在|趁|全是|好像|一般|从|從|已经|已經|正在|曾|可以|必须|必須|有|没有|沒有|点|點")


def goes_on(left: str, right: str) -> bool:
    """Whether a clause that ends without a mark goes on."""
    if _RUNS_ON.search(left):
        return True
    last = _CLAUSE.split(left)[-1]
    if last.endswith("的") and _BEGINS.match(right):
        return False
    if _HANGING.search(last) or _FOLLOWS.match(right):
        return True
    if _PLACE.search(last):
        return not _THERE.search(last)
    return bool(_THING.search(last) and _PREDICATE.match(right))


def pauses(text: str) -> Iterator[int]:
    """Where a blank or a line break in a cue stands for a full stop: a clause is told to its end, and somebody else is
    spoken of.
    """
    for blank in _BLANK.finditer(text):
        clause = _CLAUSE.split(text[: blank.start()])[-1]
        if _TOLD.search(clause) and _BEGINS.match(text, blank.end()):
            yield blank.start()
