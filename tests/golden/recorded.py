"""The season pipeline with an engine that only remembers: everything but the engine is compared to the byte.

What an engine answers depends on the processor (int8 arithmetic), so its answers are recorded, in `translations.json`.
After a change that asks for other texts or writes other files on purpose, record again and read the differences:

    python -m tests.golden.recorded
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from unittest import mock

from localize.batch import Job, run_batch
from localize.plan import Plan
from localize.result import RunResult
from localize.spec.wiring import prepare
from localize.translators import TRANSLATORS
from localize.translators.base import PackageInfo, Request, Routes, Translation
from localize.translators.packages import installed
from localize.workers import Serial
from tests.running import MODELS, SEASON

HERE = Path(__file__).parent
SOURCES = sorted((HERE / "source").iterdir())
EXPECTED = HERE / "expected"
TABLE = HERE / "translations.json"


class Silent:
    """A `Progress` that tells nobody."""

    def begin(self, files: int) -> None:
        pass

    def phase(self, name: str, total: int, unit: str) -> None:
        pass

    def through(self, cues: int, *, made: int, reused: int) -> None:
        pass

    def advance(self, steps: int, note: str = "") -> None:
        pass


class Memory:
    """An engine: the recorded answers, and whatever they lack from `engine`."""

    def __init__(self, routes: Routes, known: dict[Request, Translation], engine: Any = None) -> None:
        self.routes = routes
        self.known = known
        self.engine = engine
        self.asked: set[Request] = set()

    def __call__(
        self,
        requests: Iterable[Request],
        routes: Routes,
        *,
        threads: int = 0,
        advance: Callable[[int], None] = lambda _: None,
    ) -> dict[Request, Translation]:
        asked = tuple(requests)
        self.asked.update(asked)
        unknown = [request for request in asked if request not in self.known]
        if unknown and self.engine is None:
            raise AssertionError(f"{unknown[0]} was not recorded; see tests/golden/recorded.py")
        if unknown:
            self.known |= self.engine(unknown, routes)
        return {request: self.known[request] for request in asked}


def load() -> Memory:
    recorded = json.loads(TABLE.read_bytes())
    tuples = ("placeholders", "steering")
    packages = [PackageInfo(**{**one, **{name: tuple(one[name]) for name in tuples}}) for one in recorded["packages"]]
    routes = Routes(packages=tuple(packages))
    known = {}
    for entry in recorded["translations"]:
        texts = tuple(entry.pop("texts"))
        request = Request(**{**entry, "steer": tuple(entry["steer"])})
        known[request] = Translation(texts=texts, packages=routes.find(request.source, request.target, request.via))
    return Memory(routes, known)


def run(memory: Memory, out: Path) -> RunResult:
    spec, glossary = prepare(SEASON, memory.routes)
    plan = Plan(spec=spec, glossary=glossary, routes=memory.routes)
    with mock.patch.dict(TRANSLATORS, {"argos": memory}):
        return run_batch(Job(plan=plan, mapper=Serial()), SOURCES, out, Silent())


def record() -> None:
    """Ask the real engine, and write its answers and the outputs."""
    memory = Memory(installed(MODELS), {}, TRANSLATORS["argos"])
    for path in EXPECTED.glob("*"):
        path.unlink()
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as out:
        for file in run(memory, Path(out)).files:
            (EXPECTED / Path(file.output).name).write_bytes(Path(file.output).read_bytes())
    entries = [
        asdict(request) | {"texts": list(memory.known[request].texts)}
        for request in sorted(memory.asked, key=lambda one: (one.target, one.text, one.beam, one.via or ""))
    ]
    packages = [asdict(replace(package, path="")) for package in memory.routes.packages]
    text = json.dumps({"packages": packages, "translations": entries}, ensure_ascii=False, indent=1)
    TABLE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
