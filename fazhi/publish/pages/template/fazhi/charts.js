"use strict";
// Draws the charts of a page, on screen and on paper.
const root = document.documentElement;
const charts = [...document.querySelectorAll(".chart")];
const specs = new Map(
  charts.map((chart) => [chart, JSON.parse(chart.parentElement.querySelector("script").textContent)]),
);
const views = new Map();
const drawn = new Map(); // the specification that each chart was drawn from last
let behind = () => null; // the rows behind a chart, where they are more than its table tells
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
const embedded = async (place, spec) => {
  const options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true };
  return (await window.vegaEmbed(place, spec, options)).view;
};
// `change` may put other rows into the specification, or more layers.
const draw = (chart, change = () => {}) => {
  const spec = structuredClone(specs.get(chart));
  delete spec.title; // the page shows it as a heading
  change(spec);
  drawn.set(chart, structuredClone(spec));
  return embedded(chart, spec).then((view) => {
    views.set(chart, { view, height: view.height() });
    // The figure is one image with one description; its marks need no roles of their own.
    for (const mark of chart.querySelectorAll("svg [role]")) mark.removeAttribute("role");
    return view;
  });
};
// A browser without a window prints as soon as a page has loaded. An open document in a frame
// keeps the page loading until its charts are drawn.
const held = () => {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  frame.contentDocument.open();
  return () => { frame.contentDocument.close(); frame.remove(); };
};
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
// A browser that gives what is folded no width learns it when that is opened.
for (const more of document.querySelectorAll("details.more")) {
  more.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")));
}
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
