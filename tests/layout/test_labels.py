"""Labels for the deaf, and the notes of songs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.layout import lay_out, second_speaker


def english(text: str) -> list[str]:
    return lay_out(text, cpl=42, lines=2, half_width=False, language="en").split("\n")


def chinese(text: str) -> list[str]:
    return lay_out(text, cpl=16, lines=2, half_width=True, language="zh-Hans").split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We should go. [someone is knocking\nloudly at the door]",
            ["We should go.", "[someone is knocking loudly at the door]"],
        ),
        (
            "[loud metallic screeching of brakes] We have to get out.",
            ["[loud metallic screeching of brakes]", "We have to get out."],
        ),
        ("[door\nslams]", ["[door slams]"]),
        (
            "[a very long label that can not possibly fit into one line]",
            ["[a very long label", "that can not possibly fit into one line]"],
        ),
        (
            "BORIS:\nI have no idea what you are talking about.",
            ["BORIS: I have no idea", "what you are talking about."],
        ),
        ("-BORIS:\nI have no idea.\n-Go.", ["-BORIS: I have no idea.", "-Go."]),
        (
            "♪ I love you more than words can say it ♪ ♪ I will ♪",
            ["♪ I love you more than words can say it ♪", "♪ I will ♪"],
        ),
        ("♪\nLa la la ♪", ["♪ La la la ♪"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert english(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们得走了 [有人在使劲敲门的声音]", ["我们得走了", "[有人在使劲敲门的声音]"]),
        ("♪ 我爱你胜过一切 ♪ ♪ 世上没有言语能说 ♪", ["♪ 我爱你胜过一切 ♪", "♪ 世上没有言语能说 ♪"]),
        ("♪ 我爱你胜过世上一切言语所能表达的 ♪", ["♪ 我爱你胜过世上", "一切言语所能表达的 ♪"]),
    ],
)
def test_chinese(text: str, expected: list[str]) -> None:
    assert chinese(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-Hi there. -Bye.", ["-Hi there.", "-Bye."]),
        ("- Да! - Нет.", ["- Да!", "- Нет."]),
        ("-Hi - he said.", ["-Hi - he said."]),
        ("Hi. -Bye.", ["Hi. -Bye."]),
        ("-A. -B. -C.", ["-A. -B. -C."]),
        ("-It is -5. -6 here.", ["-It is -5. -6 here."]),
    ],
)
def test_two_speakers_on_one_line_get_a_line_each(text: str, expected: list[str]) -> None:
    assert english(text) == expected
    assert (second_speaker(text) is None) is (len(expected) == 1)


_LABEL = st.lists(st.sampled_from(["door", "slams", "a", "wonderful"]), min_size=1, max_size=4).map(" ".join)
_WORDS = st.lists(st.sampled_from(["I", "of", "house.", "because", "well,"]), max_size=6).map(" ".join)


@given(_WORDS, _LABEL, _WORDS, st.sampled_from([" ", "\n"]))
def test_a_label_that_fits_is_cut_only_for_room(before: str, label: str, after: str, blank: str) -> None:
    text = blank.join(filter(None, [before, f"[{label}]", after]))
    lines = english(text)
    whole = any(f"[{label}]" in line for line in lines)
    assert whole or len(before) > 42 or len(after) > 42 or len(before) + len(label) + len(after) > 42


@given(
    _WORDS.filter(bool), st.sampled_from(["BORIS:", "DR. SMITH:", "ГОЛОС:", "-MAN 2:"]), st.sampled_from([" ", "\n"])
)
def test_no_name_stands_alone_at_the_end_of_a_line(words: str, name: str, blank: str) -> None:
    assert english(f"{name}{blank}{words}")[0] != name


@given(st.lists(st.sampled_from(["♪", "♪♪", "la", "love,", "[x]", "you"]), max_size=12))
def test_a_note_that_opens_ends_no_line(words: list[str]) -> None:
    lines = english(" ".join(words))
    count = 0
    for line in lines[:-1]:
        count += sum(word.startswith("♪") for word in line.split())
        assert not (count % 2 and line.endswith("♪"))
    assert " ".join(lines).split() == words
