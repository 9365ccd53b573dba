"""Errors that people see. One base, few leaves; every one survives a trip between processes.

`str(error)` is the whole message: where, what is wrong, what to do. The command line prints it and exits with
`exit_code`: 2 for wrong use found before any work starts, 1 for content that cannot be read, 3 for a bug of ours.
"""

from __future__ import annotations


class LocalizeError(Exception):
    """Base of all expected errors. `args` are the constructor's arguments, so pickling works."""

    exit_code = 2


class UsageError(LocalizeError):
    """Wrong use: an option, a path that does not exist, a combination that makes no sense."""


class SpecError(LocalizeError):
    """A spec, glossary or profile is wrong. `problems`: a line each, `file:line: path: what; what to write`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems)


class ModelError(LocalizeError):
    """A translation package is missing, broken or cannot be fetched."""


class StoreError(LocalizeError):
    """A translation memory or a season's state cannot be used: damaged, in use, of a newer localize."""


class FileError(LocalizeError):
    """A subtitle file cannot be read or written; other files of the batch go on.

    path: as the user gave it; line: 1-based, or None if no line is to blame; hint: what to do.
    """

    exit_code = 1

    def __init__(self, path: str, line: int | None, message: str, hint: str = "") -> None:
        super().__init__(path, line, message, hint)
        self.path = path
        self.line = line
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}" + (f"; {self.hint}" if self.hint else "")


class StageError(LocalizeError):
    """A stage broke its contract or its cues cannot be accounted for. Names the stage and, if known, the cue."""

    exit_code = 1

    def __init__(self, path: str, stage: str, message: str) -> None:
        super().__init__(path, stage, message)
        self.path = path
        self.stage = stage
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.stage}: {self.message}"


class InternalError(LocalizeError):
    """A bug of ours. doing: the file or command it happened to; reason: one line; log: where the details are."""

    exit_code = 3

    def __init__(self, doing: str, reason: str, log: str) -> None:
        super().__init__(doing, reason, log)
        self.doing = doing
        self.reason = reason
        self.log = log

    def __str__(self) -> str:
        log = f" with {self.log}" if self.log else ""
        return f"{self.doing}: a bug of localize ({self.reason}); please report it{log}"
