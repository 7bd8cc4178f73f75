"use strict";
// Search and filters of the index: all in the page, or in files beside it that hold the texts.
(() => {
  const one = (id) => document.getElementById(id);
  const { rows, texts: inline, shards, words, levels, complete, most, folding } = JSON.parse(one("data").textContent);
  const [STEM, NAME, WHERE, PROVINCE, YEAR, LEVEL] = [0, 1, 2, 3, 4, 5];
  const FAILED = 9, PLACES = 60, FEW = 12, WIDTH = 24;
  const body = one("rows");
  const written = [...body.rows];
  const filled = (text, values) => text.replace(/\{(\w+)(?::,)?\}/g, (_, name) => values[name]);
  const choices = [["year", YEAR], ["level", LEVEL], ["province", PROVINCE]];

  for (const [name, column] of choices) {
    const values = [...new Set(rows.map((row) => row[column]).filter(Boolean))].sort();
    one(`by-${name}`).append(
      ...values.map((value) => {
        const option = new Option(levels[value] && column === LEVEL ? levels[value] : value, value);
        if (name === "province") option.lang = "zh";
        return option;
      }),
    );
  }

  // A row that was not written out is made from one that was.
  const made = (at) => {
    if (written[at]) return written[at];
    const row = rows[at], cells = written[0].cloneNode(true);
    const link = document.createElement("a");
    link.href = `${row[STEM]}.html`;
    link.textContent = row[NAME];
    cells.cells[0].replaceChildren(row[FAILED] ? row[NAME] : link);
    [row[WHERE], row[YEAR] ?? "—", levels[row[LEVEL]] ?? "—", complete[row[6]], row[7], row[8]]
      .forEach((value, n) => { cells.cells[n + 1].textContent = value; });
    const source = cells.cells[7].querySelector("a");
    if (source) source.href = `${row[STEM]}-source.html`;
    return cells;
  };

  // Script, width and case of letters make no difference; the length of a text stays.
  const plain = new Map([...folding[0]].map((sign, at) => [sign, [...folding[1]][at]]));
  const changing = new RegExp(`[A-Z\uff01-\uff5e\u3000${folding[0]}]`, "g");
  const folded = (text) => text.replace(changing, (sign) => plain.get(sign) ?? (
    sign === "\u3000" ? " "
    : sign < "\u007f" ? sign.toLowerCase()
    : String.fromCharCode(sign.charCodeAt(0) - 0xfee0).toLowerCase()
  ));
  // Texts are folded once, when they have been loaded.
  const texts = [], ready = (found) => {
    for (const [at, paragraphs] of found) {
      texts.push([at, paragraphs.map(([number, text]) => [number, text, folded(text)])]);
    }
  };
  ready(inline);
  const names = rows.map((row) => {
    const [name, where] = [NAME, WHERE].map((n) => folded(row[n] ?? "").replace(/\s/g, ""));
    const year = row[YEAR] ?? "";
    return `${where}${name}${year} ${name}${where}${year} ${year}${name}`;
  });

  const wish = () => ({
    word: one("word").value.normalize("NFC").replace(/\p{Cf}/gu, "").trim(),
    wanted: choices
      .map(([name, column]) => [column, one(`by-${name}`).value])
      .filter(([, value]) => value),
  });
  const fits = (row, wanted) => wanted.every(([column, value]) => String(row[column]) === value);

  // Reports whose place or year the word names, and those in whose text it was found.
  const list = ({ word, wanted }, holding) => {
    const parts = folded(word).split(/\s+/);
    const chosen = [...rows.keys()].filter((at) => fits(rows[at], wanted) && (!word ||
      holding.has(at) || parts.every((part) => names[at].includes(part))));
    const shown = word ? FEW : most; // what the texts hold stands below
    body.replaceChildren(...chosen.slice(0, shown).map(made));
    one("shown").hidden = !word && !wanted.length && chosen.length <= shown;
    const more = chosen.length > shown ? ` · ${words.more}` : "";
    one("shown").textContent = filled(words.shown, { n: chosen.length, of: rows.length }) + more;
  };

  // Pages from file:// may not fetch, but they may load a script that lies beside them.
  let loaded;
  const load = () => {
    loaded ??= shards.reduce(
      (before, name) => before.then(() => new Promise((done, failed) => {
        const script = document.createElement("script");
        window.fazhiTexts = ready;
        script.onload = done;
        script.onerror = failed;
        script.src = name;
        document.head.append(script);
      })),
      Promise.resolve(),
    );
    return loaded;
  };

  const place = (row, number, text, at, end) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const context = document.createElement("q");
    const mark = document.createElement("b");
    link.href = `${row[STEM]}-source.html#p${number}`;
    link.textContent = `${row[NAME]} ${row[YEAR] ?? ""}`;
    link.lang = context.lang = "zh";
    mark.textContent = text.slice(at, end);
    const before = (at > WIDTH ? "…" : "") + text.slice(Math.max(0, at - WIDTH), at);
    const after = text.slice(end, end + WIDTH) + (end + WIDTH < text.length ? "…" : "");
    context.append(before, mark, after);
    item.append(link, " ", context);
    return item;
  };

  const search = ({ word, wanted }) => {
    const places = [], holding = new Set();
    let n = 0;
    // Blanks in the question or between the signs of a text do not matter.
    const signs = [...folded(word).replace(/\s/g, "")];
    const asked = new RegExp(
      signs.map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("\\s*"), "g",
    );
    for (const [at, paragraphs] of texts) {
      const row = rows[at];
      if (row[FAILED] || !fits(row, wanted)) continue;
      for (const [number, text, same] of paragraphs) {
        for (const { 0: hit, index } of same.matchAll(asked)) {
          n += 1;
          holding.add(at);
          if (places.length < PLACES) {
            places.push(place(row, number, text, index, index + hit.length));
          }
        }
      }
    }
    one("hits").textContent = filled(n ? words.hits : words.none, { word, n, of: holding.size });
    one("places").replaceChildren(...places);
    return holding;
  };

  let asked = 0;
  const change = async () => {
    const wished = wish(), mine = ++asked, whole = wished.word.replace(/\s/g, "").length > 1;
    one("found").hidden = !whole;
    if (!whole) return list(wished, new Set());
    if (shards.length && !loaded) one("hits").textContent = words.loading;
    try {
      await load();
      if (mine === asked) list(wished, search(wished));
    } catch {
      one("hits").textContent = words.broken;
      list(wished, new Set());
    }
  };

  let waiting;
  // A link from another page may have chosen already.
  const linked = new URLSearchParams(location.search);
  for (const [name] of choices) {
    const { options } = one(`by-${name}`);
    for (const option of options) option.selected = option.value === (linked.get(name) ?? "");
  }
  one("search").hidden = false;
  one("search").addEventListener("submit", (event) => { event.preventDefault(); change(); });
  one("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(change, 120);
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); one("word").focus(); }
  });
  change();
})();
