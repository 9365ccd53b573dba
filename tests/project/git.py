"""A git repository of a season, with two people at work in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_PERSON = {"NAME": "A", "EMAIL": "a@example.org"}
_ENVIRONMENT = {
    **{f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _PERSON.items()},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": os.environ["PATH"],
}


class Repository:
    """A repository in `folder`, which is made. style: how git marks a conflict."""

    def __init__(self, folder: Path, style: str = "merge") -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=ours")
        self.git("config", "merge.conflictStyle", style)
        self.git("config", "core.autocrlf", "true")

    def git(self, *words: str) -> bool:
        """Whether the command succeeds; a merge fails if it leaves conflicts."""
        done = subprocess.run(["git", *words], cwd=self.folder, env=_ENVIRONMENT, capture_output=True, check=False)
        assert done.returncode == 0 or words[0] == "merge", done.stderr.decode()
        return done.returncode == 0

    def commit(self) -> None:
        """Store everything that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=x")
