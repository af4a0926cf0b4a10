// Small things a page does for its reader. No network, no framework.
(function () {
  "use strict";

  // What scrolls sideways can be reached and scrolled by keyboard.
  function nameScrollers() {
    const candidates = document.querySelectorAll(
      ".bd-article mjx-container, .bd-article pre, .bd-article .output.text_html, " +
      ".bd-article .pst-scrollable-table-container, .bd-article .proof, .bd-article .counterexample, .bd-article .ledger-card"
    );
    for (const box of candidates) {
      if (box.matches("mjx-container:not([display='true'])")) breakInline(box);
      const scrolls = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible";
      if (scrolls) box.setAttribute("tabindex", "0");
      else if (box.getAttribute("tabindex") === "0" && !box.matches("mjx-container")) box.removeAttribute("tabindex");
    }
  }

  // An inline formula wider than its column scrolls in itself.
  function breakInline(box) {
    box.classList.remove("scrolls");
    const column = box.closest("p, li, td, th, dd, dt, figcaption, summary, h1, h2, h3, h4, div");
    if (column && box.getBoundingClientRect().width > column.clientWidth) box.classList.add("scrolls");
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

  function settle() {
    nameToggles();
    nameScrollers();
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(nameScrollers, 150); });
    addEventListener("toggle", nameScrollers, true);
    addEventListener("click", () => setTimeout(nameScrollers, 50));
  }

  addEventListener("load", () => {
    const ready = window.MathJax && MathJax.startup && MathJax.startup.promise;
    Promise.resolve(ready).then(settle, settle);
  });
})();
