from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from localize.errors import ModelError, UsageError
from localize.training import loop
from localize.training.corpus import Pair
from localize.training.finetune import Tuned, finetune
from localize.translators.base import PackageInfo
from localize.translators.describe import describe
from localize.translators.install import install_file
from tests.training import tiny
from tests.training.phrases import pairs

pytestmark = pytest.mark.training


@pytest.fixture
def base(package: Path, tmp_path: Path) -> PackageInfo:
    return describe(tiny.unpacked(package, tmp_path / "base"))


def tune(base: PackageInfo, few: list[Pair], folder: Path, **options: Any) -> Tuned:
    """Into `folder`, from which only the package is taken."""
    usual = {"version": "1.0.1", "passes": 2, "rate": 1e-3, "work": folder / "work", "say": lambda _: None}
    return finetune(base, few, folder / "tuned.argosmodel", **{**usual, **options})


def test_a_show_is_learned(base: PackageInfo, tmp_path: Path) -> None:
    result = tune(base, [*pairs(300), Pair("Да.", "Нет."), pairs(1)[0]], tmp_path, passes=4, rate=5e-3)
    assert (result.path, result.pairs, result.refused) == (tmp_path / "tuned.argosmodel", 285, 2)
    assert result.before > 5
    assert result.after < 0.6 * result.before
    found = install_file(result.path, source="ru", target="en", directory=tmp_path / "packages")
    assert found == replace(base, version="1.0.1", path=found.path)
    assert Path(found.path, "README.md").read_text("utf-8") == (
        "Licence: CC BY-NC 4.0. Tuned from translate-ru_en-1.0 with 285 pairs by `localize models train`.\n"
    )
    assert Path(found.path, "sentencepiece.model").read_bytes() == Path(base.path, "sentencepiece.model").read_bytes()


def test_few_pairs_and_few_passes_leave_a_trace(base: PackageInfo, tmp_path: Path) -> None:
    """The averaged weights move every ten steps: a few hundred pairs must make more than ten."""
    result = tune(base, pairs(200), tmp_path, passes=1)
    assert result.after < result.before - 0.1


@pytest.mark.parametrize(
    ("licence", "evaluation_only", "told"),
    [("CC BY 4.0", True, "CC BY 4.0"), ("CC BY 4.0", False, "CC BY 4.0"), ("", False, "as its base")],
)
def test_a_licence_is_inherited(
    base: PackageInfo, tmp_path: Path, licence: str, evaluation_only: bool, told: str
) -> None:
    """From what is known of the base, not from its metadata: a manifest may say more."""
    known = replace(base, licence=licence, evaluation_only=evaluation_only)
    found = install_file(tune(known, pairs(200), tmp_path, passes=1).path, directory=tmp_path / "packages")
    assert (found.licence, found.evaluation_only) == (licence, evaluation_only)
    assert Path(found.path, "README.md").read_text("utf-8").startswith(f"Licence: {told}. Tuned from ")


def test_too_few_pairs(base: PackageInfo, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        tune(base, [*pairs(199), *pairs(50), Pair("Да.", "Нет.")], tmp_path)
    assert str(caught.value) == "199 usable pairs of 250; tuning needs 200 or more"
    assert not (tmp_path / "work").exists()


def test_a_base_that_training_cannot_go_on_from(base: PackageInfo, tmp_path: Path) -> None:
    path = Path(base.path, "model", "model.bin")
    path.write_bytes(b"\5\0\0\0")
    with pytest.raises(ModelError) as caught:
        tune(base, pairs(200), tmp_path)
    assert str(caught.value) == (
        f"{path}: training cannot go on from this model (format version 5, not 6); choose a starter package"
    )
    assert not (tmp_path / "work").exists()


def test_pairs_kept_aside_are_not_learned(base: PackageInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[tuple[int, ...]] = []
    judged: list[tuple[int, ...]] = []

    def watched(network: Any, examples: Any, valid: Any, *rest: Any, **others: Any) -> Any:
        met.extend(tuple(example.target) for number in (0, 1) for example in examples(number))
        judged.extend(tuple(example.target) for few in valid.values() for example in few)
        return loop.train(network, examples, valid, *rest, **others)

    monkeypatch.setattr("localize.training.finetune.train", watched)
    tune(base, pairs(240), tmp_path, passes=1)
    assert len(judged) == 12
    assert not set(met) & set(judged)


def test_interrupted_it_goes_on(base: PackageInfo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    learn = loop._Run.learn

    def counted(run: Any, few: Any) -> None:
        if len(steps) == 20:
            raise KeyboardInterrupt
        steps.append(run.progress.tokens)
        learn(run, few)

    said: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(loop._Run, "learn", counted)
        patched.setattr(loop, "_SAVE_EVERY", -1.0)
        with pytest.raises(KeyboardInterrupt):
            tune(base, pairs(200), tmp_path)
    assert [path.name for path in tmp_path.glob("*.argosmodel")] == []
    result = tune(base, pairs(200), tmp_path, say=said.append)
    assert said[0].startswith("going on after 0.00 M tokens, pass 0")
    assert result.before > result.after
    assert result.path.is_file()
