"""What is done to cues done until it changes nothing more, so that doing it to its own result changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from localize.model import Cue

# Real lines are done after two passes. Heaps of marks may turn in circles, of which the last rounds hold every text.
_PASSES, _ROUND = 8, 4
# Words with one mark at most between them: one pass is enough.
_PLAIN = re.compile(r"(?:[^\W_]+(?:['’-][^\W_]+)*+(?:[.,!?…;:]?+(?:\s++|$)|[，。！？、；：…]?+\s*+))*+")


def settled(cues: Sequence[Cue], work: Callable[[Sequence[Cue], Collection[int]], Sequence[Cue]]) -> list[Cue]:
    """`cues`, of which `work` would change none any more.

    work: gives the cues back, those at the places it is told done, and any others that change with them. Where it never
    ends, the first in order of the texts that come round is taken.
    """
    made = list(cues)
    changed: Sequence[int] = range(len(made))
    rounds: list[dict[int, Cue]] = []
    for _ in range(_PASSES):
        before, made = made, list(work(made, changed))
        changed = [
            at
            for at, (one, two) in enumerate(zip(before, made, strict=True))
            if one is not two and not _PLAIN.fullmatch(two.text)
        ]
        if not changed:
            return made
        rounds.append({at: made[at] for at in changed})
    for at in changed:
        texts = [one[at] for one in rounds[-_ROUND:] if at in one]
        made[at] = min(texts, key=lambda cue: cue.text)
    return made
