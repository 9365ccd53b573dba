"""A person's line that a new cut left without a home is told, and stands in nobody's way."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.running import call, flat
from tests.season.show import LINES, Show, findings, srt

HOMELESS = "Everything is fine. And you?"


@pytest.fixture
def cut(show: Show) -> Show:
    """A person wrote the second line and approved the last; then the second went."""
    show.replace("en", 2, HOMELESS)
    assert call("approve", show.out, "ep1.en.srt", "8", "--by", "Olga").code == 0
    show.source.write_text(srt([LINES[0], *LINES[2:]]), "utf-8")
    assert len(findings(show.result(), "review.homeless")["en"]) == 1
    return show


def test_it_is_no_cue_of_the_output(cut: Show) -> None:
    assert cut.status()["en"]["cues"] == {"machine": 6, "approved": 1}
    story = json.loads(call("history", cut.out, "ep1.en.srt", "2", "--json").out)
    assert [one["text"] for one in story["events"] if one["what"] == "source"] == [LINES[2][2]]


def test_what_is_not_approved_is_named_rightly(cut: Show) -> None:
    outcome = call("qc", cut.output("en"), "--profile", "netflix-en", "--require-approved", "--format", "json")
    (file,) = json.loads(outcome.out)["files"]
    assert [one["cue"] for one in file["findings"] if one["rule"] == "provenance.unapproved"] == [1, 2, 3, 4, 5, 6]
    assert call("approve", cut.out, "ep1.en.srt", "--by", "Olga").err == "ep1.en.srt: 6 cues approved\n"
    assert call("qc", cut.output("en"), "--profile", "netflix-en", "--require-approved").code == 0


def test_a_table_goes_out_and_comes_back_without_it(cut: Show) -> None:
    before = cut.texts("en")
    call("export", cut.out, "--format", "csv", "--only", "en", "-o", cut.folder / "tables")
    path = cut.folder / "tables" / "out.en.csv"
    text = path.read_text("utf-8-sig")
    assert HOMELESS not in text
    rows = list(csv.reader(io.StringIO(text)))
    rows[5][rows[0].index("Target (en)")] = "I'd rather not."
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), "utf-8-sig", newline="")
    outcome = call("import", cut.out, path, "--by", "Olga")
    assert (outcome.code, outcome.err) == (0, f"{path}: 1 edit\n")
    assert cut.texts("en") == [*before[:4], "I'd rather not.", *before[5:]]


def test_it_comes_home_when_its_line_does(cut: Show, first: Show) -> None:
    cut.source.write_text(srt(LINES), "utf-8")
    cut.run()
    assert cut.texts("en") == [first.texts("en")[0], HOMELESS, *first.texts("en")[2:]]
    assert cut.status()["en"]["cues"] == {"machine": 6, "human": 1, "approved": 1}


def test_a_decision_of_a_copy_that_was_not_laid_yet_asks_for_a_run(show: Show) -> None:
    """Somebody else deleted a line; git brought that decision, and the output stayed."""
    before = show.output("en").read_bytes()
    written = (show.state / "written" / "ep1.en.srt.tsv").read_bytes()
    show.edit("en", lambda text: "\n\n".join(text.split("\n\n")[:-1]) + "\n")
    show.run()
    show.output("en").write_bytes(before)
    (show.state / "written" / "ep1.en.srt.tsv").write_bytes(written)
    message = f"{show.output('en')}: not all that people decided is in it yet; run the pipeline first"
    assert message in flat(call("status", show.out).out)
    outcome = call("approve", show.out, "ep1.en.srt", "--by", "Olga")
    assert (outcome.code, outcome.err) == (2, f"{message}\n")
