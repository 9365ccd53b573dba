"""What people name on the command line: files to work on, and options that several commands share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from localize.config.problem import cited
from localize.encoding import known
from localize.errors import UsageError
from localize.formats.sniff import SUFFIXES
from localize.languages import LANGUAGES, canonical
from localize.outputs import Outputs
from localize.timecode import frame_rate

_SHOWN = 3  # names of files that were not taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """files: those to work on. others: those in the folders named whose ending is no subtitle format's."""

    files: tuple[Path, ...]
    others: tuple[Path, ...] = ()

    @property
    def not_taken(self) -> str:
        """One line about `others`, empty if there are none: `not taken: 2 files with other endings (a.sbv, b)`."""
        if not self.others:
            return ""
        names = [path.name for path in self.others[:_SHOWN]] + ["…"] * (len(self.others) > _SHOWN)
        files = (
            "1 file with another ending" if len(self.others) == 1 else f"{len(self.others)} files with other endings"
        )
        return f"not taken: {files} ({', '.join(names)})"


def gather(names: Sequence[Path], made: Collection[Path] = ()) -> Inputs:
    """Files as given, and every subtitle file below the folders given, sorted; each once.

    Hidden files and folders are passed over, and so are the files `made` by an earlier run, unless named one by one.
    Raises UsageError for a path that does not exist and for a folder without a subtitle file: nothing has been done
    then.
    """
    found: dict[Path, None] = {}
    others: list[Path] = []
    outputs = {path.resolve() for path in made}
    for name in names:
        try:
            inside = tuple(_inside(name)) if name.is_dir() else (name,) if name.exists() else ()
        except OSError as error:  # a name that is too long, a folder that nobody may look into
            raise UsageError(f"{name}: {error.strerror}") from None
        files = [path for path in inside if path == name or path.suffix.lower() in SUFFIXES]
        others += [path for path in inside if path != name and path.suffix.lower() not in SUFFIXES]
        if not files:
            missing = f"no subtitle file ({', '.join(SUFFIXES)}) in this folder"
            raise UsageError(f"{name}: {missing if name.is_dir() else 'no such file or folder'}")
        found.update(dict.fromkeys(path for path in files if path == name or path.resolve() not in outputs))
    if not found:
        raise UsageError(f"{', '.join(map(str, names))}: holds nothing but the outputs of an earlier run")
    written = outputs | {path.resolve() for name in names for path in Outputs(name).made}
    left = dict.fromkeys(path for path in others if path not in found and path.resolve() not in written)
    return Inputs(files=tuple(found), others=tuple(left))


def refuse_unknown(*, encoding: str | None, line: str | None) -> None:
    """Raise UsageError for values of `--encoding` and `--line` that can be right for no file."""
    if encoding:
        known(encoding)
    if line is not None and line not in ("1", "2") and canonical(line) not in LANGUAGES:
        raise UsageError(f"--line {cited(line)}: write 1, 2 or one of {', '.join(LANGUAGES)}")


def asked_frame_rate(text: str | None) -> Fraction | None:
    """The value of `--frame-rate`, None if it was not given. Raises UsageError if it is no frame rate."""
    try:
        return frame_rate(text) if text else None
    except ValueError as error:
        raise UsageError(f"--frame-rate: {error}") from None


def _inside(folder: Path) -> Iterator[Path]:
    """Every file below `folder` that is not hidden, sorted."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
