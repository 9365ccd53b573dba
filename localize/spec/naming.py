"""Names of output files: `naming:` and `episode:` of a spec.

A pattern is filled in, never evaluated: `{field}` is replaced, and attributes, indexes and format marks are refused.
"""

from __future__ import annotations

import re
import string
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from localize.config.problem import cited
from localize.errors import FileError
from localize.spec.model import Spec
from localize.suggest import did_you_mean

FIELDS = ("stem", "series", "locale", "format")

# Characters that some file system refuses or reads as a folder, a device or a stream, and invisible ones.
_WORD = r'[^\s/\\<>:"|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+'
NAME = rf"^(?!.*\.\.){_WORD}(?: {_WORD})*$"
NAMING = rf"^(?!.*\.\.)(?=.*\.\{{format\}}$){_WORD}(?: {_WORD})*$"

_EPISODE_LENGTH = 200


def naming_problems(pattern: str, groups: Iterable[str], outputs: int) -> Iterator[str]:
    """Everything that is wrong with `naming: pattern`. groups: named groups of `episode`."""
    example = "write a file name such as '{stem}.{locale}.{format}'"
    if not pattern.endswith(".{format}"):
        yield f"{cited(pattern)} does not end in '.{{format}}'; {example}"
    elif not re.fullmatch(NAMING, pattern):
        yield f"{cited(pattern)} names a folder or has a character that no file name should have; {example}"
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError as error:
        yield f"{error}; {example}"
        return
    known = (*FIELDS, *groups)
    fields = {field: bool(mark or conversion) for _, field, mark, conversion in parts if field is not None}
    unknown = [field for field in fields if field not in known]
    for field in unknown:
        yield f"unknown field {cited(field)}{did_you_mean(field, known)}"
    for field, marked in fields.items():
        if marked and field in known:
            yield f"field {field!r} has a format mark; write '{{{field}}}'"
    if outputs > 1 and "locale" not in fields and not unknown:
        yield "all outputs would have the same name; add '{locale}'"


def compile_episode(pattern: str) -> re.Pattern[str]:
    """The compiled `episode`. Raises ValueError, with what to write, if it is wrong or could run for ever.

    A repeated group (`(a+)*`) can take exponential time, so it is refused; named groups need none.
    """
    if len(pattern) > _EPISODE_LENGTH:
        raise ValueError(f"longer than {_EPISODE_LENGTH} characters; write a shorter expression")
    atoms = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern, flags=re.DOTALL)
    if re.search(r"\)[*+{]", atoms):
        raise ValueError("a repeated group could run for ever; repeat single characters only, as in \\d+")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ValueError(f"not a regular expression: {error}; write one such as 's(?P<season>\\d+)'") from None
    for group in compiled.groupindex:
        if group in FIELDS:
            raise ValueError(f"the group {group!r} is a field of `naming` already; give it another name")
    return compiled


def file_name(spec: Spec, stem: str, locale: str, suffix: str) -> str:
    """The name of the output of the input `stem` (its file name without the suffix) in `locale`; `suffix`: `srt` ….

    Raises FileError if `naming` needs a group of `episode` which `stem` does not have, or if no file name results.
    """
    values = {"stem": stem, "series": spec.name, "locale": locale, "format": suffix}
    found = spec.episode.search(stem) if spec.episode else None
    if found:
        values |= {group: text for group, text in found.groupdict().items() if text is not None}
    name = ""
    for literal, field, _, _ in string.Formatter().parse(spec.naming):
        if field is not None and field not in values:
            raise FileError(stem, None, f"the file name has no {field!r}", "rename it or change `episode` in the spec")
        name += literal + (values[field] if field is not None else "")
    if Path(name).name != name:
        raise FileError(stem, None, f"{name!r} is no file name", "rename the file or change `naming` in the spec")
    return name
