from __future__ import annotations

from pathlib import Path

from benchmarks.translation.bench import Bench
from benchmarks.translation.failures import failed
from benchmarks.translation.sets import Item, Set, sentences
from benchmarks.translation.systems import System, Way
from benchmarks.translation.tables import Section, bullets, table
from localize.translators.base import PackageInfo, Routes


def package(source: str, target: str) -> PackageInfo:
    return PackageInfo(source=source, target=target, version="1.0", path=f"{source}_{target}")


def folder(*pairs: str) -> System:
    packages = tuple(package(pair[:2], pair[3:]) for pair in pairs)
    return System(folder=Path("models"), routes=Routes(packages=packages))


def one_set(name: str, source: str, *texts: str) -> Set:
    items = tuple(Item(sentences=tuple(text.split("|")), source=text, reference="") for text in texts)
    return Set(name=name, source=source, target="en", items=items)


def test_a_table() -> None:
    assert table([{"a": 1200, "b": "x|y\nz"}, {"a": 1, "b": 0.5}]) == (
        "| a | b |\n| --- | --- |\n| 1,200 | x\\|y z |\n| 1 | 0.5 |"
    )
    assert table([]) == ""


def test_a_section_leaves_out_what_is_empty() -> None:
    assert str(Section("Title", ("", "text", bullets(["a|b", "c"])))) == "## Title\n\ntext\n\n- a|b\n- c"


def test_a_list_is_cut() -> None:
    assert bullets(["阿" * 1000]) == f"- {'阿' * 400}…"


def test_sentences_by_turns_and_once() -> None:
    sets = [one_set("a", "ru", "1|2", "3"), one_set("b", "ru", "4", "1"), one_set("c", "en", "x")]
    assert sentences(sets, "ru") == ["1", "4", "2", "3"]


def test_ways_of_a_folder() -> None:
    assert folder("ru-en", "ru-zh", "en-zh").ways("ru", "zh") == [Way("ru", "zh"), Way("ru", "zh", "en")]
    assert folder("ru-en", "en-zh").ways("ru", "zh") == [Way("ru", "zh", "en")]
    assert folder("ru-en", "en-zh").ways("ru", "en") == [Way("ru", "en")]
    assert folder("ru-en").way("ru", "zh") is None


def test_the_label_names_every_package() -> None:
    system = folder("ru-en", "en-zh")
    assert system.label(Way("ru", "zh", "en")) == "models: translate-ru_en-1.0 + translate-en_zh-1.0"


def test_every_system_into_every_language_it_has() -> None:
    one, other = folder("ru-en", "en-zh"), folder("ru-zh")
    assert list(Bench(sets=(), systems=(one, other)).from_russian()) == [
        (one, Way("ru", "en")),
        (one, Way("ru", "zh", "en")),
        (other, Way("ru", "zh")),
    ]


def test_the_limit_only_lowers() -> None:
    assert Bench(sets=(), systems=(), limit=5).at_most(1000) == 5
    assert Bench(sets=(), systems=(), limit=5000).at_most(1000) == 1000
    assert Bench(sets=(), systems=()).at_most(1000) == 1000


def test_failures_by_the_detectors() -> None:
    sources = ["Да.", "Он шёл и шёл по дороге.", "Дом.", "Нет."]
    targets = ["", "He walked and walked and walked and walked and walked.", "Дом.", "No."]
    assert failed(sources, targets, "en") == {"empty": [0], "loop": [1], "wrong script": [2]}
