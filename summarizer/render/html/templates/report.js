"use strict";
/* The page reads without this; it adds the way from claim to passage and back, and filters. */

(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const words = (text) => (text || "").split(" ").filter(Boolean);
  const byId = (id) => document.getElementById(id);
  const beside = matchMedia("(min-width: 64rem)"); // as in report.css: the article stands beside the brief
  const article = byId("article");
  const status = document.querySelector(".status");
  const form = document.querySelector(".filters");
  const hidden = new Set();
  const resting = new Map(); // claim: the passages that it rests on, and what is drawn of it
  let selected = null;
  let origin = null;
  document.documentElement.classList.add("scripted");
  for (const one of all("[data-claims]"))
    for (const id of words(one.dataset.claims)) {
      if (!resting.has(id)) resting.set(id, []);
      resting.get(id).push(one);
    }

  const cardOf = (id) => byId(id)?.closest(".claim");
  const marksOf = (id) => (resting.get(id) || []).filter((one) => one.matches("mark"));

  function light(name, ids) {
    for (const one of all(`.${name}`)) one.classList.remove(name);
    for (const id of ids) for (const one of [cardOf(id), ...(resting.get(id) || [])]) one?.classList.add(name);
  }

  function select(id) {
    selected = id;
    light("on", id ? [id] : []);
    light("near", []);
    if (!id) status.textContent = "";
  }

  /* The claims that a passage or a curve stands for; those of actors only where there are no others. */
  function told(one) {
    const claims = words(one.dataset.claims).filter((id) => !hidden.has(id.replace(/c$/, "")));
    const more = claims.filter((id) => !id.startsWith("A"));
    return more.length ? more : claims;
  }

  /* The sentences of the summary that have the words of an act, where these do not stand beside it. */
  function summed(card) {
    if (!card.matches(".act") || card.querySelector(".description")) return [];
    return marksOf(card.id).flatMap((mark) => words(mark.dataset.claims)).filter((id) => id.startsWith("S"));
  }

  /* What the pointer or the keyboard is on, lightly: a claim with its passages, a passage or a curve with its claims. */
  function point(event) {
    const one = event.target.closest(".casualties, .claim, #article mark, .edge, .node");
    light("near", !one ? [] : one.dataset.claims ? told(one) : [one.id, ...summed(one)]);
  }
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);

  function open(one) {
    for (let box = one.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  /* Scroll the article that stands beside the brief; the brief stays where it is. */
  function reveal(marks) {
    if (!marks.length || !beside.matches) return;
    open(article.firstElementChild);
    const frame = article.getBoundingClientRect();
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    if (!boxes.some((box) => box.top >= frame.top && box.bottom <= frame.bottom)) article.scrollTop += boxes[0].top - frame.height / 3;
  }

  function markAfter(anchor) {
    let next = anchor.nextElementSibling;
    while (!next.matches("mark")) next = next.nextElementSibling;
    return next;
  }

  /* The sentences that a citation names by their numbers, "4" or "4-6". */
  function sentences(link) {
    const [first, last = first] = link.textContent.split("-").map(Number);
    const [from, to, next] = [first, last, last + 1].map((number) => article.querySelector(`.n[data-n="${number}"]`));
    const range = document.createRange();
    range.setStartBefore(from);
    if (next?.closest(".text") !== to.closest(".text")) range.setEndAfter(to.closest(".text").lastElementChild);
    else range.setEndBefore(next.matches(":first-child") ? next.parentElement : next);
    return range;
  }

  /* On a narrow screen the evidence opens below its claim, on a wide one in the article beside it. */
  function cite(link, anchor) {
    const id = anchor.dataset.claim;
    select(id);
    const passage = sentences(link);
    status.textContent = `Evidence: ${passage}`;
    if (beside.matches) return reveal([markAfter(anchor)]);
    const name = `here-${anchor.id}`;
    const there = byId(name);
    link.setAttribute("aria-expanded", String(!there));
    if (there) return there.remove();
    const box = document.createElement("blockquote");
    box.id = name;
    box.className = "evidence";
    box.dir = "auto";
    box.append(passage.cloneContents());
    for (const one of all(".at, .back", box)) one.remove();
    for (const mark of all("mark", box)) mark.className = words(mark.dataset.claims).includes(id) ? "cited" : "";
    for (const mark of all("mark", box)) delete mark.dataset.claims;
    const more = document.createElement("a");
    more.href = `#${anchor.id}`;
    more.textContent = "in the article";
    box.append(" ", more);
    link.closest(".claim").append(box);
  }

  function go(target) {
    open(target);
    if (target.matches(".at")) {
      select(target.dataset.claim);
      markAfter(target).scrollIntoView({ block: "center" });
    } else if (target.matches(".claim, .casualties")) {
      select(target.id);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
      reveal(marksOf(target.id));
    } else return false;
    return true;
  }

  const target = () => byId(location.hash.slice(1));
  const record = (hash) => location.hash !== hash && history.pushState(null, "", hash);

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (link) {
      const to = link.hash && byId(link.hash.slice(1));
      if (!to) return;
      if (link.matches(".cite")) cite(link, to);
      else if (link.matches(".tip")) link.focus();
      else if (!go(to)) return;
      event.preventDefault();
      origin = link;
      if (!link.matches(".tip")) record(link.hash);
      return;
    }
    if (!getSelection().isCollapsed || event.target.closest("summary, label, button, select")) return;
    const place = event.target.closest("#article mark, .edge, .node[data-claims]");
    const card = event.target.closest(".claim");
    if (place) {
      /* Each further click on a passage or a curve leads to the next of its claims. */
      const claims = told(place);
      const next = claims[(claims.indexOf(selected) + 1) % claims.length];
      if (next && go(byId(next))) record(`#${next}`);
    } else if (card) {
      select(card.id);
      reveal(marksOf(card.id));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const tip = document.querySelector(".tip:hover, .tip:focus");
    if (tip) {
      tip.classList.add("hush");
      for (const end of ["blur", "mouseleave"]) tip.addEventListener(end, () => tip.classList.remove("hush"), { once: true });
    } else if (selected) {
      select(null);
      origin?.focus({ preventScroll: true });
    }
  });

  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  /* The row of filters keeps its place on the screen: what stands above it keeps its height. */
  function filter() {
    const place = form.getBoundingClientRect().top;
    const { type, actor } = Object.fromEntries(new FormData(form));
    const active = Boolean(type || actor);
    const above = [document.body, ...all("main > :has(~ .filters)")];
    for (const box of above) box.style.minHeight = active ? box.style.minHeight || `${box.offsetHeight}px` : "";
    let [shown, total] = [0, 0];
    hidden.clear();
    for (const one of all("main [data-kind]")) {
      const { kind, type: its, actors } = one.dataset;
      one.hidden = Boolean((type && its !== type) || (actor && !words(actors).includes(actor)));
      if (!one.matches(".claim")) continue;
      total += 1;
      if (one.hidden) hidden.add(one.id);
      else shown += 1;
    }
    const empty = (box) => !box.querySelector("[data-kind]:not([hidden])") && Boolean(box.querySelector("[data-kind]"));
    for (const box of all(".voice, .timeline > li, .filters ~ section")) box.hidden = empty(box);
    if (active) for (const box of all("details:has([data-kind]:not([hidden]))")) box.open = true;
    for (const curve of all(".edge")) curve.classList.toggle("off", words(curve.dataset.claims).every((id) => hidden.has(id)));
    document.querySelector(".nothing").hidden = shown > 0;
    form.querySelector("output").textContent = active ? `${shown} of ${total} shown` : "";
    form.querySelector("[type=reset]").hidden = !active;
    scrollBy(0, form.getBoundingClientRect().top - place);
  }

  /* Paper has nothing to open; a narrow screen begins with what is brief. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const box of closed) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of closed) box.open = false;
  });
  const fold = () => all("details[data-wide]").forEach((box) => (box.open = beside.matches));
  fold();
  beside.addEventListener("change", fold);

  addEventListener("popstate", () => {
    const to = target();
    select(to ? to.dataset.claim || to.id : null);
  });
  if (target()) go(target());
})();
