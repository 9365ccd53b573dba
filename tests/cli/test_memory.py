from __future__ import annotations

import json
from pathlib import Path

import pytest

from localize.memory import Memory, UnitMaker
from localize.memory.tmx_write import compose
from tests.memory.units import unit
from tests.running import call

UNITS = [
    unit(
        "Привет, Анна!", "Hi, Anna!", before="Да.", origin="s01e01.srt/7", creator="Ann",
        created="2026-01-31T09:30:00Z",
    ),
    unit("Привет, Анна!", "Hello, Anna!", maker=UnitMaker.APPROVED, origin="s01e02.srt"),
    unit("Привет, Анна!", "你好，安娜！", target_locale="zh-Hans", maker=UnitMaker.IMPORTED, origin="old.tmx"),
]  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "show.memory"
    with Memory(path, create=True) as memory:
        memory.add(UNITS)
    return path


@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    path = tmp_path / "old.tmx"
    path.write_bytes(b"".join(compose(UNITS, "ru")))
    return path


def held(path: Path) -> list[str]:
    with Memory(path) as memory:
        return sorted(one.target for one in memory.units())


# -- import ------------------------------------------------------------------------------------------------------------


def test_import(tmp_path: Path, tmx: Path) -> None:
    path = tmp_path / "new.memory"
    outcome = call("memory", "import", tmx, "--to", "en-US", "-m", path)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"{tmx}: 2 units, 2 new or changed, 1 without text in both languages passed over\n"
    assert held(path) == ["Hello, Anna!", "Hi, Anna!"]
    outcome = call("memory", "import", tmx, "--from", "ru", "--to", "zh-CN", "-m", path, "--json")
    assert json.loads(outcome.out) == {
        "path": str(path),
        "files": [{"path": str(tmx), "units": 1, "new": 1, "passed_over": 2}],
    }
    assert call("memory", "import", tmx, "--to", "zh", "-m", path).err.startswith(f"{tmx}: 1 unit, 0 new or changed,")


def test_a_damaged_file_is_told_and_the_others_go_on(tmp_path: Path, tmx: Path) -> None:
    broken = tmp_path / "broken.tmx"
    broken.write_bytes(tmx.read_bytes()[:-10])
    path = tmp_path / "new.memory"
    outcome = call("memory", "import", broken, tmx, "--to", "zh-Hans", "-m", path, "--json")
    error = f"{broken}:37: not well-formed XML (unclosed token: line 37, column 0); export it again"
    assert (outcome.code, outcome.err.split("\n")[0]) == (1, error)
    assert json.loads(outcome.out)["files"] == [
        {"path": str(broken), "error": error},
        {"path": str(tmx), "units": 1, "new": 1, "passed_over": 2},
    ]
    assert held(path) == ["你好，安娜！"]


def test_import_of_a_file_that_is_not_there(tmp_path: Path, tmx: Path) -> None:
    outcome = call("memory", "import", tmx, tmp_path / "no.tmx", "--to", "en", "-m", tmp_path / "m")
    assert (outcome.code, outcome.err) == (2, f"{tmp_path}/no.tmx: no such file\n")
    assert not (tmp_path / "m").exists()


# -- export ------------------------------------------------------------------------------------------------------------


def test_export(tmp_path: Path, memory: Path) -> None:
    out = tmp_path / "out.tmx"
    outcome = call("memory", "export", "-o", out, "-m", memory)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"{out}: 3 units\n")
    again = tmp_path / "again.memory"
    for target in ("en", "zh-Hans"):
        assert call("memory", "import", out, "--to", target, "-m", again).code == 0
    with Memory(memory) as one, Memory(again) as two:
        assert list(one.units()) == list(two.units())


def test_export_of_one_pair(tmp_path: Path, memory: Path) -> None:
    out = tmp_path / "out.tmx"
    assert call("memory", "export", "-o", out, "--from", "ru", "--to", "zh-CN", "-m", memory).err == f"{out}: 1 unit\n"
    assert "安娜" in out.read_text(encoding="utf-8")
    assert "Anna" not in out.read_text(encoding="utf-8")


def test_export_overwrites_nothing(memory: Path, tmx: Path) -> None:
    before = tmx.read_bytes()
    outcome = call("memory", "export", "-o", tmx, "-m", memory)
    assert (outcome.code, outcome.err) == (2, f"{tmx} exists; choose another name\n")
    assert tmx.read_bytes() == before


def test_nothing_to_export(tmp_path: Path, memory: Path) -> None:
    outcome = call("memory", "export", "-o", tmp_path / "out.tmx", "--to", "fr", "-m", memory)
    assert (outcome.code, outcome.err) == (2, f"{memory}: nothing to fr to write\n")
    assert not (tmp_path / "out.tmx").exists()


# -- stats -------------------------------------------------------------------------------------------------------------


def test_stats(memory: Path) -> None:
    outcome = call("memory", "stats", "-m", memory)
    assert (outcome.code, outcome.err) == (0, f"{memory}: 3 units, 0.0 MB\n")
    assert outcome.out == (
        "ru→en: 2 units of 1 sentences: 1 approved, 1 human, 0 imported; newest 2026-01-31\n"
        "ru→zh-Hans: 1 unit of 1 sentences: 0 approved, 0 human, 1 imported\n"
    )


def test_stats_json(memory: Path) -> None:
    outcome = call("memory", "stats", "-m", memory, "--json")
    report = json.loads(outcome.out)
    assert outcome.err == ""
    assert report["bytes"] == memory.stat().st_size
    assert report["pairs"][0] == {
        "source_locale": "ru", "target_locale": "en", "units": 2, "sentences": 1, "approved": 1, "human": 1,
        "imported": 0, "newest": "2026-01-31T09:30:00Z",
    }  # fmt: skip


# -- search ------------------------------------------------------------------------------------------------------------


def test_search(memory: Path) -> None:
    outcome = call("memory", "search", "Привет, Анне!", "-m", memory)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        " 91 ru→en  Привет, Анна!\n"
        "    Hello, Anna!  (approved, s01e02.srt)\n"
        " 91 ru→en  Привет, Анна!\n"
        "    Hi, Anna!  (human, Ann, 2026-01-31, s01e01.srt/7)\n"
        " 91 ru→zh-Hans  Привет, Анна!\n"
        "    你好，安娜！  (imported, old.tmx)\n"
    )


def test_search_json(memory: Path) -> None:
    outcome = call("memory", "search", "Привет,  Анна!", "--to", "en", "--limit", "1", "-m", memory, "--json")
    assert json.loads(outcome.out) == [
        {
            "kind": "exact", "score": 100, "source": "Привет, Анна!", "target": "Hello, Anna!", "source_locale": "ru",
            "target_locale": "en", "before": "", "after": "", "maker": "approved", "origin": "s01e02.srt",
            "creator": "", "created": "", "note": "",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Пока!"], "nothing like 'Пока!'"),
        (["Привет, Анне!", "--cutoff", "92"], "nothing like 'Привет, Анне!'"),
        (["Привет, Анна!", "--from", "ru", "--to", "fr"], "nothing from ru to fr like 'Привет, Анна!'"),
        (["\udcff"], "nothing like '?'"),
    ],
)
def test_search_for_what_is_not_there(memory: Path, arguments: list[str], message: str) -> None:
    outcome = call("memory", "search", *arguments, "-m", memory)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", f"{memory}: {message}\n")


def test_nothing_reaches_the_terminal_that_does_something_there(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Memory(path, create=True) as memory:
        memory.add([unit("Да", "\x1b[2J\nYes", note="\x07")])
    assert call("memory", "search", "Да", "-m", path).out == ("100 ru→en  Да\n    <U+001B>[2J Yes  (human, <U+0007>)\n")


# -- forget ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["--origin", "s01e01.srt"], ["Hello, Anna!", "你好，安娜！"]),
        (["--creator", "Ann"], ["Hello, Anna!", "你好，安娜！"]),
        (["--text", "Привет,  Анна!", "--to", "zh-CN"], ["Hello, Anna!", "Hi, Anna!"]),
    ],
)
def test_forget(memory: Path, arguments: list[str], left: list[str]) -> None:
    outcome = call("memory", "forget", *arguments, "-m", memory)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"{memory}: 1 unit forgotten\n")
    assert held(memory) == left


def test_forget_json(memory: Path) -> None:
    outcome = call("memory", "forget", "--text", "Привет, Анна!", "-m", memory, "--json")
    assert json.loads(outcome.out) == {"path": str(memory), "forgotten": 3}


def test_forget_what_is_not_there(memory: Path) -> None:
    outcome = call("memory", "forget", "--origin", "\udcff", "-m", memory)
    assert (outcome.code, outcome.err) == (1, f"{memory}: 0 units forgotten\n")


def test_forget_asks_for_a_reason(memory: Path) -> None:
    outcome = call("memory", "forget", "--to", "en", "-m", memory)
    assert outcome.code == 2
    assert outcome.err.endswith("Error: say what to forget: --origin, --creator or --text\n")
    assert len(held(memory)) == 3


# -- files that cannot be used -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["stats"], ["search", "x"], ["forget", "--text", "x"], ["export", "-o", "x.tmx"]])
def test_a_memory_that_is_not_there(tmp_path: Path, command: list[str]) -> None:
    outcome = call("memory", *command, "-m", tmp_path / "no")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"{tmp_path}/no: no such memory; `localize memory import` makes one\n"


def test_a_file_that_is_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("no memory, but a text of some length\n" * 30)
    outcome = call("memory", "stats", "-m", path)
    assert outcome.code == 2
    assert outcome.err == (
        f"{path}: no translation memory, or damaged; give another file, or import its TMX into a new one\n"
    )
