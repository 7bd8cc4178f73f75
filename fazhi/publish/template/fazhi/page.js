"use strict";
for (const chart of document.querySelectorAll(".chart")) {
  const spec = JSON.parse(chart.parentElement.querySelector("script").textContent);
  delete spec.title; // the page shows it as a heading
  window
    .vegaEmbed(chart, spec, { mode: "vega-lite", renderer: "svg", actions: false, ast: true })
    .catch((error) => {
      console.error(error);
      chart.textContent = String(error);
    });
}
