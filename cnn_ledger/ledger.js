(() => {
  for (const ledger of document.querySelectorAll(".ledger:not([data-ready])")) {
    ledger.dataset.ready = "yes";
    const form = ledger.querySelector("form");
    const fields = [...form.querySelectorAll("[data-filter]")];
    const rows = [...ledger.querySelectorAll(".ledger-row")];
    const count = ledger.querySelector(".ledger-count");
    const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const fits = (row, field) => {
      const value = field.value.trim().toLowerCase();
      const text = field.type === "search" ? words.get(row) : row.dataset[field.dataset.filter];
      return !value || (field.type === "search"
        ? value.split(/\s+/).every((word) => text.includes(word)) : text === value);
    };
    const show = () => {
      for (const row of rows) row.hidden = !fields.every((field) => fits(row, field));
      const left = rows.filter((row) => !row.hidden).length;
      count.textContent = left === rows.length
        ? `${left} entries` : `${left} of ${rows.length} entries`;
    };
    const open = () => {
      const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!row || !ledger.contains(row)) return;
      form.reset();
      show();
      row.open = true;
      row.scrollIntoView();
    };
    form.addEventListener("input", show);
    form.addEventListener("reset", () => setTimeout(show));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", open);
    show();
    open();
  }
})();
