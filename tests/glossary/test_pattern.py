from __future__ import annotations

import re
import time

import pytest

from localize.glossary.pattern import compile_bounded


@pytest.mark.parametrize(
    "pattern",
    [
        r"объект[- ]\d{1,4}", r"отсек \d{2}", r"[Аа]нтенна|мачта", r"(?:Т|Т-)800", r"a\*b\+", r"[*+|?(]x",
        r"(ab){2,5}c", r"x{2}y?z", r"[]*]a", "a{", r"\bко[дт]\b",
    ],
)  # fmt: skip
def test_bounded_patterns_compile(pattern: str) -> None:
    assert compile_bounded(pattern, case_sensitive=True).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a*", "* has no upper bound; write {0,20} or {1,20}"),
        ("(a+)+b", "+ has no upper bound; write {0,20} or {1,20}"),
        ("a{2,}", "{2,} has no upper bound; write {2,20}"),
        ("(a{1,9}){1,9}b", "{1,9} repeats a group that holds a choice; write the group out"),
        ("((a|b)c){1,9}", "{1,9} repeats a group that holds a choice; write the group out"),
        ("(a?){9}", "{9} repeats a group that holds a choice; write the group out"),
        ("a{0,99}a{0,99}b", "the pattern can be tried in more than 1000 ways; write a simpler one"),
        ("(?=a)b", "look-around, names and flags are not allowed; write (…) or (?:…)"),
        ("(?i)b", "look-around, names and flags are not allowed; write (…) or (?:…)"),
        (r"(a)\1", "the back-reference \\1 is not allowed; write the text again"),
        ("(a", "not a regular expression: missing ), unterminated subpattern at position 0; "
               "write \\ before a sign that stands for itself"),
        ("a)", "not a regular expression: unbalanced parenthesis at position 1; "
               "write \\ before a sign that stands for itself"),
        ("a?", "the pattern matches the empty text; write at least one letter that must be there"),
    ],
)  # fmt: skip
def test_others_are_refused(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        compile_bounded(pattern, case_sensitive=True)


def test_letter_case() -> None:
    assert compile_bounded("объект", case_sensitive=False).search("ОБЪЕКТ")
    assert not compile_bounded("объект", case_sensitive=True).search("ОБЪЕКТ")


def test_the_worst_pattern_that_is_allowed_takes_linear_time() -> None:
    pattern = compile_bounded("a{0,30}a{0,30}b", case_sensitive=True)
    began = time.perf_counter()
    assert pattern.search("a" * 10_000) is None
    assert time.perf_counter() - began < 2
