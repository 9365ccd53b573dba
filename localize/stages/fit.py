"""`fit`: typography of the locale and line breaks that keep to a delivery profile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from localize import layout
from localize.glossary.term import Glossary
from localize.joining import joined
from localize.languages import language
from localize.model import Cue, Document, Kind, Maker, Span
from localize.qc import profile as profiles
from localize.qc.profile import Profile
from localize.settling import settled
from localize.stages.base import Context, Shape, WiringError
from localize.stages.profiled import profile_for
from localize.stretching import stretched
from localize.text.edits import Edit, replaced
from localize.text.markup import is_italic, voice
from localize.text.quotations import repeated
from localize.text.typography import set_type
from localize.text.words import breaks, locked

# Marks that Chinese typography takes away at the end of a line.
_HANG = "，。、"
# A person's line breaks are a decision; those of a song or a sign belong to the picture.
_BY_PEOPLE = frozenset({Maker.HUMAN, Maker.APPROVED})
_OWN_LINES = frozenset({Kind.SONG, Kind.ON_SCREEN, Kind.FORCED_NARRATIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Set punctuation as the locale wants it and break lines by a delivery profile.

    profile: the name of a shipped profile (`localize profiles list`) or the path of a profile file; it states the
    characters per line and the lines. typography: also put punctuation, quotation marks and spacing right, and take
    italics away where the profile allows none (Chinese). repeat_quotes: with typography, repeat the marks of a
    quotation over several cues in each of them (Traditional Chinese). timing: `keep`, or `extend`: a cue that would
    have to be read too fast ends later, in the silence before the next one, as far as the profile's gap and longest
    duration allow. short: what becomes of a cue for which a translation has no words left: `hold` shows the words
    before once more, `merge` leaves the cue before on screen in its place, and the ledger says so.
    """

    name: ClassVar[str] = "fit"

    profile: str
    typography: bool = True
    repeat_quotes: bool = True
    timing: Literal["keep", "extend"] = "keep"
    short: Literal["hold", "merge"] = "hold"

    @property
    def moves_ends(self) -> bool:
        """Whether cues may end later."""
        return self.timing == "extend"

    @property
    def joins_cues(self) -> bool:
        """Whether cues may go into the one before."""
        return self.short == "merge"

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs a profile that exists, is for the language of the text, and limits lines and characters per line.

        To move ends it needs a limit of reading speed too, and the text that will be read.
        """
        profile = profile_for(self.profile, shape)
        for rule in ("layout.cpl", "layout.lines", *(["layout.cps"] if self.moves_ends else [])):
            if not profile.limit(rule):
                what = "a reading speed" if rule == "layout.cps" else "characters per line"
                raise WiringError(
                    f"profile {profile.name} has no {rule}; choose a profile with {what}, such as netflix-en"
                )
        if self.moves_ends and shape.language != context.target:
            raise WiringError(
                f"`timing: extend` comes before the text is {context.target}; put `fit` after the stage that makes it"
            )
        return shape

    def __call__(self, document: Document, context: Context) -> Document:
        """The document with its lines broken anew. Markup stays, and what people wrote stays as it is.

        Cues and times stay but for `short: merge` and `timing: extend`. Drawings and cues in another language are left
        alone; songs and signs keep their lines if these fit.
        """
        page = _Page.of(profiles.load(self.profile), document.language, context.glossary)
        return self.timed(document.with_cues(settled(document.cues, partial(self._set, page=page))), context)

    def timed(self, document: Document, context: Context, held: Collection[str] = ()) -> Document:
        """The document, its lines as they are, with the cues and ends that `short` and `timing` want.

        Cues with the ids `held` end when they do.
        """
        profile = profiles.load(self.profile)
        if self.joins_cues:
            document = joined(document, profile, context.frame_rate)
        return stretched(document, profile, context.frame_rate, held) if self.moves_ends else document

    def _set(self, cues: Sequence[Cue], changed: Collection[int], page: _Page) -> list[Cue]:
        """`cues`, those at the places `changed` set and broken anew, and all others that change with them."""
        made = list(cues)
        for at in changed:
            made[at] = self._typeset(made[at], page)
        touched = set(changed)
        if self.typography and self.repeat_quotes:
            speech = [at for at, cue in enumerate(made) if cue.kind is Kind.DIALOGUE and cue.text and page.is_for(cue)]
            said = [made[at] for at in speech]
            for at, cue in zip(speech, repeated(said, page.language, list(map(_is_ours, said))), strict=True):
                if cue is not made[at]:
                    made[at] = cue
                    touched.add(at)
        for at in touched:
            made[at] = self._laid_out(made[at], page)
        return made

    def _typeset(self, cue: Cue, page: _Page) -> Cue:
        if not (self.typography and page.is_for(cue) and _is_ours(cue)):
            return cue
        spans = tuple(span for span in cue.spans if page.italics or not is_italic(span))
        text, spans = set_type(cue.text, spans, page.language)
        return cue if (text, spans) == (cue.text, cue.spans) else cue.with_text(text, spans)

    def _laid_out(self, cue: Cue, page: _Page) -> Cue:
        keeps_lines = cue.kind in _OWN_LINES or cue.provenance.maker is Maker.SOURCE or "\n" not in cue.text
        if not (page.is_for(cue) and _is_ours(cue)) or (keeps_lines and page.fits(cue.text)):
            return cue
        text, spans = page.lay_out(cue.text, cue.spans, hang=_HANG if self.typography else "")
        if self.typography:
            text, spans = set_type(text, spans, page.language)
        return cue if (text, spans) == (cue.text, cue.spans) else cue.with_text(text, spans)


def _is_ours(cue: Cue) -> bool:
    """Whether its text may be changed: a program wrote it."""
    return cue.provenance.maker not in _BY_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The room there is: a profile's limits, for a language, with the terms that stay whole."""

    cpl: float
    lines: int
    half_width: bool
    italics: bool
    language: str
    glossary: Glossary | None

    @classmethod
    def of(cls, profile: Profile, tag: str, glossary: Glossary | None) -> _Page:
        cpl, lines = profile.limit("layout.cpl"), profile.limit("layout.lines")
        if not (cpl and lines):
            raise ValueError(f"profile {profile.name} was not checked by wire()")
        italics = profile.limit("tag.italics")
        return cls(
            cpl=cpl.value,
            lines=int(lines.value),
            half_width=profile.half_width,
            italics=italics is None or italics.value > 0,
            language=tag,
            glossary=glossary,
        )

    def is_for(self, cue: Cue) -> bool:
        """Whether the cue is text in the language of the page."""
        return cue.kind is not Kind.DRAWING and cue.language in (None, self.language)

    def fits(self, text: str) -> bool:
        """Whether the lines may stay: few and short enough, and no two speakers on one."""
        return layout.second_speaker(text) is None and layout.fits(
            text, cpl=self.cpl, lines=self.lines, half_width=self.half_width
        )

    def lay_out(self, text: str, spans: tuple[Span, ...], *, hang: str) -> tuple[str, tuple[Span, ...]]:
        """The text in new lines. A line that begins with a voice tag stays one: another speaks there."""
        starts = [0, *_voice_lines(text, spans)]
        lines = max(self.lines - len(starts) + 1, 1)
        edits = [
            Edit(edit.start + start, edit.end + start, edit.new)
            for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True)
            for edit in self._line_edits(text[start:end], lines, hang)
        ]
        return replaced(text, spans, edits)

    def _line_edits(self, text: str, lines: int, hang: str) -> list[Edit]:
        chinese = language(self.language).chinese
        return layout.line_edits(
            text,
            cpl=self.cpl,
            lines=lines,
            half_width=self.half_width,
            language=self.language,
            breaks=breaks(text, self.glossary, self.language) if chinese else None,
            locked=locked(text, self.glossary, self.language),
            hang=hang if chinese else "",
        )


def _voice_lines(text: str, spans: tuple[Span, ...]) -> list[int]:
    """Where lines from the second on begin with a WebVTT voice tag."""
    starts = {span.start for span in spans if voice(span) is not None}
    return sorted(start for start in starts if start and text[start - 1] == "\n")
