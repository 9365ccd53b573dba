"""Finding sentences that are like another one, without looking at all.

A sentence that scores the cutoff or more has all but a part of the words of the one asked for. So it has at least one
of any words that together outweigh that part, and of a long sentence at least two of a few more. The rarest such words
are looked up in the index (see `grams`); what they lead to is compared: quickly, by plain edit distance, then by score.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from localize.memory.grams import grams
from localize.memory.same import same
from localize.memory.sentences import rounds
from localize.memory.similarity import Token, letters, score, tokens

# A mark that leads to so many sentences is common; how much more does not matter.
_COMMON = 2_000
# A sentence with so many marks is recognised by two of them.
_LONG = 6
# Candidates compared at a time.
_ROUND = 5_000


def similar(connection: sqlite3.Connection, text: str, locale: str, cutoff: int) -> dict[int, int]:
    """Ids of the sentences of `locale` that are like `text` but not the same, with their scores from `cutoff` up."""
    asked = tokens(folded := same(text))
    scores = {}
    for some in rounds(_candidates(connection, asked, cutoff), _ROUND):
        rows = connection.execute(
            "SELECT id, text FROM sentence WHERE id IN (SELECT value FROM json_each(?)) AND locale = ?",
            (json.dumps(some), locale),
        )
        others = {number: sentence for number, text in rows if (sentence := same(text)) != folded}
        parts = {number: tokens(sentence) for number, sentence in others.items()}
        near = process.extract_iter(
            letters(asked),
            {number: letters(part) for number, part in parts.items()},
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=cutoff / 100,
        )
        for _, _, number in near:
            if (reached := score(asked, parts[number])) >= cutoff:
                scores[number] = reached
    return scores


def _candidates(connection: sqlite3.Connection, asked: Sequence[Token], cutoff: int) -> list[int]:
    """Ids of all sentences of a fitting weight that have the rarest marks of `asked`."""
    weight, marked = len(letters(asked)), grams(asked)
    least, most = -(-weight * cutoff // 100), weight * 100 // cutoff
    wanted = 2 if len(marked) >= _LONG else 1
    must_outweigh = most - weight + (wanted - 1) * max(marked.values())
    counted = sorted((_count(connection, mark, least, most), -stands_for, mark) for mark, stands_for in marked.items())
    chosen: list[int] = []
    for count, _, mark in counted:
        if count and sum(marked[one] for one in chosen) <= must_outweigh:
            chosen.append(mark)
    rows = connection.execute(
        """SELECT sentence FROM gram WHERE gram IN (SELECT value FROM json_each(?)) AND weight BETWEEN ? AND ?
        GROUP BY sentence HAVING count(*) >= ?""",
        (json.dumps(chosen), least, most, min(wanted, len(chosen))),
    )
    return [number for (number,) in rows]


def _count(connection: sqlite3.Connection, mark: int, least: int, most: int) -> int:
    """How many sentences of that weight have the mark; `_COMMON` if they are as many or more."""
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram = ? AND weight BETWEEN ? AND ? LIMIT ?)",
        (mark, least, most, _COMMON),
    ).fetchone()
    return int(count)
