"""Full stops that end no sentence: abbreviations and initials, which subtitles break their cues after too."""

from __future__ import annotations

import re

# Those that something always follows: a name, a number, a clause.
_GOES_ON = {
    "ru": frozenset(
        "акад англ апр арт вт гл гос гр гр-ка гр-ки гр-не гр-ну гр-на гр-нин г-н г-жа д дек доц д-р зав зам им инв инж "
        "инст исп каб кан капит кв корп лаб лат лейт мл май нояб нач наб нем обл оз окт отд оф пгт пер пл полк пос пр "
        "прим проф просп п пп пт р-н ред рис рук св сент сер см ср ст стр строен супр табл тел тов "
        "туп ул фр февр ф-т хут худ член-корр чт ш экз янв яз".split()
    ),
    "en": frozenset(
        "mr mrs ms messrs mme dr st sgt lt capt cpt col gen maj cpl pvt cmdr adm prof rev hon fr sen rep gov pres insp "
        "det supt vs approx ca art sec fig vol ch p pp e.g i.e cf viz mt ft no nos ref dept est "
        "jan feb mar apr jun jul aug sept oct nov dec".split()
    ),
}
# Those that a sentence may end with too: what comes next decides.
_MAY_END = {
    "ru": frozenset("в вв г гг гр-н др кг км коп кор л м мин млн млрд мм пр руб сек см тыс т ц ч чел шт экв".split()),
    "en": frozenset(
        "a.m p.m u.s u.k u.n d.c ph.d m.d b.a m.a inc ltd co corp bros jr sr etc ave blvd rd sq hrs hr min lb lbs oz "
        "a.k.a r.i.p".split()
    ),
}
# Months and "number" are abbreviations only before a figure, and plain words otherwise.
_BEFORE_FIGURES = frozenset(
    "no nos art sec fig vol ch p pp jan mar jun jul aug dec май д п пп ст гл стр рис кв".split()
)
# Letters one by one: т. е., т. к., к. т. н., и. о. Those that close a list may end a sentence.
_LETTERS = re.compile(r"(?:(?<=\s)|^|(?<=[(«\"]))[а-яё]\.(?:\s?-?[а-яё]\.)+$")
_CLOSING_LETTERS = re.compile(r"(?:т\.\s?[дп]|н\.\s?э|с\.\s?г)\.$")
_AND_SO_ON = re.compile(r"\bи (?:пр|др)\.$")
_YEAR = re.compile(r"\d\s?г\.$")
_LAST = re.compile(r"([^\W\d_](?:[\w.-]*\w)?)\.$")
_INITIALS = re.compile(r"(?:(?<=\s)|^|(?<=[(«\"„“]))(?:[A-ZА-ЯЁ]\.\s?)+$")
_OPENING = re.compile(r"[^\w]*")
# What begins a sentence with a capital and is no name.
_STARTERS = frozenset(
    "a an the i he she it we you they this that these those there here what who why how when where which my your his "
    "her its our their is are was were do does did can could will would no yes not but and so if then now".split()
)


def goes_on_after(before: str, after: str, engine: str) -> bool:
    """Whether the full stop at the end of `before` is an abbreviation's, with which the sentence goes on in `after`.

    engine: engine code of the language.
    """
    if not before.endswith(".") or before.endswith("..") or engine not in _GOES_ON:
        return False
    opening = _OPENING.sub("", after, count=1)
    if not opening:
        return False
    capital = opening[0].isupper()
    if capital and _AND_SO_ON.search(before):
        return False
    if _LETTERS.search(before):
        return not (capital and _CLOSING_LETTERS.search(before))
    initials = _INITIALS.search(before)
    if initials and (engine == "en" or not initials[0].isascii()):
        return not capital or _name_follows(before[: initials.start()], opening, engine)
    found = _LAST.search(before)
    word = found[1].lower() if found else ""
    if word in _GOES_ON[engine]:
        return word not in _BEFORE_FIGURES or opening[0].isdigit()
    if word in _MAY_END[engine]:
        return not capital or (engine == "en" and re.split(r"\W", opening, maxsplit=1)[0].lower() not in _STARTERS)
    # A figure in a row: "4,2 кг", "1) …; 2) …" are no sentences; nor is a year before a small letter.
    return not capital and bool(_YEAR.search(before))


def _name_follows(before: str, opening: str, engine: str) -> bool:
    """Whether initials stand before their name: not if the name stands before them (Мельникова Д. С.)."""
    words = re.findall(r"[^\W\d_]+", before)
    own = words[-1] if words else ""
    named = len(words) > 1 and own[:1].isupper() and before.rstrip()[-1:] not in ".!?…"
    return not named or (engine == "en" and re.split(r"\W", opening, maxsplit=1)[0].lower() not in _STARTERS)
