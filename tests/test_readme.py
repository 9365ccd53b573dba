"""Every example of the README is run.

A block marked `console` holds commands (`$ …`) and what they print, both streams together. `...` on a line of its own
stands for lines left out, `…` within a line for words left out; blanks are not compared. In a block marked `console
figures vary` any figure matches any other. Commands that need the network or set up the machine are checked, not run.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from localize.cli import main
from localize.config import yaml
from localize.spec.wiring import prepare
from localize.translators.packages import installed

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NEEDED = ("samples", "pipelines", "glossaries", "models")


class Example(NamedTuple):
    command: str
    output: str
    figures_vary: bool


def blocks(language: str) -> list[tuple[str, str]]:
    """The rest of the opening line and the text of every fenced block in `language`."""
    return re.findall(rf"^```{language}\b ?(.*)\n((?:.*\n)*?)```$", README, re.MULTILINE)


def examples() -> list[Example]:
    found = []
    for told, text in blocks("console"):
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Example(command, output, told == "figures vary"))
    return found


EXAMPLES = examples()


def pattern(example: Example) -> re.Pattern[str]:
    """What the output must look like, one tidied line after another."""
    lines = []
    for line in tidy(example.output):
        if line == "...":
            lines.append(r"(?:.*\n)*?")
            continue
        text = re.escape(line).replace("…", ".*")
        lines.append((re.sub(r"\d[\d,.]*", r"\\d[\\d,.]*", text) if example.figures_vary else text) + r"\n")
    return re.compile("".join(lines))


def tidy(text: str) -> list[str]:
    """The lines with something on them, every run of blanks as one; rules of a table are as long as its figures."""
    lines = [" ".join(re.sub("─+", "─", line).split()) for line in text.split("\n")]
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the examples need, for all of them together, and `localize` as a command."""
    folder = tmp_path_factory.mktemp("readme")
    for name in NEEDED:
        shutil.copytree(ROOT / name, folder / name)
    command = folder / "bin" / "localize"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m localize "$@"\n')
    command.chmod(0o755)
    return folder


@pytest.fixture
def shell(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Run a command line in the workshop: what it printed, both streams together."""
    monkeypatch.setenv("PATH", f"{workshop / 'bin'}:/usr/local/bin:/usr/bin:/bin")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # Argos's own folder may hold packages of whoever runs the tests.
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(workshop / "argos"))
    monkeypatch.delenv("LOCALIZE_MODELS", raising=False)

    def run(command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command], cwd=workshop, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.stdout.decode()

    return run


def _make(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in command.split()[1:]:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def _pip(command: str) -> None:
    words = command.split()
    for name in (word for option, word in pairwise(words) if option == "-r"):
        assert (ROOT / name).is_file()
    assert subprocess.run([sys.executable, "-m", *words, "--help"], capture_output=True, check=False).returncode == 0


def _activate(command: str) -> None:
    assert command == "source .venv/bin/activate"
    assert "-m venv --clear .venv" in (ROOT / "Makefile").read_text()


def _options(command: str) -> None:
    """The command line is understood; `--help` keeps it from being done."""
    arguments = shlex.split(command)[1:]
    result = CliRunner().invoke(main, [*arguments, "--help"])
    assert result.exit_code == 0, result.output


# Commands that are checked instead of run, by how they begin.
CHECKED: dict[str, Callable[[str], None]] = {
    "make ": _make,
    "pip ": _pip,
    "source ": _activate,
    "localize models install ": _options,
    "localize models remove ": _options,
    "localize models train ": _options,
    "localize memory ": _options,
}


def test_the_examples_were_found() -> None:
    commands = [example.command for example in EXAMPLES]
    for begin in (*CHECKED, "localize run ", "localize qc ", "localize inspect ", "localize apply "):
        assert any(command.startswith(begin) for command in commands), begin
    assert len(README.split("\n$ ")) - 1 == len(commands)


# In the order of the README, in one folder: later examples build on earlier ones.
@pytest.mark.parametrize("example", EXAMPLES, ids=[example.command[:70] for example in EXAMPLES])
def test_an_example_prints_what_the_readme_shows(example: Example, shell: Callable[[str], str]) -> None:
    check = next((check for begin, check in CHECKED.items() if example.command.startswith(begin)), None)
    if check:
        assert not example.output.strip()
        check(example.command)
        return
    output = "".join(f"{line}\n" for line in tidy(shell(example.command)))
    assert pattern(example).fullmatch(output), f"$ {example.command}\n{output}"


@pytest.mark.parametrize("number", range(len(blocks("yaml"))))
def test_a_pipeline_is_sound(number: int, workshop: Path) -> None:
    path = workshop / "pipelines" / f"readme-{number}.yaml"
    path.write_text(blocks("yaml")[number][1], encoding="utf-8")
    spec, _ = prepare(path, installed(ROOT / "models"))
    assert spec.outputs


def test_the_pipeline_explained_is_the_one_of_the_demo(tmp_path: Path) -> None:
    explained = tmp_path / "season.yaml"
    explained.write_text(blocks("yaml")[0][1], encoding="utf-8")
    assert _values(explained) == _values(ROOT / "pipelines" / "season.yaml")


def _values(path: Path) -> dict[str, object]:
    """Every value of a spec by its path in the file; lines and comments apart."""
    root, problems = yaml.read(path)
    assert not problems
    return {node.path: node.value for node in root.walk() if not isinstance(node.value, dict | list)}


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_a_python_example_runs(number: int, shell: Callable[[str], str], workshop: Path) -> None:
    code = blocks("python")[number][1]
    (workshop / "example.py").write_text(code, encoding="utf-8")
    # What is printed stands behind each print as a comment.
    printed = re.findall(r"^print\(.*\)  # (.+)$", code, re.MULTILINE)
    assert printed
    assert shell(f"{shlex.quote(sys.executable)} example.py").splitlines() == printed


def test_pictures_and_files_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for name in pictures:
        assert 0 < (ROOT / name).stat().st_size <= 300_000, name
    for name in re.findall(r"`([A-Z]+(?:\.md)?|(?:pipelines|requirements)/[\w.-]+)`", README):
        assert (ROOT / name).exists() or name.isupper(), name
