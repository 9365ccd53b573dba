"""Subtitle file formats, one module a format."""
