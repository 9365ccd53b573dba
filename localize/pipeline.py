"""The run loop: a document through stages, and what each stage gives back checked."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from localize.errors import StageError
from localize.model import Cue, Document, Fate
from localize.spec.model import LAYOUT
from localize.stages.base import Context, Stage, may
from localize.stages.convert import Convert
from localize.stages.fit import Fit
from localize.stages.translate import Translate
from localize.translators.base import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output's document, and its text before the first `fit` or `check`: where other outputs start from."""

    document: Document
    trunk: Document


def run(document: Document, stages: Sequence[Stage], context: Context) -> Made:
    """`document` through `stages` in order.

    Raises StageError, naming file and stage, if a stage changes the ids or times of cues in another way than it `may`.
    """
    trunk = None
    for stage in stages:
        if trunk is None and stage.name in LAYOUT:
            trunk = document
        document = _checked(stage, document, stage(document, context))
    return Made(document=document, trunk=trunk or document)


def timed(document: Document, stages: Sequence[Stage], context: Context, held: Collection[str]) -> Document:
    """`document`, made by `stages` and laid under what people did, with the ends that `stages` want and cues joined as
    they want.

    held: ids of cues that stay. Raises StageError as `run` does.
    """
    for stage in stages:
        if isinstance(stage, Fit):
            document = _checked(stage, document, stage.timed(document, context, held))
    return document


def wanted(document: Document, stages: Sequence[Stage], context: Context) -> tuple[Request, ...]:
    """The requests that `context.translations` still lacks before `run` can go through; () when it can."""
    found = untranslated(document, stages, context)
    return found[1].wanted(found[0], context) if found else ()


def untranslated(document: Document, stages: Sequence[Stage], context: Context) -> tuple[Document, Translate] | None:
    """What the first `translate` of `stages` gets, and that stage; None if there is none."""
    for stage in stages:
        if isinstance(stage, Translate):
            return document, stage
        document = _checked(stage, document, stage(document, context))
    return None


def remembering(stages: Sequence[Stage], target: str) -> tuple[str, ...]:
    """The locales, each once, in which `stages` take sentences from a translation memory on their way to `target`."""
    translate = (stage.gives(target) for stage in stages if isinstance(stage, Translate) and stage.memory)
    convert = (target for stage in stages if isinstance(stage, Convert) and stage.memory)
    return tuple(dict.fromkeys((*translate, *convert)))


def _checked(stage: Stage, before: Document, after: Document) -> Document:
    there = _joined(before, after) if may(stage, "joins_cues") else before.cues
    latest = _room(there) if may(stage, "moves_ends") else [cue.end_ms for cue in there]
    kept = [
        (one.id, one.start_ms) == (two.id, two.start_ms) and one.end_ms <= two.end_ms <= end
        for one, two, end in zip(there, after.cues, latest, strict=False)
    ]
    if len(there) != len(after.cues) or not all(kept):
        changed = len(kept) if all(kept) else kept.index(False) + 1
        raise StageError(before.path, stage.name, f"the ids or times of cues changed, first at cue {changed}")
    return after


def _joined(before: Document, after: Document) -> Sequence[Cue]:
    """The cues of `before` as they must be if those that are gone went where the ledger of `after` says."""
    fates = {entry.cue_id: entry for entry in after.ledger if entry.fate is Fate.MERGED}
    gone = {cue.id: fates[cue.id].into for cue in before.cues if cue.id not in after.by_id and cue.id in fates}
    ends = {one: before.by_id[cue_id].end_ms for cue_id, into in gone.items() for one in into}
    return [replace(cue, end_ms=ends.get(cue.id, cue.end_ms)) for cue in before.cues if cue.id not in gone]


def _room(cues: Sequence[Cue]) -> list[float]:
    """How late each cue may end, in ms: until another starts that did not before its end."""
    starts = [*sorted(cue.start_ms for cue in cues), math.inf]
    return [starts[bisect_left(starts, cue.end_ms)] for cue in cues]
