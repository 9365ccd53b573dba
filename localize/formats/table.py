"""The formats that are read and written."""

from __future__ import annotations

from localize.formats import ass, srt, vtt
from localize.formats.base import Format

# Format name -> its module. Adding one: see `formats/base.py`.
FORMATS: dict[str, Format] = {"srt": srt, "ass": ass, "ssa": ass, "vtt": vtt}
