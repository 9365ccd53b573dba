"""Whether a source that stands in other sentences than it did has the same words.

Decisions that are taken between two runs are taken without a spec, and a spec can change: `segment` may have been told
something else then about silences and lengths.
"""

from __future__ import annotations

from collections.abc import Sequence

from localize.project.ground import Ground
from localize.versions.wording import wording

_NEAR = 12  # cues on either side; a sentence stands in fewer


def is_regrouped(then: Sequence[str], of: Sequence[str], ground: Ground) -> bool:
    """Whether the source cues `of` still hold words of the sentences `then`, and these sentences still stand there,
    whatever the sentences are now. True if nothing is known of those.
    """
    source = ground.source
    if source.sentences is None:
        return True
    places = [source.numbers[one] for one in of if one in source.numbers]
    if not places:
        return False
    near = {cue.id for cue in source.cues[max(min(places) - 1 - _NEAR, 0) : max(places) + _NEAR]}
    said, before = _words(ground.said(near)), _words(then)
    own = (
        _words([source.by_id[part.cue_id].text[part.start : part.end]])
        for sentence in ground.sentences(of)
        for part in sentence.parts
        if part.cue_id in of
    )
    return all(words in before for words in own) and all(_words([sentence]) in said for sentence in then)


def _words(texts: Sequence[str]) -> str:
    """With a blank around each word, so that one text can be looked for in another."""
    return f" {wording(' '.join(texts)).exact} "
