"""`translate`: sentences through the engine, or from a translation memory, verified, and spread over their cues."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Annotated, ClassVar, Literal

from annotated_types import Ge

from localize.alignment import parsed
from localize.hanzi import convert_document
from localize.ladder import Job, Outcome, climb, has_words
from localize.languages import engine_code, language
from localize.model import Cue, Document, Finding, Maker, Provenance, Sentence, Severity, Span
from localize.qc import profile as profiles
from localize.qc.profile import Profile
from localize.recall import Recollection, lookups, refused
from localize.spreading import Rendering, spread
from localize.stages.base import Context, Shape, WiringError
from localize.stages.profiled import profile_for
from localize.translators.base import PackageInfo, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Translate:
    """Translate every sentence into the output's language.

    engine: the translation engine. via: a pivot language, to use even if a direct package exists. beam: beam size of
    the first attempt; retry_beam: beam size and number of hypotheses of the attempts after a failure, and of the first
    at sentences over several cues and at long ones. protect: take
    glossary terms out before translation and put their renderings back after. profile: a delivery profile; where a
    translation cannot be read in the time of its cues, a shorter one is asked for, if the package knows how. memory:
    take sentences that the translation memory of the run holds from there.
    """

    name: ClassVar[str] = "translate"

    engine: Literal["argos"] = "argos"
    via: str | None = None
    beam: Annotated[int, Ge(1)] = 2
    retry_beam: Annotated[int, Ge(1)] = 5
    protect: bool = True
    profile: str | None = None
    memory: bool = True

    def wire(self, shape: Shape, context: Context) -> Shape:
        """Needs sentences of an untranslated text and installed packages; gives a text in the output's language."""
        if not shape.segmented:
            raise WiringError("there are no sentences to translate yet; put `segment` before `translate`")
        if shape.translated:
            raise WiringError("the text is translated already; remove one `translate`")
        source, target = language(shape.language).engine, language(context.target).engine
        if source == target:
            raise WiringError(
                f"the text is {shape.language} already; move `translate` below the output of another language, or "
                "remove it"
            )
        if not context.routes.find(source, target, self.via):
            raise WiringError(
                f"no package translates {source} to {target}"
                + (f" over {self.via}" if self.via else "")
                + f"; install one with `localize models install {source} {target}`"
            )
        # Engines give Simplified Chinese.
        translated = replace(shape, language=self.gives(context.target), translated=True)
        if self.profile:
            profile_for(self.profile, translated)
        return translated

    @staticmethod
    def gives(target: str) -> str:
        """The locale an engine's text is in when `target` is asked for: Chinese comes as zh-Hans."""
        return "zh-Hans" if language(target).chinese else target

    def wanted(self, document: Document, context: Context) -> tuple[Request, ...]:
        """The requests whose answers `context.translations` still lacks, for the texts not yet decided."""
        wanted: dict[Request, None] = {}
        for job in dict.fromkeys(job for _, _, job in self._jobs(document, context) if job):
            found = _climbed(job, context)
            if not isinstance(found, Outcome):
                wanted.update(dict.fromkeys(found))
        return tuple(wanted)

    def __call__(self, document: Document, context: Context) -> Document:
        """The translated document: same ids and times; failures that no attempt could repair become findings."""
        locale = self.gives(context.target)
        texts: dict[str, Rendering] = {}
        origin: dict[str, Provenance] = {}
        known: dict[str, Provenance] = {}
        findings: list[Finding] = []
        for sentence, found, job in self._jobs(document, context):
            if found and not found.wrong:
                outcome = _climbed(job, context) if job else None
                links = outcome.links if isinstance(outcome, Outcome) else ""
                texts[sentence.id] = Rendering(text=found.text, links=parsed(links))
                known.update({part.cue_id: _remembered(found) for part in sentence.parts})
                continue
            if found:
                findings.append(refused(sentence, found))
            if job is None:
                findings += _kept(sentence, document.language, locale)
                continue
            outcome = _climbed(job, context)
            if not isinstance(outcome, Outcome):
                raise LookupError(f"{sentence.id}: not translated yet")
            findings += _problems(sentence, outcome)
            if outcome.text:
                texts[sentence.id] = Rendering(text=outcome.text, marked=outcome.marked, links=parsed(outcome.links))
                maker = _provenance(self.engine, job.route, outcome.rung)
                origin.update({part.cue_id: maker for part in sentence.parts})
        spreads, held = spread(document, texts, locale, context.glossary)
        # A cue with words of an engine is the engine's, whatever else it holds: its licence counts.
        cues = (_with(cue, spreads, origin.get(cue.id) or known.get(cue.id)) for cue in document.cues)
        made = replace(document, language=locale, cues=tuple(cues), source=document)
        if language(locale).chinese:
            # Lines that were Chinese in the source come in either script.
            made = convert_document(made, locale, None, context.glossary)
        return made.with_findings((*findings, *held))

    def jobs(self, document: Document, context: Context) -> Iterator[Job]:
        """What is asked of the engine for each sentence that is not kept or recalled."""
        return (job for _, _, job in self._jobs(document, context) if job)

    def _jobs(self, document: Document, context: Context) -> Iterator[tuple[Sentence, Recollection | None, Job | None]]:
        """Each sentence with what the memory knows of it and what to ask of the engine; nothing if it stays as it is.

        Of one that the memory knows all that may be asked is which words stand for which.
        """
        locale = self.gives(context.target)
        routes: dict[str, tuple[PackageInfo, ...]] = {}
        profile = profiles.load(self.profile) if self.profile else None
        cues = {cue.id: cue for cue in document.cues}
        recalled = context.recalled_in(locale) if self.memory else None
        for tag, sentence, lookup in lookups(document):
            found = recalled.recollection(tag, lookup, context.glossary) if recalled else None
            if tag not in routes:
                source, target = engine_code(tag), engine_code(locale)
                routes[tag] = () if source == target else context.routes.find(source, target, self.via)
            route = routes[tag]
            if not route or not has_words(sentence.text, tag):
                yield sentence, found, None
                continue
            breaks, linked = _breaks(sentence, cues), _has_markup_inside(sentence, cues)
            right = found is not None and not found.wrong
            if right and not (breaks or linked):
                yield sentence, found, None
                continue
            yield (
                sentence,
                found,
                Job(
                    text=sentence.text, source=tag, target=locale, route=route, via=self.via, beam=self.beam,
                    retry_beam=self.retry_beam, protect=self.protect, glossary=context.glossary, engine=self.engine,
                    room=_room(sentence, cues, profile), half_width=bool(profile and profile.half_width),
                    breaks=breaks, linked=linked, given=found.text if found and right else "",
                ),
            )  # fmt: skip


def _climbed(job: Job, context: Context) -> Outcome | tuple[Request, ...]:
    """As `climb`, unless it is known what comes of it."""
    return context.outcomes.get(job) or climb(job, context.translations)


def _room(sentence: Sentence, cues: Mapping[str, Cue], profile: Profile | None) -> float:
    """Characters that can be read in the time of the sentence's cues; of a shared cue it has its share of the time."""
    limit = profile.limit("layout.cps") if profile else None
    if limit is None:
        return math.inf
    shares = ((cues[part.cue_id], part.end - part.start) for part in sentence.parts)
    return math.floor(sum(limit.value * cue.duration_ms / 1000 * length / len(cue.text) for cue, length in shares))


def _breaks(sentence: Sentence, cues: Mapping[str, Cue]) -> tuple[int, ...]:
    """Where in the text of a sentence its second cue begins, its third and so on."""
    said = (" ".join(cues[part.cue_id].text[part.start : part.end].split()) for part in sentence.parts)
    return tuple(accumulate(len(text) + 1 for text in said))[:-1]


def _has_markup_inside(sentence: Sentence, cues: Mapping[str, Cue]) -> bool:
    """Whether a tag begins or ends within what a cue holds of a sentence."""
    return any(
        part.start < place < part.end
        for part in sentence.parts
        for span in cues[part.cue_id].spans
        for place in (span.start, span.end)
    )


def _with(cue: Cue, spreads: Mapping[str, tuple[str, tuple[Span, ...]]], made: Provenance | None) -> Cue:
    if cue.id not in spreads:
        return cue
    text, spans = spreads[cue.id]
    return replace(cue, text=text, spans=spans, language=None, provenance=made or cue.provenance)


def _kept(sentence: Sentence, source: str, locale: str) -> list[Finding]:
    """A finding for a sentence that stays as it is, unless it may: it is in the output's language, or has no words.

    Latin words in a Russian text may be what an English text needs; in a Chinese text somebody should look at them.
    """
    tag = sentence.language or source
    if engine_code(tag) == engine_code(locale) or not any(map(str.isalpha, sentence.text)):
        return []
    if has_words(sentence.text, tag):
        message = f"this line is {tag}; no package translates it to {locale}, so it is kept as it is"
    elif language(locale).script == "Latn" and sentence.text.isascii():
        return []
    else:
        message = f"there is no word of {tag} in this line, so it is kept as it is"
    return [Finding(rule="translate.kept", severity=Severity.WARNING, message=message, cue_id=sentence.parts[0].cue_id)]


def _problems(sentence: Sentence, outcome: Outcome) -> list[Finding]:
    """What a person must know of an outcome: failures that are left, and text put together from pieces."""
    cue_id = sentence.parts[0].cue_id
    found = [
        Finding(
            rule=rule,
            severity=Severity.WARNING if rule == "text.number" else Severity.ERROR,
            message=f"no attempt to translate was right: {message}" + ("" if outcome.text else "; the source is kept"),
            cue_id=cue_id,
        )
        for rule, message in outcome.problems
    ]
    if outcome.rung in ("pieces", "clauses"):
        message = "translated in pieces around its terms; the grammar needs a look"
        if outcome.rung == "clauses":
            message = "translated clause by clause; the grammar needs a look"
        found.append(Finding(rule="translate.pieces", severity=Severity.WARNING, message=message, cue_id=cue_id))
    return found


def _remembered(found: Recollection) -> Provenance:
    return Provenance(maker=Maker.MEMORY, package=found.memory, rung=found.match.kind.value)


def _provenance(engine: str, route: tuple[PackageInfo, ...], rung: str) -> Provenance:
    return Provenance(
        maker=Maker.MACHINE,
        engine=engine,
        package=" + ".join(package.name for package in route),
        version=" + ".join(package.version for package in route),
        licence=" + ".join(dict.fromkeys(package.licence for package in route if package.licence)),
        rung=rung,
        evaluation_only=any(package.evaluation_only for package in route),
    )
