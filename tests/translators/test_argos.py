"""Argos packages in batches, with the packages that the project ships."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from localize.alignment import parsed
from localize.errors import ModelError
from localize.script import is_foreign
from localize.translators.argos import translate
from localize.translators.base import PackageInfo, Request, Routes
from localize.translators.packages import look

MODELS = Path(__file__).parents[2] / "models"
LINES = ("Да.", "Меня зовут Ариса.", "Где она?", "Я не знаю, где она.", "Никто не придёт. Мы одни.", "Тихо!")


@pytest.fixture(scope="module")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Routes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return Routes(packages=tuple(found.package for found in look(MODELS).found))


def requests(target: str = "en", *, beam: int = 1, hypotheses: int = 1, no_repeat: int = 0) -> list[Request]:
    return [
        Request(text=text, source="ru", target=target, beam=beam, hypotheses=hypotheses, no_repeat=no_repeat)
        for text in LINES
    ]


def test_every_request_is_answered_once_with_its_packages(starters: Routes) -> None:
    asked = requests()
    done: list[int] = []
    found = translate([*asked, *asked], starters, advance=done.append)
    assert list(found) == sorted(asked, key=lambda request: (len(request.text), request.text))
    assert sum(done) == len(asked)
    assert all(translation.packages == starters.find("ru", "en") for translation in found.values())
    assert found[asked[0]].texts[0] in ("Yes.", "Yeah.")
    assert "name" in found[asked[1]].texts[0]


def test_both_directions_and_all_beams_go_in_one_call(starters: Routes) -> None:
    asked = [*requests(), *requests("zh"), *requests(beam=4, hypotheses=3, no_repeat=3)]
    found = translate(asked, starters)
    assert set(found) == set(asked)
    assert [len(found[request].texts) for request in asked] == [1] * 12 + [3] * 6
    assert any("\u4e00" <= char <= "\u9fff" for char in found[asked[6]].texts[0])


def test_a_strict_request_is_answered_in_letters_of_the_target_alone(starters: Routes) -> None:
    # A package that gives English where Chinese is wanted: all that it would write is foreign.
    wrong = Routes(packages=(replace(starters.find("ru", "en")[0], target="zh"),))
    asked = [replace(request, strict=strict) for request in requests("zh", beam=2) for strict in (False, True)]
    found = translate(asked, wrong)
    assert all(is_foreign(found[request].texts[0], "zh") is not request.strict for request in asked)


def test_the_same_requests_give_the_same_answers_in_any_order(starters: Routes) -> None:
    asked = requests(beam=2)
    assert translate(asked, starters) == translate(asked[::-1], starters) == translate(asked, starters, threads=1)


def test_a_route_over_a_pivot_goes_through_both_packages_in_order(starters: Routes) -> None:
    first, second = starters.find("ru", "en")[0], starters.find("ru", "zh")[0]
    # No shipped package reads English; what reads Russian stands in for it: two real steps, whatever they mean.
    routes = Routes(packages=(first, replace(second, source="en")))
    asked = requests("zh")
    found = translate(asked, routes)
    step = translate(requests(), routes)
    for request in asked:
        (english,) = step[replace(request, target="en")].texts
        again = Request(text=english, source="en", target="zh")
        assert found[request].texts == translate([again], routes)[again].texts
        assert found[request].packages == routes.packages


def test_a_text_in_a_loop_comes_to_an_end(starters: Routes) -> None:
    (found,) = translate([Request(text="Ж" * 3000, source="ru", target="en")], starters).values()
    assert len(found.texts) == 1


def test_nothing_asked_is_nothing_done(starters: Routes) -> None:
    assert translate([], starters) == {}
    empty = Request(text="", source="ru", target="en")
    assert len(translate([empty], starters)[empty].texts) == 1


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            Request(text="Да.", source="ru", target="de"),
            "no package translates ru to de; install one with `localize models install ru de`",
        ),
        (
            Request(text="Да.", source="ru", target="en", via="fr"),
            "no package translates ru to en over fr; install one with `localize models install ru en`",
        ),
    ],
)
def test_no_route(starters: Routes, request_: Request, message: str) -> None:
    with pytest.raises(ModelError) as error:
        translate([request_], starters)
    assert str(error.value) == message


def damaged(starters: Routes, folder: Path, part: str, data: bytes | None) -> Routes:
    """A copy of the ru→en package with one file changed or taken away."""
    package = starters.find("ru", "en")[0]
    for path in Path(package.path).rglob("*"):
        copy = folder / path.relative_to(package.path)
        if path.is_file() and (str(path.relative_to(package.path)) != part or data is not None):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes() if str(path.relative_to(package.path)) != part else data or b"")
    return Routes(packages=(PackageInfo(source="ru", target="en", version="1", path=str(folder)),))


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("model/model.bin", b"not a model"),
        ("model/model.bin", b""),
        ("model/model.bin", None),
        ("sentencepiece.model", b"not a tokenizer"),
        ("sentencepiece.model", None),
        ("metadata.json", b"[]"),
        ("metadata.json", b"{"),
        ("metadata.json", None),
    ],
)
def test_a_damaged_package_is_a_model_error(starters: Routes, tmp_path: Path, part: str, data: bytes | None) -> None:
    with pytest.raises(ModelError) as error:
        translate(requests(), damaged(starters, tmp_path / "package", part, data))
    message = str(error.value)
    assert message.startswith(f"{tmp_path / 'package'}: the package is damaged (")
    assert message.endswith("); install it again")
    assert "\n" not in message


def test_only_a_package_that_knows_a_steering_token_is_told(starters: Routes) -> None:
    asked = [Request(text="Никто не придёт.", source="ru", target="en", steer=steer) for steer in ((), ("⟦1⟧",))]
    plain, same = (translate([request], starters)[request].texts for request in asked)
    assert same == plain
    # A piece that the starter packages do know stands in for a steering token.
    told = Routes(packages=tuple(replace(package, steering=("⟦1⟧",)) for package in starters.packages))
    assert "⟦1⟧" in translate([asked[1]], told)[asked[1]].texts[0]


def test_a_package_tells_which_words_of_a_given_translation_stand_for_which(starters: Routes) -> None:
    text, given = "Ариса увидела робота на полу.", "On the floor Arisa saw a robot."
    asked = Request(text=text, source="ru", target="en", given=given)
    answer, _ = translate([asked], starters)[asked].texts
    assert {(0, 3), (1, 4), (2, 6), (4, 2)} <= set(parsed(answer))
    assert translate([asked], starters)[asked].texts[0] == answer


def test_links_over_a_pivot(starters: Routes) -> None:
    english, chinese = starters.find("ru", "en")[0], starters.find("ru", "zh")[0]
    two = Routes(packages=(replace(chinese, target="uk"), replace(english, source="uk")))
    asked = Request(text="Ариса, где Ариса?", source="ru", target="en", via="uk", given="Arisa, where is Arisa?")
    links = parsed(translate([asked], two)[asked].texts[0])
    assert all(one < 3 and other < 4 for one, other in links)


def test_text_that_no_model_can_take_has_no_links(starters: Routes) -> None:
    asked = Request(text="Да. " * 400, source="ru", target="en", given="Yes. " * 400)
    short = Request(text="Да.", source="ru", target="en", given="Yes.")
    found = translate([asked, short, *requests()], starters)
    assert (found[asked].texts, found[short].texts[0]) == (("", "-inf"), "0-0")
    assert len(found) == len(LINES) + 2


def test_the_ends_of_cues_come_back(starters: Routes) -> None:
    asked = Request(text="Когда Ариса ушла, ⟦/⟧ никого не было дома.", source="ru", target="en", beam=5)
    first, second = translate([asked], starters)[asked].texts[0].split("⟦/⟧")
    assert "Arisa" in first
    assert "home" in second


def test_what_is_no_translation_looks_less_like_one(starters: Routes) -> None:
    text = "Ариса увидела робота на полу, когда вошла."
    made = (
        "Arisa saw a robot on the floor when she came in.",
        "Arisa saw a robot.",
        "The ferry leaves at noon, my dear.",
    )
    asked = [Request(text=text, source="ru", target="en", given=given) for given in made]
    found = translate(asked, starters)
    likeness = [float(found[request].texts[1]) for request in asked]
    assert likeness == sorted(likeness, reverse=True)
