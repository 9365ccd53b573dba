"""What goes out to a reviewer and what comes back: a `Sheet` of `Row`s, a `Returned` of `ReturnedRow`s.

A row travels whole: its `Mark` says which text, approval and note it went out with, so that a table that comes back can
be told from one that is stale, cut or shuffled, wherever its rows stand now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from localize.errors import FileError
from localize.model import Finding, Maker
from localize.timecode import clock

# What to do about a table that cannot be mended.
AGAIN = "export a new table and enter the changes there"

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), thus neither .xlsx nor XLIFF; a carriage return, which
# every reader of XML makes a line feed.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = " \t\u00a0\u3000"
_LINE_END = re.compile(r"\r\r\n|\r\n|\r")
_MARK = re.compile(r"([0-9a-f]{16})\.([yn])\.([0-9a-f]{16})")


def tidy(text: str) -> str:
    """`text` with "\\n" for every line end, and without blanks at line ends and empty lines at its end.

    Texts that are the same when tidied are the same to a reviewer: programs change line ends and trailing blanks.
    """
    lines = _LINE_END.sub("\n", text).split("\n")
    return "\n".join(line.rstrip(_BLANKS) for line in lines).rstrip("\n")


def digest(parts: Iterable[str]) -> str:
    """Sixteen hexadecimal digits over the tidied `parts`."""
    joined = "\0".join(map(tidy, parts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()


def fit(text: str) -> str:
    """`text` with U+FFFD for what no table can hold: for texts that are only looked at."""
    return _UNFIT.sub("\ufffd", _LINE_END.sub("\n", text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a row went out with. fingerprint: of file, id, source and target; note: the digest of its note."""

    fingerprint: str = ""
    approved: bool = False
    note: str = ""

    def __str__(self) -> str:
        return f"{self.fingerprint}.{'y' if self.approved else 'n'}.{self.note}"

    @classmethod
    def parse(cls, text: str) -> Mark | None:
        """The mark that `str` made; None if `text` is none."""
        found = _MARK.fullmatch(text)
        return cls(fingerprint=found[1], approved=found[2] == "y", note=found[3]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One cue in one locale, as a reviewer sees it.

    file: name of the subtitle file, the same for all its cues. cue_id: as the reader minted it. number: as printed in
    the file. source, target: with their tags, lines separated by "\\n". maker: who made the target. needs_review: its
    source or terms changed since. proposal: another text offered, never taken by itself.
    """

    file: str
    cue_id: str
    number: str
    start_ms: int
    end_ms: int
    source: str
    target: str
    maker: Maker
    needs_review: bool = False
    findings: tuple[Finding, ...] = ()
    note: str = ""
    proposal: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the cue in its season."""
        return self.file, self.cue_id

    @property
    def time(self) -> str:
        """Start and end as SubRip writes them."""
        return f"{clock(self.start_ms)} --> {clock(self.end_ms)}"

    @property
    def approved(self) -> bool:
        """Whether the target stands approved."""
        return self.maker is Maker.APPROVED and not self.needs_review

    @property
    def status(self) -> str:
        """Who made the target, or that it needs review."""
        return "needs review" if self.needs_review else self.maker.value

    @property
    def mark(self) -> Mark:
        """The row as it stands."""
        fingerprint = digest((self.file, self.cue_id, self.source, self.target))
        return Mark(fingerprint=fingerprint, approved=self.approved, note=digest((self.note,)))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A review table: the rows of one locale, in the order of their files and cues.

    name: of the series or pipeline. source_locale, target_locale: BCP 47 tags. when: ISO 8601. Raises FileError, naming
    the cue, for a control character in what a reviewer may edit or must find unchanged; ValueError for two rows of one
    cue.
    """

    name: str
    source_locale: str
    target_locale: str
    when: str
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if len({row.key for row in self.rows}) != len(self.rows):
            raise ValueError(f"{self.name}: two rows for one cue")
        for row in self.rows:
            if bad := _UNFIT.search("\n".join((row.file, row.number, row.source, row.target, row.note))):
                what = f"cue {fit(row.number)}: the character U+{ord(bad[0]):04X} cannot stand in a review table"
                raise FileError(fit(row.file), None, what, "take it out of the subtitle or the note")

    @property
    def fingerprint(self) -> str:
        """Of the locales and of all rows in their order."""
        return digest((self.source_locale, self.target_locale, *(row.mark.fingerprint for row in self.rows)))

    @property
    def files(self) -> dict[str, list[Row]]:
        """The rows of each file, by its name, in order."""
        files: dict[str, list[Row]] = {}
        for row in self.rows:
            files.setdefault(row.file, []).append(row)
        return files


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """A row as the reviewer left it.

    place: where it stands in the table, for messages ("row 17"). mark: what it went out with. problem: why it cannot be
    taken, and what to do; empty if it can.
    """

    place: str
    file: str
    cue_id: str
    mark: Mark
    source: str
    target: str
    note: str
    approved: bool
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A table that came back. path: its name, for messages; locales: as it says."""

    path: str
    source_locale: str
    target_locale: str
    rows: tuple[ReturnedRow, ...]
