"""Where sentences end in cues, beside razdel, pysbd, and "a cue is a sentence".

Precision, recall and F1 of the places at which a person says that a sentence ends (`gold/`, see `labels.py`). razdel
and pysbd get all cues of a file as one text.

    python benchmarks/sentences/run.py [--misses]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import accumulate

from labels import Gold, Splitter, files, ours, places, score, words

from localize.model import Document


def razdel(document: Document, language: str) -> frozenset[int]:
    """razdel's `sentenize`."""
    from razdel import sentenize

    text = _text(document)
    return _of(text, (sentence.stop for sentence in sentenize(text)))


def pysbd(document: Document, language: str) -> frozenset[int]:
    """pysbd's `Segmenter`."""
    from pysbd import Segmenter

    text = _text(document)
    found = Segmenter(language=language, clean=False).segment(text)
    joined = "".join(found)
    return _of(joined, accumulate(map(len, found)))


def by_cue(document: Document, language: str) -> frozenset[int]:
    """Each cue a sentence."""
    return places(document, ((number, len(cue.text)) for number, cue in enumerate(document.cues)))


SPLITTERS: dict[str, Splitter] = {
    "localize": ours,
    "razdel": razdel,
    "pysbd": pysbd,
    "a cue is a sentence": by_cue,
}


def main() -> None:
    """Print a table a language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--misses", action="store_true", help="show where ours are wrong")
    options = parser.parse_args()
    for language in ("ru", "en", "zh"):
        golds = list(files(language))
        cues = sum(len(gold.document.cues) for gold in golds)
        ends = sum(len(gold.ends) for gold in golds)
        print(f"\n{language}: {cues:,} cues, {ends:,} sentence ends, {len(golds)} files\n")
        print("| sentence ends | precision | recall | F1 |\n|---|---|---|---|")
        for name, split in SPLITTERS.items():
            print(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in score(golds, split, language))} |")
        if options.misses:
            for gold in golds:
                print(f"\n{gold.name}: F1 {score([gold], ours, language)[2]:.3f}")
                misses(gold, language)


def misses(gold: Gold, language: str) -> None:
    """Print each place at which ours differ from the person's, in its context."""
    found = ours(gold.document, language) - gold.neutral
    text = "\n\n".join(cue.text for cue in gold.document.cues)
    at = [offset for offset, char in enumerate(text) if char.isalnum()]
    for place in sorted(found ^ gold.ends):
        offset = at[place - 1] + 1
        kind = "  missed" if place in gold.ends else "too many"
        around = text[max(offset - 50, 0) : offset] + " ‖ " + text[offset : offset + 50]
        print(f"{kind}: {around!r}")


def _text(document: Document) -> str:
    return " ".join(cue.text.replace("\n", " ") for cue in document.cues)


def _of(text: str, stops: Iterable[int]) -> frozenset[int]:
    return frozenset(words(text[:stop]) for stop in stops) - {0, words(text)}


if __name__ == "__main__":
    main()
