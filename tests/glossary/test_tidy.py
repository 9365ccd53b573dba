from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localize.glossary import tsv
from localize.glossary.tidy import sort_key, tidied


def test_rows_are_sorted_and_comments_go_with_them() -> None:
    text = "# head\n\nru\ten \n# about bugs\nжук\tbug\n\nЁж \tspiny   thing | hedgehog\nАриса\tArisa\n# end\n"
    assert tidied(text) == (
        "# head\n\nru\ten\nАриса\tArisa\nЁж\tspiny thing | hedgehog\n# about bugs\nжук\tbug\n# end\n"
    )


def test_line_ends_and_bom_are_kept() -> None:
    assert tidied("\ufeffru\ten\r\nб\tb\r\nа\ta\r\n") == "\ufeffru\ten\r\nа\ta\r\nб\tb\r\n"


def test_the_last_line_gets_its_end() -> None:
    assert tidied("ru\ten\nа\ta") == "ru\ten\nа\ta\n"


LINES = st.lists(st.sampled_from(["б\tb", "а \ta  a", "ё\te", "# x", "", "Е\tE", "\u00a0г\tg"]), max_size=12)


@given(LINES)
def test_nothing_is_lost_and_twice_is_once(lines: list[str]) -> None:
    text = "\n".join(["ru\ten", *lines])
    fixed = tidied(text)
    assert tidied(fixed) == fixed
    rows = [tsv.cells_of(line) for line in lines if tsv.is_row(line)]
    after = [tsv.cells_of(line) for line in tsv.lines(fixed)[1:] if tsv.is_row(line)]
    assert sorted(rows) == sorted(after)
    assert [sort_key(cells[0]) for cells in after] == sorted(sort_key(cells[0]) for cells in rows)
    assert fixed.count("#") == text.count("#")
