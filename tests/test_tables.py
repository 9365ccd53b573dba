"""What can drift is held: the tables of the README against the program, help texts, glossaries, DESIGN, CHANGELOG."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from localize import errors
from localize.cli import COMMANDS, main
from localize.encoding import KNOWN
from localize.formats import FORMATS
from localize.glossary import tsv
from localize.glossary.check import problems
from localize.glossary.tidy import tidied
from localize.languages import LANGUAGES
from localize.model import Severity
from localize.qc import RULES, profile
from localize.qc.rule import Need
from localize.report.meanings import STAGE_FINDINGS
from localize.spec.schema import descriptions
from localize.stages import STAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARIES = sorted((ROOT / "glossaries").glob("*.tsv"))
NONE = "–"


def markdown(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as the README writes it."""
    cells = [tuple(header), *(tuple(row) for row in rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * len(cells[0]), *lines[1:]])


def commands() -> str:
    return markdown(("command", "what it does"), ((f"`{name}`", text) for name, (_, _, text) in COMMANDS.items()))


def stages() -> str:
    """A row for the stage, then a row for each option."""
    rows: list[tuple[str, str, str]] = []
    for name, stage in STAGES.items():
        rows.append((f"**`{name}`**", "", (inspect.getdoc(stage) or "").split("\n")[0]))
        told = descriptions(stage)
        rows += ((f"`{one.name}`", _default(one.default), _sentence(told[one.name])) for one in _options(stage))
    return markdown(("stage, option", "default", "meaning"), rows)


def _options(stage: Any) -> tuple[dataclasses.Field[object], ...]:
    return dataclasses.fields(stage)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _default(value: object) -> str:
    if value is dataclasses.MISSING:
        return "required"
    return NONE if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def locales() -> str:
    rows = (
        (
            f"`{row.tag}`",
            row.name,
            f"`{row.engine}`",
            f"`{row.from_hans}`" if row.from_hans else NONE,
            f"`{row.to_hans}`" if row.to_hans else NONE,
            "half-width 0.5, full-width 1" if row.half_width else "every character 1",
        )
        for row in LANGUAGES.values()
    )
    return markdown(("tag", "language", "engine code", "OpenCC from zh-Hans", "OpenCC to zh-Hans", "counting"), rows)


def profiles() -> str:
    rules = ("layout.cpl", "layout.lines", "layout.cps", "timing.min-duration", "timing.max-duration", "timing.gap")
    header = ("profile", "language", "characters a line", "lines", "characters a second", "shortest", "longest", "gap")
    rows = []
    for found in map(profile.load, profile.names()):
        limits = [found.limit(rule) for rule in rules]
        figures = [f"{one.value:g}{_unit(one.unit)}" if one else NONE for one in limits]
        rows.append((f"`{found.name}`", f"`{found.language}`" if found.language else "any", *figures))
    return markdown(header, rows)


def _unit(unit: str) -> str:
    """Units that the column does not say."""
    return f" {unit}" if unit in ("ms", "frames") else ""


def rules() -> str:
    rows = (
        (f"`{rule.id}`", rule.summary, str(rule.severity), ", ".join(map(_need, rule.needs)) or "nothing")
        for rule in RULES.values()
    )
    return markdown(("rule", "what is found", "severity", "needs"), rows)


def _need(need: Need) -> str:
    return "a limit in the profile" if need is Need.LIMIT else str(need)


def stage_findings() -> str:
    return markdown(("rule", "what is found"), ((f"`{rule}`", text) for rule, text in sorted(STAGE_FINDINGS.items())))


TABLES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "stages": stages,
    "locales": locales,
    "profiles": profiles,
    "rules": rules,
    "stage findings": stage_findings,
}


def written(name: str) -> str:
    """The table that stands in the README behind `<!-- table: name -->`."""
    found = re.search(rf"<!-- table: {re.escape(name)} -->\n((?:\|.*\n)+)", README)
    assert found, f"README.md has no table behind `<!-- table: {name} -->`"
    return found[1].rstrip("\n")


def first_column(name: str) -> list[str]:
    return [row.split("|")[1].strip().strip("`") for row in written(name).split("\n")[2:]]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_readme_says_what_the_program_does(name: str) -> None:
    expected = TABLES[name]()
    assert written(name) == expected, f"the table {name!r} of README.md should be\n\n{expected}\n"


@pytest.mark.parametrize(
    ("name", "keys"),
    [("formats", list(FORMATS)), ("encodings", list(KNOWN)), ("exit codes", ["0", "1", "2", "3", "130"])],
)
def test_a_table_written_by_hand_has_a_row_for_everything(name: str, keys: list[str]) -> None:
    assert first_column(name) == keys, f"the table {name!r} of README.md needs one row each, in this order: {keys}"


def test_exit_codes_are_those_of_the_errors_and_of_the_help() -> None:
    told = set(map(int, re.findall(r"\b(\d+) (?=clean|findings|wrong|a bug|interrupted)", main.help or "")))
    leaves = {cls.exit_code for _, cls in inspect.getmembers(errors, inspect.isclass) if hasattr(cls, "exit_code")}
    assert told == {int(code) for code in first_column("exit codes")}
    assert leaves <= told


def test_every_finding_made_in_the_program_has_a_meaning() -> None:
    from localize.detect import FAILURES
    from localize.report.meanings import MEANINGS

    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "localize").rglob("*.py")]
    made = {
        rule
        for text in sources
        for rule in re.findall(r'(?:\bFinding\(\s*rule=|^(?:HELD|_?RULE) = )"([^"]+)"', text, re.MULTILINE)
    }
    assert {"spread.held", "translate.pieces"} <= made
    # A file that cannot be read is no finding on the page but a failed file.
    assert (made | set(FAILURES)) - {"file.unreadable"} <= set(MEANINGS)
    assert not set(STAGE_FINDINGS) & set(RULES)


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, **main.context_settings)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _commands(below, (*path, name))


ALL_COMMANDS = dict(_commands(main, ("localize",)))


@pytest.mark.parametrize("path", ALL_COMMANDS, ids=" ".join)
def test_help_says_what_a_command_and_each_of_its_options_do(path: tuple[str, ...]) -> None:
    command = ALL_COMMANDS[path]
    assert command.help
    assert command.help.split("\n")[0].endswith(".")
    text = command.get_help(click.Context(command, info_name=" ".join(path), **main.context_settings))
    for option in (param for param in command.params if isinstance(param, click.Option)):
        assert option.help, option.name
        assert option.help.endswith("."), option.name
        for name in option.opts:
            assert len(re.findall(rf"^ +(?:-\w, )?{name}(?![\w-])", text, re.MULTILINE)) == 1, name


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.name)
def test_a_glossary_is_sorted_and_clean(path: Path) -> None:
    text = tsv.read_text(path)
    assert tidied(text) == text, f"not sorted or not tidy; run `localize glossary check --fix {path.name}`"
    found = [problem for problem in problems(tsv.parse(text, str(path))) if problem.severity is not Severity.INFO]
    assert not found


def test_there_is_a_glossary() -> None:
    assert GLOSSARIES


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"


def test_design_names_every_room() -> None:
    text = (ROOT / "DESIGN.md").read_text(encoding="utf-8")
    rooms = text.partition("## Rooms\n")[2].partition("\n## ")[0]
    named: set[str] = set()
    for line in rooms.split("\n"):
        if line.startswith("    "):
            named |= set(re.findall(r"\w+", re.split(r"\s{2,}|(?<=/) ", line.strip())[0]))
    there = {
        path.stem
        for path in (ROOT / "localize").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and not path.name.startswith("__")
    }
    assert named == there
