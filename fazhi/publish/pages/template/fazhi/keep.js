// A chart is kept: as a picture that says what it shows and whence, and as the rows behind it.
const SAVED = 860, LINE = 118; // width of a picture, and signs of half width in a line over it
const keeping = (words) => {
  const stem = words.page.replace(/\.html$/, "");
  const save = (name, parts, kind) => {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(new Blob(parts, { type: kind }));
    way.download = name;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 1000);
  };
  // Lines broken at blanks or behind Chinese signs, which are as wide as two others.
  const lines = (text) => {
    const broken = [""];
    let width = 0;
    for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? []) {
      const own = [...piece].reduce((sum, sign) => sum + (sign >= "\u2e80" ? 2 : 1), 0);
      if (width + own > LINE && !/^[，。；：、？！”）]/.test(piece)) { broken.push(""); width = 0; }
      broken[broken.length - 1] += piece;
      width += own;
    }
    return broken;
  };
  // The chart as it is drawn now, on white, with its question, its meaning and its source.
  const picture = (chart) => {
    const figure = chart.closest("figure"), spec = structuredClone(drawn.get(chart));
    const caption = figure.querySelector("figcaption p").cloneNode(true);
    for (const one of caption.querySelectorAll(".can")) one.remove(); // a picture leads nowhere
    const told = caption.textContent.trim();
    const source = figure.querySelector(".cite").textContent;
    const colours = { color: "#1c2126", subtitleColor: "#59626c", subtitleFontSize: 12 };
    const title = { text: figure.querySelector("h3").textContent, offset: 14, ...colours };
    title.subtitle = [...lines(told), ...lines(source)];
    const params = (spec.params ?? []).map(({ name, ...rest }) =>
      name === "narrow" ? { name, value: false } : { name, ...rest });
    const autosize = { type: "fit-x", contains: "padding" };
    Object.assign(spec, { title, params, autosize, width: SAVED, background: "white", padding: 16 });
    return embedded(document.createElement("div"), spec);
  };
  const guarded = (value) => /^\s*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^[\t\r]/.test(value) && !/^-?[\d.,]+%?$/.test(value)
    ? `'${value}` : value;
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map((value) =>
    `"${guarded(String(value)).replaceAll('"', '""')}"`).join(",")).join("\r\n") + "\r\n";
  const shown = (chart) => [...chart.closest("figure").querySelectorAll(".data tr")]
    .map((row) => [...row.cells].map((cell) => cell.textContent));
  const WAYS = {
    async png(chart, name) {
      const canvas = await (await picture(chart)).toCanvas(2);
      const whole = await new Promise((done) => canvas.toBlob(done));
      save(name, [whole], "image/png");
    },
    async svg(chart, name) { save(name, [await (await picture(chart)).toSVG()], "image/svg+xml"); },
    async csv(chart, name) { save(name, [csv(behind(chart) ?? shown(chart))], "text/csv"); },
  };
  for (const chart of charts) {
    const figure = chart.closest("figure");
    for (const button of figure.querySelectorAll("button[data-save]")) {
      const way = button.dataset.save;
      button.hidden = false;
      button.addEventListener("click", () => WAYS[way](chart, `${stem}-${figure.id}.${way}`));
    }
  }
};
