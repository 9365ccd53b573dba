"""`segment`: find the sentences that stand in the cues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from annotated_types import Ge

from localize.model import Document
from localize.sentences import MAX_CUES, MAX_GAP_MS, group
from localize.stages.base import Context, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Group cues into sentences.

    max_gap_ms: a silence longer than this many milliseconds ends a sentence. max_cues: a sentence stands in at most
    this many cues.
    """

    name: ClassVar[str] = "segment"

    max_gap_ms: Annotated[int, Ge(0)] = MAX_GAP_MS
    max_cues: Annotated[int, Ge(1)] = MAX_CUES

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs nothing; gives sentences."""
        return replace(shape, segmented=True)

    def __call__(self, document: Document, context: Context) -> Document:
        """The document with its `sentences` set; cues are untouched."""
        return replace(document, sentences=group(document, max_gap_ms=self.max_gap_ms, max_cues=self.max_cues))
