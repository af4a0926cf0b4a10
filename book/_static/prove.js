// The desk of the page "Prove it yourself". It asks for nothing until its button is pressed; then
// prove-worker.mjs starts Python from this site's folder, and keeps it until the reader leaves or
// stops it.
(() => {
  "use strict";

  const part = document.querySelector(".prover");
  if (!part) return;
  const find = (query) => part.querySelector(query);
  const desk = find(".prover-desk"), answers = find(".prover-answers"), state = find(".prover-state");
  const shelf = find(".prover-shelf"), preset = find(".prover-preset"), note = find(".prover-note");
  const run = find(".prover-run"), stop = find(".prover-stop"), where = find(".prover-where");
  const { text, where: given, steps } = desk.elements;
  const { folder, megabytes } = part.dataset;
  const groups = [...preset.querySelectorAll("optgroup")];
  const programs = window.provePresets ?? {};

  // --- what to begin with ---

  const fillShelves = () => {
    for (const name of new Set(groups.map((group) => group.dataset.shelf)))
      shelf.append(new Option(name));
  };

  const show = (name) => {
    shelf.value = name;
    preset.replaceChildren(...groups.filter((group) => group.dataset.shelf === name));
  };

  const kindIs = (kind) => {
    desk.elements.kind.value = kind;
    where.hidden = kind !== "latex";
    find(".prover-text span").textContent = kind === "latex" ? "The formula" : "The program";
    text.rows = kind === "latex" ? 3 : 14;
  };

  const load = (key) => {
    const chosen = programs[key];
    const option = groups.flatMap((g) => [...g.children]).find((one) => one.value === key);
    if (!chosen || !option) return false;
    show(option.parentElement.dataset.shelf);
    preset.value = key;
    kindIs(chosen.kind);
    text.value = chosen.text.trimEnd();
    given.value = chosen.where ?? "";
    if (chosen.kind !== "latex") text.rows = Math.min(24, text.value.split("\n").length + 1);
    answers.replaceChildren();
    return true;
  };

  const fromAddress = () => load(decodeURIComponent(location.hash.slice(1)));

  // --- answers ---

  const mathematics = async (box) => {
    await window.MathJax?.startup?.promise;
    await window.MathJax?.typesetPromise?.([box]).catch(() => 0);
    for (const wide of [box, ...box.querySelectorAll("*")])
      if (wide.scrollWidth > wide.clientWidth + 1 && getComputedStyle(wide).overflowX === "auto")
        wide.tabIndex = 0; // the keyboard reaches what scrolls
  };

  const box = (name, html) => {
    const made = document.createElement("div");
    made.className = name;
    if (html !== undefined) made.innerHTML = html;
    return made;
  };

  const pointAt = (field, start, end) => {
    field.focus();
    field.setSelectionRange(start, end);
    field.setAttribute("aria-invalid", "true");
  };

  const failed = ({ message, line, column, at, field }) => {
    const made = box("prover-failed");
    const words = document.createElement("p");
    words.textContent = message;
    made.append(words);
    const source = field === "where" ? given : text;
    let start = at;
    if (line) {
      const before = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      start = before + Math.max(0, (column ?? 1) - 1);
    }
    if (start !== undefined && start !== null) {
      const value = source.value, end = value.indexOf("\n", start) < 0 ? value.length : value.indexOf("\n", start);
      const from = value.lastIndexOf("\n", start - 1) + 1, shown = document.createElement("pre");
      const mark = document.createElement("mark");
      mark.textContent = value.slice(start, Math.min(end, start + 1)) || " ";
      shown.append(value.slice(from, start), mark, value.slice(start + 1, end));
      if (line) words.prepend(`Line ${line}. `);
      made.append(shown);
      pointAt(source, start, Math.max(start + 1, end));
    }
    answers.append(made);
  };

  const heard = async (said) => {
    if (said.kind === "state") state.textContent = `${said.words} …`;
    if (said.kind === "failed") failed(said);
    if (said.kind === "shown") {
      const made = box("prover-shown", said.html);
      made.dataset.number = said.number;
      if (said.verdict) made.dataset.verdict = said.verdict;
      answers.append(made);
      await mathematics(made);
    }
    if (said.kind === "steps") {
      const made = box("prover-derivation", said.html);
      answers.querySelector(`[data-number="${said.of}"]`)?.append(made);
      await mathematics(made);
    }
  };

  // --- the worker ---

  let worker, asked = 0, timer, begun;

  const finish = (words) => {
    clearTimeout(timer);
    run.disabled = false;
    stop.disabled = true;
    state.textContent = words;
  };

  const verdict = () => {
    const found = [...answers.querySelectorAll("[data-verdict]")].map((one) => one.dataset.verdict);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const words = answers.querySelector(".prover-failed") ? "Not understood"
      : found.includes("refuted") ? "Refuted" : found.includes("not decided") ? "Not decided"
      : found.length ? "Proved" : "Nothing was claimed: write prove(…) on a line of its own";
    return `${words}. ${seconds} s.`;
  };

  const end = (words) => {
    worker?.terminate();
    worker = undefined;
    asked += 1; // what is still under way is not listened to
    finish(words);
  };

  const begin = () => {
    worker = new Worker(new URL(`${folder}/prove-worker.mjs`, document.baseURI), { type: "module" });
    worker.onmessage = async ({ data }) => {
      if (data.id !== asked) return;
      if (data.kind === "done") finish(verdict());
      else {
        if (data.kind === "state" && data.words === "Proving") restart();
        await heard(data);
      }
    };
    worker.onerror = (event) => end(`The prover did not start: ${event.message ?? "unknown"}`);
  };

  const restart = () => { // the time for fetching does not count
    const limit = Number(part.dataset.seconds);
    clearTimeout(timer);
    timer = setTimeout(() => end(`Stopped after ${limit} s without an answer.`), limit * 1000);
  };

  const prove = () => {
    if (run.disabled) return;
    if (!worker) begin();
    asked += 1;
    begun = performance.now();
    answers.replaceChildren();
    for (const field of [text, given]) field.removeAttribute("aria-invalid");
    run.disabled = true;
    stop.disabled = false;
    const kind = desk.elements.kind.value;
    worker.postMessage({
      id: asked, text_kind: kind, text: text.value, steps: steps.checked,
      where: kind === "latex" ? given.value : "",
    });
  };

  // --- the page ---

  const cannot = () => {
    if (!Number(megabytes))
      return "This copy of the book was built without the prover. To have it, build with a network and npm at hand (make book fetches Pyodide's core once), or put its archive into the cache: python book/_ext/bundle.py says where.";
    if (location.protocol === "file:")
      return "A browser starts no Python on a page that was opened from its file. Serve the folder, then open the address that is printed: python -m http.server --bind 127.0.0.1 --directory _build/html 8000";
    return "";
  };

  fillShelves();
  const hindrance = cannot();
  note.hidden = false;
  note.textContent = hindrance || `The first answer fetches ${megabytes} MB from this site, and nothing from elsewhere.`;
  if (hindrance) run.disabled = true;
  desk.hidden = false;
  if (!fromAddress()) load(groups[0]?.firstElementChild?.value);

  addEventListener("hashchange", fromAddress);
  shelf.addEventListener("change", () => { show(shelf.value); load(preset.value); });
  preset.addEventListener("change", () => load(preset.value));
  desk.addEventListener("change", (event) => event.target.name === "kind" && kindIs(event.target.value));
  desk.addEventListener("submit", (event) => { event.preventDefault(); prove(); });
  stop.addEventListener("click", () => end("Stopped."));
  part.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); prove(); }
    if (event.key === "Escape" && !stop.disabled) end("Stopped.");
  });
})();
