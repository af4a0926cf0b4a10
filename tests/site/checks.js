// What the browser is asked about a page; each answers with a list of what is wrong.
const checks = {
  // Formulas that MathJax could not read, and formulas left as text.
  failedFormulas() {
    const wrong = [...document.querySelectorAll("mjx-merror")].map(
      e => "error: " + e.closest("mjx-container").textContent.slice(0, 80));
    const holdsText = e => [...e.childNodes].some(n => n.nodeType === 3 && /\\[([]|\$[^$\n]+\$/.test(n.textContent));
    const left = [...document.querySelectorAll(".math, .tex2jax_process, .tex2jax_process *")].filter(
      e => holdsText(e) && !e.closest("pre, code, script, style, mjx-container, details:not([open]) > .tex2jax_ignore"));
    return wrong.concat(left.map(e => "not set: " + e.textContent.trim().slice(0, 80)));
  },

  // By how much the whole page is wider than the window, if it is.
  sidewaysScrolling() {
    const by = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return by > 1 ? [`the page is ${by} px wider than the window`] : [];
  },

  // What sticks out of the article, or of a box that cuts it off, without any box around it that scrolls.
  clippedContent() {
    const article = document.querySelector("article");
    if (!article) return [];
    const wrong = [], over = e => getComputedStyle(e).overflowX;
    const scrolls = e => ["auto", "scroll"].includes(over(e));
    const cuts = e => ["hidden", "clip"].includes(over(e));
    const out = article.parentElement;
    for (const e of article.querySelectorAll("mjx-container, img, svg, table, pre, p, figure, button")) {
      if (!e.getClientRects().length || e.closest("mjx-assistive-mml")) continue;
      const inner = e.matches("mjx-container") ? e.querySelector("mjx-math") : e;
      if (!inner) continue;
      const shape = inner.getBoundingClientRect(), text = e.textContent.trim().slice(0, 60);
      let edge = article.getBoundingClientRect().right, reachable = e !== inner && scrolls(e);
      for (let up = e.parentElement; up && up !== out && !reachable; up = up.parentElement) {
        reachable = scrolls(up);
        if (cuts(up)) edge = Math.min(edge, up.getBoundingClientRect().right);
      }
      const by = Math.round(shape.right - edge);
      if (!reachable && by > 1) wrong.push(`${e.tagName} sticks out by ${by} px: ${text}`);
      if (e.matches("pre, div") && e.scrollWidth > e.clientWidth + 1 && cuts(e))
        wrong.push(`${e.tagName} is cut off: ${text}`);
      if (e.matches("mjx-container[display=true]") && shape.height > e.clientHeight + 2)
        wrong.push(`a formula is cut at top or bottom: ${text}`);
    }
    return wrong;
  },

  // Boxes in the article that scroll sideways and that the keyboard does not reach.
  unreachableScrollers() {
    const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
      && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1;
    const reached = e => e.tabIndex >= 0 || e.querySelector("a, button, [tabindex='0']");
    return [...document.querySelectorAll("article *")].filter(e => scrolls(e) && !reached(e))
      .map(e => `${e.tagName}.${e.className}`.slice(0, 80));
  },

  // Hidden solutions that no button opens; a button of the page is one that the keyboard reaches.
  closedSolutions() {
    const wrong = [], says = box => box.innerText.slice(0, 60);
    for (const box of document.querySelectorAll(".admonition.dropdown")) {
      const button = box.querySelector("button.toggle-button");
      if (!button || button.tabIndex < 0 || button.disabled) {
        wrong.push("a solution without a button");
        continue;
      }
      const before = box.offsetHeight;
      button.click();
      if (Math.abs(box.offsetHeight - before) <= 5) wrong.push(`does not open: ${says(box)}`);
      if (box.offsetHeight < before) button.click();  // it was open: all stay open
    }
    return wrong;
  },

  // Code, and what proofs print, take a quarter of the height of a chapter at most.
  tooMuchCode() {
    if (!document.querySelector(".reading-time")) return [];  // no chapter
    const article = document.querySelector("article"), high = e => e.getBoundingClientRect().height;
    const all = [...article.querySelectorAll(".cell_input, .proof:not(.admonition), .counterexample, .proof-table, details.fold.says > summary")]
      .filter(e => e.checkVisibility());
    const outer = all.filter(e => !all.some(o => o !== e && o.contains(e)));
    const share = outer.reduce((sum, e) => sum + high(e), 0) / high(article);
    return share > 0.25 ? [`code and proofs take ${Math.round(100 * share)} % of the page`] : [];
  },

  // A picture in steps whose result lies outside of what is seen at first.
  cutPictures() {
    return [...document.querySelectorAll("article .stepped:not(.large) .step:not([hidden])")]
      .filter(e => e.scrollWidth > e.clientWidth + 1)
      .map(e => `a picture is cut by ${e.scrollWidth - e.clientWidth} px: ${e.textContent.trim().slice(0, 40)}`);
  },

  // A chapter begins with a question and its picture: both in the first screen, and no bar before them.
  lateFirstPicture() {
    if (!document.querySelector(".reading-time")) return [];  // no chapter
    const first = document.querySelector("article :is(figure img, .stepped svg, .explorer, .cell_output img, table)");
    const top = first ? first.getBoundingClientRect().top + scrollY : Infinity;
    const bars = [...document.querySelectorAll("details.hide > summary")].filter(e => e.checkVisibility());
    return [...(top > innerHeight - 150 ? [`the first picture begins at ${Math.round(top)} px`] : []),
      ...bars.slice(0, 3).map(() => "a bar in place of code")];
  },
};
