"""What stands around cues, in pieces and put together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.formats import FORMATS, compose, parse_document
from localize.formats.asides import joined, line_ends, split
from localize.model import Cue, Document, FormatFacts

BLOCKS = st.lists(
    st.lists(st.sampled_from(("NOTE a", "STYLE", "::cue { }", "-", "7 a")), min_size=1, max_size=3).map("\n".join),
    max_size=4,
)


@pytest.mark.parametrize(
    ("text", "gap", "pieces"),
    [
        ("\nComment: a  \r\n; b\n", 1, ("Comment: a", "; b")),
        (
            "[Script Info]\nTitle: x\n\n[Events]\nFormat: y\n",
            1,
            ("[Script Info]", "Title: x", "\n[Events]", "Format: y"),
        ),
        ("\n\nNOTE a\nb\n\n\n\nSTYLE\n\n", 2, ("NOTE a\nb", "\n\nSTYLE")),
        ("\r\n \r\n12\r\n\r\nNOTE 12\r\n\r\n", 2, ("NOTE 12",)),
        ("\n12\n", 1, ("12",)),
        ("", 2, ()),
    ],
    ids=["lines", "sections", "blocks", "number", "no-number", "nothing"],
)
def test_pieces(text: str, gap: int, pieces: tuple[str, ...]) -> None:
    assert split(text, gap) == pieces


@given(BLOCKS, st.sampled_from(("\n", "\r\n", "\r")))
def test_blocks_that_are_put_together_are_the_same_blocks(blocks: list[str], newline: str) -> None:
    assert split(joined(blocks, 2, newline), 2) == tuple(blocks)


def test_line_ends_below() -> None:
    assert [line_ends(text) for text in ("", "a", "a\n", "a\r\n \r\n", "\n\n\n")] == [0, 0, 1, 2, 3]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_only_where_a_format_has_asides_something_stands_between_cues(name: str) -> None:
    """In SubRip a comment is text of the cue above it."""
    lines = {"srt": "NOTE a", "vtt": "NOTE a", "ass": "; a", "ssa": "; a"}
    form = FORMATS[name]
    facts = FormatFacts(format=name)
    cues = tuple(Cue(id=f"{at}", start_ms=at, end_ms=at + 900, text="A") for at in (0, 1_000))
    text = compose(Document(path=f"x.{name}", language="en", cues=cues, facts=facts)).decode()
    fresh = parse_document(text.encode(), f"x.{name}")
    second = fresh.cues[1].payload
    at = text.rindex(second.head)
    document = parse_document((text[:at] + lines[name] + "\n" * form.GAP + text[at:]).encode(), f"x.{name}")
    assert bool(split(document.cues[1].payload.before, form.GAP)) is form.ASIDES
