"""The file of what people wrote around cues: it comes back, diffs well, merges, and says what is wrong with it."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.errors import FileError
from localize.project.around import load, save
from localize.project.remark import Remark, Where
from localize.project.values import Record
from tests.project.decided import names, texts, times
from tests.project.git import Repository

WHENS = [f"2026-01-31T09:30:0{second}Z" for second in range(4)]
RECORDS = st.builds(Record, id=names, start_ms=times, end_ms=times, text=texts)
WHERE = st.one_of(
    st.fixed_dictionaries({"where": st.sampled_from((Where.TOP, Where.BELOW))}),
    st.fixed_dictionaries({"where": st.just(Where.ABOVE), "cue": RECORDS, "part": st.integers(0, 3)}),
)
LISTS = st.lists(texts, max_size=3).map(tuple)


@st.composite
def remarks(draw: st.DrawFn) -> Remark:
    place, was = draw(WHERE), draw(st.none() | LISTS)
    return Remark(now=draw(LISTS), was=was, when=draw(st.sampled_from(WHENS)), **place)


def above(name: str, text: str, second: int = 0) -> Remark:
    start = ord(name) * 1_000
    cue = Record(id=name, start_ms=start, end_ms=start + 900, text=name)
    return Remark(where=Where.ABOVE, cue=cue, now=(text,), was=(), when=WHENS[second])


@settings(max_examples=60)
@given(st.lists(remarks(), max_size=4), st.randoms())
def test_any_remark_comes_back_from_the_first_on_and_any_order_is_the_same_bytes(
    some: list[Remark], rng: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        save(path, some)
        found = load(path)
        assert len(found) == len(set(some))
        assert set(found) == set(some)
        assert [one.when for one in found] == sorted(one.when for one in found)
        data = path.read_bytes() if some else b""
        save(path, rng.sample(some, len(some)))
        assert (path.read_bytes() if some else b"") == data
        assert len(data.decode().splitlines()) == len(set(some))


def test_a_line_reads_well(tmp_path: Path) -> None:
    save(tmp_path / "x.jsonl", [above("a", "NOTE ask Olga\nor Борис")])
    assert (tmp_path / "x.jsonl").read_text("utf-8") == (
        '{"where": "above", "when": "2026-01-31T09:30:00Z", '
        '"cue": {"id": "a", "start_ms": 97000, "end_ms": 97900, "text": "a"}, "part": 0, '
        '"now": ["NOTE ask Olga\\nor Борис"], "was": []}\n'
    )


def test_nobody_wrote_anything(tmp_path: Path) -> None:
    assert load(tmp_path / "x.jsonl") == ()
    save(tmp_path / "x.jsonl", ())
    assert not (tmp_path / "x.jsonl").exists()


def test_two_people_s_remarks_are_merged_without_a_conflict(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "season")
    (repository.folder / ".gitattributes").write_text("*.jsonl text eol=lf merge=union\n")
    path = repository.folder / "x.jsonl"
    save(path, [above("b", "first")])
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "theirs")
    save(path, [*load(path), above("a", "theirs", 1), above("b", "theirs", 1)])
    repository.commit()
    repository.git("checkout", "--quiet", "ours")
    save(path, [*load(path), above("b", "ours", 2)])
    repository.commit()
    assert repository.git("merge", "--quiet", "--no-edit", "theirs")
    assert [one.now[0] for one in load(path)] == ["first", "theirs", "theirs", "ours"]


@pytest.mark.parametrize(
    "line",
    [
        "[]", "{", '{"where": "above", "when": "x", "now": []}', '{"where": "left", "when": "x", "now": []}',
        '{"where": "top", "when": 7, "now": []}', '{"where": "top", "when": "x", "now": [7]}',
        '{"where": "above", "when": "x", "now": [], "cue": {"id": "a"}}',
        '{"where": "above", "when": "x", "now": [], "cue": {"id": "a", "start_ms": 1.5, "end_ms": 2, "text": ""}}',
        '{"where": "above", "when": "x", "now": [], "cue": "a"}', '{"where": "top", "when": "x"}', "\xff",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.jsonl"
    save(path, [above("a", "fine")])
    with path.open("ab") as file:
        file.write(line.encode("latin-1"))
    with pytest.raises(FileError) as caught:
        load(path)
    assert str(caught.value) == (
        f"{path}:2: a remark that cannot be read; mend the line, or put back a copy of the file; nothing was changed"
    )
