"""What reports tell of outputs as bytes in the index, so that one that need not be made again can still be reported."""

from __future__ import annotations

from localize.project.index import Index
from localize.report.entry import Entry, packed, unpacked


def pieces(name: str, entry: Entry) -> dict[str, bytes]:
    """What the index is to keep of the entry of the output `name`: whole, and its row alone, which is quickly read.

    Nothing if it cannot be kept, as text with halves of characters; then the output is made again by the next run.
    """
    try:
        return {f"{name}\0whole": packed(entry), f"{name}\0short": packed(Entry(row=entry.row))}
    except ValueError:
        return {}


def kept(index: Index, name: str, *, pieces: bool) -> Entry | None:
    """The entry that was kept, None if there is none that can be read. pieces: with its pieces, else its row only."""
    data = index.kept(f"{name}\0{'whole' if pieces else 'short'}")
    return None if data is None else unpacked(data)
