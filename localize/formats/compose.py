"""A document back to bytes: what did not change is written as it was read, what did is written anew and read again.

Cues of `Document.source` that are gone leave what stood before them, since that may be a comment or the file's header.
Reading again is the proof that the file holds the cues it was made from. If it does not, every cue is written anew and
apart from what stands around it, since in a damaged file one may have been read as it should be only because of what
stood beside it; if that does not help, the document is refused, not written.
"""

from __future__ import annotations

from localize.encoding import encode
from localize.errors import FileError
from localize.formats.base import EDGE, LINE_ENDS, without_collector
from localize.formats.table import FORMATS
from localize.model import Cue, Document
from localize.text.markup import LINE_END, parse, render


def compose(
    document: Document, *, encoding: str = "utf-8", newline: str | None = None, bom: bool | None = None
) -> bytes:
    """The file's bytes. newline: "\\n", "\\r\\n" or "\\r" for every line; None leaves line ends as they were read.

    bom: whether to begin with a byte order mark; None does as the original. A cue without payload is written in the
    format's normal form, a cue with one keeps its number, coordinates, settings and fields. Raises FileError, naming
    the cue, if a text or time cannot be represented; and for a character that `encoding` does not have.
    """
    with without_collector():
        text = _text(document)
    if newline is not None:
        text = LINE_END.sub(newline, text)
    return encode(text, document.path, encoding, bom=document.facts.bom if bom is None else bom)


def _text(document: Document) -> str:
    text = _Writer(document).text()
    if document.cues:
        try:
            _read_again(text, document)
        except FileError:
            text = _Writer(document, careful=True).text()
            _read_again(text, document)
    return text


class _Writer:
    """Joins the cues of one document.

    careful: every cue is written anew and apart from what stands around it, below a header.
    """

    def __init__(self, document: Document, *, careful: bool = False) -> None:
        self.document, self._careful = document, careful
        self.format = FORMATS[document.facts.format]
        origin = (document.source or document).cues
        self._preamble = origin[0].payload.before if origin else ""
        self._carried, self._left = _carried(document)

    def text(self) -> str:
        out: list[str] = []
        fresh = anew = False  # the cue before came from no file; its text was written anew
        for number, cue in enumerate(self.document.cues, 1):
            before, apart = cue.payload.before, anew or fresh or cue.id in self._carried
            if left := self._carried.get(cue.id):
                before = left + self._apart(before)
            fresh = not cue.payload.head
            head, raw = self._fresh(cue, number) if fresh else self._kept(cue, number)
            anew = raw != cue.payload.raw
            if not out:
                before = before.lstrip(LINE_ENDS) if cue.id in self._carried else before
                before = self._relabelled(self._headed(before, fresh=fresh))
            elif apart or fresh or self._careful or (out[-1] and not before):
                before = self._apart(before)
            out += (before, head, raw)
        tail = self._left.rstrip(LINE_ENDS) + self.document.facts.tail
        if self._careful and tail not in ("", self.document.facts.newline):
            tail = self._apart(tail)
        elif fresh and not self.document.facts.tail:
            tail += self.document.facts.newline
        return "".join(out) + tail

    def _headed(self, preamble: str, *, fresh: bool) -> str:
        """What stands at the top of a file, with a header if it lacks one and needs it."""
        header = self.format.header()
        signed = header.partition("\n")[0].lower() in preamble.lower()
        bare = (fresh and not preamble) or (self._careful and not signed)
        return self._lines(header) + preamble if bare else preamble

    def _relabelled(self, preamble: str) -> str:
        """A translated file says what it is in now; an untouched one keeps what it said."""
        source = self.document.source
        if source is None or source.language == self.document.language:
            return preamble
        return self.format.relabel(preamble, self.document.language)

    def _fresh(self, cue: Cue, number: int) -> tuple[str, str]:
        """Head and raw text of a cue that came from no file."""
        head, raw = self.format.fresh(cue, number, self._raw(cue), self._preamble)
        return self._lines(head), raw

    def _kept(self, cue: Cue, number: int) -> tuple[str, str]:
        """Head and raw text of a cue that came from the file: as they were, but for times and text that changed."""
        payload = cue.payload
        try:
            head = self.format.retime(payload.head, cue.start_ms, cue.end_ms, self._preamble)
        except ValueError as error:
            raise FileError(self.document.path, None, f"cue {number}: {error}") from None
        if parse(payload.raw, self.format.DIALECT) == (cue.text, cue.spans) and not self._careful:
            return head, payload.raw
        return self.format.ready(head, self.document.facts.newline), self._raw(cue)

    def _raw(self, cue: Cue) -> str:
        return self._lines(self.format.shield(render(cue.text, cue.spans, self.format.DIALECT)))

    def _apart(self, before: str) -> str:
        """`before` with at least the line ends that the format wants between two cues."""
        top = before[: len(before) - len(before.lstrip(EDGE))]
        missing = self.format.GAP - len(LINE_END.findall(top))
        return self.document.facts.newline * max(not before.startswith(tuple(LINE_ENDS)), missing) + before

    def _lines(self, text: str) -> str:
        return text.replace("\n", self.document.facts.newline)


def _carried(document: Document) -> tuple[dict[str, str], str]:
    """What stood before cues of the source that are gone: by the id of the next cue that is not, and after the last.

    What stood at the top of the file stays there, whichever cue is the first now.
    """
    carried: dict[str, str] = {}
    left: str | None = None
    for place, cue in enumerate(document.source.cues if document.source else ()):
        if cue.id in document.by_id:
            if left is not None:
                carried[cue.id] = carried.get(cue.id, "") + left.rstrip(LINE_ENDS)
                left = None
        elif place == 0 and document.cues:
            carried[document.cues[0].id] = cue.payload.before.rstrip(LINE_ENDS)
        else:
            left = (left or "").rstrip(LINE_ENDS) + cue.payload.before
    return carried, left or ""


def _read_again(text: str, document: Document) -> None:
    """Raise FileError unless `text` holds the cues of `document`."""
    form = FORMATS[document.facts.format]
    hint = "change its text or its times"
    try:
        pieces = form.parse(text, document.path).pieces
    except FileError as error:
        raise FileError(document.path, None, f"cannot be written as {form.TITLE}: {error.message}", hint) from None
    step = form.STEP_MS
    for number, (piece, cue) in enumerate(zip(pieces, document.cues, strict=False), 1):
        times = (_to(cue.start_ms, step), _to(cue.end_ms, step))
        if (piece.start_ms, piece.end_ms, piece.text) != (*times, cue.text):
            what = f"cue {number} cannot be written as {form.TITLE}: it would be read back differently"
            raise FileError(document.path, None, what, hint)
    if len(pieces) != len(document.cues):
        what = f"cannot be written as {form.TITLE}: {len(document.cues)} cues would be read back as {len(pieces)}"
        raise FileError(document.path, None, what, hint)


def _to(ms: int, step: int) -> int:
    """`ms` rounded to the format's resolution, as `timecode.clock` does."""
    rounded = (abs(ms) + step // 2) // step * step
    return -rounded if ms < 0 else rounded
