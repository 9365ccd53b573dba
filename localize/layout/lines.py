"""Line breaking by dynamic programming over stated costs.

Wanted, in this order: no line longer than allowed; as few lines as possible; breaks where the language likes them
(`costs`), and lines of about equal length, the lower one rather the longer. A cue of two speakers gives each a line of
their own. If nothing fits, the least excess is taken: text is never cut, and nothing but white space changes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate, product

from localize.languages import language as row
from localize.layout.chunks import Block, Rules, blocks
from localize.text.edits import Edit, replaced
from localize.text.width import visible

# Weighs the shape of the lines against the costs of breaks; upper lines weigh a little more than the last.
_SHAPE = 115
_UPPER = 1.05

# (excess in characters, number of lines, cost, the stretches with which a new line begins)
_Option = tuple[float, int, float, tuple[int, ...]]


def fits(text: str, *, cpl: float, lines: int, half_width: bool) -> bool:
    """Whether the lines of `text`, as they stand, are few and short enough."""
    rows = text.split("\n")
    return len(rows) <= lines and all(visible(line, half_width=half_width) <= cpl for line in rows)


def lay_out(
    text: str,
    *,
    cpl: float,
    lines: int,
    half_width: bool,
    language: str,
    breaks: Collection[int] | None = None,
    locked: Sequence[tuple[int, int]] = (),
) -> str:
    """`text` with its lines broken anew; see `line_edits`."""
    edits = line_edits(
        text, cpl=cpl, lines=lines, half_width=half_width, language=language, breaks=breaks, locked=locked
    )
    return replaced(text, (), edits)[0]


def line_edits(
    text: str,
    *,
    cpl: float,
    lines: int,
    half_width: bool,
    language: str,
    breaks: Collection[int] | None = None,
    locked: Sequence[tuple[int, int]] = (),
    hang: str = "",
) -> list[Edit]:
    """The changes of white space that lay `text` out in at most `lines` lines of `cpl` characters.

    half_width: half-width characters count 0.5. language: BCP 47 tag. breaks: offsets at which a line may begin in
    Chinese text, by default between jieba's words. locked: ranges of `text` that are never broken. hang: marks that
    take no room at the end of a line. Line breaks that stand in `text` are kept if they are good.
    """
    tongue = row(language)
    if breaks is None and tongue.chinese:
        from localize.text.words import breaks as word_starts

        breaks = word_starts(text, None, language)
    rules = Rules(language=tongue, half_width=half_width, breaks=frozenset(breaks or ()), locked=locked, hang=hang)
    speakers = list(blocks(text, rules))
    if not speakers:
        return []
    room = max(lines - len(speakers), 0) + 1
    options = [_options(speaker, cpl, room) for speaker in speakers]
    allowed = max(lines, len(speakers))
    best = min(
        (choice for choice in product(*options) if sum(option[1] for option in choice) <= allowed),
        key=lambda choice: [sum(option[part] for option in choice) for part in (0, 1, 2)],
    )
    return _edits(text, speakers, [option[3] for option in best])


def _options(block: Block, cpl: float, lines: int) -> list[_Option]:
    """The best layout in each number of lines, up to the first that fits."""
    found: list[_Option] = []
    for count in range(1, lines + 1):
        option = _best(block, cpl, count)
        if option:
            found.append(option)
            if option[0] == 0:
                break
    return found


def _best(block: Block, cpl: float, lines: int) -> _Option | None:
    """The best layout in exactly `lines` lines; None if there are not that many places to break."""
    stretches = len(block.widths)
    joined = list(accumulate((gap.width for gap in block.gaps), initial=0.0))
    words = list(accumulate(block.widths, initial=0.0))
    ends = [index for index, gap in enumerate(block.gaps, 1) if gap.cost is not None]
    reached: dict[int, _Option] = {0: (0.0, 0, 0.0, ())}
    for line in range(1, lines + 1):
        last = line == lines
        after: dict[int, _Option] = {}
        for end in [stretches] if last else ends:
            for start, (excess, _, cost, cuts) in reached.items():
                if start >= end:
                    continue
                width = words[end] - words[start] + joined[end - 1] - joined[start] - block.hangs[end - 1]
                shape = _SHAPE * (1 if last else _UPPER) * (width / cpl) ** 2
                place = 0 if last else block.gaps[end - 1].cost or 0
                option = (excess + max(width - cpl, 0.0), line, cost + shape + place, (*cuts, end))
                if end not in after or option < after[end]:
                    after[end] = option
        reached = after
    return reached.get(stretches)


def _edits(text: str, speakers: Sequence[Block], cuts: Sequence[tuple[int, ...]]) -> list[Edit]:
    edits = [Edit(0, speakers[0].start, "")]
    for number, (block, ends) in enumerate(zip(speakers, cuts, strict=True), 1):
        edits += (
            Edit(gap.start, gap.end, "\n" if index in ends else gap.joined) for index, gap in enumerate(block.gaps, 1)
        )
        if number < len(speakers):
            edits.append(Edit(block.end, speakers[number].start, "\n"))
    edits.append(Edit(speakers[-1].end, len(text), ""))
    return [edit for edit in edits if text[edit.start : edit.end] != edit.new]
