from __future__ import annotations

import gzip
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from localize.translators.install import install_file
from tests.running import MODELS, ROOT, call
from tests.training.phrases import TEXTS, pairs, tmx, tsv


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own, without the packages of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LOCALIZE_MODELS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("show.tsv").write_text(tsv(pairs(300)), encoding="utf-8")


def train(*words: str | Path, models: Path = MODELS) -> tuple[int, str]:
    """Exit code, and what is said to people."""
    result = call("models", "train", *words, "--from", "ru", "--to", "en", "--models", models)
    assert not result.out
    return result.code, result.err


# -- wrong use, found before any work: PyTorch or not ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show.tsv", "-o", "show.zip"), "show.zip: a package's name ends in .argosmodel"),
        (("show.tsv", "-o", "show"), "show: a package's name ends in .argosmodel"),
        (
            ("show.tsv", "-o", "new.argosmodel", "--version", "1/2"),
            "--version '1/2': write letters, figures, `.`, `+` and `-`, 40 at most",
        ),
        (("-o", "new.argosmodel"), "Missing argument 'DATA…'."),
        (("show.tsv",), "Missing option '-o' / '--output'."),
        (
            ("show.tsv", "-o", "new.argosmodel", "--passes", "0"),
            "Invalid value for '--passes': 0 is not in the range 1<=x<=50.",
        ),
        (
            ("show.tsv", "-o", "new.argosmodel", "--rate", "1"),
            "Invalid value for '--rate': 1.0 is not in the range 1e-06<=x<=0.01.",
        ),
    ],
)
def test_wrong_options(words: tuple[str, ...], message: str) -> None:
    code, said = train(*words)
    assert code == 2
    assert said.endswith(f"\n\nError: {message}\n")
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["show.tsv"]


def test_an_existing_file_is_never_overwritten() -> None:
    Path("show.argosmodel").write_text("somebody's")
    code, said = train("show.tsv", "-o", "show.argosmodel")
    assert code == 2
    assert said.endswith("\n\nError: show.argosmodel exists; choose another name\n")
    assert Path("show.argosmodel").read_text() == "somebody's"


def test_no_package_to_start_from() -> None:
    assert call(
        "models", "train", "show.tsv", "--from", "ru", "--to", "de", "-o", "a.argosmodel", "--models", MODELS
    ).err == ("no package ru→de to start from; `localize models install ru de` fetches one\n")


def test_without_pytorch() -> None:
    """What Python says of a module that is not there, whether PyTorch is installed here or not."""
    start = "import sys; sys.modules['torch'] = None; from localize.cli import main; main()"
    options = ("--from", "ru", "--to", "en", "-o", "show.argosmodel", "--models", str(MODELS))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", start, "models", "train", "show.tsv", *options],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "training needs PyTorch; `pip install localize[train]`\n"
    assert not Path("show.argosmodel").exists()


# -- with PyTorch ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an untrained package, ru→en 1.0."""
    from localize.training import tokens
    from tests.training import tiny

    folder = tmp_path_factory.mktemp("models")
    tiny.package(tokens.learn(TEXTS, size=480), folder / "tiny.argosmodel")
    return folder


def fast(output: str) -> tuple[str, ...]:
    return "-o", output, "--passes", "1", "--rate", "0.003"


@pytest.mark.training
def test_from_a_table_to_an_installed_package(tiny: Path, tmp_path: Path) -> None:
    code, said = train("show.tsv", "-o", "my.show.argosmodel", "--passes", "2", "--rate", "0.005", models=tiny)
    assert code == 0, said
    *progress, done, hint = said.splitlines()
    told = (
        r"my\.show\.argosmodel: 285 pairs learned, 0 refused; on pairs kept aside (\d\.\d\d) → (\d\.\d\d) nats a token"
    )
    match = re.fullmatch(told, done)
    assert match, done
    assert float(match[2]) < 0.8 * float(match[1])
    assert progress[0].startswith("tokens 0  kept aside ")
    assert hint == "`localize models install ru en --from my.show.argosmodel` puts it to use"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "my.show.argosmodel", "show.tsv"]
    package = install_file(Path("my.show.argosmodel"), source="ru", target="en", directory=tmp_path / "packages")
    assert (package.version, package.licence, package.evaluation_only) == ("1.0.1", "CC BY-NC 4.0", True)
    assert len(package.placeholders) == 9


@pytest.mark.training
def test_the_next_training_starts_from_the_result(tiny: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    assert train("show.tsv", *fast("models/one.argosmodel"), models=tiny)[0] == 0
    code, said = train("show.tsv", *fast("models/two.argosmodel"), models=folder)
    assert code == 0, said
    assert [line.split()[1] for line in call("models", "list", "--models", folder).out.splitlines()[1:]] == [
        "1.0.1.1",
        "1.0.1",
    ]


@pytest.mark.training
def test_tables_and_tmx_together(tiny: Path) -> None:
    Path("a.tmx").write_text(tmx(pairs(300)[:120]), encoding="utf-8")
    Path("b.tmx.gz").write_bytes(gzip.compress(tmx(pairs(300)[120:200]).encode()))
    Path("c.tsv.xz").write_bytes(lzma.compress(tsv([*pairs(300)[200:], *pairs(10)]).encode()))
    code, said = train("a.tmx", "b.tmx.gz", "c.tsv.xz", *fast("new.argosmodel"), "--version", "2-beta", models=tiny)
    assert code == 0, said
    assert "new.argosmodel: 285 pairs learned, 10 refused; " in said
    assert install_file(Path("new.argosmodel"), directory=Path("packages")).version == "2-beta"


@pytest.mark.training
@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("few.tsv", tsv(pairs(150)), 2, "150 usable pairs of 150; tuning needs 200 or more"),
        ("bad.tsv", tsv(pairs(300)) + "no tab\n", 1, "bad.tsv:301: no tab; a line is source, tab, target"),
        (
            "other.tmx",
            tmx(pairs(300), target="de"),
            1,
            "other.tmx: no unit holds both ru and en; check --from and --to",
        ),
        ("none.tsv", None, 2, "none.tsv: no such file"),
    ],
)
def test_data_that_cannot_be_learned(tiny: Path, name: str, text: str | None, code: int, message: str) -> None:
    if text is not None:
        Path(name).write_text(text, encoding="utf-8")
    assert train(name, "-o", "new.argosmodel", models=tiny) == (code, message + "\n")
    assert not list(Path.cwd().glob("new*"))


@pytest.mark.training
def test_a_folder_of_somebody_is_not_taken_for_work_of_ours(tiny: Path) -> None:
    folder = Path("show.training")
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    code, said = train("show.tsv", "-o", "show.argosmodel", models=tiny)
    assert code == 2
    assert said == ("show.training is there, but is not this training, unfinished; remove it or choose another name\n")
    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.training
def test_interrupted_the_same_command_goes_on(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from localize.training import loop

    steps = []
    learn = loop._Run.learn

    def stopped(run: Any, few: Any) -> None:
        learn(run, few)
        steps.append(len(few))
        if len(steps) == 12:
            raise KeyboardInterrupt

    monkeypatch.setattr(loop, "_SAVE_EVERY", -1.0)
    with monkeypatch.context() as patched:
        patched.setattr(loop._Run, "learn", stopped)
        code, said = train("show.tsv", *fast("show.argosmodel"), models=tiny)
    assert (code, said.splitlines()[-1]) == (
        130,
        "interrupted; what was written is whole: run the same command to go on",
    )
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["cache", "show.training", "show.tsv"]
    code, said = train("show.tsv", *fast("show.argosmodel"), models=tiny)
    assert code == 0, said
    assert said.startswith("going on after 0.00 M tokens, pass 0\n")
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["cache", "show.argosmodel", "show.tsv"]
