"""`check`: the delivery rules of a profile, as findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from localize.model import Document
from localize.qc import profile as profiles
from localize.stages.base import Context, Shape
from localize.stages.profiled import profile_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Check the text against a delivery profile.

    profile: the name of a shipped profile (`localize profiles list`) or the path of a profile file.
    """

    name: ClassVar[str] = "check"

    profile: str

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs a profile that exists and is for the language of the text."""
        profile_for(self.profile, shape)
        return shape

    def __call__(self, document: Document, context: Context) -> Document:
        """The document with the findings of every rule, and the rules that could not run."""
        from localize.qc import RULES
        from localize.qc.run import check

        findings, not_run = check(
            document,
            profiles.load(self.profile),
            source=document.source,
            glossary=context.glossary,
            frame_rate=context.frame_rate,
        )
        # What these rules say of the finished text supersedes what earlier stages said under the same ids.
        earlier = tuple(finding for finding in document.findings if finding.rule not in RULES)
        return replace(document, findings=(*earlier, *findings), not_run=(*document.not_run, *not_run))
