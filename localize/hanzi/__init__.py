"""Simplified and Traditional Chinese: the engine and its dictionaries, and documents through it."""

from localize.hanzi.configurations import configurations
from localize.hanzi.conversion import convert_document, convert_text, doubts

__all__ = ["configurations", "convert_document", "convert_text", "doubts"]
