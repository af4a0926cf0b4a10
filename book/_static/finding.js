// Places that a search finds: chapters, headings, theorems, formulas and terms, best first. Needs no
// network: `places.js` brings them, from a file as from a server.
(function () {
  "use strict";

  const SIGNS = { "∂": "partial", "∑": "sum", "⋆": "star", "⊙": "odot", "×": "times", "∇": "nabla", "α": "alpha", "β": "beta", "γ": "gamma",
    "δ": "delta", "Δ": "delta", "η": "eta", "ε": "epsilon", "θ": "theta", "λ": "lambda", "μ": "mu", "σ": "sigma", "φ": "phi", "π": "pi", "ρ": "rho", "ω": "omega" };
  const KIND = { term: 6, chapter: 5, definition: 4, theorem: 4, lemma: 4, corollary: 4, proposition: 4, section: 3, equation: 2 };
  const SHOWN = 20;

  // A text as words, signs by their names: "∂E/∂w" is "partial e partial w".
  function wordsOf(text) {
    const named = [...text].map(c => SIGNS[c] ? ` ${SIGNS[c]} ` : c).join("");
    return named.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").split(/[^a-z0-9]+/).filter(Boolean);
  }

  const singular = word => word.length > 3 ? word.replace(/(?:ies|s)$/, m => m === "ies" ? "y" : "") : word;

  // How well words are found in a text: all as they are, or as beginnings; 0 where one is missing.
  function match(asked, text) {
    const words = wordsOf(text).map(singular);
    let good = 1;
    for (const word of asked) {
      if (words.includes(word)) continue;
      if (word.length > 2 && words.some(w => w.startsWith(word))) good = 0.6;
      else return 0;
    }
    return good;
  }

  function score(place, asked) {
    const title = match(asked, place.title), exact = title === 1 && wordsOf(place.title).length === asked.length;
    if (exact) return 100 + (KIND[place.kind] || 1);
    if (title) return 50 * title + 5 * (KIND[place.kind] || 1) - Math.min(9, place.title.length / 20);
    const all = match(asked, [place.title, place.excerpt, place.extra, place.number].join(" "));
    return all && 10 * all + (KIND[place.kind] || 1);
  }

  function rank(places, query) {
    const asked = wordsOf(query).map(singular);
    if (!asked.length) return [];
    return places.map(place => ({ place, points: score(place, asked) })).filter(found => found.points)
      .sort((a, b) => b.points - a.points).map(found => found.place);
  }

  function item(place) {
    const line = document.createElement("li"), link = document.createElement("a"), where = document.createElement("span"), text = document.createElement("p");
    const number = place.kind === "equation" ? `Formula ${place.number}` : place.number;
    link.href = place.at;
    link.textContent = [number, place.title].filter(Boolean).join(" ");
    where.className = "where";
    where.textContent = place.kind === "chapter" ? "chapter" : `${place.kind} in ${place.page}`;
    text.textContent = place.excerpt;
    line.append(link, " ", where, text);
    return line;
  }

  function show() {
    const query = new URLSearchParams(location.search).get("q"), results = document.getElementById("search-results");
    if (!query || !results || !window.bookPlaces) return;
    const found = rank(window.bookPlaces, query), box = document.createElement("section"), head = document.createElement("h2"), list = document.createElement("ol");
    box.id = "book-places";
    head.textContent = found.length ? `Places: ${Math.min(SHOWN, found.length)} of ${found.length}` : "No place of this name";
    head.setAttribute("role", "status");
    list.append(...found.slice(0, SHOWN).map(item));
    box.append(head, list);
    results.before(box);
  }

  window.bookFinding = { rank, wordsOf };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
  else show();
})();
