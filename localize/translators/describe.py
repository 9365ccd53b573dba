"""What an unpacked translation package is: pair, version, licence, placeholders; or why it is none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from localize.errors import ModelError
from localize.translators import argos_package
from localize.translators.base import PackageInfo
from localize.translators.vocabulary import CUE_BREAK, PLACEHOLDERS, STEERING

_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_LICENCE = re.compile(
    r"\b(?:CC[ -]BY(?:[ -](?:NC|SA|ND))*(?:[ -]\d\.\d)?|CC0|MIT|Apache[ -]2\.0|[AL]?GPL[ -]?v?\d(?:\.\d)?)(?!\w)"
)
_EVALUATION = re.compile(r"evaluation[ -]only", re.IGNORECASE)
# Models of less than this (40 million parameters in int8) translate sentences of more words better clause by clause:
# `python -m benchmarks.translation.decoding`.
_SMALL, _LONGEST = 40_000_000, 16
_NON_COMMERCIAL = re.compile(r"\bNC\b|non-?commercial", re.IGNORECASE)


def describe(folder: Path, *, name: str = "") -> PackageInfo:
    """What the unpacked package in `folder` is. Raises ModelError if it is not whole; name: what that calls it."""
    name = name or str(folder)
    metadata = _metadata(folder, name)
    try:
        package = argos_package.package().Package(folder)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{name}: not an Argos package ({error})") from error
    source, target, version = (str(x or "") for x in (package.from_code, package.to_code, package.package_version))
    if package.type != "translate" or not (_CODE.fullmatch(source) and _CODE.fullmatch(target)):
        raise ModelError(f"{name}: its metadata.json names no pair of languages; this is not a translation package")
    if not VERSION.fullmatch(version):
        raise ModelError(f"{name}: its metadata.json has no usable package_version")
    if not (folder / "model" / "model.bin").is_file():
        raise ModelError(f"{name}: model/model.bin is missing; install the package again")
    licence, evaluation_only = _licence(folder, metadata)
    known = _known(folder, name)
    return PackageInfo(
        source=source,
        target=target,
        version=version,
        path=str(folder),
        licence=licence,
        evaluation_only=evaluation_only,
        placeholders=tuple(token for token in PLACEHOLDERS if token in known),
        steering=tuple(token for token in STEERING if token in known),
        cue_break=CUE_BREAK if CUE_BREAK in known else "",
        longest=_LONGEST if (folder / "model" / "model.bin").stat().st_size < _SMALL else 0,
    )


def version_key(version: str) -> Any:
    """A key that sorts versions; what is no version sorts lowest."""
    from packaging.version import InvalidVersion, parse

    try:
        return parse(version)
    except InvalidVersion:
        return parse("0.dev0")


def _metadata(folder: Path, name: str) -> dict[str, Any]:
    try:
        metadata = json.loads((folder / "metadata.json").read_bytes())
    except OSError as error:
        raise ModelError(f"{name}: no metadata.json; this is not an Argos package") from error
    except ValueError as error:
        raise ModelError(f"{name}: metadata.json is not JSON ({error}); install the package again") from error
    if not isinstance(metadata, dict):
        raise ModelError(f"{name}: metadata.json is not a JSON object; install the package again")
    return metadata


def _licence(folder: Path, metadata: dict[str, Any]) -> tuple[str, bool]:
    readme = folder / "README.md"
    text = readme.read_text("utf-8", errors="replace") if readme.is_file() else ""
    stated = metadata.get("licence") or metadata.get("license")
    if not stated:
        match = _LICENCE.search(text)
        stated = match.group() if match else ""
    # It is shown in terminals and reports, so one short line without control characters.
    licence = "".join(character for character in str(stated)[:200] if character.isprintable())
    return licence, bool(
        metadata.get("evaluation_only") is True or _EVALUATION.search(licence + text) or _NON_COMMERCIAL.search(licence)
    )


def _known(folder: Path, name: str) -> frozenset[str]:
    """The tokens of `vocabulary` that the package's own vocabulary holds as single pieces."""
    model = folder / "sentencepiece.model"
    if not model.is_file():
        if (folder / "bpe.model").is_file():
            return frozenset()
        raise ModelError(f"{name}: no sentencepiece.model and no bpe.model; install the package again")
    from sentencepiece import SentencePieceProcessor

    try:
        processor = SentencePieceProcessor(model_file=str(model))
    except (RuntimeError, OSError) as error:
        raise ModelError(f"{name}: sentencepiece.model cannot be loaded; install the package again") from error
    unknown = processor.unk_id()
    return frozenset(
        token for token in (*PLACEHOLDERS, *STEERING, CUE_BREAK) if processor.piece_to_id(token) != unknown
    )
