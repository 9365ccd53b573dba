"""Argos packages run by CTranslate2 in large batches.

`argostranslate` finds, installs and reads packages; its `translate` module is not used: it translates one cue a call,
cuts it into sentences with a model fetched from the network, and picks pivot languages by the order of a folder
listing. One batch of everything is many times faster (see `benchmarks/`), and which packages are used is ours to say.
"""

from __future__ import annotations

import functools
import math
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from localize.alignment import Links, as_text, attention, composed
from localize.errors import ModelError
from localize.script import is_foreign
from localize.translators import argos_package
from localize.translators.base import PackageInfo, Request, Routes, Translation

if TYPE_CHECKING:
    import ctranslate2

# Sentences handed over at once: enough to fill batches of like lengths, few enough to report progress and stop soon.
_CHUNK = 1024
_BATCH_TOKENS = 256
# Language tags, tokens that steer, bytes, and control pieces: nothing that is written.
_MEANT = re.compile("<[^<>]+>")
# Pieces of a text, in and out: a model may have no more than 512 positions, and ends the program when it runs out.
_LONGEST = 500
_LENGTH_PENALTY = 2.0
# Chosen with the likelihood among what small packages make of a sentence and of its cues: `benchmarks/cues.py`.
_LOOKED_AT = 2.0


def translate(
    requests: Iterable[Request],
    routes: Routes,
    *,
    threads: int = 0,
    advance: Callable[[int], None] = lambda _: None,
) -> dict[Request, Translation]:
    """Every request with its translation. `advance` is told how many are done, again and again.

    threads: CPU threads, 0 for all. The answer to a request may depend on the others of its batch, in the last bit of
    a score: the same requests in the same order give the same answers.
    """
    groups: dict[Request, list[Request]] = defaultdict(list)
    for request in dict.fromkeys(requests):
        groups[replace(request, text="", given="given" * bool(request.given))].append(request)
    found: dict[Request, Translation] = {}
    for how, members in groups.items():
        source, target, via = how.source, how.target, how.via
        route = routes.find(source, target, via)
        if not route:
            raise ModelError(
                f"no package translates {source} to {target}{f' over {via}' if via else ''}; "
                f"install one with `localize models install {source} {target}`"
            )
        # Texts of like length side by side: short ones do not wait for long ones.
        members.sort(key=lambda request: (len(request.text), request.text))
        for start in range(0, len(members), _CHUNK):
            chunk = members[start : start + _CHUNK]
            texts: list[tuple[str, ...]] = [(request.text,) for request in chunk]
            if how.given:
                texts = _linked(route, [(request.text, request.given) for request in chunk], how, threads=threads)
            else:
                texts = _translated(route, texts, how, threads=threads)
            found.update(
                (request, Translation(texts=few, packages=route)) for request, few in zip(chunk, texts, strict=True)
            )
            advance(len(chunk))
    return found


def _translated(
    route: Sequence[PackageInfo], texts: list[tuple[str, ...]], how: Request, *, threads: int
) -> list[tuple[str, ...]]:
    """The first of each texts through all packages, one after the other."""
    for step, package in enumerate(route):
        last = step == len(route) - 1
        texts = _through(
            package,
            [_steered(few[0], how.steer, package) if few else "" for few in texts],
            how if last else replace(how, hypotheses=1),
            threads=threads,
        )
    return texts


def _linked(
    route: Sequence[PackageInfo], pairs: Sequence[tuple[str, str]], how: Request, *, threads: int
) -> list[tuple[str, ...]]:
    """For each text and its translation which words stand for which, and how much the one looks like the other; over a
    pivot by what the texts are there."""
    between = [source for source, _ in pairs]
    known: list[Links] | None = None
    likeness: list[float] = []
    for step, package in enumerate(route):
        before = between
        if step == len(route) - 1:
            between = [target for _, target in pairs]
        else:
            made = _translated((package,), [(text,) for text in before], replace(how, hypotheses=1), threads=threads)
            between = [next(iter(few), "") for few in made]
        found, likeness = _attended(package, list(zip(before, between, strict=True)), threads=threads)
        known = found if known is None else [composed(*both) for both in zip(known, found, strict=True)]
    return [(as_text(links), f"{like:.3f}") for links, like in zip(known or (), likeness, strict=True)]


def _attended(
    package: PackageInfo, pairs: Sequence[tuple[str, str]], *, threads: int
) -> tuple[list[Links], list[float]]:
    """Which words stand for which, by what the model looks at as it is led through each translation; and how likely it
    finds each piece of it (mean logarithm), with a premium for having looked at all of the source."""
    tokenizer, translator, prefix = _load(package.path, threads or os.cpu_count() or 1)
    sources, targets = (tokenizer.encode([pair[side] for pair in pairs]) for side in (0, 1))
    fit = [number for number, both in enumerate(zip(sources, targets, strict=True)) if max(map(len, both)) <= _LONGEST]
    lead = [prefix] if prefix else []
    results = translator.translate_batch(
        [sources[number] for number in fit],
        target_prefix=[lead + targets[number] for number in fit],
        batch_type="tokens",
        max_batch_size=_BATCH_TOKENS,
        beam_size=1,
        return_attention=True,
        max_decoding_length=max((len(targets[number]) for number in fit), default=0) + len(lead) + 1,
    )
    scores = translator.score_batch(
        [sources[number] for number in fit],
        [lead + targets[number] for number in fit],
        batch_type="tokens",
        max_batch_size=_BATCH_TOKENS,
    )
    found: list[Links] = [()] * len(pairs)
    likeness = [-math.inf] * len(pairs)
    for number, result, score in zip(fit, results, scores, strict=True):
        pieces = sources[number], targets[number]
        paid = result.attention[0][len(lead) : len(lead) + len(targets[number])]
        found[number] = attention.links(*pairs[number], pieces, paid)
        mean = sum(score.log_probs) / max(len(score.log_probs), 1)
        likeness[number] = mean + _LOOKED_AT * attention.coverage(sources[number], paid)
    return found, likeness


def _steered(text: str, steer: Sequence[str], package: PackageInfo) -> str:
    """`text` behind the tokens that the package knows."""
    return " ".join([*(token for token in steer if token in package.steering), text])


def _through(package: PackageInfo, texts: Sequence[str], how: Request, *, threads: int) -> list[tuple[str, ...]]:
    """The hypotheses for each text, best first, by one package; empty ones for a text that is too long for it.

    how: a request of which all but the text counts.
    """
    tokenizer, translator, prefix = _load(package.path, threads or os.cpu_count() or 1)
    pieces = [few if len(few) <= _LONGEST else [] for few in tokenizer.encode(texts)]
    results = translator.translate_batch(
        pieces,
        target_prefix=[[prefix]] * len(pieces) if prefix else None,
        batch_type="tokens",
        max_batch_size=_BATCH_TOKENS,
        beam_size=how.beam,
        num_hypotheses=how.hypotheses,
        no_repeat_ngram_size=how.no_repeat,
        # Packages say too little rather than too much: `python -m benchmarks.translation.decoding`.
        length_penalty=1.0 if how.steer else _LENGTH_PENALTY,
        suppress_sequences=tokenizer.foreign(package.target) if how.strict else None,
        # A loop is found by a detector; this only bounds the time it takes.
        max_decoding_length=min(_LONGEST, 2 * max(map(len, pieces), default=0) + 16),
    )
    skip = 1 if prefix else 0
    flat = tokenizer.decode([tokens[skip:] for result in results for tokens in result.hypotheses])
    answers = iter(flat)
    return [tuple(next(answers).strip() for _ in result.hypotheses) for result in results]


class _Tokenizer:
    """Lists of texts to lists of pieces and back, through the package's own tokenizer."""

    def __init__(self, package: Any) -> None:
        self._own = package.tokenizer
        # SentencePiece takes lists; the Moses/BPE tokenizer of older packages takes one text a call.
        self._sentencepiece = getattr(self._own, "lazy_processor", None)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        if self._sentencepiece:
            pieces: list[list[str]] = self._sentencepiece().encode(list(texts), out_type=str)
            return pieces
        return [self._own.encode(text) for text in texts]

    def foreign(self, target: str) -> list[list[str]] | None:
        """The pieces with a letter that the engine language `target` is not written in; None if they are not known."""
        if not self._sentencepiece:
            return None
        processor = self._sentencepiece()
        pieces = map(processor.id_to_piece, range(processor.get_piece_size()))
        return [[piece] for piece in pieces if not _MEANT.fullmatch(piece) and is_foreign(piece, target)]

    def decode(self, pieces: list[list[str]]) -> list[str]:
        if self._sentencepiece:
            texts: list[str] = self._sentencepiece().decode(pieces)
            return [text.replace("▁", " ") for text in texts]
        return [self._own.decode(tokens) for tokens in pieces]


@functools.cache
def _load(path: str, threads: int) -> tuple[_Tokenizer, ctranslate2.Translator, str]:
    """Tokenizer, translator and target prefix of an installed package; loaded once a process.

    Raises ModelError if a part of the package is missing or damaged.
    """
    import ctranslate2

    try:
        package = argos_package.package().Package(Path(path))
        tokenizer = _Tokenizer(package)
        tokenizer.encode(["."])
        translator = ctranslate2.Translator(
            str(package.package_path / "model"), device="cpu", inter_threads=threads, intra_threads=1
        )
    except (OSError, RuntimeError, ValueError, AttributeError) as error:
        # CTranslate2 and SentencePiece speak of their insides, in many lines.
        reason = str(error).partition("\n")[0]
        raise ModelError(f"{path}: the package is damaged ({reason}); install it again") from error
    return tokenizer, translator, package.target_prefix
