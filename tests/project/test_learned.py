"""What people's work on a season teaches the memory, and that it is learned once and unlearned when they change it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.memory import Lookup, Memory, Unit, UnitMaker
from localize.model import Document, Fate, Kind, LedgerEntry, Maker, Provenance
from localize.project.learned import learn, taught
from localize.recall import lookups, recall
from localize.sentences import group
from localize.stages.base import Context
from localize.stages.translate import Translate
from localize.translators.base import PackageInfo, Routes
from tests.memory.units import unit
from tests.project.decided import edit
from tests.project.studio import (
    ON_ONE,
    Habit,
    Studio,
    changed,
    episode,
    made_of,
    part,
    reference,
    rewrite,
    segmented,
    written,
)

OUTPUT = "a.en.srt"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "show.memory", create=True) as there:
        yield there


def by(document: Document, *makers: str) -> Document:
    """`document`, its cues made by these: `h` a person, `a` approved, `m` the program."""
    known = {"h": Maker.HUMAN, "a": Maker.APPROVED, "m": Maker.MACHINE}
    cues = (
        replace(cue, provenance=Provenance(maker=known[maker]))
        for cue, maker in zip(document.cues, "".join(makers), strict=True)
    )
    return document.with_cues(cues)


def pairs(units: Sequence[Unit]) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in units]


def lesson(source: Sequence[str], target: Sequence[str], makers: str, language: str = "en") -> list[tuple[str, str]]:
    """What is learned of cues of two seconds without silence between them."""
    lines = [f"{2 * place} {2 * place + 1.9} {text}" for place, text in enumerate(source)]
    return pairs(taught(by(made_of(written(lines), target, language), makers), OUTPUT))


def test_a_sentence_is_learned_with_its_neighbours_and_who_wrote_it() -> None:
    source = written(["0 1 Ты где?", "5 6 Она ушла,", "6 7 когда все спали.", "12 13 Пора."])
    made = by(made_of(source, ["Where?", "<i>She had left</i>", "while all\n slept.", "Time."]), "mhhm")
    second, third = source.cues[1].id, source.cues[2].id
    said = [
        replace(edit("b", "x", second=4), now=(replace(edit("b", "x").now[0], id=second),), by="Anna"),
        replace(edit("c", "x", second=9), now=(replace(edit("c", "x").now[0], id=third),), by="Boris"),
    ]
    assert taught(made, OUTPUT, said) == (
        Unit(
            source="Она ушла, когда все спали.",
            target="She had left while all slept.",
            source_locale="ru",
            target_locale="en",
            before="Ты где?",
            after="Пора.",
            maker=UnitMaker.HUMAN,
            origin=OUTPUT,
            creator="Boris",
            created="2026-01-31T09:30:09Z",
        ),
    )
    (unknown,) = taught(made, OUTPUT)
    assert (unknown.creator, unknown.created) == ("", "")


def test_a_name_that_is_no_text_can_be_stored(memory: Memory) -> None:
    source = written(["0 1 Да."])
    said = edit("b", "x", by="An\udcffna")
    said = replace(said, now=(replace(said.now[0], id=source.cues[0].id),))
    learn(memory, taught(by(made_of(source, ["Yes."]), "h"), "\udcff.srt", [said]))
    assert [(one.creator, one.origin) for one in memory.units()] == [("An?na", "?.srt")]


@pytest.mark.parametrize(
    ("makers", "maker"), [("ha", UnitMaker.HUMAN), ("aa", UnitMaker.APPROVED), ("am", UnitMaker.HUMAN), ("mm", None)]
)
def test_a_unit_is_approved_if_all_of_its_cues_are(makers: str, maker: UnitMaker | None) -> None:
    source = written(["0 1 Она ушла,", "1 2 когда все спали."])
    found = taught(by(made_of(source, ["She had left,", "while all slept."]), makers), OUTPUT)
    assert [one.maker for one in found] == ([maker] if maker else [])


@pytest.mark.parametrize(
    ("source", "target", "makers", "learned"),
    [
        (["Да. Нет."], ["Yes. No."], "h", [("Да.", "Yes."), ("Нет.", "No.")]),
        (["- Да.|- Нет."], ["- Yes.\n- No."], "h", [("Да.", "Yes."), ("Нет.", "No.")]),
        (["- Да.|- Нет."], ["Yes.\nNo."], "h", [("Да.", "Yes."), ("Нет.", "No.")]),
        (["Да. Нет."], ["Yes and no."], "h", []),
        (["Да. Нет."], ["Yes. No! Never."], "h", []),
        (["Тихо. Иди."], ["[whispering] Quiet."], "h", []),
        (["[шёпотом] Тихо."], ["(whispering) Quiet."], "h", [("шёпотом", "whispering"), ("Тихо.", "Quiet.")]),
        (["Тихо."], ["[whispering] Quiet."], "h", [("Тихо.", "[whispering] Quiet.")]),
        (["ГОЛОС: Тихо."], ["VOICE: Quiet."], "h", [("ГОЛОС", "VOICE"), ("Тихо.", "Quiet.")]),
        (["♪ Спи, малыш ♪"], ["♪ Sleep, baby ♪"], "h", [("Спи, малыш", "Sleep, baby")]),
        (["♪ Спи, малыш ♪"], ["Sleep, baby"], "h", []),
        (["- Где она?"], ["- Where is she?"], "h", [("Где она?", "Where is she?")]),
        (["Где она?"], ["- Where is she?"], "h", [("Где она?", "Where is she?")]),
        (["Где она, скажи?"], ["- Where is she?\n- Tell me."], "h", []),
        (["Она ушла, все спали."], ["She left.\nAll slept."], "h", [("Она ушла, все спали.", "She left. All slept.")]),
        (["Я знал…", "…что ушла."], ["I knew…", "…you'd left."], "hm", [("Я знал что ушла.", "I knew you'd left.")]),
        (["Я знал…", "…что ушла."], ["I knew…", "…You'd left."], "hm", [("Я знал что ушла.", "I knew You'd left.")]),
        (["Она ушла,", "когда все спали. Ты", "где была?"], ["She left,", "all slept. Where", "were you?"], "hhh", []),
        (["Да. Нет. Она", "ушла домой."], ["Yes. No. She", "went home."], "hh", []),
        (["Да.", "Нет."], ["Yes.", "No."], "mh", [("Нет.", "No.")]),
        (["5"], ["5"], "h", [("5", "5")]),
        (["…"], ["What?"], "h", []),
        (["Да."], [""], "h", []),
    ],
)  # fmt: skip
def test_what_is_learned_of_cues(
    source: list[str], target: list[str], makers: str, learned: list[tuple[str, str]]
) -> None:
    assert lesson(source, target, makers) == learned


@pytest.mark.parametrize(
    ("source", "target", "learned"),
    [
        (["Она пришла домой,", "когда все спали."], ["她回家时", "大家都睡了"], ["她回家时 大家都睡了"]),
        (["Она пришла домой,", "когда все спали."], ["她回家时，", "“大家”都睡了。"], ["她回家时，“大家”都睡了。"]),
        (["Она пришла домой."], ["她\n回家了"], ["她 回家了"]),
        (["Она пришла домой."], ["她，\n回家了"], ["她，回家了"]),
        (["Да. Нет."], ["是。不是。"], ["是。", "不是。"]),
        (["Да. Нет."], ["是 不是"], []),
        (["[шёпотом] Тихо."], ["【低声】安静。"], ["低声", "安静。"]),
        (["Я думал…", "…что ты ушла."], ["我以为……", "……你走了"], ["我以为 你走了"]),
    ],
)
def test_what_is_learned_of_chinese(source: list[str], target: list[str], learned: list[str]) -> None:
    found = lesson(source, target, "h" * len(source), "zh-Hans")
    assert [made for _, made in found] == learned


def test_signs_keep_the_lines_that_the_picture_gives_them() -> None:
    source = written(["0 1 ЛАДОЖСК. НИЖНИЙ ПОРТ|23:38"])
    source = source.with_cues(replace(cue, kind=Kind.ON_SCREEN) for cue in source.cues)
    source = replace(source, sentences=group(source))
    found = taught(by(made_of(source, ["LADOGA. LOWER PORT\n23:38"]), "h"), OUTPUT)
    assert pairs(found) == [("ЛАДОЖСК. НИЖНИЙ ПОРТ", "LADOGA. LOWER PORT"), ("23:38", "23:38")]


def test_lines_that_need_no_translation_are_not_learned() -> None:
    source = written(["0 1 Have a nice day, you all."])
    assert [sentence.language for sentence in source.sentences or ()] == ["en"]
    assert taught(by(made_of(source, ["Have a nice day, you."]), "h"), OUTPUT) == ()


def test_a_text_without_source_or_people_teaches_nothing() -> None:
    source = written(["0 1 Да."])
    assert taught(by(source, "h"), OUTPUT) == ()
    assert taught(by(made_of(source, ["Yes."]), "m"), OUTPUT) == ()
    assert taught(by(made_of(replace(source, sentences=None), ["Yes."]), "h"), OUTPUT) == ()


def test_cues_that_people_split_merged_or_added() -> None:
    source = written(["0 2 Да. Нет.", "2 4 Ты где?", "4 6 Она ушла, я знаю."])
    one, two, _ = (cue.id for cue in source.cues)
    made = by(made_of(source, ["Yes.", "No, and where are you?", "She left, I know."]), "hhh")
    extra = replace(made.cues[0], id="x", text="No.", start_ms=1000)
    added = replace(made.cues[0], id="y", text="[a door slams]", start_ms=9000)
    halves = replace(made, cues=(made.cues[0], extra, made.cues[2], added))
    halves = replace(
        halves,
        ledger=(
            LedgerEntry(cue_id=one, fate=Fate.SPLIT, into=(one, "x")),
            LedgerEntry(cue_id=two, fate=Fate.OMITTED, by="a person"),
        ),
    )
    assert pairs(taught(halves, OUTPUT)) == [
        ("Да.", "Yes."),
        ("Нет.", "No."),
        ("Она ушла, я знаю.", "She left, I know."),
    ]
    merged = replace(
        made,
        cues=(replace(made.cues[0], text="Yes. Never. Where are you?"), made.cues[2]),
        ledger=tuple(LedgerEntry(cue_id=cue_id, fate=Fate.MERGED, into=(one,)) for cue_id in (one, two)),
    )
    assert pairs(taught(merged, OUTPUT))[:3] == [("Да.", "Yes."), ("Нет.", "Never."), ("Ты где?", "Where are you?")]


def test_a_sentence_whose_halves_a_person_swapped_is_not_learned() -> None:
    made = by(made_of(written(["0 1 Она ушла,", "1 2 когда все спали."]), ["She left,", "when all slept."]), "hh")
    assert pairs(taught(made, OUTPUT)) == [("Она ушла, когда все спали.", "She left, when all slept.")]
    assert taught(made.with_cues(reversed(made.cues)), OUTPUT) == ()


def test_of_a_split_cue_only_the_half_that_a_person_wrote_is_theirs() -> None:
    source = written(["0 2 Да. Нет."])
    made = made_of(source, ["Yes."])
    other = replace(made.cues[0], id="x", text="No.")
    cues = by(replace(made, cues=(made.cues[0], other)), "hm")
    cues = replace(
        cues, ledger=(LedgerEntry(cue_id=source.cues[0].id, fate=Fate.SPLIT, into=(source.cues[0].id, "x")),)
    )
    assert pairs(taught(cues, OUTPUT)) == [("Да.", "Yes.")]


# -- learning ----------------------------------------------------------------------------------------------------------


def held(memory: Memory) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in memory.units()]


def test_learning_again_changes_nothing_and_a_later_edit_takes_the_place_of_the_earlier(memory: Memory) -> None:
    early = [unit("Да.", "Yes.", origin=OUTPUT), unit("Нет.", "No.", origin=OUTPUT)]
    other = unit("Да.", "Yes.", origin="b.en.srt")
    assert learn(memory, [*early, other]) == 3
    before = list(memory.units())
    assert learn(memory, early) == 0
    assert list(memory.units()) == before
    assert learn(memory, [unit("Да.", "I do.", origin=OUTPUT)]) == 1
    assert held(memory) == [("Да.", "I do."), ("Да.", "Yes."), ("Нет.", "No.")]
    assert {(one.target, one.origin) for one in memory.units()} >= {("Yes.", "b.en.srt"), ("I do.", OUTPUT)}


def test_two_places_of_one_sentence_are_both_learned(memory: Memory) -> None:
    both = [unit("Да.", "Yes.", origin=OUTPUT, after="Нет."), unit("Да.", "I do.", origin=OUTPUT, before="Нет.")]
    assert learn(memory, both) == 2
    assert learn(memory, both) == 0
    learn(memory, both[1:])  # of the other place no more is known
    assert held(memory) == [("Да.", "I do.")]


def test_approval_raises_a_unit_and_its_withdrawal_lowers_it(memory: Memory) -> None:
    human = unit("Да.", "Yes.", origin=OUTPUT)
    approved = replace(human, maker=UnitMaker.APPROVED)
    for told in (human, approved, human):
        assert learn(memory, [told]) == 1
        assert learn(memory, [told]) == 0
        assert list(memory.units()) == [told]
    assert learn(memory, [human, approved]) == 1
    assert learn(memory, [approved, human]) == 0


def test_pairs_of_languages_do_not_mix(memory: Memory) -> None:
    english, chinese = unit("Да.", "Yes.", origin=OUTPUT), unit("Да.", "是。", origin=OUTPUT, target_locale="zh-Hans")
    learn(memory, [english, chinese])
    assert learn(memory, [replace(chinese, target="对。")]) == 1
    assert held(memory) == [("Да.", "Yes."), ("Да.", "对。")]


few = st.builds(
    unit,
    st.sampled_from(("Да.", "Да…", "Нет.")),
    st.sampled_from(("Yes.", "I do.", "No.")),
    origin=st.sampled_from((OUTPUT, "b.en.srt")),
    before=st.sampled_from(("", "Ты где?")),
    maker=st.sampled_from((UnitMaker.HUMAN, UnitMaker.APPROVED)),
    created=st.sampled_from(("", "2026-01-31T09:30:00Z")),
)


@settings(max_examples=40)
@given(st.lists(st.lists(few, max_size=4), min_size=1, max_size=4))
def test_what_an_output_teaches_now_is_all_that_is_found_of_it(
    tmp_path_factory: pytest.TempPathFactory, lessons: list[list[Unit]]
) -> None:
    with Memory(tmp_path_factory.mktemp("memory") / "show.memory", create=True) as memory:
        for lesson in lessons:
            learn(memory, lesson)
            for one in lesson:
                now = {other.target for other in lesson if (other.source, other.origin) == (one.source, one.origin)}
                units = [other for other in memory.units() if (other.source, other.origin) == (one.source, one.origin)]
                assert now <= {other.target for other in units}
                (matches,) = memory.exact([Lookup(text=one.source, before=one.before, after=one.after)], "ru", "en")
                assert {match.unit.target for match in matches if match.unit.origin == one.origin} <= now
            assert learn(memory, lesson) == 0


# -- a season ----------------------------------------------------------------------------------------------------------

SOURCE = segmented(part(episode(), 0, 40))
ENGLISH = [cue.text for cue in reference("en").cues[:40]]
# Cues that hold one sentence and nothing else.
ALONE = {
    sentence.parts[0].cue_id: sentence.text
    for sentence in SOURCE.sentences or ()
    if len(sentence.parts) == 1 and SOURCE.by_id[sentence.parts[0].cue_id].text.replace("\n", " ") == sentence.text
}


def studio(*habits: tuple[Habit, int]) -> Studio:
    """A person's file was looked at and, if it could be told what was done, the output written again."""
    there = Studio(source=SOURCE, fresh=made_of(SOURCE, ENGLISH))
    there.look(changed(there.disk, *habits))
    there.write()
    return there


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(ON_ONE), st.integers(0, 2000)), min_size=1, max_size=3))
def test_whatever_people_do_what_is_learned_is_what_stands_there(habits: list[tuple[Habit, int]]) -> None:
    document = studio(*habits).laid.document
    shown = {word for cue in document.cues for word in words(cue.text)}
    learned = {one.source: words(one.target) for one in taught(document, OUTPUT)}
    assert learned.keys() <= {lookup.text for _, _, lookup in lookups(SOURCE)}
    assert {word for target in learned.values() for word in target} <= shown
    moved = {cue_id for entry in document.ledger for cue_id in (entry.cue_id, *entry.into)}
    for cue in document.cues:
        if cue.provenance.maker is Maker.HUMAN and cue.id in ALONE and cue.id not in moved and cue.text[:1] != "-":
            assert learned[ALONE[cue.id]] == words(cue.text)


def test_what_a_person_wrote_comes_back_where_the_sentence_does(memory: Memory) -> None:
    """Episode, edit, memory, and the same lines in another file."""
    place = next(number for number, cue in enumerate(SOURCE.cues) if number and cue.id in ALONE)
    there = studio((rewrite, place + 40 * (-place % 3)))
    assert there.laid.document.cues[place].text == "Quite another thing, it was said."
    assert learn(memory, taught(there.laid.document, OUTPUT, there.decisions)) == 1
    (known,) = memory.units()
    assert (known.target, known.creator, known.origin) == ("Quite another thing, it was said.", "Anna", OUTPUT)
    later = segmented(part(SOURCE, place - 1, 3))
    routes = Routes(packages=(PackageInfo(source="ru", target="en", version="1", path="x"),))
    asked = [
        {request.text for request in Translate().wanted(later, Context(target="en", routes=routes, recalled=recalled))}
        for recalled in ((), (recall(memory, later, "en"),))
    ]
    assert asked[0] - asked[1] == {known.source}
