"use strict";
/* Without this the page is a list; it adds search, filters, order and counts of what is found. */

(() => {
  const PAGE = 40;
  const PAIRS = 10;
  const BINS = 60;
  const DAY = 86_400_000;
  const list = document.querySelector(".briefs");
  const form = document.querySelector("form");
  const more = document.querySelector(".more");
  const output = form.querySelector("output");
  const fold = (text) => (/[^\0-\x7f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text).toLowerCase();
  const { types, briefs } = JSON.parse(document.getElementById("entries").textContent);
  const sides = new Map(); // pair: who and whom, which are shown each by itself: an arrow does not turn with the script
  const pairOf = (who, whom) => {
    const pair = `${who} → ${whom}`;
    sides.set(pair, [who, whom]);
    return pair;
  };
  const rows = briefs.map((brief, place) => {
    const names = brief.actors.map(fold);
    const pairs = brief.acts.flatMap(([, who, whom]) => who.flatMap((one) => whom.map((other) => pairOf(brief.actors[one], brief.actors[other]))));
    return {
      ...brief,
      place,
      pairs,
      names: new Set([...names, ...pairs.map(fold)]),
      text: fold([brief.headline, brief.gist, brief.source, brief.date, brief.name, ...brief.actors].join(" ")),
      sortable: { headline: fold(brief.headline), source: fold(brief.source), date: brief.date },
    };
  });
  const known = new Set(rows.flatMap((row) => [...row.names]));
  const tally = (all) => all.reduce((counts, one) => counts.set(one, (counts.get(one) || 0) + 1), new Map());
  const many = (number) => number.toLocaleString("en");

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  /* What has no date or source comes last, whichever way. */
  const by = (key, sign) => (a, b) => {
    const [one, other] = [a.sortable[key], b.sortable[key]];
    return !one || !other ? Number(!one) - Number(!other) : sign * compare(one, other);
  };
  const orders = {
    given: () => 0,
    newest: by("date", -1),
    oldest: by("date", 1),
    headline: by("headline", 1),
    source: by("source", 1),
    acts: (a, b) => b.acts.length - a.acts.length,
    conflict: (a, b) => a.score - b.score,
    cooperation: (a, b) => b.score - a.score,
  };

  /* Time in steps of days, weeks, months or years, so that few enough bars stand side by side. */
  const days = rows.filter((row) => row.date).map((row) => new Date(row.date));
  const first = new Date(Math.min(...days));
  const last = new Date(Math.max(...days));
  const month = (day) => day.getUTCFullYear() * 12 + day.getUTCMonth();
  const steps = [["day", (day) => day / DAY], ["week", (day) => Math.floor(day / DAY / 7)], ["month", month], ["year", (day) => day.getUTCFullYear()]];
  const [step, binOf] = steps.find(([, of]) => of(last) - of(first) < BINS) || steps.at(-1);
  for (const row of rows) row.bin = row.date ? binOf(new Date(row.date)) - binOf(first) : null;
  const bins = days.length ? binOf(last) - binOf(first) + 1 : 0;

  let found = rows;
  let shown = PAGE;
  form.hidden = false;
  document.querySelector(".counts").hidden = !rows.some((row) => row.acts.length);
  form.addEventListener("input", search);
  form.addEventListener("reset", () => setTimeout(search));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const next = found[shown];
    shown += PAGE;
    show();
    build(next).querySelector("a").focus();
  });
  addEventListener("beforeprint", () => list.replaceChildren(...found.map(build)));
  addEventListener("afterprint", show);
  search();

  function search() {
    const { words, actor, country, type, order, ...between } = Object.fromEntries(new FormData(form));
    const sought = fold(words).split(/\s+/).filter(Boolean);
    const who = fold(actor.trim());
    const acts = known.has(who) ? (row) => row.names.has(who) : (row) => [...row.names].some((name) => ` ${name}`.includes(` ${who}`));
    found = rows.filter(
      (row) =>
        sought.every((word) => row.text.includes(word)) &&
        (!who || acts(row)) &&
        (!country || row.countries.includes(country)) &&
        (!type || row.acts.some((act) => act[0] === type)) &&
        (!between.from || row.date >= between.from) &&
        (!between.to || (row.date && row.date <= between.to)),
    );
    found.sort((a, b) => orders[order](a, b) || a.place - b.place);
    shown = PAGE;
    show();
    count();
    const narrowed = Boolean(words || who || country || type || between.from || between.to);
    form.querySelector("[type=reset]").hidden = !narrowed;
    output.textContent = narrowed ? `${many(found.length)} of ${many(rows.length)} found` : "";
  }

  function show() {
    list.replaceChildren(...found.slice(0, shown).map(build));
    more.hidden = found.length <= shown;
  }

  /* Bars from the left: their heights over time, or one that lies. */
  function plot(label, width, bars) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS(svg.namespaceURI, "path");
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} 1`, preserveAspectRatio: "none", role: "img", "aria-label": label })) svg.setAttribute(name, value);
    path.setAttribute("d", bars);
    svg.append(path);
    return svg;
  }

  function count() {
    const over = new Map(Object.keys(types).map((type) => [type, { total: 0, bins: Array(bins).fill(0) }]));
    for (const row of found)
      for (const [type] of row.acts) {
        const one = over.get(type);
        one.total += 1;
        if (row.bin !== null) one.bins[row.bin] += 1;
      }
    const most = Math.max(1, ...Array.from(over.values(), (one) => Math.max(0, ...one.bins)));
    const told = [...over].filter(([, one]) => one.total).sort(([, a], [, b]) => b.total - a.total);
    document.querySelector(".types").replaceChildren(
      ...told.map(([type, one]) => {
        const [noun, hue] = types[type];
        const bars = one.bins.map((height, at) => (height ? `M${at} 1h.85v-${Math.max(0.08, height / most)}h-.85z` : "")).join("");
        const top = Math.max(0, ...one.bins);
        return make("li", { className: `hue-${hue}` }, choose("type", type, noun), plot(`at most ${top} a ${step}`, bins || 1, bars), number(one.total));
      }),
    );
    const label = (day) => day.toISOString().slice(0, { day: 10, week: 10, month: 7, year: 4 }[step]);
    if (bins) document.querySelector(".axis").replaceChildren(...[label(first), `each bar a ${step}, at most ${many(most)} acts`, label(last)].map((text) => make("span", {}, text)));
    const pairs = [...tally(found.flatMap((row) => row.pairs))].sort(([, a], [, b]) => b - a).slice(0, PAIRS);
    document.querySelector(".pairs").replaceChildren(
      ...pairs.map(([pair, times]) => make("li", {}, choose("actor", pair, ...isolated(sides.get(pair), " → ")), plot(`${times} acts`, 1, `M0 .1h${times / pairs[0][1]}v.8H0z`), number(times))),
    );
  }

  /* What is counted is also a filter: pressed once it narrows the list, pressed again it does not. */
  function choose(name, value, ...label) {
    const field = form.elements[name];
    const pressed = field.value === value;
    const button = make("button", { type: "button", value, ariaPressed: String(pressed) }, ...label);
    button.addEventListener("click", () => {
      field.value = pressed ? "" : value;
      search();
      document.querySelector(`.counts button[value="${CSS.escape(value)}"]`)?.focus({ preventScroll: true });
    });
    return button;
  }

  function isolated(names, between) {
    return names.flatMap((name, place) => [place ? between : "", make("bdi", {}, name)]);
  }

  function number(value) {
    return make("span", { className: "number" }, many(value));
  }

  function build(row) {
    const acts = tally(row.acts.map(([type]) => type));
    row.element ||= make(
      "li",
      {},
      make("h2", { dir: "auto" }, make("a", { href: row.href }, row.headline)),
      make("p", { className: "minor" }, ...[row.source, row.date || "no date given"].filter(Boolean).map((text) => make("bdi", {}, text))),
      make("p", { className: "gist", dir: "auto" }, row.gist),
      make(
        "p",
        { className: "minor" },
        ...Array.from(acts, ([type, times]) => make("span", { className: `type hue-${types[type][1]}` }, types[type][0], times > 1 ? ` ×${times}` : "")),
        make("span", {}, ...isolated(row.actors.slice(0, 6), ", ")),
        make("bdi", {}, row.name),
      ),
    );
    return row.element;
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }
})();
