"""What people wrote in Simplified Chinese flows into what is made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localize.model import Document, Kind, Maker
from localize.project.ground import Ground
from localize.project.overlaid import Review
from localize.project.overlay import overlay
from localize.project.trunk import overlay_trunk, unwrapped
from localize.stages.base import Context
from localize.stages.convert import Convert
from localize.stages.fit import Fit
from localize.text.markup import Dialect, parse, render
from tests.project.studio import Studio, changed, delete, made_of, reread, rewrite, split, written

SOURCE = written(["1 4 Груз читал?", "5 9 Ты видел накладную? Я сам её подписал.", "10 12 Нет.", "13 15 ЛАДОЖСК"])
TRUNK = made_of(
    SOURCE, ["你看过货单吗？", "你看过货单了吗？单子是我签的，熊蜂。", "没有。", "拉多日斯克，下港区"], "zh-Hans"
)
NOTE = "a person wrote this for zh-Hans, which leaves out commas and full stops; see where they belong"


def simplified() -> Studio:
    """The Simplified output: the trunk, fitted."""
    return Studio(source=SOURCE, fresh=Fit(profile="netflix-zh-hans")(TRUNK, Context(target="zh-Hans")))


def traditional(trunk: Document) -> Document:
    made = Convert()(trunk, Context(target="zh-Hant-TW"))
    return Fit(profile="netflix-zh-hant")(made, Context(target="zh-Hant-TW"))


def person_s(here: Studio, *lines: str) -> Document:
    """The file with other texts, "" for what stays."""
    cues = [
        replace(cue, text=line.replace("|", "\n") or cue.text) for cue, line in zip(here.disk.cues, lines, strict=True)
    ]
    return reread(here.disk.with_cues(cues))


def test_where_nobody_wrote_the_trunk_is_the_machine_s() -> None:
    here = simplified()
    assert here.fresh.cues != TRUNK.cues
    trunk, notes = overlay_trunk(TRUNK, here.laid)
    assert trunk is TRUNK
    assert notes == ()


def test_a_person_s_text_is_on_one_line_for_each_speaker_and_marked() -> None:
    here = simplified()
    here.run(person_s(here, "", "-你看过|货单吗 朋友|-单子是我签的", "", "拉多日斯克|下港区"))
    trunk, notes = overlay_trunk(TRUNK, here.laid)
    assert [cue.text for cue in trunk.cues] == [
        TRUNK.cues[0].text,
        "-你看过 货单吗 朋友\n-单子是我签的",
        TRUNK.cues[2].text,
        "拉多日斯克 下港区",
    ]
    assert [cue.provenance.maker for cue in trunk.cues] == [
        Maker.MACHINE,
        Maker.CONVERTED,
        Maker.MACHINE,
        Maker.CONVERTED,
    ]
    ids = [cue.id for cue in SOURCE.cues]
    assert notes == (
        Review(
            of=(ids[1],), cue_ids=(ids[1],), why=(NOTE,), text=("-你看过\n货单吗 朋友\n-单子是我签的",), proposal=()
        ),
        Review(of=(ids[3],), cue_ids=(ids[3],), why=(NOTE,), text=("拉多日斯克\n下港区",), proposal=()),
    )


def test_it_flows_into_traditional_chinese_and_is_listed_there_until_somebody_decides() -> None:
    here = simplified()
    here.run(person_s(here, "", "这是我|亲手写的 你放心", "", ""))
    trunk, notes = overlay_trunk(TRUNK, here.laid)
    fresh = traditional(trunk)
    assert fresh.cues[1].text == "這是我 親手寫的 你放心"
    assert fresh.cues[0].text == traditional(TRUNK).cues[0].text
    there = Studio(source=SOURCE, fresh=fresh)
    ground = Ground(source=SOURCE)
    assert overlay(fresh, there.decisions, there.rows, ground, notes).review == notes
    disk = reread(
        there.disk.with_cues(replace(cue, text=cue.text.replace("的 你", "的，你")) for cue in there.disk.cues)
    )
    there.run(disk)
    assert overlay(fresh, there.decisions, there.rows, ground, notes).review == ()
    assert there.laid.document.cues[1].text == "這是我 親手寫的，你放心"


def test_an_approved_text_of_the_machine_keeps_its_commas() -> None:
    """Only the text that is not the fresh one has lost them."""
    here = simplified()
    here.run(changed(here.disk, (rewrite, 2)))
    here.decisions = tuple(
        replace(one, now=(replace(one.now[0], text=here.fresh.cues[2].text),)) for one in here.decisions
    )
    here.write()
    assert overlay_trunk(TRUNK, here.laid) == (TRUNK, ())


def test_cues_that_people_split_deleted_or_retimed_flow_too() -> None:
    here = simplified()
    here.run(changed(here.disk, (split, 1), (delete, 2)))
    trunk, _ = overlay_trunk(TRUNK, here.laid)
    assert [(cue.id, cue.start_ms, cue.end_ms) for cue in trunk.cues] == [
        (cue.id, cue.start_ms, cue.end_ms) for cue in here.laid.document.cues
    ]
    assert trunk.ledger == here.laid.ledger
    there = Studio(source=SOURCE, fresh=traditional(trunk))
    assert [cue.id for cue in there.laid.document.cues] == [cue.id for cue in here.laid.document.cues]


def test_what_was_left_as_written_is_the_machine_s() -> None:
    source = written(["1 2 Груз", "2.2 4 читал?", "5 6 Нет."])
    trunk = made_of(source, ["你看过", "货单吗？", "没有。"], "zh-Hans")
    here = Studio(source=source, fresh=trunk)
    here.look(person_s(here, "你瞧过", "", ""))
    trunk = made_of(source, ["你读过", "货物单吗？", "没有。"], "zh-Hans")
    here.fresh = trunk
    laid = here.write()
    made, notes = overlay_trunk(trunk, laid)
    assert [cue.text for cue in made.cues] == ["你瞧过", "货单吗？", "没有。"]
    assert [cue.provenance.maker for cue in made.cues] == [Maker.CONVERTED, Maker.MACHINE, Maker.MACHINE]
    assert notes == ()


@pytest.mark.parametrize(
    ("raw", "one_line"),
    [
        ("How is it\nthat <i>you\nknow</i>?", "How is it that <i>you know</i>?"),
        ("-One\nand two.\n-Three.", "-One and two.\n-Three."),
        (
            "<v Bob>One\nand two.</v>\n<v Ann>Three\nand four.</v>",
            "<v Bob>One and two.</v>\n<v Ann>Three and four.</v>",
        ),
        ("No.", "No."),
        ("", ""),
    ],
)
def test_unwrapped(raw: str, one_line: str) -> None:
    text, spans = unwrapped(*parse(raw, Dialect.VTT), "en")
    assert render(text, spans, Dialect.VTT) == one_line


def test_the_lines_of_a_sign_belong_to_the_picture() -> None:
    signs = SOURCE.with_cues(replace(cue, kind=Kind.ON_SCREEN) for cue in SOURCE.cues)
    trunk = made_of(signs, [cue.text for cue in TRUNK.cues], "zh-Hans")
    here = Studio(source=signs, fresh=trunk)
    here.run(person_s(here, "", "", "", "拉多日斯克|下港区"))
    assert overlay_trunk(trunk, here.laid)[0].cues[3].text == "拉多日斯克\n下港区"
