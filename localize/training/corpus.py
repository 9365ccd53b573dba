"""Sentence pairs from TSV (also .xz, .gz) and TMX files."""

from __future__ import annotations

import gzip
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple
from xml.etree import ElementTree

from localize.errors import FileError, UsageError

_TRADITIONAL = re.compile(r"zh-(?:hant|tw|hk|mo)\b")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Pair(NamedTuple):
    """A sentence and its translation, as plain text without line breaks."""

    source: str
    target: str


def read(path: Path, source: str, target: str) -> Iterator[Pair]:
    """The pairs of a file. source, target: primary language subtags; only a TMX names its languages itself.

    A TSV holds source, tab, target; further columns are ignored. Raises UsageError if there is no such file; FileError
    for one that cannot be read, a line without a tab, and a TMX without one unit in both languages.
    """
    name = path.name.lower().removesuffix(".xz").removesuffix(".gz")
    try:
        with _OPENERS.get(path.suffix.lower(), Path.open)(path, "rb") as file:
            yield from _tmx(path, file, source, target) if name.endswith(".tmx") else _tsv(path, file)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise FileError(str(path), None, f"cannot be read ({error})") from error


_OPENERS: dict[str, Callable[..., Any]] = {".xz": lzma.open, ".gz": gzip.open}


def _tsv(path: Path, file: IO[bytes]) -> Iterator[Pair]:
    for number, line in enumerate(file, 1):
        try:
            row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise FileError(str(path), number, "not UTF-8", "save the file as UTF-8") from error
        if not row.strip():
            continue
        cells = row.split("\t")
        if len(cells) < 2:
            raise FileError(str(path), number, "no tab", "a line is source, tab, target")
        yield Pair(cells[0], cells[1])


def _tmx(path: Path, file: IO[bytes], source: str, target: str) -> Iterator[Pair]:
    found = False
    try:
        # expat 2.4.1 and later refuse entities that blow up, and it fetches none.
        for _, element in ElementTree.iterparse(file):  # noqa: S314
            if element.tag != "tu":
                continue
            texts = {_language(variant): _segment(variant) for variant in reversed([*element.iter("tuv")])}
            if source in texts and target in texts:
                found = True
                yield Pair(texts[source], texts[target])
            element.clear()
    except ElementTree.ParseError as error:
        raise FileError(str(path), error.position[0], f"not well-formed XML ({error})", "export it again") from error
    except (LookupError, ValueError) as error:  # what expat says of an encoding that it cannot read
        raise FileError(str(path), None, f"cannot be read ({error})", "export it as UTF-8") from error
    if not found:
        raise FileError(str(path), None, f"no unit holds both {source} and {target}", "check --from and --to")


def _language(variant: ElementTree.Element) -> str:
    """The primary subtag: `en` for `EN-US` and for the `en_US` that some programs write.

    Engines speak Simplified Chinese; a Traditional text is in no language that they know.
    """
    tag = (variant.get(_XML_LANG) or variant.get("lang") or "").lower().replace("_", "-")
    return tag if _TRADITIONAL.match(tag) else tag.partition("-")[0]


def _segment(variant: ElementTree.Element) -> str:
    """The words of a `seg`; inline codes (`bpt`, `ph` …) hold markup, `hi` holds words."""
    segment = variant.find("seg")
    return " ".join("".join(_words(segment)).split()) if segment is not None else ""


def _words(element: ElementTree.Element) -> Iterator[str]:
    if element.tag in ("seg", "hi"):
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
