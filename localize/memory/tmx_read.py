"""Units from a TMX file (1.1 to 1.4) of any program: OmegaT, memoQ, Trados, MateCAT, our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from localize.errors import FileError
from localize.languages import LANGUAGES, canonical
from localize.memory.elements import elements
from localize.memory.segment import context_of, text_of
from localize.memory.unit import Unit, UnitMaker

# The context of a source sentence: memoQ and MateCAT write the first of each pair, OmegaT the second.
_BEFORE, _AFTER = ("x-context-pre", "prev"), ("x-context-post", "next")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)Z?)?")


class TmxFile:
    """The units of a TMX file from one locale to another: iterate to read it.

    source: empty for the language that the file itself names. read: how many units there were, as far as it has been
    read; passed_over: how many of its `tu` elements had no text in one of the two. Iterating raises FileError if the
    file cannot be read or is damaged, if it names no source language, and if no unit has both.
    """

    def __init__(self, path: Path, *, target: str, source: str = "") -> None:
        self.path = path
        self.read = 0
        self.passed_over = 0
        self._source, self._target = source, target

    def __iter__(self) -> Iterator[Unit]:
        self.read = self.passed_over = 0
        own = ""
        try:
            with self.path.open("rb") as file:
                for line, element in elements(str(self.path), file):
                    if element.tag == "header":
                        own = element.get("srclang", "")
                        continue
                    before = self.read
                    for unit in self._units(element, self._source or self._named(element.get("srclang", own), line)):
                        self.read += 1
                        yield unit
                    self.passed_over += self.read == before
        except OSError as error:
            raise FileError(str(self.path), None, f"cannot be read: {error.strerror}") from error
        if not self.read:
            pair = f"{self._source or canonical(own) or 'its source language'} and {self._target}"
            raise FileError(str(self.path), None, f"no unit holds both {pair}", "check --from and --to")

    def _named(self, tag: str, line: int) -> str:
        if tag in ("", "*all*"):
            raise FileError(str(self.path), line, "does not name its source language", "give --from")
        return canonical(tag)

    def _units(self, element: Element, source: str) -> Iterator[Unit]:
        variants = element.findall("tuv")
        original = next((variant for variant in variants if _is(variant, source) and _text(variant).strip()), None)
        if original is None:
            return
        for variant in variants:
            if variant is not original and _is(variant, self._target) and _text(variant).strip():
                yield Unit(
                    source=_text(original),
                    target=_text(variant),
                    source_locale=source,
                    target_locale=self._target,
                    before=_context(original, element, _BEFORE),
                    after=_context(original, element, _AFTER),
                    maker=_maker(element),
                    origin=_property(element, "x-localize-origin", self.path.name),
                    creator=_attribute(variant, element, ("changeid", "creationid")),
                    created=_date(_attribute(variant, element, ("changedate", "creationdate"))),
                    note="\n".join(note.text or "" for note in element.findall("note")),
                )


def _is(variant: Element, locale: str) -> bool:
    """Whether the variant is in that locale. A region makes another locale of Chinese, but not of other languages."""
    tag = canonical(variant.get("xml:lang") or variant.get("lang") or "")
    if locale in LANGUAGES and LANGUAGES[locale].chinese:
        return tag == locale
    return tag == locale or tag.replace("_", "-").lower().partition("-")[0] == locale.lower().partition("-")[0]


def _text(variant: Element) -> str:
    found = variant.find("seg")
    return text_of(found) if found is not None else ""


def _property(element: Element, name: str, default: str = "") -> str:
    return next((one.text or "" for one in element.findall("prop") if one.get("type") == name), default)


def _context(original: Element, element: Element, names: tuple[str, ...]) -> str:
    """memoQ writes the property into the source variant, others into the unit."""
    values = (_property(place, name) for name in names for place in (original, element))
    return context_of(next(filter(None, values), ""))


def _maker(element: Element) -> UnitMaker:
    try:
        return UnitMaker(_property(element, "x-localize-maker"))
    except ValueError:
        return UnitMaker.IMPORTED


def _attribute(variant: Element, element: Element, names: tuple[str, ...]) -> str:
    """Who or when: of the translation before the unit, the last change before the creation."""
    return next((value for place in (variant, element) for name in names if (value := place.get(name))), "")


def _date(value: str) -> str:
    found = _DATE.fullmatch(value)
    if not found:
        return ""
    year, month, day, *time = found.groups(default="00")
    return f"{year}-{month}-{day}T{':'.join(time)}Z"
