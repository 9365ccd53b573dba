"""`fit`: typography of the locale and line breaks that keep to a delivery profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from localize import layout
from localize.glossary.term import Glossary
from localize.languages import language
from localize.model import Cue, Document, Kind, Maker, Span
from localize.qc import profile as profiles
from localize.qc.profile import Profile
from localize.stages.base import Context, Shape, WiringError
from localize.stages.profiled import profile_for
from localize.text.edits import Edit, replaced
from localize.text.markup import is_italic, voice
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
    italics away where the profile allows none (Chinese).
    """

    name: ClassVar[str] = "fit"

    profile: str
    typography: bool = True

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs a profile that exists, is for the language of the text, and limits lines and characters per line."""
        profile = profile_for(self.profile, shape)
        for rule in ("layout.cpl", "layout.lines"):
            if not profile.limit(rule):
                raise WiringError(
                    f"profile {profile.name} has no {rule}; "
                    "choose a profile with characters per line, such as netflix-en"
                )
        return shape

    def __call__(self, document: Document, context: Context) -> Document:
        """The document with its lines broken anew. Ids, times and markup stay; what people wrote stays as it is.

        Drawings and cues in another language are left alone; songs and signs keep their lines if these fit.
        """
        page = _Page.of(profiles.load(self.profile), document.language, context.glossary)
        return document.with_cues(self._fit(cue, page) for cue in document.cues)

    def _fit(self, cue: Cue, page: _Page) -> Cue:
        foreign = cue.language not in (None, page.language)
        if foreign or cue.kind is Kind.DRAWING or cue.provenance.maker in _BY_PEOPLE:
            return cue
        text, spans = cue.text, cue.spans
        if self.typography:
            spans = tuple(span for span in spans if page.italics or not is_italic(span))
            text, spans = set_type(text, spans, page.language)
        keeps_lines = cue.kind in _OWN_LINES or cue.provenance.maker is Maker.SOURCE or "\n" not in text
        if not (keeps_lines and page.fits(text)):
            text, spans = page.lay_out(text, spans, hang=_HANG if self.typography else "")
            if self.typography:
                text, spans = set_type(text, spans, page.language)
        return cue if (text, spans) == (cue.text, cue.spans) else cue.with_text(text, spans)


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

    def fits(self, text: str) -> bool:
        return layout.fits(text, cpl=self.cpl, lines=self.lines, half_width=self.half_width)

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
