"""Some sentences in both directions, and the packages for them."""

from __future__ import annotations

from localize.translators.base import Request, Routes
from localize.translators.packages import look
from tests.running import MODELS

LINES = (
    "Да.",
    "Тихо!",
    "Где она?",
    "Меня зовут Ариса.",
    "Мы одни здесь.",
    "Никто не придёт.",
    "Я не знаю, где она.",
    "Почему ты мне ничего не сказал?",
    "Завтра утром мы уедем из города.",
    "Он вернулся домой, когда все уже спали.",
)


def asked() -> list[Request]:
    one = [Request(text=text, source="ru", target=target) for target in ("en", "zh") for text in LINES]
    wide = [Request(text=text, source="ru", target="en", beam=3, hypotheses=3, no_repeat=3) for text in LINES[:5]]
    return [*one, *wide]


def shipped() -> Routes:
    return Routes(packages=tuple(found.package for found in look(MODELS).found))
