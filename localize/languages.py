"""The one table of languages: BCP 47 tag to engine code, script, OpenCC configuration and counting rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from localize.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """tag: BCP 47. engine: code used by Argos packages. script: ISO 15924, Hans/Hant kept apart.

    from_hans, to_hans: OpenCC configuration names; empty where no conversion applies.
    half_width: half-width characters count 0.5 (Chinese delivery guides).
    """

    tag: str
    name: str
    engine: str
    script: str
    from_hans: str = ""
    to_hans: str = ""
    half_width: bool = False

    @property
    def chinese(self) -> bool:
        """True for every written form of Chinese."""
        return self.engine == "zh"


_TABLE = (
    Language(tag="ru", name="Russian", engine="ru", script="Cyrl"),
    Language(tag="en", name="English", engine="en", script="Latn"),
    Language(tag="zh-Hans", name="Chinese (Simplified)", engine="zh", script="Hans", half_width=True),
    Language(
        tag="zh-Hant", name="Chinese (Traditional)", engine="zh", script="Hant",
        from_hans="s2t", to_hans="t2s", half_width=True,
    ),
    Language(
        tag="zh-Hant-TW", name="Chinese (Taiwan)", engine="zh", script="Hant",
        from_hans="s2twp", to_hans="tw2sp", half_width=True,
    ),
    Language(
        tag="zh-Hant-HK", name="Chinese (Hong Kong)", engine="zh", script="Hant",
        from_hans="s2hkp", to_hans="hk2sp", half_width=True,
    ),
)  # fmt: skip

LANGUAGES: dict[str, Language] = {language.tag: language for language in _TABLE}

_ALIASES = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zt": "zh-Hant", "zh-tw": "zh-Hant-TW",
    "zh-hk": "zh-Hant-HK", "zh-hans-cn": "zh-Hans", "ru-ru": "ru", "en-us": "en", "en-gb": "en",
}  # fmt: skip
_FOLDED = _ALIASES | {tag.lower(): tag for tag in LANGUAGES}


@lru_cache(1 << 10)
def canonical(tag: str) -> str:
    """The table's tag for `tag`: case and aliases (`zh-TW`, `zt`) are folded; unknown tags are returned as is."""
    return _FOLDED.get(tag.replace("_", "-").lower(), tag)


def language(tag: str) -> Language:
    """The table row for `tag`. Raises UsageError, listing what is known, if there is none."""
    try:
        return LANGUAGES[canonical(tag)]
    except KeyError:
        raise UsageError(f"unknown language {tag!r}; known: {', '.join(LANGUAGES)}") from None


def engine_code(tag: str) -> str:
    """The code engines use for `tag`; the primary subtag for languages that are not in the table."""
    known = LANGUAGES.get(canonical(tag))
    return known.engine if known else tag.split("-")[0].lower()
