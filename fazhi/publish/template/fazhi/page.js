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
    // A browser without the means to draw still shows the data.
    for (const data of document.querySelectorAll("details.data")) data.open = true;
    for (const chart of charts) chart.hidden = true;
  };
  if (typeof DecompressionStream === "undefined") return tables();
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
  const redraw = (slice) =>
    Promise.all(
      charts.map((chart) => {
        const { fields, slices } = specs.get(chart).usermeta?.fazhi ?? {};
        if (!slices) return slice ? undefined : draw(chart);
        const { data, datasets } = specs.get(chart);
        const values = datasets[data.name];
        const numbers = slices[slice];
        if (!numbers) return draw(chart);
        return draw(
          chart,
          values.map((row, at) => {
            const changed = { ...row };
            fields.forEach((field, n) => { changed[field] = numbers[at * fields.length + n]; });
            return changed;
          }),
        );
      }),
    );
  const root = document.documentElement;
  const show = async (slice) => {
    delete root.dataset.drawn;
    await redraw(slice);
    root.dataset.drawn = slice || "all";
  };
  // Paper is narrower than most windows, and ends: charts are drawn anew for it, not shrunk, and
  // the rows of a tall one stand closer.
  const SHEET = 700;
  const measure = (paper) => {
    for (const [chart, { view, height }] of views) {
      chart.style.width = paper ? "178mm" : "";
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
  const chosen = document.getElementById("slice");
  chosen?.addEventListener("change", () => show(chosen.value));
  await show(chosen?.value ?? "");
})();
