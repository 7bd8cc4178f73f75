"use strict";
(async () => {
  const charts = [...document.querySelectorAll(".chart")];
  const specs = new Map(
    charts.map((chart) => [chart, JSON.parse(chart.parentElement.querySelector("script").textContent)]),
  );
  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  };
  const tables = () => {
    // A browser without the means to draw still shows the data, of all reports.
    for (const data of document.querySelectorAll("details.data")) data.open = true;
    for (const chart of charts) {
      const said = document.createElement("p");
      said.className = "quiet undrawn";
      said.textContent = document.getElementById("drawing").dataset.undrawn;
      chart.replaceWith(said);
    }
    document.querySelector(".slice")?.remove();
  };
  if (typeof DecompressionStream === "undefined") return tables();
  // A browser without a window prints as soon as a page has loaded. An open document in a frame
  // keeps the page loading until its charts are drawn.
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  frame.contentDocument.open();
  const loaded = () => { frame.contentDocument.close(); frame.remove(); };
  const script = document.createElement("script");
  script.textContent = await unpack(document.getElementById("drawing").textContent);
  document.head.append(script);
  const views = new Map();
  const draw = (chart, values) => {
    const spec = structuredClone(specs.get(chart));
    delete spec.title; // the page shows it as a heading
    delete spec.usermeta;
    if (values) spec.datasets[spec.data.name] = values;
    const options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true };
    return window.vegaEmbed(chart, spec, options).then(({ view }) => {
      views.set(chart, { view, height: view.height() });
      // The figure is one image with one description; its marks need no roles of their own.
      for (const mark of chart.querySelectorAll("svg [role]")) mark.removeAttribute("role");
    });
  };

  // Where reports are many, a year, a level and a province can be chosen together. Charts carry
  // their numbers by cell (the reports of one year, level and province): counts add up, spreads
  // are taken anew, as slices.py takes them.
  const control = document.getElementById("slice");
  const { cells, words } = control
    ? JSON.parse(document.getElementById("cells").textContent)
    : { cells: [], words: {} };
  const GROUPS = ["year", "level", "province"], TOLD = 3;
  const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9];
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const choices = GROUPS.map((group) => document.getElementById(`by-${group}`));
  const fits = (cell, except) =>
    choices.every((one, at) => !one?.value || at === except || cell[at] === one.value);
  const sum = (some) => some.reduce((whole, cell) => whole + cell[TOLD], 0);
  const quantile = (values, share) => {
    if (!values.length) return null;
    const place = share * (values.length - 1), low = Math.floor(place);
    const high = Math.min(low + 1, values.length - 1);
    return Number((values[low] + (values[high] - values[low]) * (place - low)).toPrecision(4));
  };
  const measured = ({ kind, scale }, row, picked) => {
    if (kind === "counts") return [picked.reduce((whole, at) => whole + row[at], 0)];
    const values = picked.flatMap((at) => row[at]).map((value) => value / scale);
    values.sort((one, other) => one - other);
    return [...QUANTILES.map((share) => quantile(values, share)), values.length];
  };
  const percent = (value) => `${(100 * value).toFixed(1)}%`;
  const plain = (value) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
  // The table under a chart says what the chart shows.
  const tell = (chart, { scale }, numbers) => {
    const rows = chart.parentElement.querySelectorAll(".data tbody tr");
    rows.forEach((row, at) => {
      numbers[at].forEach((value, n) => {
        const last = n === numbers[at].length - 1;
        const cell = row.cells[row.cells.length - numbers[at].length + n];
        cell.textContent = value === null ? "—" : scale > 1 && !last ? percent(value) : plain(value);
      });
    });
  };
  const redraw = (chart, picked) => {
    const spec = specs.get(chart), parts = spec.usermeta?.fazhi;
    if (!parts) return views.has(chart) ? undefined : draw(chart);
    const numbers = parts.rows.map((row) => measured(parts, row, picked));
    tell(chart, parts, numbers);
    const rows = spec.datasets[spec.data.name].map((row, at) => {
      const changed = { ...row };
      parts.fields.forEach((field, n) => { changed[field] = numbers[at][n]; });
      return changed;
    });
    views.get(chart)?.view.finalize();
    return draw(chart, rows);
  };
  // Words and tables follow too: a count tells its reports by cell ("3:2 7:1"), a name its cell.
  const all = (selector) => [...document.querySelectorAll(selector)];
  const counts = all("[data-by]").map((one) => [
    one, one.dataset.by.split(" ").filter(Boolean).map((pair) => pair.split(":").map(Number)),
  ]);
  const lists = all("[data-comma]").map((one) => [one, [...one.children]]);
  const tabled = all("[data-follow]").map((one) => [one, [...one.querySelectorAll("tbody tr")]]);
  const inRow = (row) =>
    [...row.querySelectorAll("[data-by]")].reduce((whole, one) => whole + Number(one.dataset.n), 0)
    + row.querySelectorAll("[data-in]").length;
  const follow = (picked) => {
    const chosen = new Set(picked);
    for (const [one, parts] of counts) {
      one.dataset.n = parts.reduce((whole, [at, n]) => whole + (chosen.has(at) ? n : 0), 0);
      const n = Number(one.dataset.n);
      one.textContent = n ? n.toLocaleString("en") : one.dataset.none ?? "0";
    }
    for (const [one, names] of lists) {
      const left = names.filter((name) => chosen.has(Number(name.dataset.in)));
      one.replaceChildren(...left.flatMap((name, at) => at ? [one.dataset.comma, name] : [name]));
    }
    for (const [one, rows] of tabled) {
      const held = new Map(rows.map((row) => [row, inRow(row)]));
      for (const row of rows) row.hidden = !held.get(row);
      if ("ranked" in one.dataset) {
        const order = [...rows].sort((row, other) => held.get(other) - held.get(row));
        rows[0].parentElement.append(...order);
      }
      const n = rows.filter((row) => !row.hidden).length, said = one.querySelector(".left");
      said.hidden = chosen.size === cells.length;
      said.textContent = filled(one.dataset.follow, { n, of: rows.length });
    }
  };
  const root = document.documentElement;
  let drawing = Promise.resolve();
  const show = () => {
    delete root.dataset.drawn;
    const picked = [...cells.keys()].filter((at) => fits(cells[at]));
    const wish = new URLSearchParams(
      choices.filter((one) => one?.value).map((one) => [one.name, one.value]),
    ).toString();
    if (control) follow(picked);
    drawing = drawing.then(() => Promise.all(charts.map((chart) => redraw(chart, picked))));
    return drawing.then(() => { root.dataset.drawn = wish || "all"; });
  };
  // How many reports are shown, and how many each further choice would leave.
  const count = () => {
    control.toggleAttribute("data-chosen", choices.some((one) => one?.value));
    const of = sum(cells), n = sum(cells.filter((cell) => fits(cell)));
    document.getElementById("shown").textContent = filled(words.shown, { n, of });
    choices.forEach((one, rank) => {
      for (const option of one?.options ?? []) {
        if (!option.value) continue;
        option.dataset.name ??= option.textContent;
        const left = cells.filter((cell) => fits(cell, rank) && cell[rank] === option.value);
        option.textContent = filled(words.option, { name: option.dataset.name, n: sum(left) });
        option.disabled = !left.length && !option.selected;
      }
    });
  };
  // The choice stands in the address, so that a link shows what its sender saw.
  const keep = () => {
    const asked = new URLSearchParams(location.search);
    choices.forEach((one) => {
      if (one?.value) asked.set(one.name, one.value);
      else if (one) asked.delete(one.name);
    });
    const search = asked.size ? `?${asked}` : "";
    history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
    listed();
  };
  // The list of all reports opens with the same choice.
  const listed = () => {
    const chosen = choices.filter((one) => one?.value).map((one) => [one.name, one.value]);
    const search = chosen.length ? `?${new URLSearchParams(chosen)}` : "";
    for (const one of all("a[data-carry]")) one.search = search;
  };
  const change = () => { count(); keep(); show(); };
  // Paper is narrower than most windows, and ends: charts are drawn anew for it, not shrunk, and
  // the rows of a tall one stand closer.
  const SHEET = 700;
  const measure = (paper) => {
    for (const [chart, { view, height }] of views) {
      chart.style.width = paper ? "178mm" : "";
      view.signal("paper", paper);
      view.height(paper ? Math.min(height, Math.max(SHEET, height / 2)) : height).runAsync();
    }
    window.dispatchEvent(new Event("resize"));
  };
  let folded = [];
  window.addEventListener("beforeprint", () => {
    measure(true);
    folded = [...document.querySelectorAll("details.more:not([open])")];
    for (const more of folded) more.open = true;
  });
  window.addEventListener("afterprint", () => {
    measure(false);
    for (const more of folded) more.open = false;
  });
  if (control) {
    const asked = new URLSearchParams(location.search);
    for (const one of choices) {
      const value = one && asked.get(one.name);
      if (value && [...one.options].some((option) => option.value === value)) one.value = value;
    }
    control.hidden = false;
    control.closest(".cell")?.after(control); // where it can stay in sight down the page
    control.addEventListener("change", change);
    control.addEventListener("submit", (event) => event.preventDefault());
    control.addEventListener("reset", () => setTimeout(change));
    count();
    listed();
  }
  try {
    await show();
  } finally {
    loaded();
  }
})();
