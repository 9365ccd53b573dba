"""Bytes to a document. A format's reader cuts the text into pieces; here they are checked, and made into cues."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from localize import bilingual, kinds, script
from localize.encoding import Encoding, decode, usual_chinese
from localize.errors import FileError, UsageError
from localize.formats.base import Parsed, Piece, is_blank, newline_of, without_collector
from localize.formats.sniff import SUFFIXES, sniff, unsupported
from localize.formats.table import FORMATS
from localize.languages import canonical
from localize.model import Cue, Diagnostic, Document, FormatFacts, Payload

_SAMPLE = 1_000  # cues that the language guess looks at, spread over the file


def read(path: Path, *, encoding: str | None = None, line: str | None = None, language: str | None = None) -> Document:
    """The document in the file `path`; options as for `decode_document`. Raises UsageError if there is no such file."""
    return decode_document(load(path), str(path), encoding=encoding, line=line, language=language)


def load(path: Path) -> bytes:
    """The bytes of `path`. Raises UsageError if there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise UsageError(f"{path}: a folder, not a file") from None
    except OSError as error:
        raise FileError(str(path), None, f"cannot be read: {error.strerror}") from None


def decode_document(
    data: bytes, path: str, *, encoding: str | None = None, line: str | None = None, language: str | None = None
) -> Document:
    """The document in `data`; `path` is its name, for messages and for the format if the content does not tell.

    encoding: overrides detection. line: of a file with two languages a cue, the one to take, as a BCP 47 tag or as "1"
    or "2" for the upper or lower lines. language: what the file is in, if known; picks the lines by itself. Raises
    FileError if anything would be lost.
    """
    document = parse_document(data, path, encoding=encoding, language=language)
    return bilingual.resolve(document, line=line, language=language)


def parse_document(data: bytes, path: str, *, encoding: str | None = None, language: str | None = None) -> Document:
    """As `decode_document`, but both languages of a bilingual file stay."""
    try:
        text, found = decode(data, path, encoding)
    except FileError:
        if PurePath(path).suffix.lower() in SUFFIXES:
            raise
        raise unsupported(path) from None
    if is_blank(text):
        raise FileError(path, None, "the file is empty")
    name = sniff(text, path)
    with without_collector():
        return _document(text, path, name, found, language)


def _document(text: str, path: str, name: str, found: Encoding, language: str | None) -> Document:
    parsed = FORMATS[name].parse(text, path)
    check_account(parsed, text, path)
    newline, mixed = newline_of(text)
    tag = canonical(language) if language else guess_language(parsed.pieces, found.name)
    facts = FormatFacts(
        format=name, encoding=found.name, confidence=found.confidence, bom=found.bom, newline=newline, tail=parsed.tail
    )
    diagnostics = (*_about_file(text, path, name, mixed), *parsed.diagnostics, *_about_times(parsed.pieces))
    return Document(
        path=path,
        language=tag,
        cues=tuple(_cues(parsed.pieces, tag)),
        facts=facts,
        diagnostics=tuple(sorted(diagnostics, key=lambda found: found.line)),
    )


def check_account(parsed: Parsed, text: str, path: str) -> None:
    """Raise FileError unless the pieces are the text: every reader's work is checked here, and nowhere else."""
    rebuilt = "".join(part for piece in parsed.pieces for part in piece[:3]) + parsed.tail
    if rebuilt != text:
        raise FileError(path, None, "internal error: the reader left out a part of the file", "please report it")


def guess_language(pieces: Iterable[Piece], encoding: str) -> str:
    """BCP 47 tag of the language of the cues, `und` if nothing can be said.

    encoding: that of the file; it decides between the written forms of Chinese where the characters do not.
    """
    texts = [piece.text for piece in pieces]
    return script.language_of("\n".join(texts[:: len(texts) // _SAMPLE + 1]), undecided=usual_chinese(encoding))


def mint(key: str, taken: dict[str, int]) -> str:
    """An id of ten hexadecimal digits for `key`. Equal keys get different ids, by their order.

    taken: the ids given so far, each with how often its key has been seen; the new one is added.
    """
    first = digest = _digest(key, 0)
    again = taken.get(first, 0)
    while digest in taken:
        digest = _digest(key, again)
        again += 1
    taken[digest] = 1
    taken[first] = max(again, 1)
    return digest


def _digest(key: str, again: int) -> str:
    return hashlib.blake2b(f"{key}\n{again}".encode(), digest_size=5).hexdigest()


def _cues(pieces: Iterable[Piece], language: str) -> Iterator[Cue]:
    """Cues with minted ids: the same times and text give the same id, whatever number the file prints."""
    taken: dict[str, int] = {}
    capitals_count = kinds.few_capitals(piece.text for piece in pieces)
    for before, head, raw, start_ms, end_ms, line, text, spans, speaker, style in pieces:
        yield Cue(
            id=mint(f"{start_ms}\n{end_ms}\n{text}", taken),
            start_ms=start_ms,
            end_ms=end_ms,
            text=text,
            spans=spans,
            kind=kinds.classify(text, spans, style, capitals_count=capitals_count),
            language=script.foreign(text, language),
            speaker=speaker,
            payload=Payload(before=before, head=head, raw=raw),
            line=line,
        )


def _about_file(text: str, path: str, name: str, mixed: bool) -> Iterator[Diagnostic]:
    """What is odd about the file as a whole."""
    named = SUFFIXES.get(PurePath(path).suffix.lower())
    if named and {named, name} not in ({name}, {"ass", "ssa"}):
        message = f"the name says {named}, the content is {name}; read as {name}"
        yield Diagnostic(line=1, rule="format.name", message=message)
    if "\r\r\n" in text:
        yield Diagnostic(
            line=1, rule="newline.doubled", message="lines end in CR CR LF; each was taken as one line end"
        )
    elif mixed:
        yield Diagnostic(line=1, rule="newline.mixed", message="the line ends are of more than one kind; all are kept")
    for character, rule, message in (
        ("\0", "nul", "a NUL character; the file may be damaged"),
        ("\ufeff", "bom-inside", "a byte order mark inside the file; it may be two files joined"),
    ):
        place = text.find(character)
        if place >= 0:
            line = 1 + len(re.findall(r"\r\r\n|\r\n|\r|\n", text[:place]))
            yield Diagnostic(line=line, rule=f"{name}.{rule}", message=message)


def _about_times(pieces: Iterable[Piece]) -> Iterator[Diagnostic]:
    """Times that QC should see but that no reader may repair."""
    latest = None
    for piece in pieces:
        if piece.end_ms < piece.start_ms:
            yield Diagnostic(line=piece.line, rule="time.reversed", message="the cue ends before it begins")
        elif piece.end_ms == piece.start_ms:
            yield Diagnostic(line=piece.line, rule="time.zero", message="the cue lasts no time")
        if latest is not None and piece.start_ms < latest:
            yield Diagnostic(line=piece.line, rule="time.order", message="the cue begins before the one above it")
        latest = piece.start_ms
