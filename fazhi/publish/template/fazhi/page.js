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
  const script = document.createElement("script");
  script.textContent = await unpack(document.getElementById("drawing").textContent);
  document.head.append(script);
  const draw = (chart, values) => {
    const spec = structuredClone(specs.get(chart));
    delete spec.title; // the page shows it as a heading
    delete spec.usermeta;
    if (values) spec.datasets[spec.data.name] = values;
    const options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true };
    return window.vegaEmbed(chart, spec, options).then(() => {
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
  const chosen = document.getElementById("slice");
  chosen?.addEventListener("change", () => show(chosen.value));
  await show(chosen?.value ?? "");
})();
