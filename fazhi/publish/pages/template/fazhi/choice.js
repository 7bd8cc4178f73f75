// Where reports are many, a year, a level and a province can be chosen together. Charts carry
// their numbers by report, in the order of the cells (the reports of one year, level and
// province): counts add up, spreads are taken anew, as slices.py takes them.
const partsOf = new Map();
const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9];
const apart = (value) => Number.isInteger(value) ? value.toLocaleString("en") : value;
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => apart(values[name]));
const all = (selector) => [...document.querySelectorAll(selector)];
const quantile = (values, share) => {
  if (!values.length) return null;
  const place = share * (values.length - 1), low = Math.floor(place);
  const high = Math.min(low + 1, values.length - 1);
  return Number((values[low] + (values[high] - values[low]) * (place - low)).toPrecision(4));
};
// The values of each row by report: "12,,5;7" is one, none and two of three reports.
const valued = (parts) => {
  parts.values ??= parts.rows.map((row) => row.split(",").map((own) =>
    own ? own.split(";").map((value) => Number(value) / parts.scale) : []));
  return parts.values;
};
const measured = (parts, { cells, reports }) => {
  if (parts.kind === "counts") {
    return parts.rows.map((row) => [cells.reduce((whole, at) => whole + row[at], 0)]);
  }
  if (parts.kind === "states") {
    return parts.rows.flatMap((row) => parts.states.map((_, rank) =>
      [reports.reduce((whole, at) => whole + (Number(row[at]) === rank), 0)]));
  }
  return valued(parts).map((row) => {
    const values = reports.flatMap((at) => row[at]).sort((one, other) => one - other);
    return [...QUANTILES.map((share) => quantile(values, share)), values.length];
  });
};
const percent = (value) => `${(100 * value).toFixed(1)}%`;
const plain = (value) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
const amount = (value, parts) => parts.scale > 1 ? percent(value) : plain(value);
// The table under a chart says what the chart shows.
const tell = (chart, parts, numbers) => {
  const rows = chart.parentElement.querySelectorAll(".data tbody tr");
  rows.forEach((row, at) => {
    numbers[at].forEach((value, n) => {
      const last = n === numbers[at].length - 1;
      const cell = row.cells[row.cells.length - numbers[at].length + n];
      cell.textContent = value === null ? "—" : last ? plain(value) : amount(value, parts);
    });
  });
};
// Words and tables follow too: a count tells its reports by cell ("3:2 7:1"), a name its cell.
const following = (cells) => {
  const counts = all("[data-by]").map((one) => [
    one, one.dataset.by.split(" ").filter(Boolean).map((pair) => pair.split(":").map(Number)),
  ]);
  const lists = all("[data-comma]").map((one) => [one, [...one.children]]);
  const tabled = all("[data-follow]").map((one) => [one, [...one.querySelectorAll("tbody tr")]]);
  const inRow = (row) =>
    [...row.querySelectorAll("[data-by]")].reduce((whole, one) => whole + Number(one.dataset.n), 0)
    + row.querySelectorAll("[data-in]").length;
  return (picked) => {
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
};
const choosing = async () => {
  for (const chart of charts) {
    const packed = chart.parentElement.querySelector("script.parts");
    if (packed) partsOf.set(chart, JSON.parse(await unpack(packed.textContent)));
  }
  const control = document.getElementById("slice");
  const { cells, words, reports } = JSON.parse(document.getElementById("cells").textContent);
  const GROUPS = ["year", "level", "province"], TOLD = 3;
  const first = []; // the place of each cell's first report among all
  cells.reduce((at, cell) => { first.push(at); return at + cell[TOLD]; }, 0);
  const choices = GROUPS.map((group) => document.getElementById(`by-${group}`));
  const fits = (cell, except) =>
    choices.every((one, at) => !one?.value || at === except || cell[at] === one.value);
  const sum = (some) => some.reduce((whole, cell) => whole + cell[TOLD], 0);
  const picked = () => {
    const chosen = [...cells.keys()].filter((at) => fits(cells[at]));
    const own = (at) => Array.from({ length: cells[at][TOLD] }, (_, n) => first[at] + n);
    return { cells: chosen, reports: chosen.flatMap(own) };
  };
  // A row for each report in sight and each of its values, with the address of its page.
  behind = (chart) => {
    const parts = partsOf.get(chart);
    if (!parts?.labels) return null;
    const own = (label, row, at) => parts.kind === "states"
      ? [parts.states[Number(parts.rows[row][at])]] : valued(parts)[row][at];
    const page = ([name, stem], value, label) => [label, name, value, `${stem}.html`];
    return [words.heads, ...parts.labels.flatMap((label, row) => picked().reports.flatMap((at) =>
      own(label, row, at).map((value) => page(reports[at], value, label))))];
  };
  const places = comparing(reports, words, () => { keep(); show(); });
  const redraw = (chart, chosen) => {
    const parts = partsOf.get(chart);
    if (!parts) return views.has(chart) ? undefined : draw(chart);
    const numbers = measured(parts, chosen);
    tell(chart, parts, numbers);
    places.table(chart, parts);
    views.get(chart)?.view.finalize();
    return draw(chart, (spec) => {
      spec.datasets[spec.data.name].forEach((row, at) => {
        parts.fields.forEach((field, n) => { row[field] = numbers[at][n]; });
      });
      places.dots(spec, parts, chosen.reports);
    }).then((view) => places.led(chart, view));
  };
  const follow = following(cells);
  let drawing = Promise.resolve();
  const show = () => {
    delete root.dataset.drawn;
    const chosen = picked();
    const wish = new URLSearchParams(asked()).toString();
    follow(chosen.cells);
    drawing = drawing.then(() => Promise.all(charts.map((chart) => redraw(chart, chosen))));
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
  const asked = () => choices.filter((one) => one?.value).map((one) => [one.name, one.value]);
  const keep = () => {
    const wish = new URLSearchParams(location.search);
    for (const one of choices) if (one) wish.delete(one.name);
    for (const [name, value] of asked()) wish.set(name, value);
    wish.delete(places.NAME);
    if (places.chosen().length) wish.set(places.NAME, places.chosen().join(","));
    const search = wish.size ? `?${wish}` : "";
    history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
    listed();
  };
  // The list of all reports opens with the same choice.
  const listed = () => {
    const search = asked().length ? `?${new URLSearchParams(asked())}` : "";
    for (const one of all("a[data-carry]")) one.search = search;
  };
  const change = () => { count(); keep(); show(); };
  const wish = new URLSearchParams(location.search);
  for (const one of choices) {
    const value = one && wish.get(one.name);
    if (value && [...one.options].some((option) => option.value === value)) one.value = value;
  }
  places.begin(wish.get(places.NAME));
  control.hidden = false;
  control.closest(".cell")?.after(control); // where it can stay in sight down the page
  control.addEventListener("change", ({ target }) => { if (choices.includes(target)) change(); });
  control.addEventListener("submit", (event) => { event.preventDefault(); places.add(); });
  control.addEventListener("reset", () => setTimeout(change));
  count();
  listed();
  await show();
};
