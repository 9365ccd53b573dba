"""Which Chinese characters write which sounds of a foreign name, after Xinhua's table for Russian.

The table (俄汉译音表, in 世界人名翻译大辞典, Xinhua News Agency) gives a character for each consonant with each
vowel; here only the consonant counts, with the characters that names of other origins need beside it.
"""

from __future__ import annotations

import re
from functools import cache

# Consonant (empty: a vowel comes first), then its characters.
_TABLE = {
    "": "阿亚娅雅埃艾叶耶伊奥欧约乌尤于余爱安扬延恩因英翁温云昂瓮宇扎优厄额",
    "б": "布巴芭贝别比毕博波鲍勃拜班本边宾邦伯堡彼碧卜柏",
    "п": "普帕佩皮珀波派保潘平彭篷蓬庞浦彼珀",
    "д": "德达妲黛佳杰季迪蒂多杜久代道丹当登丁东敦邓狄第顿朵大得坚焦乔戴",
    "т": "特塔泰佳捷季蒂提托图秋陶坦田滕京廷通汤腾吐铁台得乔",
    "г": "格加盖吉基戈古久高甘根金贡冈葛哈果郭各干哥噶",
    "к": "克卡凯基科库丘考坎肯金孔昆康柯可寇喀夸奎干哥古",
    "в": "夫弗瓦娃韦维薇沃武万文温翁冯伏乌威佛范甫",
    "ф": "弗法菲费福富凡丰芬夫佛范甫",
    "з": "兹扎泽济佐祖久宰藻赞任曾津宗尊齐孜卓季",
    "ц": "茨察采策齐措楚岑钦聪曾泽琴",
    "с": "斯萨莎夏谢塞西希瑟索苏休赛绍桑先森辛松孙肖舍雪思丝色珊山相",
    "ж": "日扎让热若茹朱然任仁容仲冉卓忠",
    "ш": "什沙莎夏舍希绍舒休尚申欣雄顺施史珊谢肖",
    "щ": "希夏谢晓休先辛雄什",
    "ч": "奇恰切乔丘楚柴昌琴钱钦琼春契齐车查",
    "х": "赫哈黑希霍胡休海豪汉罕亨欣洪哼华翰",
    "м": "姆马玛米梅莫穆迈毛曼缅门明蒙摩美莓苗麦",
    "н": "恩纳娜涅内尼妮诺努纽奈瑙南年嫩宁农捏涅聂",
    "л": "尔勒拉利里莉丽列莱洛卢柳劳兰良连莲伦林琳隆露萝罗雷历廖烈梁",
    "р": "尔勒拉里丽列雷蕾罗鲁留赖劳兰连伦林琳龙隆莱卢洛廖烈",
    "й": "伊约尤亚叶耶",
    "дж": "贾杰吉焦朱约乔詹",
}
# Those that end in the sound н, which the others leave to the next.
_NASAL = frozenset(
    "安延扬因英翁温云昂瓮恩班本边宾邦潘平彭篷蓬庞丹当登丁东敦邓顿坦田滕京廷通汤腾甘根金贡冈坎肯孔昆康万文冯凡丰芬范藻赞任曾津宗尊岑钦聪"
    "桑先森辛松孙让然仁容仲冉尚申欣雄顺珊昌琴钱琼春汉罕亨洪翰曼缅门明蒙南年嫩宁农兰良连莲伦林琳隆龙梁山坚忠"
)
_VOWELS = frozenset("аеёиоуыэюя")
# What a name may end in beside its sounds: the cases of nouns and adjectives.
_ENDING = re.compile("[аяоеёуюиый]?(?:[йимвх]|ми|го|му)?")


@cache
def _onsets() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for onset, characters in _TABLE.items():
        for character in characters:
            found.setdefault(character, set()).add(onset)
    return {character: frozenset(onsets) for character, onsets in found.items()}


@cache
def characters() -> frozenset[str]:
    """Those that write names."""
    return frozenset(_onsets())


def sounds_like(name: str, word: str) -> bool:
    """Whether `name`, Chinese, can be `word`, Russian in any form of it, from its first letter on.

    A consonant may be missing behind the first syllable, as the р of Маргарита is in 玛格丽塔, and two in a long name.
    """
    letters = re.sub("[ьъ]", "", word.lower())
    places = {(0, 1 + (len(name) > 3))}
    for character in name:
        places = _skipped(letters, places)
        places = {
            (end, skips)
            for place, skips in places
            for onset in _onsets().get(character, ())
            for end in _ends(letters, place, onset, nasal=character in _NASAL)
        }
    if len(name) > 3:
        places = _skipped(letters, places)
    return any(_ENDING.fullmatch(letters, place) for place, _ in places)


def _skipped(letters: str, places: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """`places`, each with how many consonants may still be left out, and the places behind one that is."""
    more = {
        (place + 1, skips - 1)
        for place, skips in places
        if skips and 0 < place < len(letters) and letters[place] not in _VOWELS
    }
    return places | more


def _ends(letters: str, place: int, onset: str, *, nasal: bool) -> set[int]:
    """Where a syllable that begins at `place` with `onset` may end."""
    if not letters.startswith(onset, place):
        return set()
    end = place + len(onset)
    ends = {end} if onset else set()
    while end < len(letters) and letters[end] in _VOWELS and end < place + len(onset) + 2:
        end += 1
        ends.add(end)
    # A final й or nasal belongs to the syllable; a doubled letter is written once.
    coda = "йнм" if nasal else "й"
    ends |= {one + 1 for one in ends if place < one < len(letters) and letters[one] in coda}
    return ends | {one + 1 for one in ends if 0 < one < len(letters) and letters[one] == letters[one - 1]}
