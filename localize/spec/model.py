"""What a pipeline spec says, as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from pathlib import Path

from localize.stages.base import Stage

VERSION = 1

# Values of `newline` and the line ends they stand for.
NEWLINES = {"lf": "\n", "crlf": "\r\n"}

# Stages that shape text for one locale's screen or end its chain; `from:` takes the text before the first of them.
LAYOUT = ("fit", "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One locale to make.

    from_locale: the output whose text this one starts from, None to start from the source. line: 1-based.
    """

    locale: str
    from_locale: str | None = None
    stages: tuple[Stage, ...]
    line: int

    @property
    def path(self) -> str:
        """Where the list of stages stands in the spec: `outputs.en`, `outputs.zh-Hant-TW.stages`."""
        return f"outputs.{self.locale}" + (".stages" if self.from_locale else "")

    @property
    def trunk(self) -> tuple[Stage, ...]:
        """The stages whose text another output may start from: all before the first `fit` or `check`."""
        return tuple(takewhile(lambda stage: stage.name not in LAYOUT, self.stages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A pipeline.

    version: version of this format; 1. name: name of the series; `{series}` in file names. source: locale of the
    input files; `ru` if left out. episode: a regular expression with named groups, searched in the name of each input
    file; its groups can be used in `naming`. naming: pattern of output file names, with the fields `{stem}` (of the
    input file), `{series}`, `{locale}`, `{format}` and the groups of `episode`. frame_rate: frames a second, 25 or
    "23.976"; there is no default, and rules that count frames do not run without it. newline: line ends of the outputs,
    `lf` or `crlf`; those of each input if left out. bom: whether the outputs begin with a byte order mark; as in each
    input if left out. glossary: term base (TSV); a path relative to the spec file. memory: translation memory, made if
    there is none; a path relative to the spec file. stages: what every output begins with. outputs: for each locale its
    stages, or `from:` another output (its text before `fit`) and the stages that follow.

    path: the spec file. lines: 1-based line of every path in the file (`outputs.en[1]`).

    `outputs` is ordered: each stands after the one it is made from.
    """

    path: Path
    version: int
    name: str
    source: str
    episode: re.Pattern[str] | None
    naming: str
    frame_rate: Fraction | None
    newline: str | None = None
    bom: bool | None = None
    glossary: Path | None
    memory: Path | None = None
    stages: tuple[Stage, ...]
    outputs: Mapping[str, Output]
    lines: Mapping[str, int]

    def root(self, output: Output) -> Output:
        """The output that starts from the source and that `output` starts from, directly or over others, or is."""
        while output.from_locale:
            output = self.outputs[output.from_locale]
        return output
