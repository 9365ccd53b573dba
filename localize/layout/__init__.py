"""Line breaks: where the lines of a cue end, so that they fit a profile and read well."""

from localize.layout.chunks import second_speaker
from localize.layout.lines import fits, lay_out, line_edits

__all__ = ["fits", "lay_out", "line_edits", "second_speaker"]
