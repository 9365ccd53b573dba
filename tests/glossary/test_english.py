from __future__ import annotations

import pytest

from localize.glossary.english import Noun, fitted

PERSON, TITLE, MANY = Noun(person=True), Noun(person=True, title=True), Noun(plural=True)


@pytest.mark.parametrize(
    ("noun", "form", "left", "right", "fits"),
    [
        (Noun(), "bridge", "She waited on ", ".", "the bridge"),
        (Noun(), "airlock", "", " opened from the inside.", "The airlock"),
        (Noun(), "airlock", "Look. ", " is open.", "The airlock"),
        (Noun(), "command", "", " accepted.", "command"),
        (Noun(), "stand-down", "", ", it was only a drill.", "stand-down"),
        (Noun(), "airlock", "", "!", "airlock"),
        (Noun(), "shell", "I never saw an old ", ".", "shell"),
        (Noun(), "shell", "This is my ", ".", "shell"),
        (Noun(), "imprint", "We have ", " of her.", "an imprint"),
        (Noun(), "double", "That was Zoya's ", ".", "double"),
        (Noun(), "the Reverse", "Back from ", ".", "the Reverse"),
        (PERSON, "prospector", "My father was ", ".", "a prospector"),
        (Noun(), "exile", "That was ", ".", "exile"),
        (TITLE, "Captain", "Tell ", " Petrov.", "Captain"),
        (TITLE, "Captain", "Tell ", " that we are late.", "the Captain"),
        (TITLE, "Captain", "Yes, ", ".", "Captain"),
        (MANY, "airlock", "He sealed all ", ".", "airlocks"),
        (Noun(), "hauler", "I count three ", ".", "haulers"),
        (Noun(), "hauler", "I count 12 ", ".", "haulers"),
        (MANY, "attesting witness", "Call two ", ".", "attesting witnesses"),
        (MANY, "law of robots", "These are ", ".", "law of robots"),
        (MANY, "frequency", "All ", ".", "frequency"),
        (MANY, "crew quarters", "The ", ".", "crew quarters"),
    ],
)
def test_what_english_needs_around_a_noun(noun: Noun, form: str, left: str, right: str, fits: str) -> None:
    assert fitted(noun, form, left, right) == fits
