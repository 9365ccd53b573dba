"use strict";
(() => {
  const CHUNK = 100; // rows drawn at a time
  const FIRST = 25; // findings shown before "Show more"
  const SVG = "http://www.w3.org/2000/svg";
  const RANK = { error: 0, warning: 1, info: 2 };
  const { views, sources } = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);

  // Small tools. Text only ever enters the page through text nodes and attributes.
  const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) if (value != null) node.setAttribute(name, value);
    node.append(...children.filter((child) => child != null && child !== ""));
    return node;
  }
  const styled = (runs) =>
    typeof runs === "string" ? [runs] : runs.map((run, place) => (place % 2 ? el("i", {}, run) : run));
  const plain = (runs) => (typeof runs === "string" ? runs : runs.join(""));
  const many = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  const share = (count, total, noun) => (count < total ? `${count.toLocaleString("en")} of ` : "") + many(total, noun);
  const pad = (number, width) => String(number).padStart(width, "0");
  function clock(ms, fraction = true) {
    const whole = Math.floor(Math.abs(ms) / 1000);
    const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => pad(part, 2));
    return (ms < 0 ? "-" : "") + parts.join(":") + (fraction ? "," + pad(Math.abs(ms) % 1000, 3) : "");
  }
  const severityMark = (severity) =>
    el("span", { class: `is-${severity}` }, el("span", { class: "mark", "aria-hidden": "true" }), severity);
  // A view has every cue of its file, or those with findings (then `numbers` are theirs in the file), or none at all.
  const sourceRuns = (view, cue) =>
    view.own ? view.own[cue] : view.from[cue] < 0 ? "" : sources[view.source][view.from[cue]];
  const numberOf = (view, cue) => (view.numbers ? view.numbers[cue] : cue + 1);
  const placeOf = (view, number) =>
    view.numbers ? view.numbers.indexOf(number) : number <= view.texts.length ? number - 1 : -1;
  const anchor = (view, cue) => `v${view.place}c${numberOf(view, cue)}`;
  const readable = (view) => !view.error && !view.bare;
  const figure = (view, cue) => (view.speeds[cue] == null ? "–" : view.speeds[cue].toFixed(1));

  // What is worked out once: the findings of each cue, and one flat list of all findings.
  const all = [];
  views.forEach((view, place) => {
    view.place = place;
    if (!readable(view)) return;
    view.overSet = new Set(view.over);
    view.byCue = new Map();
    view.findings.sort((a, b) => a.cue - b.cue || RANK[a.severity] - RANK[b.severity]);
    for (const finding of view.findings) {
      const { cue } = finding;
      if (cue >= 0) view.byCue.set(cue, [...(view.byCue.get(cue) ?? []), finding]);
      finding.view = view;
      all.push(finding);
    }
  });
  all.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const unlisted = views.filter((view) => view.bare);
  const sum = (rules) => rules.reduce((total, [, , count]) => total + count, 0);
  const allUnlisted = unlisted.reduce((total, view) => total + sum(view.rules), 0);

  // What a search looks in; worked out when it is first wanted, since a long run has many findings.
  function wordsOf(finding) {
    const { view, cue } = finding;
    const texts = cue < 0 ? [] : [plain(sourceRuns(view, cue)), plain(view.texts[cue])];
    finding.words ??= [finding.rule, finding.message, view.path, view.locale, ...texts].join("\n").toLowerCase();
    return finding.words;
  }

  // Findings: filters, the table by rule, the list.
  const filter = { severities: new Set(), rule: "", path: "", locale: "", words: "" };
  let shownFindings = FIRST;
  let matching = all;
  const matches = (finding) =>
    (!filter.severities.size || filter.severities.has(finding.severity)) &&
    (!filter.rule || finding.rule === filter.rule) &&
    (!filter.path || finding.view.path === filter.path) &&
    (!filter.locale || finding.view.locale === filter.locale) &&
    (!filter.words || filter.words.split(/\s+/).every((word) => wordsOf(finding).includes(word)));

  // Findings of outputs that are shown without their cues: no list has them, but they count.
  function* unlistedMatches() {
    if (filter.words) return;
    for (const view of unlisted) {
      for (const [rule, severity, count] of view.rules) if (matches({ rule, severity, view })) yield { rule, severity, view, count };
    }
  }

  function findingRow(finding) {
    const { view, cue } = finding;
    const link = el("a", { href: cue < 0 ? `#v${view.place}` : `#${anchor(view, cue)}` });
    link.append(cue < 0 ? "whole file" : `cue ${numberOf(view, cue)}`);
    const text = cue < 0 ? null : el("span", { class: "said quiet lang", lang: view.language }, plain(view.texts[cue]));
    return el("tr", {},
      el("td", {}, severityMark(finding.severity)),
      el("td", {}, link, el("span", { class: "said quiet" }, cue < 0 ? "" : clock(view.starts[cue], false))),
      el("td", { class: "wide" }, finding.message, text),
      el("td", { class: "wide" }, el("code", {}, finding.rule), el("span", { class: "said quiet" }, finding.why)),
      el("td", { class: "wide path" }, view.locale, el("span", { class: "said quiet" }, view.path)));
  }

  function drawFindings() {
    matching = all.filter(matches);
    const counts = new Map();
    const add = (severity, rule, count) => counts.set(severity + rule, (counts.get(severity + rule) ?? 0) + count);
    for (const { severity, rule } of matching) add(severity, rule, 1);
    let others = 0;
    for (const { severity, rule, count } of unlistedMatches()) {
      add(severity, rule, count);
      others += count;
    }
    for (const row of $("rules").tBodies[0].rows) {
      const count = counts.get(row.dataset.severity + row.dataset.rule) ?? 0;
      row.querySelector(".total").textContent = count.toLocaleString("en");
      row.classList.toggle("chosen", row.dataset.rule === filter.rule);
      row.querySelector(".rule").setAttribute("aria-pressed", row.dataset.rule === filter.rule);
      row.hidden = !count && row.dataset.rule !== filter.rule;
    }
    for (const chip of document.querySelectorAll("[data-chip]")) {
      chip.setAttribute("aria-pressed", filter.severities.has(chip.dataset.chip));
    }
    $("by-rule").value = filter.rule;
    const narrowed = matching.length < all.length || others < allUnlisted;
    $("found").textContent = share(matching.length, all.length, "finding") +
      (others ? `, and ${others.toLocaleString("en")} in outputs not shown cue by cue` : "");
    $("clear").hidden = !narrowed;
    $("list").tBodies[0].replaceChildren(...matching.slice(0, shownFindings).map(findingRow));
    $("list").hidden = !matching.length;
    $("no-match").hidden = matching.length > 0 || others > 0;
    const rest = matching.length - shownFindings;
    $("more").hidden = rest <= 0;
    $("more").textContent = `Show ${Math.min(rest, CHUNK).toLocaleString("en")} more`;
  }

  function narrow(change) {
    Object.assign(filter, change);
    shownFindings = FIRST;
    drawFindings();
  }

  function startFindings() {
    const offer = (id, names) => $(id).append(...[...new Set(names)].map((name) => el("option", {}, name)));
    offer("by-rule", [...all, ...unlistedMatches()].map((finding) => finding.rule).sort());
    offer("by-file", views.map((view) => view.path));
    offer("by-locale", [...all, ...unlistedMatches()].map((finding) => finding.view.locale));
    for (const chip of document.querySelectorAll("[data-chip]")) {
      chip.addEventListener("click", () => {
        const severities = new Set(filter.severities);
        if (!severities.delete(chip.dataset.chip)) severities.add(chip.dataset.chip);
        narrow({ severities });
      });
    }
    for (const row of $("rules").tBodies[0].rows) {
      const { rule } = row.dataset;
      const button = el("button", { type: "button", class: "rule" });
      const name = row.querySelector(".rule");
      button.append(...name.childNodes);
      name.replaceWith(button);
      button.addEventListener("click", () => narrow({ rule: filter.rule === rule ? "" : rule }));
    }
    $("by-rule").addEventListener("change", (event) => narrow({ rule: event.target.value }));
    $("by-file").addEventListener("change", (event) => narrow({ path: event.target.value }));
    $("by-locale").addEventListener("change", (event) => narrow({ locale: event.target.value }));
    $("by-words").addEventListener("input", (event) => narrow({ words: event.target.value.trim().toLowerCase() }));
    $("clear").addEventListener("click", () => {
      for (const id of ["by-file", "by-locale", "by-words"]) $(id).value = "";
      narrow({ severities: new Set(), rule: "", path: "", locale: "", words: "" });
    });
    $("more").addEventListener("click", () => {
      shownFindings += CHUNK;
      drawFindings();
    });
    drawFindings();
  }

  // Cues: one file and locale at a time.
  let view = null;
  let listed = []; // places of the cues that pass the switch and the search
  let drawn = 0; // how many of them stand in the table

  function cueRow(cue) {
    const findings = view.byCue.get(cue) ?? [];
    const maker = view.makers[view.made[cue]];
    const over = view.overSet.has(cue);
    const share = Math.min(100, (100 * (view.speeds[cue] ?? 0)) / (view.limit ? view.limit * 1.5 : 25));
    const gauge = el("i");
    gauge.style.width = `${share}%`;
    const notes = findings.map((finding) =>
      el("li", { class: `is-${finding.severity}` },
        el("span", { class: "mark", "aria-hidden": "true" }),
        el("span", { class: "sr" }, `${finding.severity}: `), `${finding.message} `,
        el("code", { class: "quiet" }, finding.rule)));
    const name = anchor(view, cue);
    return el("tr", { id: name, tabindex: "-1" },
      el("th", { scope: "row" }, el("a", { class: "anchor", href: `#${name}` }, String(numberOf(view, cue)))),
      el("td", { class: "small quiet" }, `${clock(view.starts[cue])} – ${clock(view.ends[cue])}`,
        view.tags[cue] ? el("span", {}, " ", el("span", { class: "tag" }, view.tags[cue])) : null),
      el("td", { class: "text wide source", lang: view.sourceLanguage || null }, ...styled(sourceRuns(view, cue))),
      el("td", { class: "text wide target", lang: view.language }, ...styled(view.texts[cue]),
        notes.length ? el("ul", { class: "notes", lang: "en" }, ...notes) : null),
      el("td", { class: `number speed${over ? " is-over" : ""}`, "data-label": "cps" }, figure(view, cue),
        over ? el("span", { class: "sr" }, " over the limit") : null,
        el("span", { class: "gauge", "aria-hidden": "true" }, gauge)),
      el("td", { class: "maker" }, maker.maker,
        maker.evaluation ? el("span", { class: "is-warning" }, " · evaluation only") : null,
        el("span", { class: "said quiet" }, maker.detail)));
  }

  function drawCues(until) {
    const rows = listed.slice(drawn, until).map(cueRow);
    drawn += rows.length;
    $("cue-rows").append(...rows);
    $("end").hidden = drawn >= listed.length;
  }

  function listCues() {
    const words = $("cue-words").value.trim().toLowerCase();
    const only = $("only").checked;
    listed = view.texts.map((_, cue) => cue).filter((cue) =>
      (!only || view.byCue.has(cue)) &&
      (!words || `${plain(sourceRuns(view, cue))}\n${plain(view.texts[cue])}`.toLowerCase().includes(words)));
    drawn = 0;
    $("cue-rows").replaceChildren();
    drawCues(CHUNK);
    $("cue-count").textContent = share(listed.length, view.texts.length, "cue") + (view.numbers ? " with findings" : "");
    $("cue-table").hidden = !listed.length;
    $("no-cue").hidden = listed.length > 0;
    $("no-cue").textContent = view.texts.length ? "No cue matches." : "No cue with a finding.";
  }

  function show(place) {
    if (view && view.place === place) return;
    view = views[place];
    view.place = place;
    $("file").value = view.path;
    $("locales").replaceChildren(...views.flatMap((other, index) => {
      if (other.path !== view.path) return [];
      const current = String(index === place);
      const chip = el("button", { type: "button", class: "chip", "aria-current": current }, other.locale || "all locales");
      chip.addEventListener("click", () => choose(index));
      return [chip];
    }));
    $("failure").hidden = !view.error;
    $("failure").textContent = view.error;
    $("unshown").hidden = !view.bare;
    $("unshown").textContent = view.bare ? bareFacts() : "";
    $("readable").hidden = !readable(view);
    if (!readable(view)) return;
    const facts = [
      view.numbers && `Shown are the ${many(view.numbers.length, "cue")} with findings, of ${view.cues.toLocaleString("en")}`,
      view.output && `Written to ${view.output}`,
      view.profile && `checked against ${view.profile}`,
      view.limit && `reading speed: ${view.limit} characters a second (${view.evidence})`,
      ...view.ledger,
    ];
    $("facts").textContent = facts.filter(Boolean).join(" · ");
    $("legend-what").textContent = `Characters a second, cue by cue${view.numbers ? ", of the cues with findings" : ""}`;
    $("only").parentElement.hidden = Boolean(view.numbers);
    $("source-head").textContent = view.sourceLanguage ? `Source (${view.sourceLanguage})` : "Source";
    $("target-head").textContent = `Target (${view.language})`;
    for (const id of ["chart", "legend"]) $(id).hidden = Boolean(view.numbers) && !view.texts.length;
    at = -1;
    drawChart();
    listCues();
  }

  function bareFacts() {
    const found = many(sum(view.rules), "finding");
    return `Written to ${view.output}. Its cues and its ${found} are not in this report.`;
  }

  // The address names the view and the cue, so that a place in the report can be sent to a colleague.
  function choose(place) {
    history.replaceState(null, "", `#v${place}`);
    show(place);
  }

  function jump(cue) {
    if (!listed.includes(cue)) {
      $("only").checked = false;
      $("cue-words").value = "";
      listCues();
    }
    const place = listed.indexOf(cue);
    if (place >= drawn) drawCues(place + CHUNK);
    for (const row of document.querySelectorAll("tr.here")) row.classList.remove("here");
    const row = $(anchor(view, cue));
    row.classList.add("here");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center", behavior: "instant" });
  }

  function follow() {
    const [, place, number] = /^#v(\d+)(?:c(\d+))?$/.exec(location.hash) ?? [];
    if (place === undefined || Number(place) >= views.length) return false;
    show(Number(place));
    const cue = number && readable(view) ? placeOf(view, Number(number)) : -1;
    if (cue >= 0) jump(cue);
    else $("cues").scrollIntoView();
    return true;
  }

  // Reading speed along the episode.
  const HEIGHT = 200;
  const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };
  const EDGE = { left: 30, right: 4, top: 14, bottom: 34 };
  let at = -1; // the cue under the pointer or the keyboard
  let scale = null;

  const most = (values, least) => values.reduce((best, value) => Math.max(best, value), least);
  const nice = (span, count, steps) => steps.find((step) => span / step <= count) ?? steps[steps.length - 1];
  const chartWidth = () => Math.max(280, $("plot").clientWidth);

  function drawChart() {
    const width = chartWidth();
    const end = view.end || most(view.ends, most(view.starts, 1));
    const fastest = most(view.speeds, 1);
    const top = Math.max(view.limit ? view.limit * 1.3 : 1, Math.min(fastest * 1.05, (view.limit ?? 20) * 2.2));
    const floor = HEIGHT - EDGE.bottom;
    const x = (ms) => EDGE.left + (ms / end) * (width - EDGE.left - EDGE.right);
    const y = (speed) => floor - (Math.min(speed, top) / top) * (floor - EDGE.top);
    scale = { x, end, width, floor };

    const paths = { fine: "", over: "", error: "", warning: "" };
    view.texts.forEach((_, cue) => {
      const over = view.overSet.has(cue);
      const left = x(view.starts[cue]);
      const wide = Math.max(over ? 2 : 1, x(view.ends[cue]) - left - 0.6).toFixed(1);
      const box = (y0, y1) => `M${left.toFixed(1)} ${y0.toFixed(1)}h${wide}V${y1.toFixed(1)}h-${wide}z`;
      paths[over ? "over" : "fine"] += box(y(view.speeds[cue] ?? 0), floor);
      const worst = view.byCue.get(cue)?.[0].severity;
      if (worst === "error" || worst === "warning") paths[worst] += box(floor + 4, floor + 10);
    });

    const plot = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" });
    const stepY = nice(top, 4, [1, 2, 5, 10, 20, 50, 100, 200]);
    for (let speed = 0; speed <= top; speed += stepY) {
      plot.append(svg("line", { class: "grid", x1: EDGE.left, x2: width - EDGE.right, y1: y(speed), y2: y(speed) }));
      plot.append(svg("text", { x: EDGE.left - 8, y: y(speed) + 4, "text-anchor": "end" }, String(speed)));
    }
    for (const [name, d] of Object.entries(paths)) plot.append(svg("path", { class: name, d }));
    const stepX = 1000 * nice(end / 1000, width / 80, [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600]);
    for (let ms = 0; ms <= end; ms += stepX) {
      const anchor = ms === 0 ? "start" : x(ms) > width - 30 ? "end" : "middle";
      plot.append(svg("text", { x: x(ms), y: HEIGHT - 6, "text-anchor": anchor }, clock(ms, false).replace(/^00:/, "")));
    }
    if (view.limit) {
      const height = y(view.limit);
      plot.append(svg("line", { class: "limit", x1: EDGE.left, x2: width - EDGE.right, y1: height, y2: height }));
      const corner = { x: width - EDGE.right - 6, y: height - 6, "text-anchor": "end" };
      plot.append(svg("text", { class: "limit-name", ...corner }, `limit ${view.limit}`));
    }
    plot.append(svg("rect", { class: "here", id: "cursor", y: EDGE.top, height: floor - EDGE.top + 12, width: 0 }));
    $("plot").replaceChildren(plot);
    $("chart").setAttribute("aria-valuemax", view.texts.length);
    $("limit-note").textContent = `over the limit: ${many(view.over.length, "cue")}`;
    $("limit-note").parentElement.hidden = !view.limit;
    point(-1);
  }

  function point(cue) {
    at = cue;
    $("tip").hidden = cue < 0;
    const cursor = $("cursor");
    cursor.setAttribute("width", cue < 0 ? 0 : Math.max(4, scale.x(view.ends[cue]) - scale.x(view.starts[cue])));
    if (cue < 0) return;
    const left = scale.x(view.starts[cue]);
    cursor.setAttribute("x", left);
    const over = view.overSet.has(cue) ? ", over the limit" : "";
    const head = `${numberOf(view, cue)} · ${clock(view.starts[cue], false)} · ${figure(view, cue)} characters a second${over}`;
    const findings = view.byCue.get(cue) ?? [];
    const text = plain(view.texts[cue]);
    $("tip").replaceChildren(el("b", {}, head), el("span", { class: "text", lang: view.language }, text),
      ...findings.map(({ severity, message }) => el("span", { class: "said" }, `${severity}: ${message}`)));
    $("chart").setAttribute("aria-valuenow", cue + 1);
    $("chart").setAttribute("aria-valuetext", `cue ${head}: ${text}. ${many(findings.length, "finding")}`);
    const room = $("chart").clientWidth;
    const wide = $("tip").offsetWidth;
    $("tip").style.left = `${Math.min(Math.max(8, (left * room) / scale.width - wide / 2), room - wide - 8)}px`;
    $("tip").style.bottom = `${$("chart").clientHeight - 8}px`;
  }

  function nearest(event) {
    const box = $("plot").getBoundingClientRect();
    const pixel = ((event.clientX - box.left) / box.width) * scale.width;
    const ms = ((pixel - EDGE.left) / (scale.width - EDGE.left - EDGE.right)) * scale.end;
    const away = (cue) => Math.max(view.starts[cue] - ms, ms - view.ends[cue], 0);
    return view.texts.reduce((best, _, cue) => (best < 0 || away(cue) < away(best) ? cue : best), -1);
  }

  function startCues() {
    $("file").append(...[...new Set(views.map((other) => other.path))].map((path) => el("option", {}, path)));
    $("file").addEventListener("change", () => choose(views.findIndex((other) => other.path === $("file").value)));
    $("only").addEventListener("change", listCues);
    $("cue-words").addEventListener("input", listCues);
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) drawCues(drawn + CHUNK);
    }, { rootMargin: "800px" }).observe($("end"));

    const chart = $("chart");
    chart.addEventListener("pointermove", (event) => point(nearest(event)));
    chart.addEventListener("pointerleave", () => point(-1));
    chart.addEventListener("blur", () => point(-1));
    function go(cue) {
      if (cue < 0) return;
      history.pushState(null, "", `#${anchor(view, cue)}`);
      jump(cue);
    }
    chart.addEventListener("click", (event) => go(nearest(event)));
    chart.addEventListener("keydown", (event) => {
      const last = view.texts.length - 1;
      if (event.key in STEPS) point(Math.min(last, Math.max(0, at + STEPS[event.key])));
      else if (event.key === "Enter") go(at);
      else return;
      event.preventDefault();
    });
    new ResizeObserver(() => {
      if (readable(view) && $("plot").clientWidth && chartWidth() !== scale.width) drawChart();
    }).observe($("plot"));
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", () => readable(view) && drawCues(listed.length));
    if (!follow()) show(Math.max(0, views.findIndex(readable)));
  }

  for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
  if ($("rules")) startFindings();
  if (views.length) startCues();
})();
