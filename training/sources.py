"""What the starter packages learn from: what it is, whose it is, and how often each sentence is met in a pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from localize.training import corpus
from localize.training.clean import usable
from localize.training.corpus import Pair

Languages = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Sentence pairs of one origin, in files `ru-en.NAME.tsv.xz`, `ru-zh.…`, `en-zh.…`.

    tier: A may be used freely with credit; B is for research; C belongs to others, and what learns from it is for
    evaluation only. weights: by direction, times a pass. speech: its English is modern talk, worth translating back.
    forward: as a weight, for its Russian with the Chinese that the model makes of its English. asked: how many of its
    Russian sentences the model translates with placeholders in them, for what it gets right to be learned.
    """

    name: str
    tier: str
    licence: str
    weights: dict[str, float] = field(default_factory=dict)
    speech: bool = False
    forward: float = 0
    asked: int = 0


# Film and talk up, narration and labels down.
COLLECTIONS = (
    Collection(
        name="opensubs-voita",
        tier="B",
        licence="OpenSubtitles 2018, in E. Voita's selection; no licence stated",
        weights={"ru-en": 4, "en-ru": 2},
        forward=1,
        asked=26_000,
    ),
    Collection(
        name="tatoeba-pivot",
        tier="A",
        licence="CC BY 2.0 FR",
        weights={"ru-en": 4, "ru-zh": 4, "en-zh": 1, "en-ru": 2},
        speech=True,
        forward=3,
        asked=14_000,
    ),
    Collection(name="tatoeba-cmn", tier="A", licence="CC BY 2.0 FR", weights={"en-zh": 1}, speech=True),
    Collection(name="msctd-tvsubs", tier="B", licence="non-commercial", weights={"en-zh": 0.6}, speech=True),
    Collection(name="xdailydialog", tier="B", licence="research", weights={"en-zh": 0.6}, speech=True),
    Collection(name="bmeld-friends", tier="B", licence="research", weights={"en-zh": 0.6}, speech=True),
    Collection(
        name="fallout2-upu",
        tier="C",
        licence="text owned by its publisher",
        weights={"ru-en": 1, "en-ru": 0.6},
        asked=14_000,
    ),
    Collection(
        name="umineko",
        tier="C",
        licence="text owned by its publisher",
        weights={"ru-en": 0.35, "ru-zh": 0.4, "en-ru": 0.25},
        asked=9_000,
    ),
    Collection(
        name="baldursgate-mods",
        tier="C",
        licence="text owned by its authors",
        weights={"ru-en": 0.55, "ru-zh": 0.6, "en-ru": 0.35},
        asked=12_000,
    ),
    Collection(
        name="wesnoth", tier="A", licence="GPL-2+", weights={"ru-en": 0.5, "ru-zh": 0.7, "en-ru": 0.3}, asked=4_000
    ),
    Collection(
        name="rimworld", tier="C", licence="text owned by its publisher", weights={"ru-en": 0.15, "ru-zh": 0.15}
    ),
    Collection(
        name="projectzomboid", tier="C", licence="text owned by its publisher", weights={"ru-en": 0.3, "ru-zh": 0.25}
    ),
    Collection(name="shatteredpd", tier="A", licence="GPL-3", weights={"ru-en": 0.3, "ru-zh": 0.25}),
    Collection(name="devilutionx", tier="C", licence="text owned by its publisher", weights={"ru-en": 1, "ru-zh": 1}),
)


def read(folder: Path) -> dict[str, list[Pair]]:
    """All usable pairs by `ru-en.NAME`, in the order of their files."""
    return {
        path.name.removesuffix(".tsv.xz"): usable(corpus.read(path, *languages), languages)
        for path, languages in _files(folder)
    }


def _files(folder: Path) -> Iterator[tuple[Path, Languages]]:
    names = {collection.name for collection in COLLECTIONS}
    for path in sorted(folder.glob("*.tsv.xz")):
        languages, name, *_ = path.name.split(".")
        if name in names:
            source, _, target = languages.partition("-")
            yield path, (source, target)


def direction(pairs: dict[str, list[Pair]], languages: str, name: str) -> list[Pair]:
    """The pairs of a collection in the direction `ru-en`; turned round if they are stored the other way."""
    source, _, target = languages.partition("-")
    if languages in {key.partition(".")[0] for key in pairs if key.endswith(f".{name}")}:
        return pairs[f"{languages}.{name}"]
    return [Pair(two, one) for one, two in pairs[f"{target}-{source}.{name}"]]
