"""Make the starter packages: `python -m training DATA -o FOLDER`, hours on two cores, minutes on a GPU.

Interrupted, the same command goes on from the last checkpoint. What each step made lies in `--work`.
"""

from __future__ import annotations

import functools
import gc
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import torch

from localize.training import corpus, export, tokens
from localize.training.clean import usable
from localize.training.corpus import Pair
from localize.training.examples import Example, Source, aligned, encoded, mixed
from localize.training.loop import Plan, passes_done, train
from localize.training.network import Network, Shape
from localize.training.variants import Sentence
from localize.translators.archive import sha256
from training import kept, own_text, sources, split
from training.card import readme
from training.engine import Engine

VERSION = "1.0"
LICENCE = "CC BY-NC 4.0"
PIECES = 12_000
# Sentences that the vocabulary is learned from, a language; talk first, of which there is less than of narration.
_LEARNED_FROM = {"ru": 240_000, "en": 260_000, "zh": 220_000}
_TALK = ("opensubs-voita", "tatoeba-pivot", "tatoeba-cmn", "msctd-tvsubs", "xdailydialog")
_JUDGED = ("ru-en.opensubs-voita", "ru-en.tatoeba-pivot", "ru-en.umineko", "ru-zh.tatoeba-pivot", "ru-zh.umineko")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """passes: the number of the pass before which it ends. weights: of directions, times those of the collections.

    made: of text translated back, by direction; the model as it stands when the phase begins does it, and translates
    forward too. varied: the directions whose sentences come in the shapes of subtitles.
    """

    passes: int
    weights: Mapping[str, float]
    made: Mapping[str, float]
    varied: Sequence[str] = ("ru-en", "ru-zh")


# First all directions, so that the model can translate back; then what it is for, with what it has translated back.
PHASES = (
    Phase(passes=1, weights={"ru-en": 1, "ru-zh": 1, "en-zh": 1, "en-ru": 1}, made={}, varied=()),
    Phase(passes=3, weights={"ru-en": 1, "ru-zh": 1, "en-zh": 0.6, "en-ru": 0.6}, made={}),
    Phase(passes=100, weights={"ru-en": 1, "ru-zh": 1, "en-zh": 0.3}, made={"ru-en": 0.8, "ru-zh": 1}),
)
# After them, with a low rate: sentences that the model itself got right, beside some of what it knows.
KEPT_SHARE = 0.045  # of the tokens before
BESIDE_KEPT = Phase(passes=0, weights={"ru-en": 0.15, "ru-zh": 0.25}, made={"ru-en": 0.04, "ru-zh": 0.1})


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default="models", help="Folder for the packages.")
@click.option("--work", type=click.Path(path_type=Path), default="build/training", help="Folder for checkpoints.")
@click.option("--tokens", "count", default=100.0, help="Target tokens to learn from, in millions.")
@click.option("--batch", default=8000, help="Positions in a batch.")
def main(data: Path, output: Path, work: Path, count: float, batch: int) -> None:
    """Run every phase, then write the packages and their manifest."""
    pairs = sources.read(data)
    held = split.held_out(pairs)
    learned = split.training(pairs, held)
    vocabulary = _vocabulary(work / "sentencepiece.model", learned)
    processor = tokens.load(vocabulary)
    shape = Shape(pieces=processor.get_piece_size())
    valid = {name: encoded(held[name][:400], name[3:5], processor) for name in _JUDGED}
    torch.manual_seed(1)
    network = Network(shape)
    for number, phase in enumerate(PHASES):
        if passes_done(work) >= phase.passes:
            continue
        plan = Plan(tokens=int(count * 1e6), batch=batch, passes=phase.passes)
        made = work / f"made-{number}"
        if phase.made and not made.is_dir():
            own_text.make(learned, vocabulary, work, work / "made.part")
            (work / "made.part").rename(made)
        examples = _pass(partial(_sources, learned, made, phase), processor)
        trained = train(network, examples, valid, plan, work, say=click.echo)
        network = Network(shape)
    folder = work / "kept"
    if not (folder / "zh.tsv").exists():
        kept.make(learned, Engine(trained.weights, shape, vocabulary, folder / "engine"), folder)
    network.load_state_dict(trained.weights)
    examples = _pass(partial(_last, learned, work / f"made-{len(PHASES) - 1}", folder), processor)
    plan = Plan(tokens=int(count * KEPT_SHARE * 1e6), batch=batch, rate=5e-4, warm_up=60_000, cool_down=0.9)
    trained = train(network, examples, valid, plan, folder, say=click.echo)
    entries = []
    for target in ("en", "zh"):
        label = export.Label(
            source="ru",
            target=target,
            version=VERSION,
            licence=LICENCE,
            evaluation_only=True,
            readme=readme(LICENCE),
        )
        path = output / f"{label.name}.argosmodel"
        export.package(trained.weights, shape, vocabulary, label, path)
        entries.append(
            {
                "name": path.name,
                "sha256": sha256(path),
                "size": path.stat().st_size,
                "licence": LICENCE,
                "evaluation_only": True,
            }
        )
        click.echo(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    manifest = json.dumps({"packages": entries}, indent=2)
    (output / "manifest.json").write_text(f"{manifest}\n", encoding="utf-8")


def _pass(make: Callable[[], list[Source]], processor: object) -> Callable[[int], list[Example]]:
    """The examples of each pass; what they are made of is read and aligned when the first is asked for."""

    @functools.cache
    def found() -> list[Source]:
        made = make()
        gc.freeze()  # millions of words that stay: collecting them again and again takes minutes
        return made

    return lambda number: mixed(found(), processor, number)


def _last(pairs: dict[str, list[Pair]], made: Path, folder: Path) -> list[Source]:
    """What the last lesson is made of: kept sentences, and about as much of what was learned before."""
    found = [
        Source(
            sentences=[Sentence(pair=pair, languages=("ru", target)) for pair in kept.read(folder, target)],
            varied=False,
        )
        for target in ("en", "zh")
    ]
    return found + _sources(pairs, made, BESIDE_KEPT)


def _sources(pairs: dict[str, list[Pair]], made: Path, phase: Phase) -> list[Source]:
    """What a phase learns from."""
    found = []
    for collection in sources.COLLECTIONS:
        for direction, weight in collection.weights.items():
            times = weight * phase.weights.get(direction, 0)
            if times:
                few = sources.direction(pairs, direction, collection.name)
                found.append(_source(few, direction, times, made=False, varied=direction in phase.varied))
    for direction, weight in phase.made.items():
        languages = _languages(direction)
        for path in sorted(made.glob(f"{direction}.*.tsv")):
            few = usable(corpus.read(path, *languages), languages)
            found.append(_source(few, direction, weight, made=True, varied=direction in phase.varied))
    if phase.made:
        for collection in sources.COLLECTIONS:
            if collection.forward:
                few = usable(corpus.read(own_text.forward(made, collection.name), "ru", "zh"), ("ru", "zh"))
                times = collection.forward * phase.weights["ru-zh"]
                found.append(_source(few, "ru-zh", times, made=False, varied="ru-zh" in phase.varied))
    return found


def _source(pairs: Sequence[Pair], direction: str, weight: float, *, made: bool, varied: bool) -> Source:
    languages = _languages(direction)
    sentences = aligned(pairs, languages) if varied else [Sentence(pair=pair, languages=languages) for pair in pairs]
    return Source(sentences=sentences, weight=weight, made=made, varied=varied)


def _languages(direction: str) -> tuple[str, str]:
    source, _, target = direction.partition("-")
    return source, target


def _vocabulary(path: Path, pairs: dict[str, list[Pair]]) -> bytes:
    """The serialised vocabulary, learned if `path` does not hold it yet."""
    if not path.exists():
        chance = random.Random(1)
        texts: list[str] = []
        for language, count in _LEARNED_FROM.items():
            talk: set[str] = set()
            rest: set[str] = set()
            for name, few in pairs.items():
                languages, _, collection = name.partition(".")
                if language in languages.split("-"):
                    side = languages.split("-").index(language)
                    (talk if collection in _TALK else rest).update(pair[side] for pair in few)
            chosen = sorted(talk)
            chance.shuffle(chosen)
            others = sorted(rest - talk)
            chance.shuffle(others)
            texts += (chosen[: count // 2] + others)[:count]
        chance.shuffle(texts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tokens.learn(texts, size=PIECES))
    return path.read_bytes()


if __name__ == "__main__":
    main()
