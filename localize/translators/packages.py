"""Installed translation packages: where they are looked for, and what each one is.

Folders in order: `--models`, `$LOCALIZE_MODELS`, `./models`, then Argos's own (`ARGOS_PACKAGES_DIR`). The first folder
that has a pair wins; inside a folder the highest version. A folder holds unpacked packages or `.argosmodel` archives.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from localize.errors import ModelError, UsageError
from localize.translators import archive, argos_package
from localize.translators.base import PackageInfo, Routes
from localize.translators.describe import describe, version_key

ARCHIVE_SUFFIX = ".argosmodel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A package and where it was found: its folder, or the archive that `package.path` was unpacked from."""

    package: PackageInfo
    where: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Everything in the folders, in order of precedence; and one error for each entry that is damaged."""

    found: tuple[Found, ...]
    damaged: tuple[ModelError, ...]

    @property
    def used(self) -> tuple[Found, ...]:
        """The first of each pair."""
        first: dict[tuple[str, str], Found] = {}
        for entry in self.found:
            first.setdefault((entry.package.source, entry.package.target), entry)
        return tuple(first.values())


def installed(models: Path | None = None) -> Routes:
    """The packages to translate with. models: the folder of `--models`. A damaged package is logged as a warning."""
    result = survey(models)
    for error in result.damaged:
        logging.getLogger(__name__).warning("%s", error)
    return Routes(packages=tuple(entry.package for entry in result.used))


def survey(models: Path | None = None) -> Survey:
    """Look through all folders. Raises UsageError if a folder that somebody named does not exist."""
    surveys = [look(folder) for folder in dict.fromkeys(folder.resolve() for folder in _folders(models))]
    return Survey(
        found=tuple(chain.from_iterable(result.found for result in surveys)),
        damaged=tuple(chain.from_iterable(result.damaged for result in surveys)),
    )


def look(folder: Path) -> Survey:
    """Look through one folder, highest version first within a pair. A folder without metadata.json is no package."""
    found, damaged = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            if path.suffix == ARCHIVE_SUFFIX and path.is_file():
                found.append(Found(package=_from_archive(path), where=path))
            elif (path / "metadata.json").is_file():
                found.append(Found(package=describe(path), where=path))
        except ModelError as error:
            damaged.append(error)
    found.sort(key=lambda entry: version_key(entry.package.version), reverse=True)
    found.sort(key=lambda entry: (entry.package.source, entry.package.target))
    return Survey(found=tuple(found), damaged=tuple(damaged))


def _folders(models: Path | None) -> list[Path]:
    named = [("--models", models), ("LOCALIZE_MODELS", os.environ.get("LOCALIZE_MODELS"))]
    folders = []
    for option, value in named:
        if not value:
            continue
        if not Path(value).is_dir():
            raise UsageError(f"{option}: {value} is not a folder")
        folders.append(Path(value))
    return [*folders, Path("models"), *map(Path, argos_package.package().settings.package_dirs)]


def _from_archive(path: Path) -> PackageInfo:
    digest = archive.sha256(path)
    listed = _manifest(path.parent).get(path.name)
    if listed is not None and listed["sha256"] != digest:
        raise ModelError(f"{path}: differs from its SHA-256 in manifest.json; download or copy it again")
    package = describe(_unpacked(path, digest), name=str(path))
    if listed is None:
        return package
    return replace(
        package,
        licence=str(listed.get("licence", package.licence)),
        evaluation_only=package.evaluation_only or listed.get("evaluation_only") is True,
    )


def _manifest(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / "manifest.json"
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_bytes())["packages"]
        return {entry["name"]: {**entry, "sha256": entry["sha256"].lower()} for entry in entries}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f'{path}: not a manifest; write {{"packages": [{{"name": …, "sha256": …}}]}}') from error


def _unpacked(path: Path, digest: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "localize" / "models"
    home = cache / digest[:16]
    if not home.is_dir():
        try:
            cache.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=".incoming-", dir=cache))
        except OSError as error:
            raise ModelError(
                f"{path}: no room to unpack it ({error}); set XDG_CACHE_HOME to a folder to use"
            ) from error
        try:
            archive.unpack(path, fresh, name=str(path))
            fresh.rename(home)
        except OSError as error:
            # Another process may just have put the same package there.
            if not home.is_dir():
                raise ModelError(f"{path}: cannot be unpacked into {home} ({error})") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return next(entry for entry in home.iterdir())
