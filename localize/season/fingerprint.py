"""What an output depends on, as digests by name: if all are as they were, nothing needs to be done for it.

Names are words for people: `--dry-run` says which of them changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from localize import __version__
from localize.languages import engine_code
from localize.plan import Plan
from localize.project.lines import content
from localize.project.packing import as_json, as_text
from localize.project.place import Place
from localize.project.values import digest
from localize.qc import profile as profiles
from localize.recall import Recalled
from localize.season.desk import sha256
from localize.spec.model import Output
from localize.stages.base import Stage
from localize.stages.translate import Translate
from localize.translators.base import PackageInfo


class Fingerprints:
    """Of the outputs of one run. package: digest of what is in a package."""

    def __init__(self, plan: Plan, place: Place, package: Callable[[PackageInfo], str]) -> None:
        self._plan, self._place, self._package = plan, place, package
        self._stages: dict[str, str] = {}
        self._terms: dict[str, str] = {}

    def of(
        self,
        output: Output,
        name: str,
        input_sha256: str,
        start: Mapping[str, str] | None,
        recalled: Sequence[Recalled] = (),
    ) -> dict[str, str]:
        """Digests for `output`, whose file is `name`, as all lies there now. start: those of the output that it starts
        from. recalled: what the memory knows of its sentences. Raises FileError if a file cannot be read.
        """
        there = content(self._place.out / name)
        decided = content(self._place.decisions(name)) or b""
        found = {
            "program": __version__,
            "input": digest(input_sha256, self._plan.encoding or "", self._plan.line or ""),
            "options": self._options(output),
            "glossary": self._glossary(output),
            "packages": self._packages(output),
            "memory": digest(as_text(as_json(recalled))) if recalled else "",
            "decisions": digest(sha256(decided)),
            "output": digest(sha256(there)) if there is not None else "",
        }
        if start is not None:
            found["start"] = digest(*(f"{key} {value}" for key, value in sorted(start.items()) if key != "options"))
        return found

    def _options(self, output: Output) -> str:
        """Of the stages with their profiles, and of what the spec says of files."""
        if output.locale not in self._stages:
            plan, spec = self._plan, self._plan.spec
            stages = [*spec.stages, *self._chain(output)]
            said = [repr(stage) + self._profile(stage) for stage in stages]
            facts = (spec.source, spec.name, spec.naming, str(spec.frame_rate), repr(plan.newline), repr(plan.bom))
            self._stages[output.locale] = digest(output.locale, output.from_locale or "", *said, *facts)
        return self._stages[output.locale]

    def _chain(self, output: Output) -> tuple[Stage, ...]:
        if output.from_locale is None:
            return output.stages
        parent = self._plan.spec.outputs[output.from_locale]
        return (*self._chain(parent), *output.stages)

    @staticmethod
    def _profile(stage: Stage) -> str:
        name = getattr(stage, "profile", None)
        # Where it lies means nothing: two people have the program in different places.
        return repr(replace(profiles.load(name), path="")) if name else ""

    def _glossary(self, output: Output) -> str:
        """Of what the glossary says of the source's language and the output's, in all its regions."""
        glossary, code = self._plan.glossary, engine_code(output.locale)
        if glossary is None:
            return ""
        if code not in self._terms:
            here = [one for one in glossary.locales if one == glossary.source or engine_code(one) == code]
            rows = (
                repr(
                    (
                        term.kind,
                        term.match,
                        term.case_sensitive,
                        [(one, term.forms.get(one), term.forbidden.get(one)) for one in here],
                    )
                )
                for term in glossary.terms
            )
            self._terms[code] = digest(*rows)
        return self._terms[code]

    def _packages(self, output: Output) -> str:
        source = engine_code(self._plan.spec.source)
        found: list[str] = []
        for stage in self._chain(output):
            if isinstance(stage, Translate):
                root = self._plan.spec.root(output)
                route = self._plan.routes.find(source, engine_code(root.locale), stage.via)
                found += [f"{one.name} {self._package(one)}" for one in route]
        return digest(*found)
