"""What people name on the command line: files to work on, and options that several commands share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from localize.encoding import known
from localize.errors import UsageError
from localize.formats.sniff import SUFFIXES
from localize.timecode import frame_rate


def gather(names: Sequence[Path], made: Collection[Path] = ()) -> tuple[Path, ...]:
    """Files as given, and every subtitle file below the folders given, sorted; each once.

    Hidden files and folders are passed over, and so are the files `made` by an earlier run, unless named one by one.
    Raises UsageError for a path that does not exist and for a folder without a subtitle file: nothing has been done
    then.
    """
    found: dict[Path, None] = {}
    outputs = {path.resolve() for path in made}
    for name in names:
        try:
            files = tuple(_inside(name)) if name.is_dir() else (name,) if name.exists() else ()
        except OSError as error:  # a name that is too long, a folder that nobody may look into
            raise UsageError(f"{name}: {error.strerror}") from None
        if not files:
            missing = f"no subtitle file ({', '.join(SUFFIXES)}) in this folder"
            raise UsageError(f"{name}: {missing if name.is_dir() else 'no such file or folder'}")
        found.update(dict.fromkeys(path for path in files if path == name or path.resolve() not in outputs))
    if not found:
        raise UsageError(f"{', '.join(map(str, names))}: holds nothing but the outputs of an earlier run")
    return tuple(found)


def refuse_unknown(*, encoding: str | None, line: str | None) -> None:
    """Raise UsageError for values of `--encoding` and `--line` that can be right for no file."""
    if encoding:
        known(encoding)
    if line and line.isdecimal() and line not in ("1", "2"):
        raise UsageError(f"--line {line}: write 1, 2 or a language tag")


def asked_frame_rate(text: str | None) -> Fraction | None:
    """The value of `--frame-rate`, None if it was not given. Raises UsageError if it is no frame rate."""
    try:
        return frame_rate(text) if text else None
    except ValueError as error:
        raise UsageError(f"--frame-rate: {error}") from None


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            yield path
