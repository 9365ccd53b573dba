"""Subtitle and localisation pipeline: Russian cues to English and Chinese, with nothing lost on the way."""

__version__ = "0.1.0"
