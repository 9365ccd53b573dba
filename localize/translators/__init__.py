"""Translation engines and the packages they use."""

from localize.translators import argos
from localize.translators.base import Translator

TRANSLATORS: dict[str, Translator] = {"argos": argos.translate}
