"""Two languages in one file: every line of both is there, above and below, in cues that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize import bilingual, formats
from localize.formats import FORMATS
from localize.ledger import settle
from localize.model import Cue, Document, Fate, FormatFacts, LedgerEntry, Maker, Provenance
from localize.project.overlaid import stands_for
from localize.stacked import stacked
from localize.text.markup import parse, render
from tests.project.studio import ON_ONE, Habit, Studio, changed, episode, made_of, part, reference, segmented
from tests.running import SAMPLES

Line = tuple[str, int, int, str]


def file(*lines: Line, source: Document | None = None, language: str = "en", form: str = "srt") -> Document:
    """Cues of (id, start in s, end in s, text with tags)."""
    cues = []
    for name, start, end, raw in lines:
        text, spans = parse(raw, FORMATS[form].DIALECT)
        cues.append(Cue(id=name, start_ms=start * 1000, end_ms=end * 1000, text=text, spans=spans))
    facts = FormatFacts(format=form)
    return Document(path=f"a.{language}.{form}", language=language, cues=tuple(cues), source=source, facts=facts)


def shown(document: Document) -> list[Line]:
    dialect = FORMATS[document.facts.format].DIALECT
    return [
        (cue.id, cue.start_ms // 1000, cue.end_ms // 1000, render(cue.text, cue.spans, dialect))
        for cue in document.cues
    ]


SOURCE = file(("a", 0, 2, "а"), ("b", 2, 4, "б"), ("c", 4, 6, "в"), language="ru")


def pair_of(
    above: Sequence[Line], below: Sequence[Line], upper: Sequence[LedgerEntry] = (), lower: Sequence[LedgerEntry] = ()
) -> Document:
    chinese = replace(file(*above, source=SOURCE, language="zh-Hans"), ledger=tuple(upper))
    return stacked(chinese, replace(file(*below, source=SOURCE), ledger=tuple(lower)))


def split(cue_id: str, *into: str) -> LedgerEntry:
    return LedgerEntry(cue_id=cue_id, fate=Fate.SPLIT, into=into)


def merged(cue_id: str, into: str) -> LedgerEntry:
    return LedgerEntry(cue_id=cue_id, fate=Fate.MERGED, into=(into,))


GONE = LedgerEntry(cue_id="b", fate=Fate.OMITTED, by="a person")


def test_the_lines_of_one_stand_over_those_of_the_other() -> None:
    made = pair_of(
        [("a", 0, 2, "<i>你好</i>\n世界"), ("b", 2, 4, "再见")],
        [("a", 0, 2, "Hello,\nworld"), ("b", 2, 4, "<i>Bye</i>")],
    )
    assert shown(made) == [("a", 0, 2, "<i>你好</i>\n世界\nHello,\nworld"), ("b", 2, 4, "再见\n<i>Bye</i>")]
    assert (made.language, made.sentences, made.findings, made.ledger) == ("zh-Hans", None, (), ())


def test_times_that_differ_are_united() -> None:
    made = pair_of([("a", 0, 2, "你好"), ("b", 3, 4, "再见")], [("a", 1, 3, "Hello"), ("b", 2, 5, "Bye")])
    assert shown(made) == [("a", 0, 3, "你好\nHello"), ("b", 2, 5, "再见\nBye")]


def test_what_people_split_or_merged_is_shown_together() -> None:
    made = pair_of(
        [("a", 0, 1, "你"), ("x", 1, 2, "好"), ("b", 2, 4, "再见"), ("c", 4, 6, "走吧")],
        [("a", 0, 2, "Hello"), ("b", 2, 6, "Bye, go")],
        [split("a", "a", "x")],
        [merged("b", "b"), merged("c", "b")],
    )
    assert shown(made) == [("a", 0, 2, "你\n好\nHello"), ("b", 2, 6, "再见\n走吧\nBye, go")]
    assert made.ledger == (merged("b", "b"), merged("c", "b"))
    assert stands_for(made) == {"a": ("a",), "b": ("b", "c")}


def test_without_a_ledger_times_tell_what_belongs_together() -> None:
    made = pair_of(
        [("a", 0, 1, "你"), ("x", 1, 2, "好"), ("b", 2, 4, "再见"), ("c", 4, 6, "走吧")],
        [("a", 0, 2, "Hello"), ("b", 2, 6, "Bye, go")],
    )
    assert shown(made) == [("a", 0, 2, "你\n好\nHello"), ("b", 2, 6, "再见\n走吧\nBye, go")]


def test_files_without_common_ids_are_paired_by_time() -> None:
    made = stacked(
        file(("1", 0, 6, "对话"), ("2", 1, 3, "招牌"), ("3", 7, 9, "再见"), language="zh-Hans"),
        file(("4", 0, 6, "Talk"), ("5", 1, 3, "Sign"), ("6", 8, 10, "Bye"), ("7", 20, 21, "Alone")),
    )
    assert shown(made) == [
        ("1", 0, 6, "对话\nTalk"), ("2", 1, 3, "招牌\nSign"), ("3", 7, 9, "再见"), ("6", 8, 10, "Bye"),
        ("7", 20, 21, "Alone"),
    ]  # fmt: skip
    assert [cue.language for cue in made.cues] == [None, None, None, "en", "en"]


def test_a_cue_without_partner_does_not_join_others_that_are_on_screen() -> None:
    made = pair_of(
        [("a", 0, 6, "对话"), ("b", 1, 3, "招牌"), ("c", 6, 8, "走吧")],
        [("a", 0, 6, "Talk"), ("c", 6, 8, "Go"), ("y", 6, 8, "[a door slams]")],
        lower=[GONE],
    )
    assert shown(made) == [
        ("a", 0, 6, "对话\nTalk"), ("b", 1, 3, "招牌"), ("c", 6, 8, "走吧\nGo"), ("y", 6, 8, "[a door slams]"),
    ]  # fmt: skip
    assert made.ledger == ()


def test_what_is_in_neither_stays_omitted() -> None:
    made = pair_of(
        [("a", 0, 2, "你")],
        [("a", 0, 2, "Hello"), ("c", 4, 6, "Go")],
        [GONE, merged("c", "a"), merged("a", "a")],
        [GONE],
    )
    assert shown(made) == [("a", 0, 6, "你\nHello\nGo")]
    assert made.ledger == (merged("a", "a"), GONE, merged("c", "a"))
    assert len(settle(SOURCE, made)) == 3


def test_a_cue_of_the_lower_file_stands_where_its_time_is() -> None:
    made = pair_of(
        [("a", 0, 2, "你"), ("c", 4, 6, "走吧")], [("a", 0, 2, "Hello"), ("b", 2, 4, "Bye"), ("c", 4, 6, "Go")]
    )
    assert shown(made) == [("a", 0, 2, "你\nHello"), ("b", 2, 4, "Bye"), ("c", 4, 6, "走吧\nGo")]


def test_text_of_an_evaluation_package_says_so_wherever_it_stands() -> None:
    upper, lower = file(("a", 0, 2, "你"), language="zh-Hans"), file(("a", 0, 2, "Hello"))
    limited = Provenance(maker=Maker.MACHINE, package="p", evaluation_only=True)
    below = lower.with_cues([replace(lower.cues[0], provenance=limited)])
    assert stacked(upper, below).cues[0].provenance == limited
    assert stacked(upper, lower).cues[0].provenance == upper.cues[0].provenance


def test_two_formats_do_not_mix() -> None:
    with pytest.raises(ValueError, match=r"^a\.zh-Hans\.srt is srt, a\.en\.vtt is vtt$"):
        stacked(file(language="zh-Hans"), file(form="vtt"))


def test_nothing_over_nothing() -> None:
    assert stacked(file(language="zh-Hans"), file()).cues == ()


# -- real files --------------------------------------------------------------------------------------------------------


def test_the_sample_as_mainland_viewers_expect_it() -> None:
    """And each of its languages can be taken out again."""
    chinese, english = reference("zh-Hans"), reference("en")
    made = stacked(chinese, english)
    assert len(made.cues) == len(chinese.cues) == len(english.cues)
    both = formats.parse_document(formats.compose(made), "b.srt")
    other = [place for place, cue in enumerate(english.cues) if cue.language]  # a line in Chinese
    assert len(other) < 3
    for original, wanted in ((chinese, "zh-Hans"), (english, "en")):
        taken = bilingual.take(both, wanted)
        for place, (one, two) in enumerate(zip(taken.cues, original.cues, strict=True)):
            assert place in other or one.text == two.text


def _spoken(cue: Cue, word: str) -> Cue:
    """A translation; drawings stay."""
    return replace(cue, text=f"{word} {cue.id}", spans=()) if cue.text else cue


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_is_written_and_read_back(name: str) -> None:
    source = segmented(formats.read(SAMPLES[name], language="ru"))
    upper, lower = (
        replace(source, cues=tuple(_spoken(cue, word) for cue in source.cues), language=tag, source=source)
        for word, tag in (("你好", "zh-Hans"), ("Hello", "en"))
    )
    made = stacked(upper, lower)
    settle(source, made)
    again = formats.parse_document(formats.compose(made), source.path)
    assert [cue.text for cue in again.cues] == [
        f"你好 {cue.id}\nHello {cue.id}" if cue.text else "" for cue in source.cues
    ]
    assert [cue.kind for cue in again.cues if not cue.text] == [cue.kind for cue in source.cues if not cue.text]


# -- whatever people did -----------------------------------------------------------------------------------------------

EPISODE = segmented(part(episode(), 0, 30))
TEXTS = {tag: [cue.text for cue in reference(tag).cues[:30]] for tag in ("en", "zh-Hans")}


def lines(*documents: Document) -> list[str]:
    return sorted(line for document in documents for cue in document.cues for line in cue.lines)


def edited(tag: str, habits: list[tuple[Habit, int]]) -> Document:
    there = Studio(source=EPISODE, fresh=made_of(EPISODE, TEXTS[tag], tag))
    there.look(changed(there.disk, *habits))
    there.write()
    return there.laid.document


habits = st.lists(st.tuples(st.sampled_from(ON_ONE), st.integers(0, 2000)), max_size=3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(habits, habits)
def test_no_line_of_either_is_lost_whatever_people_did(
    above: list[tuple[Habit, int]], below: list[tuple[Habit, int]]
) -> None:
    upper, lower = edited("zh-Hans", above), edited("en", below)
    made = stacked(upper, lower)
    assert lines(made) == lines(upper, lower)
    settle(EPISODE, made)
    again = formats.parse_document(formats.compose(made), "b.srt")
    assert [cue.text for cue in again.cues] == [cue.text for cue in made.cues]


cues = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 9), st.integers(-1, 4)),
    max_size=6,
    unique_by=lambda one: one[0],
)


@given(cues, cues)
def test_no_line_is_lost_whatever_the_times_and_ids(
    above: list[tuple[str, int, int]], below: list[tuple[str, int, int]]
) -> None:
    upper = file(*((name, start, start + length, f"上 {name}") for name, start, length in above), language="zh-Hans")
    lower = file(*((name, start, start + length, f"lower {name}") for name, start, length in below))
    made = stacked(upper, lower)
    assert lines(made) == lines(upper, lower)
    for cue in made.cues:
        belongs = [one for one in (*upper.cues, *lower.cues) if one.text in cue.lines]
        assert (cue.start_ms, cue.end_ms) == (min(one.start_ms for one in belongs), max(one.end_ms for one in belongs))
        assert [line[0] for line in cue.lines] == sorted((line[0] for line in cue.lines), reverse=True)
    for name in {name for name, _, _ in above} & {name for name, _, _ in below}:
        assert any({f"上 {name}", f"lower {name}"} <= set(cue.lines) for cue in made.cues)
