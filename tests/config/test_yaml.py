from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.config import yaml
from localize.config.problem import report
from localize.errors import SpecError

Write = Callable[[str], Path]


def test_paths_and_lines(write: Write) -> None:
    root, problems = yaml.read(write("# head\na: 1\nlist:\n  - x\n  - {b: true,\n     c: 2.5}\nlast:\n  d: ~\n"))
    assert problems == []
    assert {node.path: node.line for node in root.walk()} == {
        "": 2, "a": 2, "list": 3, "list[0]": 4, "list[1]": 5, "list[1].b": 5, "list[1].c": 6, "last": 7, "last.d": 8,
    }  # fmt: skip
    assert root.plain() == {"a": 1, "list": ["x", {"b": True, "c": 2.5}], "last": {"d": None}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("off", "off"), ("yes", "yes"), ("12:30:45", "12:30:45"), ("2020-01-01", "2020-01-01"),
        ("True", True), ("FALSE", False), ("", None), ("null", None), ("~", None), ("-7", -7), ("010", 10),
        ("0x1f", "0x1f"), ("1_000", "1_000"), ("1e5", 1e5), ("1.5E+2", 150.0), (".inf", ".inf"), ("23.976", 23.976),
        ("9" * 30, int("9" * 30)),
        ('"25"', "25"), ("'true'", "true"), ("!!str 25", "25"), ("!!bool yes", "yes"), ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_scalars(text: str, value: object, write: Write) -> None:
    root, problems = yaml.read(write(f"a: {text}\n"))
    assert problems == []
    assert root.plain() == {"a": value}


def test_aliases_are_followed(write: Write) -> None:
    root, _ = yaml.read(write("a: &end [fit, check]\nb: *end\n"))
    assert root.plain() == {"a": ["fit", "check"], "b": ["fit", "check"]}


def test_line_ends_and_bom_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    root, _ = yaml.read(path)
    assert [(node.path, node.line) for node in root.walk()] == [("", 1), ("a", 1), ("b", 2), ("c", 3)]


def test_what_is_no_yaml_file(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as missing:
        yaml.read(tmp_path / "no.yaml")
    hint = "give the path of a YAML file"
    assert str(missing.value) == f"{tmp_path / 'no.yaml'}: cannot be read: No such file or directory; {hint}"
    with pytest.raises(SpecError) as folder:
        yaml.read(tmp_path)
    assert str(folder.value) == f"{tmp_path}: cannot be read: Is a directory; {hint}"
    film = tmp_path / "film.yaml"
    film.write_bytes(b"a" * 1_000_001)
    with pytest.raises(SpecError) as large:
        yaml.read(film)
    assert str(large.value) == f"{film}: larger than 1000000 bytes; is this the right file?"


def test_a_long_list_is_too_much(write: Write) -> None:
    path = write("a: [" + "x, " * 10_001 + "]\n")
    with pytest.raises(SpecError, match="more than 10000 values"):
        yaml.read(path)


def test_nesting_that_exhausts_the_parser(write: Write) -> None:
    path = write("[" * 1500)
    with pytest.raises(SpecError) as caught:
        yaml.read(path)
    assert str(caught.value) == f"{path}:1: nested too deeply; write it flatter"


def test_control_characters_behind_escapes_stay_escaped_in_messages(write: Write) -> None:
    _, problems = yaml.read(write('"\\e[31m": {a: 1, a: 2}\n'))
    assert [problem.path for problem in problems] == ["'\\x1b[31m'.a"]


@given(st.one_of(st.binary(max_size=60), st.text("ab:-&*[]{}!|>%@`'\"\\#,? \n\t\u2028é0", max_size=60).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "spec.yaml"
        path.write_bytes(data)
        lines = [1]
        try:
            root, found = yaml.read(path)
            lines += [node.line for node in root.walk()]
            problems = report(path, found)
        except SpecError as error:
            problems = error.problems
        lines += [int(problem.removeprefix(f"{path}:").split(":")[0]) for problem in problems]
        assert all(problem.isprintable() for problem in problems)
        assert all(1 <= line <= data.count(b"\n") + data.count(b"\r") + 1 for line in lines)
