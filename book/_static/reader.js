// Small things a page does for its reader. No network, no framework.
(function () {
  "use strict";

  // The places that a search finds have excerpts of prose; those of whole pages would begin with code.
  if (typeof DOCUMENTATION_OPTIONS !== "undefined") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  // The contents at the right mark the heading that was passed last, however long its section is.
  function markWhereTheReaderIs() {
    const links = [...document.querySelectorAll("nav.page-toc a[href^='#']")];
    const places = links.map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]).filter(([, e]) => e);
    if (!places.length) return;
    let waiting = false, now = null;
    function mark() {
      waiting = false;
      const passed = places.filter(([, e]) => e.getBoundingClientRect().top <= 200);
      const link = (passed.at(-1) || [null])[0];
      if (link === now) return;
      for (const [one] of places) { one.classList.remove("here"); one.removeAttribute("aria-current"); }
      if (link) {
        link.classList.add("here");  // and not "active": the theme marks what is in sight, often nothing
        link.setAttribute("aria-current", "location");
        const bar = link.closest(".bd-sidebar-secondary");
        if (bar && bar.scrollHeight > bar.clientHeight) bar.scrollTop = link.offsetTop - bar.clientHeight / 2;
      }
      now = link;
    }
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }

  // The sign beside a heading or a theorem copies the address of that place.
  function copyAddresses() {
    document.addEventListener("click", event => {
      const link = event.target.closest?.("a.headerlink");
      if (!link || !navigator.clipboard) return;
      navigator.clipboard.writeText(link.href).then(() => {
        const before = link.title;
        link.title = "Copied";
        link.classList.add("copied");
        setTimeout(() => { link.title = before; link.classList.remove("copied"); }, 1500);
      }, () => 0);
    });
  }

  // What scrolls sideways can be reached and scrolled by keyboard. All is measured first and changed
  // then: the page is laid out once and not once for each formula.
  function nameScrollers() {
    const boxes = [...document.querySelectorAll(
      ".bd-article mjx-container, .bd-article pre, .bd-article .output.text_html, " +
      ".bd-article .picture, .bd-article .stepped .step, .bd-article .pst-scrollable-table-container, .bd-article .proof, .bd-article .counterexample, .bd-article .ledger-card"
    )];
    breakInline(boxes.filter(box => box.matches("mjx-container:not([display='true'])")));
    const scrolling = boxes.map(
      box => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible");
    boxes.forEach((box, k) => {
      const reached = box.getAttribute("tabindex") === "0";
      if (scrolling[k] && !reached) box.setAttribute("tabindex", "0");
      else if (!scrolling[k] && reached && !box.matches("mjx-container")) box.removeAttribute("tabindex");
    });
  }

  // An inline formula wider than its column scrolls in itself.
  function breakInline(boxes) {
    const column = box => box.closest("p, li, td, th, dd, dt, figcaption, summary, h1, h2, h3, h4, div");
    for (const box of boxes) box.classList.remove("scrolls");
    const wide = boxes.filter(box => box.getBoundingClientRect().width > column(box)?.clientWidth);
    for (const box of wide) box.classList.add("scrolls");
  }

  // A figure whose letters the column makes small can be shown in its own size.
  const SMALL = 0.72, FIT = ["Enlarge the figure", "Fit the figure to the page"];
  function offerLargeFigures() {
    for (const img of document.querySelectorAll(".bd-article :is(figure, .cell_output) img")) {
      if (!img.naturalWidth) continue;
      let box = img.closest(".picture");
      const small = (box || img).clientWidth < SMALL * img.naturalWidth;
      if (box) {
        box.nextElementSibling.hidden = !small;
        if (!small) enlarge(box, false);
      } else if (small) {
        box = document.createElement("div");
        box.className = "picture";
        img.replaceWith(box);
        box.append(img);
        box.after(enlargeButton(box));
      }
    }
  }

  // The same for a picture in steps, which fits the column whole: its result is not cut off.
  function offerLargeSteps() {
    for (const box of document.querySelectorAll(".bd-article .stepped")) {
      const svg = box.querySelector(".step:not([hidden]) > svg");
      if (!svg || !svg.viewBox.baseVal.width) continue;
      if (!box.querySelector("button.enlarge")) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "enlarge", textContent: FIT.at(0) });
        button.addEventListener("click", () => {
          button.textContent = FIT.at(box.classList.toggle("large") ? 1 : 0);
          nameScrollers();
        });
        box.append(button);
      }
      const small = box.clientWidth < SMALL * svg.viewBox.baseVal.width;
      box.querySelector("button.enlarge").hidden = !small;
      if (!small) box.classList.remove("large");
    }
  }

  function enlargeButton(box) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "enlarge" });
    button.addEventListener("click", () => enlarge(box, !box.classList.contains("large")));
    box.firstElementChild.addEventListener("click", () => button.hidden || button.click());
    button.textContent = FIT.at(0);
    return button;
  }

  function enlarge(box, large) {
    box.classList.toggle("large", large);
    box.nextElementSibling.textContent = FIT.at(large ? 1 : 0);
    nameScrollers();
  }

  // A hidden solution opens from the keyboard, and says whether it is open.
  function nameToggles() {
    for (const button of document.querySelectorAll("button.toggle-button")) {
      const box = button.closest(".admonition");
      const title = box && box.querySelector(".admonition-title");
      const say = () => button.setAttribute("aria-expanded", String(!box.classList.contains("toggle-hidden")));
      if (!box) continue;
      if (title) button.setAttribute("aria-label", "Show or hide: " + title.textContent.replace(/\s+/g, " ").trim());
      new MutationObserver(say).observe(box, { attributes: true, attributeFilter: ["class"] });
      say();
    }
  }

  // What a link leads to is shown beside it: on the pointer's rest, and on focus. Escape puts it away.
  const PREVIEWED = /#(equation|thm|lem|cor|prp|def|rem|fig|tab|term)-/;
  const reader = document.currentScript && document.currentScript.src;
  let others = null;

  function otherPages() {
    if (!others) others = new Promise(done => {
      const script = document.createElement("script");
      script.src = new URL("previews.js", reader).href;
      script.onload = script.onerror = () => done(window.bookPreviews || {});
      document.head.append(script);
    });
    return others;
  }

  // The nodes behind a link, as a copy without identifiers; null where there is nothing to show.
  async function copied(link) {
    const place = decodeURIComponent(link.hash.slice(1)), box = document.createElement("div");
    if (link.pathname !== location.pathname) {
      const all = await otherPages();
      box.innerHTML = all[link.pathname.split("/").pop() + "#" + place] || "";
      return box.innerHTML ? box : null;
    }
    const target = document.getElementById(place);
    if (!target || isInSight(target)) return null;
    box.append(target.cloneNode(true));
    if (target.matches("dt")) box.append(...[...target.nextElementSibling.childNodes].map(n => n.cloneNode(true)));
    for (const e of box.querySelectorAll("[id]")) e.removeAttribute("id");
    for (const e of box.querySelectorAll("a.headerlink")) e.remove();
    box.dataset.typeset = "";
    return box;
  }

  function isInSight(target) {
    const frame = target.getBoundingClientRect();
    return frame.height > 0 && frame.top >= 0 && frame.bottom <= innerHeight;
  }

  function placeBeside(box, link) {
    const frame = link.getBoundingClientRect(), width = Math.min(560, document.documentElement.clientWidth - 16);
    box.style.width = width + "px";
    const left = Math.max(8, Math.min(frame.left, document.documentElement.clientWidth - width - 8));
    const below = frame.bottom + 6 + box.offsetHeight <= innerHeight || frame.top < box.offsetHeight + 6;
    box.style.left = left + scrollX + "px";
    box.style.top = (below ? frame.bottom + 6 : frame.top - 6 - box.offsetHeight) + scrollY + "px";
  }

  function showPreviews() {
    let shown = null, timer = 0;
    const links = () => document.querySelectorAll(".bd-article a.reference.internal[href*='#']");
    function hide() {
      clearTimeout(timer);
      if (!shown) return;
      shown.link.removeAttribute("aria-describedby");
      shown.box.remove();
      shown = null;
    }
    async function show(link) {
      if (shown && shown.link === link) return;
      const inside = await copied(link);
      if (!inside || !(link.matches(":hover") || link === document.activeElement)) return;
      hide();
      const box = document.createElement("div");
      Object.assign(box, { id: "preview", className: "preview bd-article" });
      box.setAttribute("role", "tooltip");
      box.append(inside);
      for (const e of box.querySelectorAll("a, button, [tabindex]")) e.setAttribute("tabindex", "-1");
      box.addEventListener("pointerenter", () => clearTimeout(timer));
      box.addEventListener("pointerleave", later);
      document.body.append(box);
      shown = { link, box };
      link.setAttribute("aria-describedby", "preview");
      if (!("typeset" in inside.dataset) && window.MathJax && MathJax.typesetPromise)
        await MathJax.typesetPromise([box]).catch(() => 0);
      if (shown && shown.box === box) placeBeside(box, link);
    }
    function later() {
      clearTimeout(timer);
      timer = setTimeout(hide, 250);
    }
    for (const link of links()) {
      if (!PREVIEWED.test(link.hash)) continue;
      link.addEventListener("pointerenter", event => {
        if (event.pointerType !== "mouse") return;
        clearTimeout(timer);
        timer = setTimeout(() => show(link), 200);
      });
      link.addEventListener("pointerleave", later);
      link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
      link.addEventListener("blur", hide);
    }
    addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  }

  function settle() {
    const fit = () => { offerLargeFigures(); offerLargeSteps(); nameScrollers(); };
    showPreviews();
    nameToggles();
    fit();
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(fit, 150); });
    addEventListener("toggle", nameScrollers, true);
    addEventListener("click", () => setTimeout(nameScrollers, 50));
  }

  addEventListener("DOMContentLoaded", () => { markWhereTheReaderIs(); copyAddresses(); });
  addEventListener("load", () => {
    const ready = window.MathJax && MathJax.startup && MathJax.startup.promise;
    Promise.resolve(ready).then(settle, settle);
  });
})();
