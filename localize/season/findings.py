"""What a report says of people's work: where they should look again, and what could not be done for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from localize.model import Finding, Severity
from localize.project.overlaid import Review
from localize.project.rehome import Homeless


def of_reviews(reviews: Iterable[Review]) -> Iterator[Finding]:
    """A finding for each place that a person should look at again, at its first cue."""
    for review in reviews:
        message = "; ".join(review.why)
        if review.proposal and review.proposal != review.text:
            message += f"; we would write: {_line(review.proposal)}"
        if not review.cue_ids and review.of:
            message = f"a cue that a person deleted: {message}"
        yield Finding(
            rule="review.needed",
            severity=Severity.WARNING,
            message=message,
            cue_id=review.cue_ids[0] if review.cue_ids else None,
        )


def of_homeless(homeless: Iterable[Homeless]) -> Iterator[Finding]:
    """A finding for each line of a person that has no place in the new source."""
    for one in homeless:
        by = f", by {one.decision.by}" if one.decision.by else ""
        text = _line(cue.text for cue in one.decision.now)
        yield Finding(
            rule="review.homeless",
            severity=Severity.WARNING,
            message=f"a person's line has no place any more, since {one.why}: {text}{by}",
        )


def of_unclear(path: str, why: str, aside: str) -> Finding:
    """The finding for a file that was left as it is."""
    return Finding(
        rule="review.unclear",
        severity=Severity.ERROR,
        message=f"{path}: {why}; the file stays as it is, and the new text is in {aside}: join the two by hand",
    )


def _line(texts: Iterable[str]) -> str:
    return " / ".join(text.replace("\n", " ") for text in texts)
