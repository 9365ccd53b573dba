"""What is said about workers before the first task; `test_cluster` asks real ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localize.errors import UsageError
from localize.translators.base import PackageInfo
from localize.workers import shelf
from localize.workers.facts import Facts, gather
from localize.workers.failure import Failure, WorkerError, failed
from localize.workers.muster import muster
from localize.workers.serial import Serial


class Told(Serial):
    """A mapper whose workers answer what the test says."""

    def __init__(self, **answers: Facts | Failure) -> None:
        self.answers = {f"tcp://{name}:1": answer for name, answer in answers.items()}

    def ask(self, function: Any) -> Mapping[str, Any]:
        assert function is gather
        return self.answers


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackageInfo:
    monkeypatch.setenv("LOCALIZE_MODELS", str(tmp_path))
    (tmp_path / "metadata.json").write_text("{}")
    return PackageInfo(source="ru", target="en", version="1", path=str(tmp_path))


@pytest.fixture
def good(package: PackageInfo) -> Facts:
    return replace(gather(), packages={shelf.digest(package): package.name, "0": "translate-ru_de-7"})


def refused(*packages: PackageInfo, **answers: Facts | Failure) -> str:
    with pytest.raises(UsageError) as error:
        muster(Told(**answers), packages)
    return str(error.value)


def test_workers_that_are_all_alike_need_no_word(good: Facts, package: PackageInfo) -> None:
    assert muster(Told(a=good, b=good), [package]) == ()


def test_on_this_machine_there_is_nobody_to_ask() -> None:
    nowhere = PackageInfo(source="ru", target="en", version="1", path="/no/such/folder")
    assert muster(Serial(), [nowhere]) == ()


def test_a_package_that_is_missing_or_another_is_named_with_its_worker(good: Facts, package: PackageInfo) -> None:
    none, other = replace(good, packages={}), replace(good, packages={"1": package.name})
    advice = "copy the one here into a folder that its LOCALIZE_MODELS names"
    assert refused(package, a=good, b=none, c=other) == (
        f"--scheduler: tcp://b:1 has no translate-ru_en-1; {advice}; tcp://c:1 has another translate-ru_en-1; {advice}"
    )
    assert muster(Told(b=none), []) == ()


def test_of_many_workers_some_are_named(good: Facts, package: PackageInfo) -> None:
    none = replace(good, packages={})
    message = refused(package, **{f"w{number}": none for number in range(9)})
    assert message.count("translate-ru_en-1") == 5
    assert message.endswith("; and 4 more")


def test_a_worker_that_cannot_answer_is_refused(good: Facts, package: PackageInfo) -> None:
    busy = failed(WorkerError("tcp://a:1 has not answered for 120 seconds; it may be busy or gone"), "a", "a")
    nowhere = failed(UsageError("LOCALIZE_MODELS: /nowhere is not a folder"), "b", "b")
    locked = failed(PermissionError(13, "Permission denied"), "c", "c")
    assert refused(package, a=busy, b=nowhere, c=locked, d=good) == (
        "--scheduler: tcp://a:1 has not answered for 120 seconds; it may be busy or gone; "
        "tcp://b:1: LOCALIZE_MODELS: /nowhere is not a folder; "
        "tcp://c:1: PermissionError: [Errno 13] Permission denied"
    )


def test_a_mix_of_processors_is_told(good: Facts, package: PackageInfo) -> None:
    old = replace(good, cpu="Old one avx2")
    assert muster(Told(a=good, b=old, c=old), [package]) == (
        "the workers have 2 types of CPU; a sentence may come out differently on each: "
        f"{good.cpu}: tcp://a:1; Old one avx2: tcp://b:1; tcp://c:1",
    )
    assert muster(Told(b=old, c=old), [package]) == ()


def test_other_libraries_are_told(good: Facts, package: PackageInfo) -> None:
    here = good.libraries["ctranslate2"]
    other = replace(good, libraries={**good.libraries, "ctranslate2": "4.0"})
    lacking = replace(good, libraries={name: one for name, one in good.libraries.items() if name != "razdel"})
    assert muster(Told(a=other, b=good, c=lacking), [package]) == (
        f"ctranslate2 is {here} here but 4.0 on tcp://a:1; outputs may differ",
        f"razdel is {good.libraries['razdel']} here but absent on tcp://c:1; outputs may differ",
    )
