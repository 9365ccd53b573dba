"""The vocabulary: one SentencePiece model for all languages, and the tokens that steer a translation.

Steering tokens are single pieces. In the target they are the prefix (`<2en>`); in the source they come first, in any
number and order, and may all be left out.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from typing import Any

import sentencepiece

from localize.translators.vocabulary import CUE_BREAK, PLACEHOLDERS, STEERING

PAD, BOS, EOS = 3, 1, 2

TARGETS = {"en": "<2en>", "zh": "<2zh>", "ru": "<2ru>"}
# In front of a source that a machine has made.
SYNTHETIC = "<made>"

# NFKC, SentencePiece's default, would make Chinese punctuation half-width. Only what nobody means to write differently
# is made equal: blanks, invisible characters, hyphens, apostrophes, ё and full-width Latin letters and digits.
_EQUAL = {
    **dict.fromkeys("\t\u00a0\u2002\u2003\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", ""),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    "ё": "е",
    "Ё": "Е",
    "\u0435\u0308": "е",
    "\u0438\u0306": "й",
    **{
        chr(code): chr(code - 0xFEE0)
        for span in (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
        for code in span
    },
}
# Pieces of their own even if the data holds few.
_REQUIRED = "«»„“”‘’…–—―«»!?.,:;()[]{}<>/*&%+=#@№$€£°♪·「」『』《》〈〉【】（），。！？：；、"


def learn(texts: Iterable[str], *, size: int, coverage: float = 0.9998) -> bytes:
    """A serialised SentencePiece unigram model of `size` pieces over `texts`; unknown characters fall back to bytes.

    coverage: share of the characters that get a piece of their own. Digits are single pieces, so numbers are copied
    figure by figure.
    """
    model = io.BytesIO()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as rules:
        rules.writelines(f"{_codes(old)}\t{_codes(new)}\n" for old, new in sorted(_EQUAL.items()))
        rules.flush()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=model,
            vocab_size=size,
            model_type="unigram",
            character_coverage=coverage,
            required_chars=_REQUIRED,
            byte_fallback=True,
            split_digits=True,
            normalization_rule_tsv=rules.name,
            user_defined_symbols=[*TARGETS.values(), *PLACEHOLDERS, CUE_BREAK, *STEERING, SYNTHETIC],
            unk_id=0,
            bos_id=BOS,
            eos_id=EOS,
            pad_id=PAD,
            minloglevel=2,
        )
    return model.getvalue()


def _codes(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)


def load(model: bytes) -> Any:
    """The tokenizer of a serialised model; raises RuntimeError if it is none."""
    return sentencepiece.SentencePieceProcessor(model_proto=model)
