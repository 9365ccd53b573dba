"""`convert`: Simplified to Traditional and back, with regional words; glossary terms go by the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from localize.hanzi import configurations, convert_document, doubts
from localize.languages import language
from localize.model import Document, Finding, Severity
from localize.remembered import remembered
from localize.stages.base import Context, Shape, WiringError

_NO_REGION = "zh-Hant"
_REGION = Finding(
    rule="convert.region",
    severity=Severity.WARNING,
    message="the text is zh-Hant of no stated region; plain t2s was used, which leaves words of Taiwan or Hong Kong; "
    "say --from zh-Hant-TW, or `source: zh-Hant-TW` in a pipeline",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Convert:
    """Convert Chinese text to the output's locale.

    config: an OpenCC configuration (`s2twp`, `tw2sp`, …); by default the one that the two locales call for. memory:
    take sentences that the translation memory of the run holds in the output's locale from there. ambiguous: list what
    had to be chosen between two readings, for a person to look at.
    """

    name: ClassVar[str] = "convert"

    config: str | None = None
    memory: bool = True
    ambiguous: bool = False

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs Chinese text; gives the output's locale."""
        if not language(shape.language).chinese:
            raise WiringError(
                f"there is no Chinese to convert yet, the text is {shape.language}; "
                "write `from: zh-Hans` or put `translate` before `convert`"
            )
        if not language(context.target).chinese:
            raise WiringError(f"{context.target} is not Chinese; remove `convert`")
        try:
            configurations(shape.language, context.target, self.config)
        except KeyError as error:
            raise WiringError(str(error.args[0])) from None
        return replace(shape, language=context.target)

    def __call__(self, document: Document, context: Context) -> Document:
        """The document in `context.target`; cue ids, times and markup stay."""
        made = convert_document(document, context.target, self.config, context.glossary)
        made = replace(made, source=document.source or document)
        recalled = context.recalled_in(context.target) if self.memory else None
        if recalled and context.target != document.language:
            made = remembered(made, recalled, context.glossary)
        if self.ambiguous:
            made = made.with_findings(tuple(self._doubts(document, context)))
        if document.language == _NO_REGION != context.target and self.config is None:
            made = made.with_findings((_REGION,))
        return made

    def _doubts(self, document: Document, context: Context) -> Iterator[Finding]:
        for cue_id, words, made, other in doubts(document, context.target, self.config, context.glossary):
            message = f"{words} became {made}, not {other}; put the name or the word into the glossary if that is wrong"
            yield Finding(rule="convert.ambiguous", severity=Severity.INFO, message=message, cue_id=cue_id)
