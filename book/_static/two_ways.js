// The reader's page and the workshop. What folds is a details element that is open in the page: without
// this script everything is in sight. It runs twice: at once, before anything is drawn, and when the
// page has been read, before its mathematics is set.
(function () {
  "use strict";

  const root = document.documentElement, KEY = "book-view", WAYS = ["reader", "workshop"];
  const folds = () => document.querySelectorAll("details.fold");
  const waiting = new Map();  // folds never opened: their outputs, which are not set before they are seen

  function remembered() {
    const asked = new URLSearchParams(location.search).get("view");
    try {
      return WAYS.find(way => way === asked) || WAYS.find(way => way === localStorage.getItem(KEY)) || WAYS[0];
    } catch { return WAYS.find(way => way === asked) || WAYS[0]; }
  }

  function remember(way) {
    try { localStorage.setItem(KEY, way); } catch { /* a browser that keeps nothing */ }
  }

  root.dataset.view = remembered();

  function putAside(fold) {
    const output = fold.querySelector(":scope > .cell_output");
    if (!output || waiting.has(fold)) return;
    const kept = document.createDocumentFragment();
    kept.append(...output.childNodes);
    waiting.set(fold, { output, kept });
  }

  function bringBack(fold) {
    const held = waiting.get(fold);
    if (!held) return null;
    waiting.delete(fold);
    held.output.append(held.kept);
    return held.output;
  }

  function typeset(boxes) {
    const found = boxes.filter(Boolean), ready = window.MathJax?.startup?.promise;
    if (found.length && ready) ready.then(() => MathJax.typesetPromise(found)).then(() => dispatchEvent(new Event("resize")));
  }

  function arrange() {
    const open = root.dataset.view === "workshop";
    for (const fold of folds()) fold.open = open;
    if (open) typeset([...folds()].map(bringBack));
  }

  // What is at the top of the window stays there when the page above it grows or shrinks.
  function anchor() {
    const all = document.querySelectorAll(".bd-article :is(h1, h2, h3, p, figure, div.math)");
    const first = [...all].find(box => box.getBoundingClientRect().top > 60 && box.checkVisibility());
    return first && { first, top: first.getBoundingClientRect().top };
  }

  function change(way) {
    const held = anchor();
    root.dataset.view = way;
    arrange();
    say();
    if (held && held.first.checkVisibility()) scrollBy({ top: held.first.getBoundingClientRect().top - held.top, behavior: "instant" });
  }

  function say() {
    for (const button of document.querySelectorAll("button.view-switch"))
      button.setAttribute("aria-pressed", String(root.dataset.view === "workshop"));
  }

  function bringButton() {
    for (const button of document.querySelectorAll("button.view-switch")) {
      button.hidden = !folds().length;
      button.addEventListener("click", () => {
        change(root.dataset.view === "workshop" ? "reader" : "workshop");
        remember(root.dataset.view);
      });
    }
    say();
  }

  // A link into a fold opens it.
  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }

  let begun = false;
  function begin() {
    if (begun) return;
    begun = true;
    if (root.dataset.view === "reader")
      for (const fold of folds()) { fold.open = false; putAside(fold); }
    root.dataset.settled = "";
    document.addEventListener("toggle", event => {
      if (event.target.matches?.("details.fold") && event.target.open) typeset([bringBack(event.target)]);
    }, true);
    bringButton();
    openTarget();
    addEventListener("hashchange", openTarget);
    let before = null;
    addEventListener("beforeprint", () => { before = root.dataset.view; if (before !== "reader") change("reader"); });
    addEventListener("afterprint", () => { if (before && before !== "reader") change(before); });
  }

  if (document.readyState === "loading") document.addEventListener("readystatechange", begin, { once: true });
  else begin();
})();
