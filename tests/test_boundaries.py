"""What must hold across rooms: who imports whom, what every table's entries have, what survives between processes."""

from __future__ import annotations

import ast
import importlib
import inspect
import pickle
import pkgutil
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

import localize
from localize import formats
from localize.cli import COMMANDS
from localize.detect import FAILURES
from localize.errors import FileError, InternalError, LocalizeError, SpecError, StageError
from localize.formats import FORMATS
from localize.model import Finding, NotRun, Severity
from localize.qc import RULES, profile
from localize.result import FileResult, Row, RunResult
from localize.spec.wiring import prepare
from localize.stages import STAGES
from localize.stages.base import Context
from localize.translators import TRANSLATORS
from localize.translators.base import PackageInfo, Request, Routes, Translation
from tests.running import MODELS, ROOT, SAMPLES, SEASON

PACKAGE = ROOT / "localize"
TESTS = ROOT / "tests"
# `localize.training` needs PyTorch, an extra: its tests are those of `make test-training`.
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(localize.__path__, "localize.")
    if found.name != "localize.__main__" and not found.name.startswith("localize.training.")
)


def rooms() -> dict[str, int]:
    """Every room with the number of its line in DESIGN.md."""
    text = (ROOT / "DESIGN.md").read_text(encoding="utf-8").partition("## Rooms\n")[2].partition("\n## ")[0]
    lines = [line for line in text.split("\n") if line.startswith("    ")]
    return {
        room: place
        for place, line in enumerate(lines)
        for room in re.findall(r"\w+", re.split(r"\s{2,}|(?<=/) ", line.strip())[0])
    }


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def every_import() -> Iterator[tuple[str, int, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, name in imports(path):
            yield str(path.relative_to(PACKAGE)), line, name


def test_a_room_imports_only_from_rooms_above_it() -> None:
    order = rooms()
    wrong = []
    for path, line, name in every_import():
        here = path.partition("/")[0].removesuffix(".py")
        there = name.split(".")[1] if name.startswith("localize.") else ""
        if here in order and there in order and order[there] > order[here]:
            wrong.append(f"localize/{path}:{line}: imports {name}")
    assert not wrong, "\n".join(wrong)


def test_every_room_has_a_place_in_the_list() -> None:
    there = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert set(rooms()) == there - {"__init__", "__main__"}


def test_only_the_command_line_knows_click() -> None:
    users = {path for path, _, name in every_import() if name.split(".")[0] == "click"}
    assert users
    assert all(path.startswith("cli/") for path in users)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert inspect.getdoc(importlib.import_module(module))


# -- tables ------------------------------------------------------------------------------------------------------------

ENTRIES: dict[str, tuple[object, Path]] = {
    **{f"stage {name}": (stage, TESTS / "stages" / f"test_{name}.py") for name, stage in STAGES.items()},
    **{
        f"format {name}": (module, TESTS / "formats" / f"test_{vars(module)['__name__'].split('.')[-1]}.py")
        for name, module in FORMATS.items()
    },
    **{f"rule {name}": (rule.check, TESTS / "qc" / "cases" / f"{name}.yaml") for name, rule in RULES.items()},
    **{f"translator {name}": (one, TESTS / "translators" / f"test_{name}.py") for name, one in TRANSLATORS.items()},
    **{
        f"failure {name}": (detector, TESTS / "detect" / f"test_{detector.__module__.split('.')[-1]}.py")
        for name, detector in FAILURES.items()
    },
    **{
        f"command {name}": (importlib.import_module(f"localize.cli.{module}"), TESTS / "cli" / f"test_{module}.py")
        for name, (module, _, _) in COMMANDS.items()
    },
}  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_of_a_table_has_a_docstring_and_tests(entry: str) -> None:
    what, tests = ENTRIES[entry]
    told = inspect.getdoc(what)
    assert told
    assert not told.startswith(f"{getattr(what, '__name__', '')}("), "what dataclass() writes is no docstring"
    assert tests.is_file()


def test_names_in_tables_are_the_names_of_the_entries() -> None:
    assert all(stage.name == name for name, stage in STAGES.items())
    assert all(rule.id == name for name, rule in RULES.items())
    assert list(RULES) == sorted(RULES)


# -- between processes -------------------------------------------------------------------------------------------------


def errors() -> list[type[LocalizeError]]:
    for module in MODULES:
        importlib.import_module(module)
    found: list[type[LocalizeError]] = []
    waiting: list[type[LocalizeError]] = [LocalizeError]
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].__subclasses__()
    return found


MADE: dict[type[LocalizeError], LocalizeError] = {
    FileError: FileError("a.srt", 3, "is broken", "mend it"),
    StageError: StageError("a.srt", "fit", "went wrong"),
    SpecError: SpecError(("a.yaml:1: one", "a.yaml:2: two")),
    InternalError: InternalError("a.srt", "KeyError: 'x'", "/tmp/log"),
}


@pytest.mark.parametrize("leaf", errors(), ids=lambda leaf: leaf.__name__)
def test_an_error_survives_pickle(leaf: type[LocalizeError]) -> None:
    error = MADE.get(leaf) or leaf("what is wrong; what to do")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is leaf
    assert (str(again), again.args, vars(again), again.exit_code) == (
        str(error), error.args, vars(error), error.exit_code,
    )  # fmt: skip
    assert str(error)
    assert error.exit_code in (1, 2, 3)


def fail(error: LocalizeError) -> None:
    raise error


def test_an_error_crosses_a_pool_of_processes() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for error in MADE.values():
            with pytest.raises(type(error)) as caught:
                pool.submit(fail, error).result(timeout=60)
            assert str(caught.value) == str(error)


def values() -> dict[str, object]:
    """A document of each format with all that a run adds, and what goes with it."""
    spec, glossary = prepare(SEASON, _routes())
    found: dict[str, object] = {"spec": spec, "glossary": glossary, "routes": _routes()}
    for path in SAMPLES.values():
        document = formats.read(path, language="ru")
        finding = Finding(rule="x", severity=Severity.ERROR, message="y", cue_id=document.cues[0].id)
        made = replace(document, source=document).with_findings([finding])
        made = spec.stages[0](made, Context(target="en"))
        found[path.name] = made
        found[f"result of {path.name}"] = FileResult(
            path=str(path), locale="en", document=made, not_run=(NotRun(rule="x", why="y"),)
        )
    found["run"] = RunResult(name="n", spec="s", started="", seconds=1.0, files=(Row(path="a", locale="en"),))
    found["profiles"] = [profile.load(name) for name in profile.names()]
    request = Request(text="a", source="ru", target="en")
    found["table"] = {request: Translation(texts=("b",), packages=_routes().packages)}
    return found


def _routes() -> Routes:
    return Routes(
        packages=tuple(
            PackageInfo(source="ru", target=target, version="1", path=str(MODELS)) for target in ("en", "zh")
        )
    )


VALUES = values()


@pytest.mark.parametrize("name", VALUES)
def test_a_value_survives_pickle(name: str) -> None:
    value = VALUES[name]
    assert pickle.loads(pickle.dumps(value)) == value


def test_a_value_that_was_used_survives_too() -> None:
    """Properties that are worked out once are kept in the object."""
    document = formats.read(next(iter(SAMPLES.values())), language="ru")
    assert document.by_id
    assert document.numbers
    assert pickle.loads(pickle.dumps(document)) == document
