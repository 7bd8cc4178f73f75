// Reports stay visible however many they are: each is a dot beside the quartiles, alone or with
// those next to it; some can be chosen by name, and are then told apart in charts and tables.
const STEPS = 150; // places of an axis at which dots are told apart
const SHORT = 12; // rows of a table that is shown unfolded
const NAMED = 5; // names that pointing at a dot tells
const comparing = (reports, words, changed) => {
  const NAME = "with", LABEL = 0, STEM = 1, SOUGHT = 2;
  const field = document.getElementById("place"), list = document.getElementById("chosen");
  const { colours, shapes } = words;
  let chosen = [];
  const address = (at) => `${reports[at][STEM]}.html`;
  const link = (at) => {
    const one = document.createElement("a");
    one.href = address(at);
    one.lang = "zh";
    one.textContent = reports[at][LABEL];
    return one;
  };
  const told = () => {
    list.replaceChildren(...chosen.map((at, n) => {
      const item = document.createElement("li"), off = document.createElement("button");
      item.style.borderColor = colours[n];
      off.type = "button";
      off.textContent = "×";
      off.setAttribute("aria-label", filled(words.remove, { name: reports[at][LABEL] }));
      off.addEventListener("click", () => {
        chosen = chosen.filter((one) => one !== at);
        told();
        changed();
        field.focus();
      });
      item.append(link(at), off);
      return item;
    }));
  };
  const said = (text) => { document.getElementById("unfound").textContent = text; };
  // What was typed names a report whole, or is part of the names of few.
  const add = () => {
    const typed = field.value.trim().toLowerCase();
    if (!typed) return;
    const every = [...reports.keys()];
    const whole = every.filter((at) => reports[at][LABEL].toLowerCase() === typed);
    const year = typed.match(/\d{4}/)?.[0] ?? "", letters = typedSounds(typed.replace(/\d{4}|\s/g, ""));
    const sounds = (at) => letters && soundsLike(letters, reports[at][SOUGHT]) && reports[at][LABEL].includes(year);
    const found = whole.length ? whole
      : every.filter((at) => reports[at][LABEL].toLowerCase().includes(typed) || sounds(at));
    const room = colours.length - chosen.length;
    const fresh = found.filter((at) => !chosen.includes(at));
    if (!found.length) return said(filled(words.nowhere, { name: field.value }));
    if (fresh.length > room) return said(filled(words.several, { n: found.length, most: colours.length }));
    said("");
    field.value = "";
    chosen = [...chosen, ...fresh];
    told();
    changed();
  };
  const begin = (wish) => {
    const stems = new Map(reports.map((one, at) => [one[STEM], at]));
    const asked = (wish ?? "").split(",").map((stem) => stems.get(stem));
    chosen = [...new Set(asked.filter((at) => at !== undefined))].slice(0, colours.length);
    const names = document.getElementById("places");
    names.append(...reports.map((one) => {
      // The list is sought by what stands beside a name, too.
      const option = document.createElement("option");
      option.value = one[LABEL];
      const syllables = one[SOUGHT].split("|")[0].split(" ");
      option.label = `${syllables.join("")} ${syllables.map((each) => each.slice(0, 1)).join("")}`;
      return option;
    }));
    // A name picked from the list needs no further key.
    field.addEventListener("input", (event) => {
      if (event.inputType !== "insertText" && reports.some((one) => one[LABEL] === field.value)) add();
    });
    told();
    for (const chart of charts) {
      if (!dotted(specs.get(chart))) continue;
      const can = document.createElement("span");
      can.className = "can";
      can.textContent = words.gap + words.point;
      chart.parentElement.querySelector("figcaption p")?.append(words.gap, words.dots, can);
    }
  };
  const dotted = (spec) => spec.layer?.find((layer) => layer.data?.name === "dots");
  const shown = (some) => {
    const names = some.slice(0, NAMED).map((at) => reports[at][LABEL]).join(words.comma);
    return some.length > NAMED ? filled(words.more, { names, n: some.length }) : names;
  };
  // Reports that would lie on one another are one dot, larger the more they are.
  const binned = (spec, parts, picked) => {
    const labels = spec.datasets[spec.data.name].map((row) => row.label);
    const values = valued(parts), flat = picked.flatMap((at) => values.flatMap((row) => row[at]));
    const least = parts.log ? Math.log(Math.min(...extremes(flat))) : 0;
    const most = parts.log ? Math.log(Math.max(...extremes(flat))) : Math.max(...extremes(flat));
    const step = (value) =>
      Math.round(STEPS * ((parts.log ? Math.log(value) : value) - least) / (most - least || 1));
    return labels.flatMap((label, row) => {
      const bins = new Map();
      for (const at of picked) {
        for (const value of values[row][at]) {
          const place = step(value), bin = bins.get(place) ?? { low: value, high: value, who: [] };
          bin.low = Math.min(bin.low, value);
          bin.high = Math.max(bin.high, value);
          if (bin.who.at(-1) !== at) bin.who.push(at);
          bins.set(place, bin);
        }
      }
      return [...bins.values()].map(({ low, high, who }) => ({
        label, value: (low + high) / 2, n: who.length, who, town: shown(who),
        shown: low === high ? amount(low, parts) : `${amount(low, parts)}–${amount(high, parts)}`,
      }));
    });
  };
  const extremes = (flat) => flat.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const dots = (spec, parts, picked) => {
    const layer = dotted(spec);
    if (!layer) return;
    spec.datasets.dots = binned(spec, parts, picked);
    const own = chosen.filter((at) => picked.includes(at));
    const marked = own.flatMap((at) => parts.labels.flatMap((label, row) =>
      valued(parts)[row][at].map((value) => ({
        label, value, who: [at], town: reports[at][LABEL], shown: amount(value, parts),
      }))));
    if (!marked.length) return;
    const names = own.map((at) => reports[at][LABEL]);
    const scale = (range) => ({ domain: names, range: own.map((at) => range[chosen.indexOf(at)]) });
    const named = structuredClone(layer);
    named.data = { name: "chosen" };
    Object.assign(named.mark, { opacity: 1, filled: true });
    delete named.encoding.size;
    const legend = { title: null, columns: { expr: "narrow ? 1 : 4" } };
    named.encoding.color = { field: "town", type: "nominal", scale: scale(colours), legend };
    named.encoding.shape = { field: "town", type: "nominal", scale: scale(shapes), legend };
    spec.layer.push(named);
    spec.datasets.chosen = marked;
  };
  // A dot leads to its report; one of several lists them under the chart.
  const led = (chart, view) => view.addEventListener("click", (_, item) => {
    const who = item?.datum?.who;
    if (!who) return;
    if (who.length === 1) return location.assign(address(who[0]));
    let said = chart.parentElement.querySelector(".here");
    if (!said) {
      said = document.createElement("p");
      said.className = "here";
      said.setAttribute("role", "status");
      chart.after(said);
    }
    const { label, shown: value } = item.datum;
    const names = who.flatMap((at, n) => n ? [words.comma, link(at)] : [link(at)]);
    said.replaceChildren(filled(words.here, { label, value, n: who.length }), ...names);
  });
  // Under each chart of many, what the chosen reports say of its rows.
  const table = (chart, parts) => {
    for (const old of chart.parentElement.querySelectorAll(".beside, .here")) old.remove();
    if (!chosen.length || !parts.labels) return;
    const cell = (row, at) => parts.kind === "states" ? parts.states[Number(parts.rows[row][at])]
      : valued(parts)[row][at].map((value) => amount(value, parts)).join(" / ") || "—";
    const fold = document.createElement("details"), name = document.createElement("summary");
    const box = document.createElement("div"), made = document.createElement("table");
    fold.className = "beside";
    name.textContent = words.beside;
    box.className = "scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.beside);
    const head = made.createTHead().insertRow();
    const top = (...content) => {
      const one = document.createElement("th");
      one.scope = "col";
      one.append(...content);
      return one;
    };
    head.append(top(words.row), ...chosen.map((at) => top(link(at))));
    const body = made.createTBody();
    parts.labels.forEach((label, row) => {
      const silent = parts.kind === "states" ? parts.states.at(-1) : "—";
      if (chosen.every((at) => cell(row, at) === silent)) return;
      const line = body.insertRow(), name = document.createElement("th");
      name.scope = "row";
      name.textContent = label;
      line.append(name);
      for (const at of chosen) line.insertCell().textContent = cell(row, at);
    });
    box.append(made);
    fold.append(name, box);
    fold.open = body.rows.length <= SHORT;
    chart.after(fold);
  };
  return { NAME, add, begin, dots, led, table, chosen: () => chosen.map((at) => reports[at][STEM]) };
};
