// What the document does to itself before it is printed.
globalThis.paper = (() => {
  "use strict";

  const all = (what) => [...document.querySelectorAll(`.bd-article :is(${what})`)];
  const edge = (box) => box.getBoundingClientRect();

  // All is measured before anything is changed, or the browser lays out the whole book each time.
  const tooWide = (boxes, measure) =>
    boxes.map((box) => [box, ...measure(box)]).filter(([, room, width]) => room > 0 && width > room + 1);

  function formula(box) {
    const display = box.getAttribute("display") === "true";
    const column = display ? box : box.closest("p, li, td, th, dd, dt, figcaption, div");
    const width = edge(box.querySelector("mjx-math") || box).width;
    return [column.clientWidth, width, parseFloat(getComputedStyle(box).fontSize)];
  }

  function block(box) {
    const right = Math.min(edge(box.closest(".bd-article")).right, edge(box.parentElement).right);
    return [right - edge(box).left, box.scrollWidth];
  }

  // Formulas, tables and pictures wider than their column are set smaller. What still sticks out
  // is returned.
  function fit() {
    for (let round = 0; round < 2; round++) {
      for (const [box, room, width, size] of tooWide(all("mjx-container"), formula)) {
        const smaller = size * Math.max(0.3, (0.99 * room) / width);
        box.style.setProperty("font-size", `${smaller}px`, "important");
      }
    }
    for (const [box, room, width] of tooWide(all("table, svg, img, .output > *"), block)) {
      box.style.zoom = Math.max(0.4, (0.99 * room) / width);
    }
    const right = edge(document.querySelector(".bd-article")).right;
    return all("mjx-container, table, pre, img, svg")
      .filter((box) => edge(box).width && edge(box).right > right + 2)
      .map((box) => {
        const by = Math.round(edge(box).right - right);
        return `${box.closest(".chapter")?.id}: ${box.tagName.toLowerCase()}, by ${by} px`;
      });
  }

  // The lines of the table of contents, and the numbers of their pages.
  const lines = () => [...document.querySelectorAll(".book-contents .page")];
  const wanted = () => lines().map((cell) => cell.dataset.for);
  function number(pages) {
    for (const cell of lines()) cell.textContent = pages[cell.dataset.for];
  }

  return { fit, wanted, number };
})();
