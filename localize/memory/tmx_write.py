"""Units as a TMX 1.4 file that translation programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from localize import __version__
from localize.memory.segment import plain, quoted, segment
from localize.memory.unit import Unit

# Other programs know Chinese by country.
_TAGS = {"zh-Hans": "zh-CN", "zh-Hant-TW": "zh-TW", "zh-Hant-HK": "zh-HK"}


def compose(units: Iterable[Unit], source: str = "") -> Iterator[bytes]:
    """The file, piece by piece, in UTF-8. source: the locale of all source texts; empty if they have several."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="localize" creationtoolversion="{__version__}" segtype="sentence" o-tmf="localize" '
        f'adminlang="en" srclang="{quoted(_tag(source) if source else "*all*")}" datatype="plaintext"/>\n<body>\n'
    ).encode()
    for unit in units:
        yield _unit(unit).encode()
    yield b"</body>\n</tmx>\n"


def _unit(unit: Unit) -> str:
    """Context stands twice: where memoQ looks for it, and where OmegaT does, which has no codes there."""
    source, target = quoted(_tag(unit.source_locale)), quoted(_tag(unit.target_locale))
    who = _attributes("id", unit.creator) + _attributes("date", unit.created.replace("-", "").replace(":", ""))
    note = f"<note>{plain(unit.note)}</note>\n" if unit.note else ""
    near = _property("prev", unit.before) + _property("next", unit.after)
    context = _context("x-context-pre", unit.before) + _context("x-context-post", unit.after)
    return (
        f'<tu srclang="{source}">\n{note}<prop type="x-localize-maker">{unit.maker}</prop>\n'
        f'<prop type="x-localize-origin">{plain(unit.origin)}</prop>\n{near}'
        f'<tuv xml:lang="{source}">\n{context}{segment(unit.source)}\n</tuv>\n'
        f'<tuv xml:lang="{target}"{who}>\n{segment(unit.target)}\n</tuv>\n</tu>\n'
    )


def _tag(locale: str) -> str:
    return _TAGS.get(locale, locale)


def _attributes(kind: str, value: str) -> str:
    return f' creation{kind}="{quoted(value)}" change{kind}="{quoted(value)}"' if value else ""


def _property(name: str, text: str) -> str:
    return f'<prop type="{name}">{plain(text)}</prop>\n' if text else ""


def _context(name: str, text: str) -> str:
    return _property(name, segment(text)) if text else ""
