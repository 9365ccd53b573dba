"""Whether the index leads to what comparing with every sentence finds."""

from __future__ import annotations

import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from localize.memory import Memory
from localize.memory.same import same
from localize.memory.similarity import letters, score, tokens
from tests.memory.units import unit

SENTENCES = 3_000
ASKED = 100


def sentences(path: Path, column: int) -> list[str]:
    found: dict[str, str] = {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = line.rstrip("\n").split("\t")[column]
            if text.strip():
                found.setdefault(same(text), text)
            if len(found) == SENTENCES:
                break
    return list(found.values())


def reworded(text: str, vocabulary: list[str], rng: random.Random) -> str:
    """One word more, less or another, or another ending."""
    words = text.split(" ")
    place = rng.randrange(len(words))
    match rng.randrange(4):
        case 0:
            words[place] = rng.choice(vocabulary)
        case 1:
            words.insert(place, rng.choice(vocabulary))
        case 2:
            del words[place]
        case _:
            words[place] = words[place][:-1] + rng.choice("аеиоуыям")
    return " ".join(words)


def another_character(text: str, vocabulary: list[str], rng: random.Random) -> str:
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(vocabulary)[:1] + text[place + rng.randrange(2) :]


@pytest.mark.parametrize(
    ("name", "column", "locale", "change"),
    [
        ("ru-en.opensubs-voita.tsv.xz", 0, "ru", reworded),
        ("en-zh.msctd-tvsubs.tsv.xz", 1, "zh-Hans", another_character),
    ],
)
def test_the_index_leads_to_the_best(
    shared_data: Path,
    tmp_path: Path,
    name: str,
    column: int,
    locale: str,
    change: Callable[[str, list[str], random.Random], str],
) -> None:
    texts = sentences(shared_data / "parallel" / name, column)
    rng = random.Random(4)
    vocabulary = [word for text in texts[:500] for word in text.split(" ") if word]
    parts = [tokens(same(text)) for text in texts]
    folded = [letters(part) for part in parts]
    with Memory(tmp_path / "m", create=True) as memory:
        memory.add(unit(text, f"{number}", source_locale=locale) for number, text in enumerate(texts))
        best, found = 0, 0
        for text in (change(rng.choice(texts), vocabulary, rng) for _ in range(ASKED)):
            asked = tokens(same(text))
            near = process.extract(
                letters(asked), folded, scorer=Levenshtein.normalized_similarity, score_cutoff=0.75, limit=None
            )
            reached = max((100 if asked == parts[at] else score(asked, parts[at]) for _, _, at in near), default=0)
            if reached >= 75:
                best += 1
                matches = memory.fuzzy(text, locale, "en")
                found += bool(matches) and matches[0].score == reached
    assert best > ASKED // 3
    assert found / best >= 0.97
