// What a reader meets on a page, in order, one line each: landmarks, headings, charts, tables,
// lists, folded parts; with the columns of a grid of twelve that the large ones take.
() => {
  const lines = [];
  const words = (text) => text.replace(/\s+/g, " ").trim();
  const named = (one) => words(one.getAttribute("aria-label") ?? "");
  const quoted = (text) => (text ? ` “${text}”` : "");
  const twelfth = (x) => Math.min(12, Math.max(0, Math.round((12 * x) / innerWidth)));
  // What is as wide as its words, or scrolls, depends on the fonts of a machine: its frame does not.
  const columns = (one) => {
    if (one.parentElement.closest("header")) return "";
    const box = (one.closest(".scroll") ?? one).getBoundingClientRect();
    return ` [${twelfth(box.left)}–${twelfth(box.right)}]`;
  };
  const cells = (one) => [...one.querySelectorAll("thead th")].map((cell) => words(cell.textContent));
  const LANDMARKS = { HEADER: "banner", NAV: "navigation", MAIN: "main", ASIDE: "aside",
    FOOTER: "footer", ARTICLE: "article", FORM: "form" };

  const own = (one) => {
    if (LANDMARKS[one.tagName]) return LANDMARKS[one.tagName] + quoted(named(one)) + columns(one);
    if (one.tagName === "SECTION" && named(one)) return `section${quoted(named(one))}${columns(one)}`;
    if (/^H[1-6]$/.test(one.tagName)) return `${one.tagName.toLowerCase()}${quoted(words(one.textContent))}`;
    if (one.matches(".figure")) return `figure${columns(one)}`;
    if (one.matches(".chart")) return one.querySelector("svg .role-mark > *") ? "chart, drawn" : "chart, EMPTY";
    if (one.tagName === "TABLE") {
      const group = one.querySelector("tr.group") ? ", in groups" : "";
      const empty = one.querySelector("tbody tr") ? "" : ", EMPTY";
      return `table${columns(one)} ${cells(one).join(" | ")}${group}${empty}`;
    }
    if (one.matches("dl.facts")) return `facts: ${[...one.querySelectorAll("dt")].map((name) => words(name.textContent)).join(" | ")}`;
    if (one.matches("ul, ol")) return one.matches(".brief, .quotes") ? "list" : "";
    if (one.matches("blockquote")) return "quotation";
    if (one.matches(".quiet")) return "remark";
    if (one.tagName === "P" && !one.querySelector(".button")) return "text";
    if (one.matches("details")) return `folded${quoted(words(one.querySelector("summary").textContent))}`;
    if (one.matches(".button")) return `button${quoted(words(one.textContent))}`;
    if (one.matches("select, input")) return `${one.tagName.toLowerCase()} ${one.type} ${one.id}`;
    return "";
  };
  const FINAL = "table, dl.facts, .chart, h1, h2, h3, details.code, blockquote, .card, select, .brief, .quotes";

  const walk = (one, depth) => {
    if (!one.checkVisibility() || one.matches("script, style, .skip, .unseen")) return;
    const line = own(one);
    if (line) {
      const whole = "  ".repeat(depth) + line;
      if (lines.at(-1) !== whole) lines.push(whole);
    }
    if (one.matches(FINAL)) return;
    if (one.matches(".raw")) {
      // Of the marked text, which kinds of marks it holds: their number is the readers' business.
      const kinds = ["q", "c", "f", "r", "s"].filter((kind) => one.querySelector(`.${kind}`));
      lines.push(`${"  ".repeat(depth + 1)}marks of kinds ${kinds.join(", ")}`);
      return;
    }
    for (const inner of one.children) walk(inner, depth + (line ? 1 : 0));
  };
  walk(document.body, 0);
  return lines;
}
