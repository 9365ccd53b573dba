"""Links out of attention."""

from __future__ import annotations

from localize.alignment.attention import links

SOURCE, TARGET = "Ариса ушла домой.", "Arisa went home."
PIECES = (("▁А", "риса", "▁ушла", "▁домой", "."), ("▁A", "risa", "▁went", "▁home", "."))


def rows(*best: int, share: float = 0.9) -> list[list[float]]:
    return [[share if place == one else (1 - share) / 4 for place in range(5)] for one in best]


def test_a_word_stands_for_what_it_is_looked_at_for() -> None:
    assert links(SOURCE, TARGET, PIECES, rows(0, 1, 2, 3, 4)) == ((0, 0), (1, 1), (2, 2))
    assert links(SOURCE, TARGET, PIECES, rows(3, 3, 2, 0, 4)) == ((2, 0), (1, 1), (0, 2))


def test_a_word_that_looks_everywhere_or_at_marks_alone_is_linked_to_none() -> None:
    assert links(SOURCE, TARGET, PIECES, rows(0, 1, 2, 3, 4, share=0.3)) == ()
    assert links(SOURCE, TARGET, PIECES, rows(0, 1, 4, 3, 4)) == ((0, 0), (2, 2))


def test_chinese_characters_share_what_their_piece_looks_at() -> None:
    pieces = (("▁Она", "▁робот"), ("▁她是", "机器人"))
    assert links("Она робот", "她是机器人", pieces, [[0.9, 0.1], [0.1, 0.9]]) == (
        *((0, 0), (0, 1)),
        *((1, 2), (1, 3), (1, 4)),
    )


def test_no_links_where_a_tokenizer_changed_letters_or_rows_are_missing() -> None:
    assert links("a_b", "a b", (("a", "<0x5F>", "b"), ("a", "b")), [[1.0, 0, 0], [0, 0, 1.0]]) == ()
    assert links(SOURCE, TARGET, PIECES, rows(0, 1)) == ()
    assert links("…", "…", (("…",), ("…",)), [[1.0]]) == ()
