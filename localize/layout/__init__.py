"""Line breaks: where the lines of a cue end, so that they fit a profile and read well."""

from localize.layout.lines import fits, lay_out, line_edits

__all__ = ["fits", "lay_out", "line_edits"]
