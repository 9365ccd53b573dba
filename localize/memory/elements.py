"""The elements of a TMX file, one translation unit at a time, however long the file is.

The parser is expat itself: it tells line numbers, and lets a file that declares entities be refused (they are how a
small file becomes a huge one, or reads other files). TMX knows none but those of XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from localize.errors import FileError

_CHUNK = 65_536
_DEEPEST = 100  # a segment has two or three levels; code that walks down should not run out of stack


def elements(path: str, file: IO[bytes]) -> Iterator[tuple[int, Element]]:
    """Every `header` and `tu` of the file, whole, with its line. path: for messages.

    Raises FileError, with the line, for what is no XML or no TMX, and for a file that declares entities.
    """
    reader = _Reader(path)
    try:
        while chunk := file.read(_CHUNK):
            reader.parser.Parse(chunk, False)
            yield from reader.take()
        reader.parser.Parse(b"", True)
        yield from reader.take()
    except expat.ExpatError as error:
        raise FileError(path, error.lineno, f"not well-formed XML ({error})", "export it again") from error
    except (LookupError, ValueError) as error:  # what expat says of an encoding that it cannot read
        raise FileError(path, None, f"cannot be read ({error})", "export it as UTF-8") from error


class _Reader:
    """Builds elements from what the parser finds."""

    def __init__(self, path: str) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self._path = path
        self._open: list[str] = []
        self._builder: TreeBuilder | None = None
        self._outside = 0  # how many elements are open around the one that is built
        self._line = 0
        self._done: list[tuple[int, Element]] = []

    def take(self) -> list[tuple[int, Element]]:
        """What has been finished since the last time."""
        done, self._done = self._done, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._open and tag != "tmx":
            self._refuse(f"no TMX: its first element is <{tag}>", "give a .tmx file")
        if len(self._open) == _DEEPEST:
            self._refuse(f"elements {_DEEPEST} deep in one another", "export it again")
        if not self._builder and tag in ("header", "tu"):
            self._builder, self._outside, self._line = TreeBuilder(), len(self._open), self.parser.CurrentLineNumber
        self._open.append(tag)
        if self._builder:
            self._builder.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self._open.pop()
        if self._builder:
            self._builder.end(tag)
            if len(self._open) == self._outside:
                self._done.append((self._line, self._builder.close()))
                self._builder = None

    def _text(self, text: str) -> None:
        if self._builder:
            self._builder.data(text)

    def _entity(self, name: str, *rest: object) -> None:
        self._refuse(f"declares the entity {name!r}", "export it again without entities")

    def _refuse(self, message: str, hint: str) -> NoReturn:
        raise FileError(self._path, self.parser.CurrentLineNumber, message, hint)
