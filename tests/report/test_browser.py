"""The report page in the Chromium that is installed: real clicks, real drawing, no network."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, ViewportSize, sync_playwright

from localize.model import Cue, Document, Finding
from localize.report.entry import Entry, entry
from localize.report.speed import measure
from localize.result import FileResult, RunResult
from tests.report.conftest import HOSTILE
from tests.report.pages import render

SCRIPT = Path(__file__).parents[2] / "scripts" / "screenshot.py"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# The contrast (WCAG 2) of every text colour against the grounds it stands on.
CONTRAST = """() => {
  const style = getComputedStyle(document.documentElement);
  const light = (name) => {
    const hex = style.getPropertyValue(name).trim().slice(1).replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3");
    const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const texts = ["--ink", "--soft", "--accent", "--error", "--warning", "--info", "--good"];
  return texts.flatMap((text) => ["--paper", "--card", "--wash"].map((ground) => [text, ground, ratio(text, ground)]));
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    tool = runpy.run_path(str(SCRIPT))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tool["find_browser"](), args=list(tool["FLAGS"]))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(run_result: RunResult, entries: tuple[Entry, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(run_result, entries), encoding="utf-8")
    return path.as_uri()


class Trouble:
    """Everything a quiet page must not do."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        self.seen.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture
def page(browser: Browser, report: str) -> Iterator[Page]:
    page = browser.new_page(viewport=DESKTOP)
    trouble = Trouble(page)
    page.goto(report)
    yield page
    page.close()
    assert trouble.seen == []
    assert [url for url in trouble.requests if not url.startswith((report, "data:"))] == []


def _all(results: tuple[FileResult, ...]) -> list[tuple[FileResult, Finding]]:
    return [(file, finding) for file in results for finding in file.findings]


def _rows(page: Page) -> int:
    """Every row of the list of findings, after "Show more" as long as there is more."""
    while page.locator("#more").is_visible():
        page.click("#more")
    return page.locator("#list tbody tr").count()


def _document(results: tuple[FileResult, ...], place: int = 0) -> Document:
    document = results[place].document
    assert document is not None
    return document


def test_summary_agrees_with_the_data(page: Page, run_result: RunResult, results: tuple[FileResult, ...]) -> None:
    counts = Counter(str(finding.severity) for _, finding in _all(results))
    assert page.title() == "better-than-us <season 1> · 2026-11-23 03:11 · localize"
    assert page.inner_text("#card-files") == "2 1 failed"
    assert page.inner_text("#card-cues") == "300 → 300"
    assert page.inner_text("#card-lost") == "0"
    assert page.inner_text("#card-errors") == str(counts["error"])
    assert page.inner_text("#card-warnings") == str(counts["warning"])
    assert page.inner_text("#card-seconds") == "12.4"
    assert page.inner_text(".notices") == run_result.notices[0]
    assert page.locator("#files .is-error", has_text="failed: season1/s01e02 <broken>.srt:12").is_visible()
    assert page.inner_text("#not-run li").startswith("not run: timing.gap: no frame rate")


def test_every_rule_has_its_count(page: Page, results: tuple[FileResult, ...]) -> None:
    shown = {
        (row.locator("td").first.inner_text(), row.locator(".rule").inner_text()): int(
            row.locator(".total").inner_text()
        )
        for row in page.locator("#rules tbody tr").all()
    }
    assert shown == Counter((str(finding.severity), finding.rule) for _, finding in _all(results))


def test_filters_narrow_the_list_to_what_they_say(page: Page, results: tuple[FileResult, ...]) -> None:
    findings = _all(results)
    assert _rows(page) == len(findings)
    page.click("button.rule:has-text('term.missing')")
    assert _rows(page) == sum(finding.rule == "term.missing" for _, finding in findings) == 6
    assert page.inner_text("#found") == f"6 of {len(findings)} findings"
    page.select_option("#by-locale", "zh-Hans")
    assert _rows(page) == 3
    page.click("#clear")
    page.click("[data-chip=error]")
    assert _rows(page) == sum(finding.severity == "error" for _, finding in findings)
    page.click("[data-chip=warning]")
    assert _rows(page) == sum(finding.severity != "info" for _, finding in findings)
    page.click("#clear")
    page.select_option("#by-rule", "layout.cps")
    assert _rows(page) == sum(finding.rule == "layout.cps" for _, finding in findings)
    page.select_option("#by-file", "season1/s01e02 <broken>.srt")
    assert page.locator("#no-match").is_visible()
    assert page.locator("#list tbody tr").count() == 0
    page.click("#clear")
    assert page.inner_text("#found") == f"{len(findings)} findings"


@pytest.mark.parametrize("words", ["Monday <SCRIPT>", "закроет lab", "关闭实验室"])
def test_search_looks_in_messages_source_and_target(page: Page, results: tuple[FileResult, ...], words: str) -> None:
    expected = 0
    for file, finding in _all(results):
        document = file.document
        cue = document.by_id.get(finding.cue_id or "") if document else None
        texts = [finding.message, finding.rule]
        if cue and document and document.source:
            texts += [cue.text, document.source.by_id[cue.id].text]
        expected += all(word in "\n".join(texts).lower() for word in words.lower().split())
    assert expected >= 3
    page.fill("#by-words", words)
    assert _rows(page) == expected


def test_a_finding_leads_to_its_cue(page: Page) -> None:
    page.click("button.rule:has-text('text.number')")
    page.locator("#list a", has_text="cue 107").last.click()
    row = page.locator("tr.here")
    assert row.get_attribute("id") == "v1c107"
    assert row.locator(".target").inner_text().startswith("那就让她说")
    assert row.evaluate("row => row === document.activeElement")
    assert row.evaluate(
        "row => { const box = row.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }"
    )


def test_cues_stand_side_by_side_in_their_languages(page: Page, results: tuple[FileResult, ...]) -> None:
    page.click("#locales >> text=zh-Hans")
    document = _document(results, 1)
    row = page.locator("#v1c8")
    assert row.locator(".source").inner_text() == "Тише."
    assert row.locator(".source").get_attribute("lang") == "ru"
    assert row.locator(".target").get_attribute("lang") == "zh-Hans"
    assert row.locator(".target i").inner_text() == "安静。"
    assert "Noto Sans CJK SC" in row.locator(".target").evaluate("cell => getComputedStyle(cell).fontFamily")
    two_lines = page.locator("#v1c14 .target")
    assert two_lines.inner_text() == document.cues[13].text == "听到。信号很弱，\n但我还在线上。"
    assert page.locator("#v1c14 .maker").inner_text() == "machine\nn-best · translate-ru_zh 0.2"
    assert page.locator("#v1c25 .maker").inner_text().strip() == "human"
    assert page.locator("#v1c34 .tag").inner_text() == "on-screen"


def test_only_cues_with_findings(page: Page, results: tuple[FileResult, ...]) -> None:
    document = _document(results)
    with_findings = {finding.cue_id for finding in document.findings if finding.cue_id}
    page.check("#only")
    assert page.inner_text("#cue-count") == f"{len(with_findings)} of 150 cues"
    assert page.locator("#cue-rows tr").count() == len(with_findings)
    assert page.locator("#cue-rows tr:not(:has(.notes))").count() == 0
    page.uncheck("#only")
    page.fill("#cue-words", "flashlight")
    assert page.locator("#cue-rows tr").count() == sum("flashlight" in cue.text for cue in document.cues)


def test_the_picture_shows_every_cue_and_leads_to_it(page: Page, results: tuple[FileResult, ...]) -> None:
    document = _document(results)
    reading = measure(document, "netflix-en")
    assert page.locator("#chart path.over").evaluate("path => path.getAttribute('d').split('M').length - 1") == len(
        reading.over
    )
    assert page.locator("#chart path.fine").evaluate(
        "path => path.getAttribute('d').split('M').length - 1"
    ) == 150 - len(reading.over)
    assert page.inner_text("#limit-note") == f"over the limit: {len(reading.over)} cues"
    assert page.locator("#chart .limit-name").text_content() == "limit 17"
    box = page.locator("#plot").bounding_box()
    assert box is not None
    cue = document.cues[90]
    end = max(cue.end_ms for cue in document.cues)
    x = 30 + (cue.start_ms + cue.duration_ms / 2) / end * (box["width"] - 34)
    page.hover("#plot", position={"x": x, "y": 100})
    assert page.inner_text("#tip b").startswith("91 · 00:")
    assert cue.lines[0] in page.inner_text("#tip")
    page.click("#plot", position={"x": x, "y": 100})
    assert page.locator("tr.here").get_attribute("id") == "v0c91"
    assert page.url.endswith("#v0c91")


def test_the_picture_can_be_walked_by_keyboard(page: Page, results: tuple[FileResult, ...]) -> None:
    page.focus("#chart")
    for key in ("ArrowRight", "PageDown", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.get_attribute("#chart", "aria-valuenow") == "11"
    assert _document(results).cues[10].lines[0] in (page.get_attribute("#chart", "aria-valuetext") or "")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "v0c150"


def test_every_control_can_be_reached_by_keyboard(page: Page) -> None:
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.chip || ''"))
    assert {"error", "by-rule", "by-file", "by-locale", "by-words", "file", "chart", "only", "cue-words"} <= reached


def test_hostile_text_is_text(page: Page) -> None:
    for number, text in enumerate(HOSTILE[:4], 1):
        assert page.locator(f"#v0c{number} .target").evaluate("cell => cell.firstChild.data") == text
        assert page.locator(f"#v0c{number} .source").inner_text() == text
    expected = "bell<U+0007> escape<U+001B>[31m null<U+0000> <U+202E>right to left"
    assert page.locator("#v0c5 .source").inner_text() == expected
    assert page.evaluate("document.scripts.length") == 2
    assert page.locator("img, iframe, object, link[rel=stylesheet]").count() == 0
    assert "49" not in page.locator("#v0c3 .target").inner_text()


def test_a_script_that_got_in_would_not_run(browser: Browser, report: str) -> None:
    page = browser.new_page()
    trouble = Trouble(page)
    page.goto(report)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(2)'}))")
    page.evaluate("fetch('https://example.com/').catch(() => {})")
    page.wait_for_timeout(200)
    page.close()
    assert len(trouble.seen) >= 3
    assert all("Content Security Policy" in message for message in trouble.seen)


def test_a_failed_file_shows_its_message(page: Page) -> None:
    page.select_option("#file", "season1/s01e02 <broken>.srt")
    assert page.inner_text("#failure").startswith("season1/s01e02 <broken>.srt:12: no time line follows")
    assert not page.locator("#chart").is_visible()
    page.select_option("#file", "season1/s01e01.ru.srt")
    assert page.locator("#chart").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_contrast(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 250, 248)", "dark": "rgb(22, 23, 26)"}[scheme]
    pairs = page.evaluate(CONTRAST)
    assert len(pairs) == 21
    assert [(text, ground, ratio) for text, ground, ratio in pairs if ratio < 4.5] == []


def test_a_phone_scrolls_down_only(page: Page) -> None:
    page.set_viewport_size(PHONE)
    for place in ("", "#findings", "#v1", "#v0c120"):
        page.evaluate("place => { location.hash = place; }", place)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#v0c120 .target").is_visible()
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every((box) => box.scrollWidth <= box.clientWidth)")


def test_a_print_has_every_cue(page: Page) -> None:
    assert page.locator("#cue-rows tr").count() == 100
    assert page.pdf(format="A4").startswith(b"%PDF-")
    assert page.locator("#cue-rows tr").count() == 150
    page.emulate_media(media="print")
    assert not page.locator("#only").is_visible()


def test_without_a_script_summary_and_rules_are_there(browser: Browser, report: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(report)
    assert page.locator(".verdict").is_visible()
    assert page.locator("#rules tbody tr").count() == 5
    assert page.locator("#not-run li").is_visible()
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#by-words").is_visible()
    page.close()


def test_a_long_season_stays_light(
    browser: Browser, run_result: RunResult, results: tuple[FileResult, ...], tmp_path: Path
) -> None:
    path = tmp_path / "season.html"
    path.write_text(render(run_result, _season(results, cues=3000)), encoding="utf-8")
    page = browser.new_page(viewport=DESKTOP)
    page.goto(path.as_uri())
    assert page.inner_text("#card-cues") == "12,000 → 12,000"
    assert page.evaluate("document.querySelectorAll('*').length") < 5000
    page.goto(path.as_uri() + "#v3c3000")
    assert page.locator("tr.here").get_attribute("id") == "v3c3000"
    page.close()


def _season(results: tuple[FileResult, ...], cues: int) -> list[Entry]:
    """Four locales with as many cues, every fourth with a finding."""
    first = results[0]
    sample = _document(results).cues
    long = tuple(_moved(sample[place % len(sample)], place) for place in range(cues))
    source = Document(path="long.srt", language="ru", cues=long)
    severity = _document(results).findings[0].severity
    findings = tuple(
        Finding(rule="layout.cpl", severity=severity, message="line too long", cue_id=cue.id) for cue in long[::4]
    )
    locales = ("en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
    documents = [
        Document(path="long.srt", language=tag, cues=long, source=source, findings=findings) for tag in locales
    ]
    return [
        entry(
            replace(
                first, locale=document.language, document=document, profile="", cues_in=cues, cues_out=cues, ledger=()
            )
        )
        for document in documents
    ]


def _moved(cue: Cue, place: int) -> Cue:
    return replace(cue, id=f"c{place + 1}", start_ms=place * 2000, end_ms=place * 2000 + 1500)


def test_screenshot_script(report: str, tmp_path: Path) -> None:
    source = tmp_path / "report.html"
    source.write_bytes(Path(report.removeprefix("file://")).read_bytes())
    out = tmp_path / "report.png"
    command = [sys.executable, str(SCRIPT), str(source), str(out), "--width", "390", "--height", "844", "--dark"]
    subprocess.run(command, check=True)
    picture = out.read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (390, 844)


# -- runs that are too long for a page with every cue ------------------------------------------------------------------


@pytest.fixture
def brief(browser: Browser, run_result: RunResult, entries: tuple[Entry, ...], tmp_path: Path) -> Iterator[Page]:
    """The English output with its cues that have findings, the Chinese one with its figures."""
    path = tmp_path / "brief.html"
    path.write_text(render(run_result, entries, full=0, brief=len(entries[0].brief.encode()) + 2), encoding="utf-8")
    page = browser.new_page(viewport=DESKTOP)
    trouble = Trouble(page)
    page.goto(path.as_uri())
    yield page
    page.close()
    assert trouble.seen == []


def _found(results: tuple[FileResult, ...]) -> list[int]:
    document = _document(results)
    return sorted({document.numbers[one.cue_id] for one in document.findings if one.cue_id})


def test_in_brief_cues_keep_their_numbers(brief: Page, results: tuple[FileResult, ...]) -> None:
    numbers = _found(results)
    rows = brief.locator("#cue-rows tr")
    assert [row.get_attribute("id") for row in rows.all()] == [f"v0c{number}" for number in numbers]
    assert [row.locator("th").inner_text() for row in rows.all()] == [str(number) for number in numbers]
    assert brief.inner_text("#facts").startswith(
        f"Shown are the {len(numbers)} cues with findings, of 150 · Written to"
    )
    assert brief.inner_text("#cue-count") == f"{len(numbers)} cues with findings"
    assert not brief.locator("#only").is_visible()
    assert brief.locator("#v0c12 .source").inner_text() == _source_text(results, 12)
    assert brief.locator("#v0c12 .is-over").count() == 1
    assert brief.locator("#v0c12 .maker").inner_text().startswith("machine · evaluation only")


def _source_text(results: tuple[FileResult, ...], number: int) -> str:
    source = _document(results).source
    assert source is not None
    return source.cues[number - 1].text


def test_in_brief_a_finding_leads_to_its_cue(brief: Page) -> None:
    brief.click("button.rule:has-text('text.number')")
    brief.locator("#list a", has_text="cue 107").click()
    assert brief.locator("tr.here").get_attribute("id") == "v0c107"
    brief.evaluate("location.hash = '#v0c141'")
    brief.wait_for_selector("#v0c141.here")
    brief.evaluate("location.hash = '#v0c2'")  # has no finding
    assert brief.locator("tr.here").get_attribute("id") == "v0c141"


def test_in_brief_the_picture_spans_the_episode(brief: Page, results: tuple[FileResult, ...]) -> None:
    document = _document(results)
    box = brief.locator("#plot").bounding_box()
    assert box is not None
    cue, end = document.cues[106], max(cue.end_ms for cue in document.cues)
    x = 30 + (cue.start_ms + cue.duration_ms / 2) / end * (box["width"] - 34)
    brief.hover("#plot", position={"x": x, "y": 100})
    assert brief.inner_text("#tip b").startswith("107 · 00:")


def test_what_is_not_shown_is_counted(brief: Page, results: tuple[FileResult, ...]) -> None:
    listed, others = (len(file.findings) for file in results[:2])
    told = f"{listed} findings, and {others} in outputs not shown cue by cue"
    assert brief.inner_text("#found") == told
    totals = {
        (row.locator("td").first.inner_text(), row.locator(".rule").inner_text()): int(
            row.locator(".total").inner_text()
        )
        for row in brief.locator("#rules tbody tr").all()
    }
    assert totals == Counter((str(finding.severity), finding.rule) for _, finding in _all(results))
    brief.select_option("#by-locale", "zh-Hans")
    assert brief.inner_text("#found") == f"0 of {listed} findings, and {others} in outputs not shown cue by cue"
    assert not brief.locator("#no-match").is_visible()
    brief.fill("#by-words", "monday")
    assert brief.inner_text("#found") == f"0 of {listed} findings"
    assert brief.locator("#no-match").is_visible()
    brief.click("#clear")
    assert brief.inner_text("#found") == told


def test_an_output_that_is_not_shown_says_so(brief: Page, results: tuple[FileResult, ...]) -> None:
    brief.click("#locales >> text=zh-Hans")
    count = len(results[1].findings)
    told = f"Written to out/s01e01.zh-Hans.srt. Its cues and its {count} findings are not in this report."
    assert brief.inner_text("#unshown") == told
    assert not brief.locator("#chart").is_visible()
    brief.evaluate("location.hash = '#v1c5'")
    assert brief.locator("#unshown").is_visible()
    brief.click("#locales >> text=en")
    assert not brief.locator("#unshown").is_visible()
    assert brief.locator("#chart").is_visible()


def test_in_brief_a_file_without_findings_says_so(
    browser: Browser, run_result: RunResult, results: tuple[FileResult, ...], tmp_path: Path
) -> None:
    clean = entry(replace(results[0], document=replace(_document(results), findings=())))
    path = tmp_path / "clean.html"
    path.write_text(render(run_result, [clean], full=0), encoding="utf-8")
    page = browser.new_page(viewport=DESKTOP)
    trouble = Trouble(page)
    page.goto(path.as_uri())
    assert page.inner_text("#no-cue") == "No cue with a finding."
    assert page.inner_text("#facts").startswith("Shown are the 0 cues with findings, of 150")
    assert not page.locator("#chart").is_visible()
    page.close()
    assert trouble.seen == []


def test_a_run_without_findings_shows_its_cues(
    browser: Browser, run_result: RunResult, results: tuple[FileResult, ...], tmp_path: Path
) -> None:
    clean = entry(replace(results[0], document=replace(_document(results), findings=())))
    path = tmp_path / "clean.html"
    path.write_text(render(run_result, [clean]), encoding="utf-8")
    page = browser.new_page(viewport=DESKTOP)
    trouble = Trouble(page)
    page.goto(path.as_uri())
    assert page.inner_text("#cue-count") == "150 cues"
    assert page.locator("#v0c1").is_visible()
    page.close()
    assert trouble.seen == []
