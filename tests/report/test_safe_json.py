from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from localize.report.safe_json import in_line, in_script, joined

_any = st.text(st.characters())
_objects = st.dictionaries(_any, st.one_of(_any, st.integers(), st.none(), st.lists(_any, max_size=2)), max_size=3)


@given(_any)
def test_nothing_ends_the_script_element(text: str) -> None:
    made = in_script({"text": text})
    assert not re.search("[<>&]", made)
    assert json.loads(made) == {"text": text}


@given(_any)
def test_nothing_disturbs_a_terminal_or_a_reader_of_lines(text: str) -> None:
    made = in_line({"text": text})
    assert len(made.splitlines()) == 1
    assert not [char for char in made if unicodedata.category(char) in ("Cc", "Cs")]
    made.encode()


@given(st.text())
def test_a_line_says_the_same(text: str) -> None:
    assert json.loads(in_line([text])) == [text]


@given(st.lists(_objects, max_size=3))
def test_objects_joined_have_the_keys_of_all(objects: list[dict[str, object]]) -> None:
    whole: dict[str, object] = {}
    for one in objects:
        whole |= one
    assert json.loads(joined(*map(in_script, objects))) == whole
