#!/usr/bin/env python3
"""Picture of a report page, taken by the Chromium that is installed; nothing is downloaded.

    scripts/screenshot.py report.html out.png [--width 1280] [--height 900] [--dark] [--full] [--at '#v0c12']

A name that ends in .pdf gives the printed page instead.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import PdfMargins, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
MARGIN = PdfMargins(top="15mm", bottom="15mm", left="15mm", right="15mm")


def find_browser() -> str:
    """The path of the installed browser; ends the program with a message if there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"no browser found ({', '.join(BROWSERS)}); install Debian's package `chromium`")
    return found


def main() -> None:
    """Open the page and write the picture."""
    parser = argparse.ArgumentParser(description="Picture of a report page.")
    parser.add_argument("report", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=1280, help="pixels")
    parser.add_argument("--height", type=int, default=900, help="pixels")
    parser.add_argument("--dark", action="store_true", help="in the dark colour scheme")
    parser.add_argument("--full", action="store_true", help="the whole page, not only what fits the window")
    parser.add_argument("--at", default="", help="part of the page: #cues, #findings, #v0c12")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        page = browser.new_page(
            viewport={"width": options.width, "height": options.height},
            color_scheme="dark" if options.dark else "light",
        )
        page.goto(options.report.resolve().as_uri() + options.at)
        if options.out.suffix == ".pdf":
            page.pdf(path=options.out, format="A4", print_background=True, margin=MARGIN)
        else:
            page.screenshot(path=options.out, full_page=options.full)
        browser.close()


if __name__ == "__main__":
    main()
