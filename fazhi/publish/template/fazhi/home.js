"use strict";
// Search and filters of the index: all in the page, or in files beside it that hold the texts.
(() => {
  const one = (id) => document.getElementById(id);
  const { rows, texts, shards, words, levels, complete, most } = JSON.parse(one("data").textContent);
  const [STEM, NAME, WHERE, PROVINCE, YEAR, LEVEL] = [0, 1, 2, 3, 4, 5];
  const FAILED = 9, PLACES = 60, WIDTH = 24;
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

  const filter = () => {
    const word = one("word").value.trim();
    const wanted = choices.map(([name, column]) => [column, one(`by-${name}`).value]);
    const chosen = [];
    rows.forEach((row, at) => {
      if (wanted.some(([column, value]) => value && String(row[column]) !== value)) return;
      if (word && !`${row[NAME]} ${row[WHERE]} ${row[YEAR]}`.includes(word)) return;
      chosen.push(at);
    });
    body.replaceChildren(...chosen.slice(0, most).map(made));
    const asked = word || wanted.some(([, value]) => value) || chosen.length > most;
    one("shown").hidden = !asked;
    const more = chosen.length > most ? ` · ${words.more}` : "";
    one("shown").textContent = filled(words.shown, { n: chosen.length, of: rows.length }) + more;
    return { word, wanted };
  };

  // Pages from file:// may not fetch, but they may load a script that lies beside them.
  let loaded;
  const load = () => {
    loaded ??= shards.reduce(
      (before, name) => before.then(() => new Promise((done, failed) => {
        const script = document.createElement("script");
        window.fazhiTexts = (found) => texts.push(...found);
        script.onload = done;
        script.onerror = failed;
        script.src = name;
        document.head.append(script);
      })),
      Promise.resolve(),
    );
    return loaded;
  };

  const place = (row, section, text, at, word) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const context = document.createElement("q");
    const mark = document.createElement("b");
    link.href = `${row[STEM]}-source.html${section ? `#s${section}` : ""}`;
    link.textContent = `${row[NAME]} ${row[YEAR] ?? ""}`;
    link.lang = context.lang = "zh";
    mark.textContent = word;
    const end = at + word.length;
    context.append(text.slice(Math.max(0, at - WIDTH), at), mark, text.slice(end, end + WIDTH));
    item.append(link, " ", context);
    return item;
  };

  const search = ({ word, wanted }) => {
    const places = [];
    let n = 0, of = 0;
    for (const [at, paragraphs] of texts) {
      const row = rows[at], before = n;
      if (row[FAILED] || wanted.some(([column, value]) => value && String(row[column]) !== value)) continue;
      for (const [section, text] of paragraphs) {
        for (let found = text.indexOf(word); found >= 0; found = text.indexOf(word, found + word.length)) {
          n += 1;
          if (places.length < PLACES) places.push(place(row, section, text, found, word));
        }
      }
      of += n > before;
    }
    one("hits").textContent = filled(n ? words.hits : words.none, { word, n, of });
    one("places").replaceChildren(...places);
  };

  let asked = 0;
  const change = async () => {
    const wish = filter(), mine = ++asked;
    one("found").hidden = wish.word.length < 2;
    if (wish.word.length < 2) return;
    if (shards.length && !loaded) one("hits").textContent = words.loading;
    try {
      await load();
      if (mine === asked) search(wish);
    } catch {
      one("hits").textContent = words.broken;
    }
  };

  let waiting;
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
  if (one("word").value) change();
})();
