"""Results of a run as bytes in the index, so that an output that need not be made again can still be reported."""

from __future__ import annotations

import functools
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from localize.project.index import Index
from localize.result import FileResult

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def keep(index: Index, name: str, result: FileResult) -> None:
    """Keep the result of the output `name`: whole, and without its cues.

    What cannot be kept, as text with halves of characters, is made again by the next run.
    """
    document = result.document and replace(result.document, cues=(), source=None, sentences=None)
    for part, one in (("whole", result), ("short", replace(result, document=document))):
        try:
            data = zlib.compress(_adapter().dump_json(one))
        except ValueError:  # a lone surrogate has no place in JSON
            return
        index.keep(f"{name}\0{part}", data)


def kept(index: Index, name: str, *, whole: bool) -> FileResult | None:
    """The result that was kept, None if there is none that can be read. whole: with all cues."""
    data = index.kept(f"{name}\0{'whole' if whole else 'short'}")
    if data is None:
        return None
    try:
        return _adapter().validate_json(zlib.decompress(data))
    except (ValueError, zlib.error):  # of another version of localize
        return None


@functools.cache
def _adapter() -> TypeAdapter[FileResult]:
    from pydantic import TypeAdapter

    return TypeAdapter(FileResult)
