"""Reading and writing subtitle files without losing a character."""

from __future__ import annotations

from localize.formats.compose import compose
from localize.formats.interchange import from_pysrt, to_pysrt
from localize.formats.reading import decode_document, parse_document, read
from localize.formats.table import FORMATS

__all__ = ["FORMATS", "compose", "decode_document", "from_pysrt", "parse_document", "read", "to_pysrt"]
