"""What goes on, for people who wait."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told what goes on; see `report.meter`."""

    def begin(self, files: int) -> None:
        """A run over so many inputs begins."""

    def phase(self, name: str, total: int, unit: str) -> None:
        """A new phase of `total` steps begins. unit: what a step is, such as "files"."""

    def advance(self, steps: int, note: str = "") -> None:
        """`steps` more steps of the phase are done; `note` says what else is known by now."""

    def through(self, cues: int, *, made: int, reused: int) -> None:
        """One more input is through. cues: in it; made, reused: how many outputs were made, or did not need to be."""
