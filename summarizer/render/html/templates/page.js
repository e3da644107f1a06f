"use strict";
/* The pages read without this; it adds the way from claim to passage and back, filters, search and sorting. */

(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const words = (text) => (text || "").split(" ").filter(Boolean);
  const status = document.querySelector(".status");
  document.documentElement.classList.add("scripted");

  if (document.body.classList.contains("report")) report();
  else index();

  function report() {
    const article = document.getElementById("article");
    const marks = all("mark", article);
    const marksOf = new Map();
    for (const mark of marks)
      for (const id of words(mark.dataset.claims)) {
        if (!marksOf.has(id)) marksOf.set(id, []);
        marksOf.get(id).push(mark);
      }
    let selected = null;
    let origin = null;
    let followed = "";

    /* Where the address points decides what is selected, so that the browser's own back and forward work. */
    function follow() {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      followed = location.hash;
      clear();
      if (!target) return;
      for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      if (target.matches(".at")) {
        const mark = markAfter(target);
        select(target.dataset.claim);
        mark.tabIndex = -1;
        mark.focus({ preventScroll: true });
        mark.scrollIntoView({ block: "center" });
      } else if (target.matches(".claim, .casualties")) {
        select(target.id);
        target.focus({ preventScroll: true });
        target.scrollIntoView({ block: "center" });
        reveal(marksOf.get(target.id));
      }
    }

    function go(hash) {
      if (location.hash !== hash) location.hash = hash;
      follow();
    }

    function markAfter(anchor) {
      let next = anchor.nextElementSibling;
      while (!next.matches("mark")) next = next.nextElementSibling;
      return next;
    }

    function clear() {
      for (const one of all(".on, .near")) one.classList.remove("on", "near");
      selected = null;
      status.textContent = "";
    }

    function select(id) {
      selected = id;
      const claim = document.getElementById(id);
      const mine = marksOf.get(id) || [];
      for (const mark of mine) mark.classList.add("on");
      if (claim) (claim.closest(".claim") || claim).classList.add("on");
      for (const other of new Set(mine.flatMap((mark) => claimsAt(mark)))) {
        const card = document.getElementById(other);
        if (card && other !== id) card.classList.add("near");
      }
      status.textContent = `${id} selected, with its evidence.`;
    }

    /* Where the article scrolls beside the brief, bring the evidence into view without moving the brief. */
    function reveal(mine) {
      if (!mine || getComputedStyle(article).position !== "sticky") return;
      const frame = article.getBoundingClientRect();
      const seen = mine.some((mark) => {
        const box = mark.getBoundingClientRect();
        return box.top >= frame.top && box.bottom <= frame.bottom;
      });
      if (!seen) article.scrollTop += mine[0].getBoundingClientRect().top - frame.top - frame.height / 3;
    }

    function claimsAt(mark) {
      const claims = words(mark.dataset.claims).filter((id) => !hiddenByFilter(id));
      const told = claims.filter((id) => !id.startsWith("A"));
      return told.length ? told : claims;
    }

    document.addEventListener("click", (event) => {
      if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = event.target.closest("a");
      if (link) {
        const hash = link.getAttribute("href");
        if (!hash.startsWith("#")) return;
        origin = link;
        if (!document.getElementById(hash.slice(1))?.matches(".at, .claim, .casualties")) return;
        event.preventDefault();
        go(hash);
        return;
      }
      if (!getSelection().isCollapsed || event.target.closest("summary, label, button, select")) return;
      const mark = event.target.closest("mark");
      if (mark) {
        /* Each further click on a passage leads to the next of the claims that rest on it. */
        const claims = claimsAt(mark);
        const next = claims[(claims.indexOf(selected) + 1) % claims.length];
        if (next) go(`#${next}`);
        return;
      }
      const claim = event.target.closest(".claim");
      if (claim) {
        clear();
        select(claim.id);
        reveal(marksOf.get(claim.id));
      }
    });

    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !selected) return;
      clear();
      if (origin) origin.focus();
      origin = null;
    });

    for (const row of all(".relations li")) {
      const show = () => faint((edge) => edge.dataset.pair !== row.dataset.pair);
      const end = () => faint(() => false);
      row.addEventListener("mouseenter", show);
      row.addEventListener("mouseleave", end);
      row.addEventListener("focusin", show);
      row.addEventListener("focusout", end);
    }

    function faint(test) {
      for (const edge of all(".graph .edge")) edge.classList.toggle("faint", test(edge));
    }

    const form = document.querySelector(".filters");
    const output = form.querySelector("output");
    const claims = all("main [data-kind]");
    const hidden = new Set();
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();

    function hiddenByFilter(id) {
      return hidden.has(id.replace(/c$/, ""));
    }

    function filter() {
      const given = new FormData(form);
      const kinds = new Set(given.getAll("kind"));
      const type = given.get("type") || "";
      const actor = given.get("actor") || "";
      let shown = 0;
      let total = 0;
      hidden.clear();
      for (const one of claims) {
        const { kind, type: types, actors } = one.dataset;
        const kept =
          (kind === "relation" ? kinds.has("event") || kinds.has("move") : kinds.has(kind)) &&
          (!type || words(types).includes(type)) &&
          (!actor || words(actors).includes(actor));
        one.hidden = !kept;
        if (!one.classList.contains("claim")) continue;
        total += 1;
        if (kept) shown += 1;
        else hidden.add(one.id);
      }
      for (const section of all("main > section:not(#rejected)"))
        section.hidden = all("[data-kind]", section).every((one) => one.hidden);
      const also = document.querySelector("h3.also");
      if (also) also.hidden = all("ul.also > li").every((one) => one.hidden);
      for (const day of all(".timeline > li:not(.published)")) day.hidden = all("[data-kind]", day).every((one) => one.hidden);
      for (const row of all(".relations li")) {
        const edge = document.querySelector(`.graph .edge[data-pair="${row.dataset.pair}"]`);
        edge.classList.toggle("faint", row.hidden);
      }
      for (const mark of marks) mark.classList.toggle("off", words(mark.dataset.claims).every(hiddenByFilter));
      for (const back of all(".back", article)) back.classList.toggle("off", hiddenByFilter(back.getAttribute("href").slice(1)));
      document.querySelector(".nothing").hidden = shown > 0;
      output.textContent = shown === total ? "" : `${shown} of ${total} shown`;
      form.querySelector("[type=reset]").hidden = shown === total;
    }

    /* Paper has nothing to open. */
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = all("details:not([open])");
      for (const box of closed) box.open = true;
    });
    addEventListener("afterprint", () => {
      for (const box of closed) box.open = false;
    });

    addEventListener("hashchange", () => {
      if (location.hash !== followed) follow();
    });
    if (location.hash) follow();
  }

  function index() {
    const PAGE = 40;
    const list = document.querySelector(".briefs");
    const form = document.querySelector(".search");
    const more = document.querySelector(".more");
    const output = form.querySelector("output");
    const fold = (text) => (/[^\0-\x7f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text).toLowerCase();
    const rows = JSON.parse(document.getElementById("entries").textContent).map((entry, place) => ({
      ...entry,
      place,
      codes: entry.types.map(([type]) => type),
      text: fold([entry.headline, entry.gist, entry.source, entry.date, entry.name, ...entry.actors].join(" ")),
      sortable: { headline: fold(entry.headline), source: fold(entry.source), date: entry.date },
    }));
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
      events: (a, b) => b.events - a.events,
      conflict: (a, b) => a.score - b.score,
      cooperation: (a, b) => b.score - a.score,
    };
    let found = rows;
    let shown = PAGE;
    form.hidden = false;
    form.addEventListener("input", search);
    form.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", () => {
      const next = found[shown];
      shown += PAGE;
      show();
      build(next).querySelector("a").focus();
    });
    addEventListener("beforeprint", () => {
      list.replaceChildren(...found.map(build));
    });
    addEventListener("afterprint", show);
    search();

    function search() {
      const given = new FormData(form);
      const sought = fold(given.get("words")).split(/\s+/).filter(Boolean);
      const type = given.get("type");
      const order = orders[given.get("order")];
      found = rows.filter((row) => (!type || row.codes.includes(type)) && sought.every((word) => row.text.includes(word)));
      found.sort((a, b) => order(a, b) || a.place - b.place);
      shown = PAGE;
      show();
    }

    function show() {
      list.replaceChildren(...found.slice(0, shown).map(build));
      more.hidden = found.length <= shown;
      const many = (number) => number.toLocaleString("en");
      output.textContent = found.length === rows.length ? "" : `${many(found.length)} of ${many(rows.length)} found`;
    }

    function build(row) {
      row.element ||= make(
        "li",
        {},
        make("p", { className: "when minor" }, ...[row.date, row.source, row.name].filter(Boolean).map((text) => make("bdi", {}, text))),
        make("h2", { dir: "auto" }, make("a", { href: row.href }, row.headline)),
        make("p", { className: "gist", dir: "auto" }, row.gist),
        make(
          "p",
          { className: "tags minor" },
          ...row.types.map(([type, hue]) => make("span", { className: `chip hue-${hue}` }, type)),
          make("span", {}, row.counts),
          make("span", {}, ...row.actors.flatMap((name, place) => [place ? ", " : "", make("bdi", {}, name)])),
        ),
      );
      return row.element;
    }

    function make(tag, properties, ...children) {
      const element = Object.assign(document.createElement(tag), properties);
      element.append(...children);
      return element;
    }
  }
})();
