"""What people name on the command line, as files to work on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from localize.errors import UsageError
from localize.formats.sniff import SUFFIXES


def gather(names: Sequence[Path]) -> tuple[Path, ...]:
    """Files as given, and every subtitle file below the folders given, sorted; each once.

    Hidden files and folders are passed over. Raises UsageError for a path that does not exist and for a folder without
    a subtitle file: nothing has been done then.
    """
    found: dict[Path, None] = {}
    for name in names:
        if name.is_dir():
            inside = sorted(
                path
                for path in name.rglob("*")
                if path.suffix.lower() in SUFFIXES
                and path.is_file()
                and not any(part.startswith(".") for part in path.relative_to(name).parts)
            )
            if not inside:
                raise UsageError(f"{name}: no subtitle file ({', '.join(SUFFIXES)}) in this folder")
            found.update(dict.fromkeys(inside))
        elif name.exists():
            found[name] = None
        else:
            raise UsageError(f"{name}: no such file or folder")
    return tuple(found)
