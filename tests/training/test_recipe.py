from __future__ import annotations

import itertools
import lzma
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from localize.training.corpus import Pair
from localize.translators.describe import describe
from localize.translators.packages import look
from tests.training.phrases import pairs, tsv
from training import sources, split
from training.card import readme

# -- what is held out --------------------------------------------------------------------------------------------------

_TEXTS = {
    "ru": ("Да.", "да!", "Ёж.", "Еж", "Да и нет.", "да, и нет", "Это ёж.", "Это еж!", "...", "Вот дом 5."),
    "en": ("Yes.", "YES", "It is so.", "it is so", "Yes and no.", "...", "A house 5."),
    "zh": ("是。", "是", "这是。", "这，是", "……", "房子5。"),
}
_NAMES = ("ru-en.a", "ru-en.b", "ru-zh.a", "en-zh.a")


def _pairs(name: str) -> st.SearchStrategy[list[Pair]]:
    source, target = (st.sampled_from(_TEXTS[language]) for language in name.partition(".")[0].split("-"))
    return st.lists(st.builds(Pair, source, target), max_size=12, unique=True)


@given(st.fixed_dictionaries({name: _pairs(name) for name in _NAMES}), st.integers(1, 4))
def test_what_is_held_out_is_not_learned_in_any_language(data: dict[str, list[Pair]], count: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(split, "COUNT", count)
        held = split.held_out(data)
    learned = split.training(data, held)
    assert list(held) == list(learned) == list(data)
    known = {split.letters(text) for few in held.values() for pair in few for text in pair}
    assert "" not in known
    for name, few in data.items():
        assert len(held[name]) <= count
        assert set(held[name]) <= set(few)
        assert all(len(pair.source.split()) > 1 for pair in held[name])
        # In their order; and nothing else is lost.
        assert learned[name] == [pair for pair in few if not known & {split.letters(text) for text in pair}]


@given(st.fixed_dictionaries({name: _pairs(name) for name in _NAMES}))
def test_the_choice_depends_on_nothing_but_the_text(data: dict[str, list[Pair]]) -> None:
    shuffled = {name: sorted(few, reverse=True) for name, few in data.items()}
    one, other = split.held_out(data), split.held_out(shuffled)
    assert {name: [split.letters(pair.source) for pair in few] for name, few in one.items()} == {
        name: [split.letters(pair.source) for pair in few] for name, few in other.items()
    }
    assert split.held_out(data) == one


def test_the_first_few_are_a_fair_sample() -> None:
    few = pairs(1200)
    first = split.held_out({"ru-en.a": few})["ru-en.a"][:100]
    assert len({few.index(pair) // 120 for pair in first}) == 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ёж — да!", "ежда"),
        ("It's 5_0.", "its50"),
        ("“你好”，世界。", "你好世界"),
        ("… !", ""),
    ],
)
def test_letters(text: str, expected: str) -> None:
    assert split.letters(text) == expected


# -- what there is -----------------------------------------------------------------------------------------------------


def test_direction_turns_pairs_round_if_it_must() -> None:
    data = {"ru-en.a": [Pair("Да.", "Yes.")], "en-zh.b": [Pair("Yes.", "是。")], "en-zh.a": [Pair("No.", "不。")]}
    assert sources.direction(data, "ru-en", "a") == [Pair("Да.", "Yes.")]
    assert sources.direction(data, "en-ru", "a") == [Pair("Yes.", "Да.")]
    assert sources.direction(data, "zh-en", "b") == [Pair("是。", "Yes.")]
    assert sources.direction(data, "en-zh", "a") == [Pair("No.", "不。")]


def test_a_folder_is_read_by_its_names(tmp_path: Path) -> None:
    few = pairs(3)
    for name in ("ru-en.wesnoth.tsv.xz", "ru-en.unknown.tsv.xz"):
        (tmp_path / name).write_bytes(lzma.compress(tsv([*few, Pair("Да.", "Нет."), few[0]]).encode()))
    (tmp_path / "ru-zh.wesnoth.tsv.xz").write_bytes(lzma.compress(tsv(pairs(2, "ru", "zh")).encode()))
    (tmp_path / "README.md").write_text("")
    assert sources.read(tmp_path) == {"ru-en.wesnoth": few, "ru-zh.wesnoth": pairs(2, "ru", "zh")}


def test_collections() -> None:
    names = [collection.name for collection in sources.COLLECTIONS]
    assert len(set(names)) == len(names)
    for collection in sources.COLLECTIONS:
        assert collection.tier in "ABC"
        assert collection.licence
        assert set(collection.weights) <= {"ru-en", "ru-zh", "en-zh", "en-ru"}
        assert all(weight > 0 for weight in collection.weights.values())


def test_the_readme_of_a_package_names_every_collection() -> None:
    text = readme("CC BY-NC 4.0")
    assert text.startswith("Evaluation only (CC BY-NC 4.0). ")
    assert [line.partition(":")[0] for line in text.split("\n") if line.startswith("- ")] == [
        f"- {collection.name}" for collection in sources.COLLECTIONS
    ]


# -- all of it, small --------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one collection in three pairs of languages; and a recipe that is done in seconds."""
    import training.__main__ as recipe
    from localize.training.network import Shape
    from tests.training import tiny

    small = tiny.shape(0)
    sizes = {name: getattr(small, name) for name in ("width", "inner", "encoder", "decoder", "heads", "dropout")}
    monkeypatch.setattr(recipe, "Shape", partial(Shape, **sizes))
    monkeypatch.setattr(recipe, "PIECES", 480)
    monkeypatch.setattr(recipe, "_JUDGED", ("ru-en.tatoeba-pivot", "ru-zh.tatoeba-pivot"))
    monkeypatch.setattr(recipe, "_LEARNED_FROM", dict.fromkeys(("ru", "en", "zh"), 1200))
    monkeypatch.setattr(split, "COUNT", 40)
    (collection,) = (found for found in sources.COLLECTIONS if found.name == "tatoeba-pivot")
    monkeypatch.setattr(
        sources, "COLLECTIONS", (replace(collection, weights=dict.fromkeys(collection.weights, 0.3), asked=60),)
    )
    folder = tmp_path / "data"
    folder.mkdir()
    for source, target in itertools.combinations(("ru", "en", "zh"), 2):
        text = tsv(pairs(400, source, target))
        (folder / f"{source}-{target}.tatoeba-pivot.tsv.xz").write_bytes(lzma.compress(text.encode()))
    return folder


def make(data: Path, tokens: str) -> Result:
    from training.__main__ import main

    folders = ["-o", str(data.parent / "models"), "--work", str(data.parent / "work")]
    return CliRunner().invoke(main, [str(data), *folders, "--tokens", tokens, "--batch", "800"], catch_exceptions=False)


@pytest.mark.training
def test_the_whole_recipe(data: Path) -> None:
    from localize.training.loop import passes_done
    from tests.training import tiny
    from training import kept, own_text

    done = make(data, "0.03")
    assert done.exit_code == 0
    work, models = data.parent / "work", data.parent / "models"
    assert passes_done(work) > 3  # so every phase had its turn
    assert sorted(path.name for path in models.iterdir()) == [
        "manifest.json", "translate-ru_en-1_0.argosmodel", "translate-ru_zh-1_0.argosmodel",
    ]  # fmt: skip
    # `look` refuses a package that differs from its manifest.
    assert [found.package.target for found in look(models).found] == ["en", "zh"]
    for path in models.glob("*.argosmodel"):
        package = describe(tiny.unpacked(path, data.parent / path.stem))
        assert (package.licence, package.evaluation_only, len(package.placeholders)) == ("CC BY-NC 4.0", True, 9)
    assert sorted(path.name for path in (work / "made-2").iterdir()) == [
        "forward.tatoeba-pivot.tsv", "ru-en.tatoeba-pivot.tsv", "ru-zh.tatoeba-pivot.tsv",
    ]  # fmt: skip
    english = [
        row.split("\t")[1] for row in (work / "made-2" / "ru-en.tatoeba-pivot.tsv").read_text("utf-8").splitlines()
    ]
    assert set(english) <= {pair.target for pair in pairs(400)}
    assert len(english) > 250
    russian = [
        row.split("\t")[0] for row in own_text.forward(work / "made-2", "tatoeba-pivot").read_text("utf-8").splitlines()
    ]
    assert set(russian) <= {pair.source for pair in pairs(400)}
    assert len(russian) > 250

    assert (work / "kept" / "checkpoint.pt").exists()
    for target, locale in (("en", "en"), ("zh", "zh-Hans")):
        assert all(kept.right(*pair, locale) for pair in kept.read(work / "kept", target))

    # Once more: nothing is learned again, or the packages would be others.
    before = {path.name: path.read_bytes() for path in models.iterdir()}
    shutil.rmtree(models)
    make(data, "0.03")
    assert {path.name: path.read_bytes() for path in models.iterdir()} == before
