"""What a stage is, and what it may ask for.

Adding a stage: (1) write `stages/<verb>.py` with one frozen dataclass whose fields are its options, typed and with
defaults, bounds given by `Annotated[int, annotated_types.Ge(…)]`; (2) give it `name`, `wire` and `__call__`; (3) add a
line to `STAGES` in `stages/__init__.py`; (4) add `tests/stages/test_<verb>.py`. The spec parser, the JSON Schema and
the error hints follow from the fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal, Protocol

from localize.errors import LocalizeError
from localize.glossary.term import Glossary
from localize.ladder import Job, Outcome
from localize.model import Document
from localize.recall import Recalled
from localize.translators.base import Request, Routes, Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is known of a document before any file is read; the wiring check passes it through the stages."""

    language: str
    segmented: bool = False
    translated: bool = False


@dataclass(frozen=True, kw_only=True)
class Context:
    """What stages may use besides the document. target: locale of the output being made.

    outcomes: what came of each text that was asked for. translations: the table of all translated so far, for texts
    without an outcome. `translate` only reads both. recalled: what a translation memory knows of the document, at most
    once a locale. routes: what the installed packages can do. frame_rate: frames a second, None if nobody said.
    """

    target: str
    glossary: Glossary | None = None
    frame_rate: Fraction | None = None
    routes: Routes = field(default_factory=Routes)
    translations: Mapping[Request, Translation] = field(default_factory=dict)
    recalled: Sequence[Recalled] = ()
    outcomes: Mapping[Job, Outcome] = field(default_factory=dict)

    def recalled_in(self, locale: str) -> Recalled | None:
        """What the memory knows in `locale`, None if it was not asked."""
        return next((one for one in self.recalled if one.locale == locale), None)


class WiringError(LocalizeError):
    """A stage stands where it cannot work. The message says what is wrong and, after a semicolon, what to write."""


class Stage(Protocol):
    """`Document -> Document`. Instances are frozen dataclasses: the fields are the options.

    A stage may have two flags more, see `may`.
    """

    # Name in the spec; equals the module's file name.
    name: ClassVar[str]

    def wire(self, shape: Shape, context: Context) -> Shape:
        """The shape after this stage. Raises WiringError if `shape` or `context` lacks what the stage needs."""

    def __call__(self, document: Document, context: Context) -> Document:
        """Do the work. Cue ids and times stay, but for what the stage `may` change; problems become findings."""


def may(stage: Stage, what: Literal["moves_ends", "joins_cues"]) -> bool:
    """Whether a stage says by an attribute of this name that cues may end later after it, up to the next cue; or that
    cues may go into the one before them, which ends where they did, as the ledger says.
    """
    return getattr(stage, what, False) is True
