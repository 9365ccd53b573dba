"""What people wrote in one output, for the outputs that start from it: a trunk is its text before lines were broken.

Lines that people broke are joined again, a line for each speaker, so that another output can break them in its own way.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from localize.formats import FORMATS
from localize.languages import language
from localize.layout import line_edits
from localize.model import Cue, Document, Kind, Maker, Provenance, Span
from localize.project.overlaid import Overlaid, Review, stands_for
from localize.project.values import with_tags
from localize.script import HAN
from localize.text.edits import Edit, replaced
from localize.text.markup import voice

# Where a phrase may have ended with a mark that Simplified Chinese leaves out: a blank or a line break at a character.
_LEFT_OUT = re.compile(f"(?<=[{HAN}])[ \u3000\n]|[ \u3000\n](?=[{HAN}])")
_NOTE = "a person wrote this for {}, which leaves out commas and full stops; see where they belong"
# Their lines belong to the picture.
_OWN_LINES = frozenset({Kind.SONG, Kind.ON_SCREEN, Kind.FORCED_NARRATIVE})
_BY_PEOPLE = frozenset({Maker.HUMAN, Maker.APPROVED})


def overlay_trunk(trunk: Document, overlaid: Overlaid) -> tuple[Document, tuple[Review, ...]]:
    """The trunk of an output with people's cues in it, and notes on what should be looked at in outputs made of it.

    trunk: as the pipeline made it. overlaid: the whole output with people's decisions. Cues and times are those of
    `overlaid`, texts are the trunk's but where a person wrote or a cue was left as last written. A person's text counts
    as converted, since its lines were not broken for the outputs made of it.
    """
    tag = trunk.language
    cues = tuple(
        _cue(trunk.by_id.get(cue.id), cue, tag, kept=cue.id in overlaid.kept) for cue in overlaid.document.cues
    )
    if cues == trunk.cues:
        return trunk, ()
    marked = [cue for cue in overlaid.document.cues if cue.id in overlaid.kept and _may_lack_marks(cue, tag)]
    of = stands_for(overlaid.document)
    dialect = FORMATS[trunk.facts.format].DIALECT
    notes = (
        Review(of=of[cue.id], cue_ids=(cue.id,), why=(_NOTE.format(tag),), text=(with_tags(cue, dialect),), proposal=())
        for cue in marked
    )
    return replace(trunk, cues=cues, ledger=overlaid.document.ledger), tuple(notes)


def _cue(own: Cue | None, cue: Cue, tag: str, *, kept: bool) -> Cue:
    """A cue of the trunk: its own text, or that of the output on one line."""
    if own and not kept:
        return replace(own, start_ms=cue.start_ms, end_ms=cue.end_ms, payload=cue.payload)
    text, spans = (cue.text, cue.spans) if cue.kind in _OWN_LINES else unwrapped(cue.text, cue.spans, tag)
    made = Provenance(maker=Maker.CONVERTED) if cue.provenance.maker in _BY_PEOPLE else cue.provenance
    return replace(cue, text=text, spans=spans, provenance=made)


def unwrapped(text: str, spans: tuple[Span, ...], tag: str) -> tuple[str, tuple[Span, ...]]:
    """A text in the language `tag` with one line for each speaker: for each dash or voice tag at the head of a line."""
    voices = {span.start for span in spans if voice(span) is not None}
    starts = [0, *sorted(start for start in voices if start and text[start - 1] == "\n")]
    edits = [
        Edit(edit.start + start, edit.end + start, edit.new)
        for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True)
        for edit in line_edits(text[start:end], cpl=math.inf, lines=1, half_width=True, language=tag)
    ]
    return replaced(text, spans, edits)


def _may_lack_marks(cue: Cue, tag: str) -> bool:
    simplified = language(tag).script == "Hans" and cue.language is None
    return simplified and cue.provenance.maker in _BY_PEOPLE and _LEFT_OUT.search(cue.text) is not None
