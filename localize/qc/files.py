"""Checking finished files: reading them, finding their source files, and one result a file whatever happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from localize.errors import FileError, UsageError
from localize.formats import read
from localize.formats.sniff import SUFFIXES
from localize.glossary.term import Glossary
from localize.languages import LANGUAGES, canonical
from localize.model import Cue, Document, NotRun
from localize.qc import RULES
from localize.qc.pairing import pair
from localize.qc.profile import Profile
from localize.qc.run import check
from localize.result import FileResult


@dataclass(frozen=True, kw_only=True)
class Check:
    """What all files of one call are checked with. encoding, language and line (of a bilingual file) are those of the
    finished files.

    sources: the source file of each finished file that has one.
    """

    profile: Profile
    sources: dict[Path, Path]
    glossary: Glossary | None = None
    frame_rate: Fraction | None = None
    encoding: str | None = None
    language: str | None = None
    line: str | None = None

    def results(self, paths: Sequence[Path]) -> Iterator[FileResult]:
        """One result a file, in order, as soon as it is known. A file that cannot be read is a result with `error`."""
        return map(self.result, paths)

    def result(self, path: Path) -> FileResult:
        """What the rules find in the file at `path`."""
        try:
            found = read(path, encoding=self.encoding, language=self.language, line=self.line)
            source = self._source(path)
        except FileError as error:
            return self._unread(path, error)
        document = _named(found, path).with_cues(_own_languages(found, source))
        findings, not_run = check(
            document, self.profile, source=source, glossary=self.glossary, frame_rate=self.frame_rate
        )
        return FileResult(
            path=str(path),
            locale=document.language,
            document=document.with_findings(findings),
            profile=self.profile.name,
            not_run=not_run,
            cues_in=len(document.cues),
            cues_out=len(document.cues),
        )

    def _unread(self, path: Path, error: FileError) -> FileResult:
        why = "the file cannot be read" if error.path == str(path) else "the source file cannot be read"
        return FileResult(
            path=str(path),
            locale=self.language or "",
            profile=self.profile.name,
            error=str(error),
            not_run=tuple(NotRun(rule=rule, why=why) for rule in RULES),
        )

    def _source(self, path: Path) -> Document | None:
        source = self.sources.get(path)
        return read(source) if source else None


def _named(document: Document, path: Path) -> Document:
    """`document` in the locale its name ends in, where that says more than its text can: zh-Hant-TW, not zh-Hant."""
    tag = canonical(path.stem.rpartition(".")[2])
    return replace(document, language=tag) if tag in LANGUAGES and tag.startswith(f"{document.language}-") else document


def _own_languages(document: Document, source: Document | None) -> Iterator[Cue]:
    """The cues of `document`; those keep a language of their own whose source cue has the same one.

    A reader guesses the language of a cue by its script. In a finished file a line in another script is a line that
    was forgotten, unless the source has it so (a Mandarin line in a Russian episode).
    """
    groups = pair(source, document).groups if source else ()
    own = {cue.id: {one.language for one in group.source} for group in groups for cue in group.target}
    for cue in document.cues:
        yield cue if cue.language in own.get(cue.id, ()) else replace(cue, language=None)


def sources(paths: Sequence[Path], source: Path | None) -> dict[Path, Path]:
    """The source file of each of `paths`: `source` itself or, if that is a folder, the file in it with the same stem.

    The stem is the name before the locale: `show.s01e01.zh-Hans.srt` and `show.s01e01.ru.ass` go together. Raises
    UsageError if `source` does not exist or a file has two source files.
    """
    if source is None:
        return {}
    if not source.exists():
        raise UsageError(f"{source}: no such file or folder; give the source file or the folder of source files")
    if not source.is_dir():
        return dict.fromkeys(paths, source)
    by_stem: dict[str, list[Path]] = {}
    for candidate in sorted(source.iterdir()):
        if candidate.is_file() and candidate.suffix.lower() in SUFFIXES:
            by_stem.setdefault(_stem(candidate), []).append(candidate)
    found = {path: _only(path, by_stem.get(_stem(path), [])) for path in paths}
    return {path: candidate for path, candidate in found.items() if candidate}


def _only(path: Path, candidates: Sequence[Path]) -> Path | None:
    others = [candidate for candidate in candidates if candidate.resolve() != path.resolve()]
    if len(others) > 1:
        names = " and ".join(other.name for other in others)
        raise UsageError(f"{path}: two source files, {names}; give a folder with one language, or --source FILE")
    return others[0] if others else None


def _stem(path: Path) -> str:
    before, dot, last = path.stem.rpartition(".")
    return before if dot and canonical(last) in LANGUAGES else path.stem
