"""Where lines are broken, beside balanced lines and aeidon's breaker (Gaupol), against people (`gold/`).

python benchmarks/lines/run.py [--misses]
"""

from __future__ import annotations

import argparse

from labels import Breaker, breaks, cues, ours, score

from localize.text.width import visible


def balanced(text: str, locale: str, cpl: int) -> str:
    """Two lines as equal as can be; one if it fits."""
    half = locale.startswith("zh")
    if "\n" in text or visible(text, half_width=half) <= cpl:
        return text
    places = range(1, len(text)) if half else [place for place, char in enumerate(text) if char == " "]

    def unlike(place: int) -> float:
        return abs(visible(text[:place], half_width=half) - visible(text[place:].strip(), half_width=half))

    best = min(places, key=unlike, default=0)
    return f"{text[:best]}\n{text[best:].strip()}" if best else text


def aeidon(text: str, locale: str, cpl: int) -> str:
    """aeidon's `Liner` with its own patterns; it breaks at blanks only."""
    import aeidon as library

    manager = library.PatternManager("line-break")
    patterns = manager.get_patterns("Latn", "en") if locale == "en" else manager.get_patterns("Latn")
    liner = library.Liner()
    liner.set_penalties(
        [
            {
                "pattern": one.get_field("Pattern"),
                "flags": one.get_flags(),
                "group": int(one.get_field("Group")),
                "value": float(one.get_field("Penalty")),
            }
            for one in patterns
            if one.enabled
        ]
    )
    liner.max_length, liner.max_lines = cpl, 2
    liner.length_func = lambda line: visible(line, half_width=locale.startswith("zh"))
    liner.set_text(text)
    liner.break_lines()
    return str(liner.get_text())


BREAKERS: dict[str, Breaker] = {"localize": ours, "aeidon": aeidon, "balanced": balanced}


def main() -> None:
    """Print a table a language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--misses", action="store_true", help="show where ours differ")
    options = parser.parse_args()
    for locale in ("en", "ru", "zh-Hans", "zh-Hant-TW"):
        golds = cues(locale)
        print(
            f"\n{locale}: {len(golds)} cues\n\n| line breaks | F1 | as the person | within limits |\n|---|---|---|---|"
        )
        for name, breaker in BREAKERS.items():
            f1, same, within = score(golds, breaker, locale)
            print(f"| {name} | {f1:.3f} | {same:.1%} | {within:.1%} |", flush=True)
        for gold in golds if options.misses else ():
            made = ours(gold.text, locale, 16 if locale.startswith("zh") else 42)
            if breaks(made) != gold.breaks:
                print(f"  {made!r} for {sorted(gold.breaks)} {_shown(gold.text, gold.breaks)!r}")


def _shown(text: str, ends: frozenset[int]) -> str:
    shown, count = "", 0
    for char in text:
        shown += "|" if count in ends and not char.isspace() and "|" not in shown else ""
        shown += char
        count += not char.isspace()
    return shown


if __name__ == "__main__":
    main()
