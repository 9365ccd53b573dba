"""A bug of ours: the details go to a log file, and people get one line that says where it is."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from importlib import metadata
from pathlib import Path

from localize import __version__
from localize.errors import InternalError
from localize.report.plain import shown

# Packages whose version matters to whoever reads the log.
_PACKAGES = ("argostranslate", "click", "ctranslate2", "opencc-python-reimplemented", "pymorphy3", "pysubs2", "rich")


def caught(error: Exception, doing: str) -> InternalError:
    """What to tell people of `error`, which nobody expected; its traceback is in a log file by then.

    doing: the file or the command that it happened to.
    """
    reason = str(error).split("\n")[0][:200]
    where = _write(shown(f"{_facts(doing)}\n{''.join(traceback.format_exception(error))}"))
    return InternalError(doing, f"{type(error).__name__}: {reason}" if reason else type(error).__name__, where)


def _facts(doing: str) -> str:
    """Versions, machine and command line."""
    versions = (f"{package} {_version(package)}" for package in _PACKAGES)
    return "\n".join(
        [
            f"{doing}, {datetime.now().astimezone().isoformat(timespec='seconds')}",
            f"localize {__version__}, Python {platform.python_version()}, {platform.platform()}",
            ", ".join(versions),
            f"command line: {sys.argv!r}",
            "",
        ]
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


def _write(text: str) -> str:
    """The path of a new log file that holds `text`, in the user's state folder or the one for temporary files."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "localize"
    name = f"crash-{datetime.now():%Y%m%d-%H%M%S}-"
    for folder in (state, Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix=name, suffix=".log", dir=folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return path
    return ""
