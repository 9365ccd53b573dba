"""The run loop: a document through stages, and what each stage gives back checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from localize.errors import StageError
from localize.model import Document
from localize.spec.model import LAYOUT
from localize.stages.base import Context, Stage
from localize.stages.convert import Convert
from localize.stages.translate import Translate
from localize.translators.base import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output's document, and its text before the first `fit` or `check`: where other outputs start from."""

    document: Document
    trunk: Document


def run(document: Document, stages: Sequence[Stage], context: Context) -> Made:
    """`document` through `stages` in order.

    Raises StageError, naming file and stage, if a stage changes the ids or times of cues.
    """
    trunk = None
    for stage in stages:
        if trunk is None and stage.name in LAYOUT:
            trunk = document
        document = _checked(stage, document, stage(document, context))
    return Made(document=document, trunk=trunk or document)


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
    old = [(cue.id, cue.start_ms, cue.end_ms) for cue in before.cues]
    new = [(cue.id, cue.start_ms, cue.end_ms) for cue in after.cues]
    if old != new:
        changed = next(
            (before.numbers[one[0]] for one, two in zip(old, new, strict=False) if one != two), min(len(old), len(new))
        )
        raise StageError(before.path, stage.name, f"the ids or times of cues changed, first at cue {changed}")
    return after
