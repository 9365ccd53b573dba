"""Sheets to try the review tables on, literal and drawn, and tables that came back unchanged."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from localize.model import Finding, Maker, Severity
from localize.review import TABLES, Returned, ReturnedRow, Row, Sheet
from tests.strategies import CHARACTERS, TRAPS

WHEN = "2026-11-23T07:00:00+03:00"
ERROR = Finding(rule="layout.cps", severity=Severity.ERROR, message="11.3 characters per second; at most 9")
WARNING = Finding(rule="term.missing", severity=Severity.WARNING, message="the term Кронос is missing")


def row(place: int, source: str = "Нет.", target: str = "No.", *, file: str = "e01.en.srt", **more: Any) -> Row:
    """A row whose id, number and times follow from `place`."""
    plain = Row(
        file=file,
        cue_id=f"{place:010x}",
        number=str(place),
        start_ms=place * 2_000,
        end_ms=place * 2_000 + 1_500,
        source=source,
        target=target,
        maker=Maker.MACHINE,
    )
    return replace(plain, **more)


def sheet(*rows: Row, target_locale: str = "en") -> Sheet:
    return Sheet(name="Better Than Us", source_locale="ru", target_locale=target_locale, when=WHEN, rows=rows)


# Two files, and one of everything that a table may stumble over.
SEASON = sheet(
    row(1, "— Где Ариса?\n— Не знаю.", "- Where is Arisa?\n- I don't know.", findings=(ERROR, WARNING)),
    row(2, "<i>Кронос</i>", "<i>Cronos</i> & {\\an8}", maker=Maker.APPROVED, note="см. 3-ю серию"),
    row(3, "=1+1", "=1+1", maker=Maker.HUMAN, needs_review=True, proposal="Two."),
    row(4, "12", "", number="007"),
    row(5, "-10 °C", "'Cause it's 10 below", file="e02.en.srt", findings=(WARNING,)),
    row(6, "@все", '"+" & "@" \U0001f600', file="e02.en.srt", maker=Maker.CONVERTED),
)
SHORT = sheet(row(1, "Раз.", "One."), row(2, "Два.", "Two."), row(3, "Три.", "Three."), row(4, "Четыре.", "Four."))


def returned(season: Sheet, name: str = "csv") -> Returned:
    """`season` as it comes back from a reviewer who changed nothing."""
    return TABLES[name].read(TABLES[name].write(season), f"table{TABLES[name].SUFFIX}")


def edited(season: Sheet, change: Callable[[ReturnedRow], ReturnedRow]) -> Returned:
    """`season` as it comes back with every row changed by `change`."""
    plain = returned(season)
    return replace(plain, rows=tuple(map(change, plain.rows)))


def workbook(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def schema(name: str) -> Any:
    """A schema of `tests/review/schemas`; what it imports from elsewhere is taken from there too."""
    from pathlib import Path

    folder = Path(__file__).parent / "schemas"

    def resolve(resolver: Any, url: str, public_id: str | None, context: Any) -> Any:
        return resolver.resolve_filename(str(folder / url.rpartition("/")[2]), context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(type("Local", (etree.Resolver,), {"resolve": resolve})())
    return etree.XMLSchema(etree.parse(folder / name, parser))


# Any text a cue can hold and a table can too: also tabs, odd line separators, emoji, what a spreadsheet would convert.
_CHARACTERS = "".join(sorted(set(CHARACTERS) - set("\x0b\x0c"))) + "\t=+-@'’％１٣\x7f\U0001f468\u200d\U0001f467"
_TRAPS = (
    *TRAPS,
    "=",
    "'",
    "''",
    "May 5",
    "1/2",
    "true",
    "ИСТИНА",
    '"',
    "]]>",
    "<!--",
    "#N/A",
    "12e4567890",
    "1,5",
    ";",
)
_lines = st.lists(st.one_of(st.sampled_from(_TRAPS), st.text(_CHARACTERS, max_size=6)), max_size=4).map("".join)
texts = st.lists(_lines, max_size=3).map("\n".join)


@st.composite
def sheets(draw: st.DrawFn, size: int = 4) -> Sheet:
    """One to `size` rows of up to two files with any text."""
    drawn = draw(st.lists(st.tuples(texts, texts, texts, texts, st.booleans()), min_size=1, max_size=size))
    return sheet(
        *(
            row(
                number,
                source,
                target,
                file=f"e0{number % 2}.srt",
                note=note.strip(),
                proposal=proposal,
                maker=Maker.APPROVED if approved else Maker.MACHINE,
                findings=(replace(ERROR, message=proposal),) if proposal else (),
            )
            for number, (source, target, note, proposal, approved) in enumerate(drawn)
        )
    )
