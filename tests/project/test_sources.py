"""The source as it was in the last run."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from localize import formats
from localize.formats import FORMATS
from localize.project.sources import Source, load, save
from localize.project.values import Record, recorded
from tests.project.decided import cue, records
from tests.running import SAMPLES

SHA = "a" * 64


@settings(max_examples=25)
@given(st.lists(records, max_size=3), st.randoms())
def test_any_cue_comes_back_and_any_order_is_the_same_bytes(cues: list[Record], rng: random.Random) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.tsv"
        save(path, Source(sha256=(SHA,), name="x.ru.srt", cues=tuple(cues)))
        found = load(path)
        assert found
        assert (found.sha256, found.name, set(found.cues), found.damage) == ((SHA,), "x.ru.srt", set(cues), "")
        data = path.read_bytes()
        save(path, Source(sha256=(SHA,), name="x.ru.srt", cues=tuple(rng.sample(cues, len(cues)))))
        assert path.read_bytes() == data


def test_a_real_file_comes_back_in_order(tmp_path: Path) -> None:
    for sample in SAMPLES.values():
        document = formats.read(sample, language="ru")
        cues = tuple(recorded(one, FORMATS[document.facts.format].DIALECT) for one in document.cues)
        save(tmp_path / "x.tsv", Source(sha256=(SHA,), name=sample.name, cues=cues))
        found = load(tmp_path / "x.tsv")
        assert found
        assert found.cues == tuple(sorted(cues, key=lambda one: (one.start_ms, one.end_ms, one.id)))


def test_a_cue_reads_well(tmp_path: Path) -> None:
    save(tmp_path / "x.tsv", Source(sha256=(SHA,), name="x.ru.srt", cues=(cue("a", "Да.\nДа!"),)))
    assert (tmp_path / "x.tsv").read_text() == f"source 1\t{SHA}\t1\tx.ru.srt\n97000\t98000\ta\tДа.\\nДа!\n"


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    source = Source(sha256=(SHA,), name="x.ru.srt", cues=(cue("a"),))
    save(tmp_path / "x.tsv", source)
    before = (tmp_path / "x.tsv").stat()
    save(tmp_path / "x.tsv", source)
    assert (tmp_path / "x.tsv").stat().st_ino == before.st_ino


def test_a_damaged_table_counts_as_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    assert load(path) is None
    save(path, Source(sha256=(SHA,), name="x.ru.srt", cues=(cue("a"), cue("b"))))
    path.write_bytes(path.read_bytes()[:-1].replace(b"\tb\t", b"\t"))
    assert load(path) == Source(sha256=(SHA,), name="x.ru.srt", damage=f"{path}:3: damaged")
