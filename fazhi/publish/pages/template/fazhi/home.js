"use strict";
// Search and filters of the index: all in the page, or in files beside it that hold rows and texts,
// of which those are loaded that may hold what is sought.
(() => {
  const one = (id) => document.getElementById(id);
  const { rows, total, parts: rowFiles, choices: offered, texts: inline, starts, slots, counted, words, levels, complete, most, folding, sounds, latin } = JSON.parse(one("data").textContent);
  const [STEM, NAME, WHERE, PROVINCE, YEAR, LEVEL] = [0, 1, 2, 3, 4, 5];
  const FAILED = 9, CODES = 10, YEARS = 11, PLACES = 60, FEW = 12, WIDTH = 24;
  // Files of texts are loaded some at once, and no more than KEPT stay in memory.
  const AT_ONCE = 6, KEPT = 60;
  const body = one("rows");
  const written = [...body.rows];
  const filled = (text, values) => text.replace(/\{(\w+)(?::,)?\}/g, (_, name) =>
    Number.isInteger(values[name]) ? values[name].toLocaleString("en") : values[name]);
  // On a page in another language a place has its Latin letters beside it.
  const beside = (name) => latin[name] ? `${name} ${latin[name]}` : name;
  const placesOf = (row) => (row[WHERE] ?? "").split(" ");
  const choices = [["year", YEAR], ["level", LEVEL], ["province", PROVINCE]];

  for (const [name, column] of choices) {
    one(`by-${name}`).append(
      ...offered[name].map((value) => {
        const option = new Option(column === LEVEL ? levels[value] ?? value : beside(value), value);
        if (name === "province") option.lang = "zh";
        return option;
      }),
    );
  }

  const placed = (names) => names.flatMap((name, at) => {
    if (!latin[name]) return [`${at ? " " : ""}${name}`];
    const han = document.createElement("span");
    han.className = "han";
    han.textContent = name;
    return [at ? ", " : "", han, ` ${latin[name]}`];
  });

  // A row that was not written out is made from one that was.
  const made = (at) => {
    if (written[at]) return written[at];
    const row = rows[at], cells = written[0].cloneNode(true);
    const link = document.createElement("a");
    link.href = `${row[STEM]}.html`;
    link.textContent = beside(row[NAME]);
    cells.cells[0].replaceChildren(row[FAILED] ? beside(row[NAME]) : link);
    if (row[YEARS]) {
      const through = document.createElement("a");
      Object.assign(through, { className: "through", lang: document.documentElement.lang, href: `${row[YEARS]}.html`, textContent: words.years });
      cells.cells[0].append(" ", through);
    }
    cells.cells[1].replaceChildren(...placed(placesOf(row)));
    [row[YEAR] ?? "—", levels[row[LEVEL]] ?? "—", complete[row[6]], row[7], row[8]]
      .forEach((value, n) => { cells.cells[n + 2].textContent = value; });
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
  const names = [];
  const nameRow = (at) => {
    const row = rows[at];
    const [name, where] = [NAME, WHERE].map((n) => folded(row[n] ?? "").replace(/\s/g, ""));
    const year = row[YEAR] ?? "";
    names[at] = `${where}${name}${year} ${name}${where}${year} ${year}${name} ${folded(row[CODES])}`;
  };
  rows.forEach((_, at) => nameRow(at));

  // Pages from file:// may not fetch, but they may load a script that lies beside them, which hands
  // its content to a function of ours.
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.onload = () => { script.remove(); done(); };
        script.onerror = () => { loading.delete(name); failed(); };
        script.src = `search/${name}.js`;
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  window.fazhiRows = (_, found) => {
    Object.assign(sounds, found.sounds);
    Object.assign(latin, found.latin);
    heard.clear();
    for (const [at, row] of found.rows) { rows[at] = row; nameRow(at); }
  };
  // Of many reports the rows of one province, or those of all where no province is chosen.
  const loadRows = ({ word, wanted }) => {
    const province = wanted.find(([column]) => column === PROVINCE)?.[1];
    if (!word && !wanted.length) return undefined;
    const files = rowFiles.flatMap(([name], n) => (province && name !== province ? [] : [`rows-${n}`]));
    return Promise.all(files.map(load));
  };

  // Texts are folded once, when they have been loaded.
  const held = new Map();
  window.fazhiTexts = (number, found) => held.set(number, found.map(([at, paragraphs]) =>
    [at, paragraphs.map(([n, text]) => [n, text, folded(text)])]));
  const ends = [...starts.slice(1), total];
  if (!starts.length) window.fazhiTexts(0, inline);
  const shards = starts.length ? [...starts.keys()] : [0];
  const loadTexts = async (number) => {
    const known = held.get(number);
    if (known) { held.delete(number); held.set(number, known); } // the latest are kept
    else await load(number);
    for (const other of [...held.keys()].slice(0, Math.max(0, held.size - KEPT))) {
      held.delete(other);
      loading.delete(other);
    }
  };

  // In which files two signs follow each other: a bit a file, by a number that few pairs share.
  const pairs = new Map(), width = Math.ceil(starts.length / 8);
  window.fazhiPairs = (number, packed) => pairs.set(number, atob(packed));
  const slotsOf = (part) => {
    const signs = [...part].map((sign) => sign.codePointAt(0)), [all, , factor] = slots;
    return signs.slice(1).map((sign, at) => (signs[at] * factor + sign) % all);
  };
  const loadPairs = (parts) => {
    if (!slots) return undefined;
    const files = new Set(parts.flatMap(slotsOf).map((slot) => Math.floor(slot / (slots[0] / slots[1]))));
    return Promise.all([...files].map((n) => load(`pairs-${n}`)));
  };
  const mayHold = (shard, part) => !slots || slotsOf(part).every((slot) => {
    const each = slots[0] / slots[1], file = pairs.get(Math.floor(slot / each));
    return file.charCodeAt((slot % each) * width + (shard >> 3)) >> (shard & 7) & 1;
  });

  const wish = () => ({
    word: one("word").value.normalize("NFC").replace(/\p{Cf}/gu, "").trim(),
    wanted: choices
      .map(([name, column]) => [column, one(`by-${name}`).value])
      .filter(([, value]) => value),
  });
  const fits = (row, wanted) => wanted.every(([column, value]) => String(row[column]) === value);

  // The names of places that sound like what was typed, told once for each.
  const heard = new Map();
  const hear = (part) => {
    const typed = typedSounds(part);
    if (!heard.has(part)) {
      const like = ([, spelled]) => typed && soundsLike(typed, spelled);
      heard.set(part, new Set(Object.entries(sounds).filter(like).map(([name]) => name)));
    }
    return heard.get(part);
  };
  const isNamed = (at, part) => names[at].includes(part)
    || [rows[at][NAME], ...placesOf(rows[at])].some((name) => hear(part).has(name));

  // Blanks part words; between single signs, as some write a title, they part nothing, nor between
  // the syllables of one name.
  const parted = (word) => {
    const parts = folded(word).split(/\s+/).filter(Boolean);
    if (parts.every((part) => [...part].length === 1)) return [parts.join("")];
    const found = [];
    for (let at = 0; at < parts.length;) {
      let end = parts.length;
      while (end > at + 1 && !hear(parts.slice(at, end).join("")).size) end -= 1;
      found.push(parts.slice(at, end).join(""));
      at = end;
    }
    return found;
  };

  // Reports that the words name by place, year or code, then those in whose text they were found.
  const list = ({ word, wanted }, { holding, isPart }) => {
    const parts = parted(word);
    const fitting = [...rows.keys()].filter((at) => rows[at] && fits(rows[at], wanted));
    const count = word ? new Map(fitting.map((at) => [at, parts.filter((part) => isNamed(at, part)).length])) : 0;
    const chosen = !word ? fitting : fitting
      .filter((at) => count.get(at) === parts.length || holding.has(at))
      .sort((at, other) => count.get(other) - count.get(at));
    // Who asks is answered first.
    for (const name of ["about", "coverage"]) one(name).hidden = Boolean(word || wanted.length);
    const shown = word ? FEW : most; // what the texts hold stands below
    const n = word || wanted.length ? chosen.length : total;
    body.replaceChildren(...chosen.slice(0, shown).map(made));
    one("shown").hidden = !word && !wanted.length && n <= shown;
    const told = filled(words.shown, { n: isPart ? `${n}+` : n, of: total });
    one("shown").textContent = told + (n > shown ? ` · ${words.more}` : "");
  };

  // A place: the words that were found, each with what stands around it.
  const place = (row, number, text, spots) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const context = document.createElement("q");
    link.href = `${row[STEM]}-source.html#p${number}`;
    link.textContent = `${row[NAME]} ${row[YEAR] ?? ""}`;
    link.lang = context.lang = "zh";
    let told = 0;
    for (const [at, end] of spots.sort((one, other) => one[0] - other[0])) {
      if (at < told) continue;
      const from = Math.max(told, at - WIDTH);
      const mark = document.createElement("b");
      mark.textContent = text.slice(at, end);
      context.append((from > told ? "…" : "") + text.slice(from, at), mark);
      told = end;
    }
    const after = text.slice(told, told + WIDTH);
    context.append(after + (told + after.length < text.length ? "…" : ""));
    item.append(link, " ", context);
    return item;
  };

  // Blanks between the signs of a text do not matter.
  const pattern = (part) => new RegExp(
    [...part].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("\\s*"), "g",
  );
  const spot = ({ 0: hit, index }) => [index, index + hit.length];
  // Where a report's paragraphs hold all the words; else where each is first, if each is somewhere.
  const spotted = (paragraphs, patterns) => {
    const held = paragraphs.map(([number, text, same]) =>
      [number, text, patterns.map((one) => [...same.matchAll(one)].map(spot))]);
    const whole = held.filter(([, , found]) => found.every((spots) => spots.length));
    if (patterns.length === 1) {
      return whole.flatMap(([number, text, [spots]]) => spots.map((one) => [number, text, [one]]));
    }
    if (whole.length) return whole.map(([number, text, found]) => [number, text, found.map(([one]) => one)]);
    const firsts = patterns.map((_, n) => held.find(([, , found]) => found[n].length));
    return firsts.every(Boolean)
      ? firsts.map(([number, text, found], n) => [number, text, [found[n][0]]]) : [];
  };

  // The files of texts that may hold what is sought, in the order of the list. What names a report
  // need not stand in its text: 西坪镇 纠纷.
  const candidates = (wanted, parts) => shards.filter((shard) => {
    const may = new Map([...parts, parts.join("")].map((part) => [part, mayHold(shard, part)]));
    if (![...may.values()].some(Boolean)) return false;
    for (let at = starts[shard] ?? 0; at < (ends[shard] ?? total); at += 1) {
      if (!rows[at] || !fits(rows[at], wanted)) continue;
      const left = parts.filter((part) => !isNamed(at, part));
      if ((left.length ? left : [parts.join("")]).every((part) => may.get(part))) return true;
    }
    return false;
  });

  // The places found, and the reports that hold them; nothing where something else is asked by now.
  const search = async ({ word, wanted }, isAsked) => {
    const places = [], holding = new Set(), parts = parted(word);
    await loadPairs([...parts, parts.join("")]);
    const patterns = new Map(parts.map((part) => [part, pattern(part)]));
    const whole = pattern(parts.join(""));
    let n = 0;
    const look = ([at, paragraphs]) => {
      const row = rows[at];
      if (!row || row[FAILED] || !fits(row, wanted)) return;
      const left = parts.filter((part) => !isNamed(at, part));
      const sought = left.length ? left.map((part) => patterns.get(part)) : [whole];
      const found = spotted(paragraphs, sought);
      n += found.length;
      if (found.length) holding.add(at);
      for (const [number, text, spots] of found.slice(0, PLACES - places.length)) {
        places.push(place(row, number, text, spots));
      }
    };
    // Of more files than are `counted` those are loaded that fill the list.
    const asked = candidates(wanted, parts), isCounted = asked.length <= counted;
    let done = 0;
    for (; done < asked.length && (isCounted || places.length < PLACES); done += AT_ONCE) {
      const some = asked.slice(done, done + AT_ONCE);
      await Promise.all(some.map(loadTexts));
      if (!isAsked()) return null;
      for (const shard of some) held.get(shard).forEach(look);
    }
    // Letters that name a place need not stand in any text.
    const named = !n && parts.every((part) => hear(part).size);
    one("found").hidden = named;
    const isPart = done < asked.length, told = isPart ? words.first : n ? words.hits : words.none;
    one("hits").textContent = filled(told, { word, n: isPart ? places.length : n, of: holding.size });
    one("places").replaceChildren(...places);
    return { holding, isPart };
  };

  let asked = 0;
  const nothing = { holding: new Set(), isPart: false };
  const change = async () => {
    const wished = wish(), mine = ++asked, whole = wished.word.replace(/\s/g, "").length > 1;
    const isAsked = () => mine === asked;
    one("found").hidden = !whole;
    if (whole && starts.length) one("hits").textContent = words.loading;
    try {
      await loadRows(wished);
      const found = whole && isAsked() ? await search(wished, isAsked) : nothing;
      if (found && isAsked()) list(wished, found);
    } catch {
      one("hits").textContent = words.broken;
      list(wished, nothing);
    }
  };

  let waiting;
  // A link from another page may have chosen already.
  const linked = new URLSearchParams(location.search);
  for (const [name] of choices) {
    const { options } = one(`by-${name}`);
    for (const option of options) option.selected = option.value === (linked.get(name) ?? "");
  }
  one("word").value = linked.get("word") ?? "";
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
