// Four small pictures to play with. No network, no framework. First the arithmetic, in functions
// that draw nothing (the tests compare them with cnn_core); then the drawing.

const arithmetic = (function () {
  "use strict";

  // --- convolution: everything follows from one list, who meets whom ---

  // All products of a sliding step: input entry, kernel entry, output entry, each as [row, column].
  function products([rows, columns], [height, width], convention) {
    const turned = convention === "convolution", list = [];
    for (let i = 0; i + height <= rows; i++)
      for (let j = 0; j + width <= columns; j++)
        for (let m = 0; m < height; m++)
          for (let n = 0; n < width; n++)
            list.push({
              input: [i + m, j + n],
              kernel: turned ? [height - 1 - m, width - 1 - n] : [m, n],
              output: [i, j],
            });
    return list;
  }

  const shape = a => [a.length, a[0].length];
  const zeros = ([rows, columns]) => Array.from({ length: rows }, () => Array(columns).fill(0));
  const outputShape = (x, w) => [x.length - w.length + 1, x[0].length - w[0].length + 1];
  const at = (a, [i, j]) => a[i][j];
  const same = (p, q) => p[0] === q[0] && p[1] === q[1];

  // The products in which one entry takes part; kind is "input", "kernel" or "output".
  const meetings = (list, kind, place) => list.filter(product => same(product[kind], place));

  // Every entry of one array: the sum, over its products, of the two others.
  function sums(list, kind, size, first, second) {
    const result = zeros(size);
    for (const product of list)
      result[product[kind][0]][product[kind][1]] += first(product) * second(product);
    return result;
  }

  function slide(x, w, convention) {
    return sums(products(shape(x), shape(w), convention), "output", outputShape(x, w),
      p => at(x, p.input), p => at(w, p.kernel));
  }

  function slideBackward(delta, x, w, convention) {
    const list = products(shape(x), shape(w), convention);
    return {
      input: sums(list, "input", shape(x), p => at(w, p.kernel), p => at(delta, p.output)),
      kernel: sums(list, "kernel", shape(w), p => at(x, p.input), p => at(delta, p.output)),
    };
  }

  // --- gradient descent ---

  const landscapes = {
    bowl: {
      value: ([x]) => x * x / 2,
      gradient: ([x]) => [x],
    },
    wells: {
      value: ([x]) => x ** 4 / 4 - x ** 2 / 2 + x / 5,
      gradient: ([x]) => [x ** 3 - x + 1 / 5],
    },
    valley: {
      value: ([x, y]) => (x * x + 8 * y * y) / 2,
      gradient: ([x, y]) => [x, 8 * y],
    },
  };

  const norm = v => Math.hypot(...v);
  const FAR = 1e6;

  // The start and the points after each step, against the gradient; stops when it is far away.
  function descend(name, start, rate, steps) {
    const path = [start.slice()];
    while (path.length <= steps && norm(path[path.length - 1]) < FAR) {
      const here = path[path.length - 1], slope = landscapes[name].gradient(here);
      path.push(here.map((x, k) => x - rate * slope[k]));
    }
    return path;
  }

  // What a long descent does: diverges, converges, oscillates, or none of them yet.
  function verdict(name, start, rate) {
    const path = descend(name, start, rate, 2000), last = path[path.length - 1];
    const slope = point => norm(landscapes[name].gradient(point));
    if (!(norm(last) < FAR)) return { word: "diverges", steps: path.length - 1 };
    const arrived = path.findIndex(point => slope(point) < 1e-3);
    if (slope(last) < 1e-6) return { word: "converges", steps: arrived };
    return { word: slope(last) < 0.5 * slope(path[1000]) ? "creeps" : "oscillates", steps: null };
  }

  // Whether the last of the given steps turn round: the gradient points back after each.
  function turns(name, path) {
    const slopes = path.slice(-4).map(landscapes[name].gradient);
    const dot = (u, v) => u.reduce((sum, x, k) => sum + x * v[k], 0);
    return slopes.slice(1).every((s, k) => dot(s, slopes[k]) < 0);
  }

  // --- a network of two inputs, two hidden neurons and one output, all sigmoid ---

  const sigmoid = z => 1 / (1 + Math.exp(-z));
  const layer = (w, b, a) => w.map((row, i) => sigmoid(row.reduce((z, v, j) => z + v * a[j], b[i])));

  // p = {W1, b1, W2, b2}; the loss is half the squared error.
  function forward(p, x, target) {
    const hidden = layer(p.W1, p.b1, x), output = layer(p.W2, p.b2, hidden);
    return { hidden, output, loss: (output[0] - target) ** 2 / 2 };
  }

  function backward(p, x, target) {
    const { hidden, output, loss } = forward(p, x, target), slope = a => a * (1 - a);
    const d2 = output.map(a => (a - target) * slope(a));
    const d1 = hidden.map((a, j) => d2.reduce((s, d, i) => s + p.W2[i][j] * d, 0) * slope(a));
    const outer = (d, a) => d.map(di => a.map(aj => di * aj));
    return { hidden, output, loss, d1, d2, W1: outer(d1, x), b1: d1, W2: outer(d2, hidden), b2: d2 };
  }

  const minus = (w, g, rate) => w.map((v, k) => Array.isArray(v) ? minus(v, g[k], rate) : v - rate * g[k]);

  function step(p, x, target, rate) {
    const g = backward(p, x, target);
    return Object.fromEntries(Object.keys(p).map(name => [name, minus(p[name], g[name], rate)]));
  }

  return {
    products, meetings, slide, slideBackward, landscapes, descend, verdict, turns, forward, backward,
    step, shape, outputShape, at,
  };
})();

if (typeof module !== "undefined") module.exports = arithmetic;

if (typeof document !== "undefined") (function () {
  "use strict";
  window.explorerArithmetic = arithmetic;

  // --- parts ---

  let count = 0;
  const fresh = word => `explorer-${word}-${++count}`;
  const text = (value, digits = 3) => {
    if (!Number.isFinite(value)) return "\u221e";
    const big = Math.abs(value) >= 1e4, whole = Number.isInteger(value);
    const shown = big ? value.toExponential(1) : whole ? String(value) : value.toFixed(digits);
    return (/^-0(\.0+)?$/.test(shown) ? shown.slice(1) : shown).replace("-", "\u2212");
  };
  const factor = value => value < 0 ? `(${text(value)})` : text(value);
  const sub = (name, place) => `<i>${name}</i><sub>${place.join(",")}</sub>`;

  function make(tag, attributes = {}, ...children) {
    const space = "http://www.w3.org/2000/svg", drawn = /^(svg|g|path|circle|line|ellipse|text|polyline|tspan)$/;
    const e = drawn.test(tag) ? document.createElementNS(space, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
      else if (value !== false && value != null) e.setAttribute(name, value === true ? "" : value);
    }
    e.append(...children);
    return e;
  }

  function choice(legend, options, chosen, change) {
    const name = fresh("choice");
    return make("fieldset", { class: "choice" }, make("legend", {}, legend),
      ...Object.entries(options).map(([value, label]) => make("label", {},
        make("input", { type: "radio", name, value, checked: value === chosen, autocomplete: "off",
          onchange: () => change(value) }), label)));
  }

  function slider(label, { min, max, step, value }, change, shown = v => text(v)) {
    const id = fresh("slider"), out = make("output", { for: id });
    const input = make("input", { type: "range", id, min, max, step, autocomplete: "off" });
    const box = make("div", { class: "slider" }, make("label", { for: id }, label), input, out);
    box.set = v => {
      input.value = v;
      out.textContent = shown(+input.value);
      input.setAttribute("aria-valuetext", out.textContent);
    };
    box.limit = (low, high, by) => Object.assign(input, { min: low, max: high, step: by });
    input.addEventListener("input", () => { box.set(input.value); change(+input.value); });
    box.set(value);
    return box;
  }

  const button = (label, act) => make("button", { type: "button", onclick: act }, label);
  const row = (...parts) => make("div", { class: "explorer-row" }, ...parts);

  // A matrix of cells, one stop for Tab; the arrow keys move inside it. Editable cells are fields.
  function grid(title, role, [rows, columns], { edit, pick }) {
    const cells = [], id = fresh("grid");
    const body = make("div", { class: "slots", style: `--columns: ${columns}` });
    const box = make("div", { class: `explorer-grid ${role}`, role: "group", "aria-labelledby": id },
      make("p", { id }), body);
    box.firstChild.innerHTML = title;
    const name = box.firstChild.textContent;
    const focus = ([i, j]) => {
      cells.flat().forEach(cell => { cell.tabIndex = -1; });
      cells[i][j].tabIndex = 0;
    };
    const move = (event, i, j) => {
      const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!by) return;
      event.preventDefault();
      const to = [Math.min(rows - 1, Math.max(0, i + by[0])), Math.min(columns - 1, Math.max(0, j + by[1]))];
      cells[to[0]][to[1]].focus();
    };
    for (let i = 0; i < rows; i++) {
      cells.push([]);
      for (let j = 0; j < columns; j++) {
        const where = { "data-place": `${i},${j}`, autocomplete: "off", tabindex: i || j ? -1 : 0 };
        const cell = edit ? make("input", { ...where, type: "text", inputmode: "numeric", "aria-label": `${name} ${i},${j}` })
          : make("button", { ...where, type: "button" });
        cell.addEventListener("focus", () => { focus([i, j]); if (edit) cell.select(); if (pick) pick([i, j]); });
        cell.addEventListener("keydown", event => move(event, i, j));
        if (pick) cell.addEventListener("pointerenter", () => pick([i, j]));
        if (edit) cell.addEventListener("input", () => {
          const value = Number(cell.value.replace("\u2212", "-").replace(",", "."));
          const fine = cell.value.trim() !== "" && Number.isFinite(value) && Math.abs(value) < 1000;
          cell.setAttribute("aria-invalid", String(!fine));
          if (fine) edit([i, j], value);
        });
        if (edit) cell.addEventListener("blur", () => { cell.setAttribute("aria-invalid", "false"); box.refresh(); });
        const slot = make("div", { class: "slot" }, cell, make("small", { "aria-hidden": "true" }));
        body.append(slot);
        cells[i].push(cell);
      }
    }
    box.refresh = () => {};
    // marks: {"i,j": small text}
    box.show = (values, marks = {}, picked = null) => {
      box.refresh = () => box.show(values, marks, picked);
      cells.forEach((line, i) => line.forEach((cell, j) => {
        const key = `${i},${j}`, value = text(values[i][j], 2), marked = key in marks;
        if (edit) { if (document.activeElement !== cell) cell.value = value; }
        else {
          cell.textContent = value;
          cell.setAttribute("aria-label", `${name} ${key}: ${value}${marks[key] ? ", number " + marks[key] : ""}`);
          cell.setAttribute("aria-pressed", String(key === picked));
        }
        cell.parentNode.classList.toggle("marked", marked);
        cell.parentNode.classList.toggle("picked", key === picked);
        cell.nextSibling.textContent = marks[key] || "";
      }));
    };
    return box;
  }

  const copy = value => JSON.parse(JSON.stringify(value));

  // --- (a) slide a kernel over an image ---

  function slideExplorer(box, start) {
    const { image, kernel } = copy(start);
    let convention = "correlation", place = [0, 0];
    const shape = arithmetic.outputShape(image, kernel), last = shape[0] * shape[1] - 1;
    const set = target => ([i, j], value) => { target[i][j] = value; draw(); };
    const x = grid("image <i>x</i>", "input", arithmetic.shape(image), { edit: set(image) });
    const w = grid("kernel <i>w</i>", "kernel", arithmetic.shape(kernel), { edit: set(kernel) });
    const y = grid("output <i>y</i>", "output", shape, { pick: p => { place = p; draw(); } });
    const says = make("p", { class: "says", "aria-live": "polite" });
    const position = slider("position", { min: 0, max: last, step: 1, value: 0 },
      k => { place = [Math.floor(k / shape[1]), k % shape[1]]; draw(); },
      k => `row ${Math.floor(k / shape[1])}, column ${k % shape[1]}`);
    function draw() {
      const list = arithmetic.meetings(arithmetic.products(arithmetic.shape(image), arithmetic.shape(kernel), convention), "output", place);
      const output = arithmetic.slide(image, kernel, convention);
      const marks = Object.fromEntries(list.map(p => [p.input.join(), "\u00d7" + text(arithmetic.at(kernel, p.kernel), 1)]));
      x.show(image, marks);
      w.show(kernel);
      y.show(output, {}, place.join());
      position.set(place[0] * shape[1] + place[1]);
      const terms = list.map(p => `${factor(arithmetic.at(image, p.input))}\u00b7${factor(arithmetic.at(kernel, p.kernel))}`);
      says.innerHTML = `${sub("y", place)} = ${terms.join(" + ")} = <strong>${text(arithmetic.at(output, place))}</strong>`;
    }
    box.append(
      row(choice("The layer computes a", { correlation: "correlation", convolution: "convolution" }, convention, v => { convention = v; draw(); }),
        button("Start again", () => { Object.assign(image, copy(start.image)); Object.assign(kernel, copy(start.kernel)); draw(); })),
      position, row(x, w, y), says);
    draw();
  }

  // --- (b) who meets whom ---

  function meetExplorer(box, start) {
    const { image, kernel, delta } = start, A = arithmetic;
    let convention = "correlation", way = "forward", kind = "input", place = [1, 1];
    const pick = which => p => { kind = which; place = p; draw(); };
    const grids = {
      input: grid("image <i>x</i>", "input", A.shape(image), { pick: pick("input") }),
      kernel: grid("kernel <i>w</i>", "kernel", A.shape(kernel), { pick: pick("kernel") }),
      output: grid("output", "output", A.shape(delta), { pick: pick("output") }),
    };
    const says = make("p", { class: "says", "aria-live": "polite" });
    const letter = { input: "x", kernel: "w" };
    const partial = (name, p) => `\u2202<i>E</i>/\u2202${sub(name, p)}`;
    function sentence(list) {
      const value = (which, p) => A.at({ input: image, kernel, output: delta }[which], p);
      const named = (which, p) => sub(which === "output" ? "\u03b4" : letter[which], p);
      const sum = (first, second) => {
        const terms = list.map(p => `${named(first, p[first])} ${named(second, p[second])}`);
        const total = list.reduce((s, p) => s + value(first, p[first]) * value(second, p[second]), 0);
        return `${terms.join(" + ")} = <strong>${text(total)}</strong>`;
      };
      const other = kind === "input" ? "kernel" : "input";
      if (way === "forward" && kind === "output") return `${sub("y", place)} = ${sum("kernel", "input")}`;
      if (way === "forward") return `${sub(letter[kind], place)} goes into ` + list.map(p => `${sub("y", p.output)} with ${sub(letter[other], p[other])}`).join(", ") + ".";
      if (kind === "output") return `${sub("\u03b4", place)} = ${text(value("output", place))} goes back to ` + list.map(p => `${sub("x", p.input)} with ${sub("w", p.kernel)}`).join(", ") + ", and to each of these weights with the pixel.";
      return `${partial(letter[kind], place)} = ${sum(other, "output")}`;
    }
    function draw() {
      const list = A.meetings(A.products(A.shape(image), A.shape(kernel), convention), kind, place);
      const values = { input: image, kernel, output: way === "forward" ? A.slide(image, kernel, convention) : delta };
      for (const which of Object.keys(grids)) {
        const marks = {};
        if (which !== kind) list.forEach((p, k) => { marks[p[which].join()] = String(k + 1); });
        grids[which].show(values[which], marks, which === kind ? place.join() : null);
      }
      grids.output.classList.toggle("delta", way === "backward");
      grids.output.firstChild.innerHTML = way === "forward" ? "output <i>y</i>" : "delta <i>\u03b4</i> of the output";
      says.innerHTML = sentence(list);
    }
    box.append(
      row(choice("Direction", { forward: "forward", backward: "backward" }, way, v => { way = v; draw(); }),
        choice("The layer computes a", { correlation: "correlation", convolution: "convolution" }, convention, v => { convention = v; draw(); })),
      row(grids.input, grids.kernel, grids.output), says);
    draw();
  }

  // --- (c) a ball on a curve ---

  const VIEWS = {
    bowl: { label: "bowl \u00bd x\u00b2", x: [-3, 3], y: [-0.4, 4.6], rate: [0.02, 2.2, 0.02, 0.3], start: [-2.6] },
    wells: { label: "two wells", x: [-2, 2], y: [-0.7, 2.4], rate: [0.02, 1.4, 0.02, 0.1], start: [1.7] },
    valley: { label: "narrow valley, from above", x: [-3, 3], y: [-1.6, 1.6], rate: [0.005, 0.27, 0.005, 0.05], start: [-2.6, 1.1] },
  };
  const WIDTH = 520, HEIGHT = 280;

  function descentExplorer(box) {
    let name = "bowl", start, rate, steps = 12;
    const view = () => VIEWS[name];
    const across = x => (x - view().x[0]) / (view().x[1] - view().x[0]) * WIDTH;
    const up = y => HEIGHT - (y - view().y[0]) / (view().y[1] - view().y[0]) * HEIGHT;
    const flat = () => start.length === 2;
    const point = p => [across(p[0]), up(flat() ? p[1] : arithmetic.landscapes[name].value(p))];
    const picture = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "descent" });
    const says = make("p", { class: "says", "aria-live": "polite" });
    const pace = slider("step size", { min: 0, max: 1, step: 0.01, value: 0 }, v => { rate = v; draw(); });
    const shown = slider("steps", { min: 0, max: 40, step: 1, value: steps }, v => { steps = v; draw(); });
    const begin = [0, 1].map(k => slider(k ? "start, across the valley" : "start", { min: -3, max: 3, step: 0.1, value: 0 }, v => { start[k] = v; draw(); }, v => text(v, 1)));
    function choose(which) {
      name = which;
      start = view().start.slice();
      const [low, high, by, first] = view().rate;
      rate = first;
      pace.limit(low, high, by);
      pace.set(rate);
      begin.forEach((s, k) => {
        s.hidden = k >= start.length;
        const [a, b] = k ? view().y : view().x;
        s.limit(a, b, 0.1);
        if (!s.hidden) s.set(start[k]);
      });
      draw();
    }
    function ground() {
      if (flat()) return [0.25, 1, 2.25, 4, 6.25, 9].map(c => make("ellipse", { class: "ground", cx: across(0), cy: up(0),
        rx: across(Math.sqrt(2 * c)) - across(0), ry: up(0) - up(Math.sqrt(c / 4)) }));
      const [a, b] = view().x, xs = Array.from({ length: 121 }, (_, k) => a + (b - a) * k / 120);
      return [make("polyline", { class: "ground", points: xs.map(x => point([x]).join()).join(" ") })];
    }
    function draw() {
      const path = arithmetic.descend(name, start, rate, steps), near = ([x, y]) => Math.abs(x) < 1e4 && Math.abs(y) < 1e4;
      const dots = path.map(point).filter(near), last = path[path.length - 1];
      picture.replaceChildren(...ground(), make("polyline", { class: "path", points: dots.map(d => d.join()).join(" ") }),
        ...dots.map((d, k) => make("circle", { cx: d[0], cy: d[1], r: k === dots.length - 1 ? 8 : 3.5, class: k === dots.length - 1 ? "ball" : "past" })));
      const { word, steps: needed } = arithmetic.verdict(name, start, rate);
      const long = { converges: `converges: the slope is below 0.001 after ${needed} steps`, diverges: `diverges: it is more than a million away after ${needed} steps`,
        oscillates: "oscillates: after 2000 steps it still jumps about", creeps: "creeps: after 2000 steps it is still on its way" }[word];
      const swings = word === "converges" && needed > 3 && arithmetic.turns(name, arithmetic.descend(name, start, rate, Math.min(needed, 60)));
      const place = last.map(v => text(v)).join(", ");
      says.innerHTML = `With step size ${text(rate)} the ball <strong>${long}</strong>${swings ? ", jumping from side to side" : ""}. ` +
        `After ${path.length - 1} steps it is at ${place}, at height ${text(arithmetic.landscapes[name].value(last))}.`;
      picture.setAttribute("aria-label", `The path of the ball: ${path.length - 1} steps from ${start.map(v => text(v, 1)).join(", ")} to ${place}`);
    }
    picture.addEventListener("pointerdown", event => {
      const frame = picture.getBoundingClientRect(), [a, b] = view().x, [c, d] = view().y;
      const tenth = v => Math.round(v * 10) / 10;
      start[0] = tenth(a + (event.clientX - frame.left) / frame.width * (b - a));
      if (flat()) start[1] = tenth(d - (event.clientY - frame.top) / frame.height * (d - c));
      start.forEach((v, k) => begin[k].set(v));
      draw();
    });
    box.append(row(choice("The ground", Object.fromEntries(Object.entries(VIEWS).map(([k, v]) => [k, v.label])), name, choose)),
      pace, shown, ...begin, picture, says);
    choose(name);
  }

  // --- (d) a network of five neurons ---

  function networkExplorer(box, begin) {
    let p, x, target, rate = 2, done = 0;
    const picture = make("svg", { viewBox: "0 0 520 270", role: "img", class: "network" });
    const says = make("p", { class: "says", "aria-live": "polite" });
    const rows = [], spots = { x: [[55, 70], [55, 200]], h: [[260, 70], [260, 200]], y: [[455, 135]] };
    const names = [];
    for (const i of [0, 1]) for (const j of [0, 1]) names.push(["W1", [i, j], `<i>w</i><sup>(1)</sup><sub>${i}${j}</sub>`]);
    for (const j of [0, 1]) names.push(["W2", [0, j], `<i>w</i><sup>(2)</sup><sub>0${j}</sub>`]);
    for (const i of [0, 1]) names.push(["b1", [i], `<i>b</i><sup>(1)</sup><sub>${i}</sub>`]);
    names.push(["b2", [0], "<i>b</i><sup>(2)</sup><sub>0</sub>"]);
    const read = (a, place) => place.reduce((v, k) => v[k], a);
    const write = (a, place, v) => { read(a, place.slice(0, -1))[place[place.length - 1]] = v; };

    function field(label, get, put, result) {
      const input = make("input", { type: "number", step: "0.1", min: -50, max: 50, inputmode: "decimal", autocomplete: "off" });
      const name = make("span");
      name.innerHTML = label;
      input.setAttribute("aria-label", name.textContent);
      input.addEventListener("input", () => {
        const fine = input.value !== "" && Number.isFinite(+input.value) && Math.abs(+input.value) <= 50;
        input.setAttribute("aria-invalid", String(!fine));
        if (fine) { put(+input.value); done = 0; draw(); }
      });
      input.addEventListener("blur", draw);
      const out = make("span", { class: "gradient" });
      rows.push(g => {
        if (document.activeElement !== input || Number(input.value) !== get()) input.value = +get().toFixed(4);
        if (result) out.textContent = text(result(g), 4);
      });
      return make("label", {}, name, input, ...(result ? [out] : []));
    }

    function edge(from, to, value, where, back) {
      const at = k => from[k] + (to[k] - from[k]) * where;
      return make("g", { class: value < 0 ? "negative" : "" },
        make("line", { x1: from[0], y1: from[1], x2: to[0], y2: to[1], "stroke-width": 1 + Math.min(6, 1.5 * Math.abs(value)) }),
        make("text", { x: at(0), y: at(1) - 6, class: "weight" }, text(+value.toFixed(2), String(+value.toFixed(2)).length > 4 ? 2 : 1)),
        make("line", { class: "back", x1: to[0], y1: to[1] + 7, x2: from[0], y2: from[1] + 7, "stroke-width": Math.min(5, 40 * Math.abs(back)) }));
    }
    const node = ([cx, cy], role, value, delta) => make("g", { class: role },
      make("circle", { cx, cy, r: 27 }), make("text", { x: cx, y: cy + 5, class: "value" }, text(value, 2)),
      ...(delta === undefined ? [] : [make("text", { x: cx, y: cy + 47, class: "delta" }, "\u03b4 " + text(delta, 4))]));

    function draw() {
      const g = arithmetic.backward(p, x, target);
      rows.forEach(update => update(g));
      const edges = [];
      for (const i of [0, 1]) for (const j of [0, 1]) edges.push(edge(spots.x[j], spots.h[i], p.W1[i][j], i === j ? 0.45 : 0.26, 0));
      for (const j of [0, 1]) edges.push(edge(spots.h[j], spots.y[0], p.W2[0][j], 0.45, p.W2[0][j] * g.d2[0]));
      picture.replaceChildren(...edges,
        ...x.map((v, k) => node(spots.x[k], "input", v)),
        ...g.hidden.map((v, k) => node(spots.h[k], "output", v, g.d1[k])), node(spots.y[0], "output", g.output[0], g.d2[0]),
        make("text", { x: 455, y: 40, class: "target" }, "target " + text(target, 2)));
      picture.setAttribute("aria-label", `Network: inputs ${x.map(v => text(v, 2)).join(", ")}, hidden activations ${g.hidden.map(v => text(v, 2)).join(", ")}, ` +
        `output ${text(g.output[0], 2)}; deltas ${g.d1.map(v => text(v, 4)).join(", ")} and ${text(g.d2[0], 4)}`);
      const a = g.output[0];
      says.innerHTML = `${done ? `After ${done} step${done > 1 ? "s" : ""}: l` : "L"}oss <strong>${text(g.loss, 5)}</strong>. ` +
        `Output: \u03b4 = (<i>a</i> \u2212 <i>y</i>) <i>a</i> (1 \u2212 <i>a</i>) = (${text(a)} \u2212 ${factor(target)}) \u00b7 ${text(a)} \u00b7 ${text(1 - a)} = ${text(g.d2[0], 4)}. ` +
        g.d1.map((d, k) => `Hidden ${k}: ${factor(p.W2[0][k])} \u00b7 ${factor(g.d2[0])} \u00b7 ${text(g.hidden[k])} \u00b7 ${text(1 - g.hidden[k])} = ${text(d, 4)}.`).join(" ");
    }
    function reset() { ({ p, x, target } = copy(begin)); done = 0; }
    reset();
    const walk = n => { for (let k = 0; k < n; k++) p = arithmetic.step(p, x, target, rate); done += n; draw(); };
    const given = make("fieldset", { class: "fields" }, make("legend", {}, "inputs and target"),
      ...[0, 1].map(k => field(`<i>x</i><sub>${k}</sub>`, () => x[k], v => { x[k] = v; })), field("target", () => target, v => { target = v; }));
    const weights = make("fieldset", { class: "fields" }, make("legend", {}, "weights and biases; in red, \u2202E by each"),
      ...names.map(([array, place, label]) => field(label, () => read(p[array], place), v => write(p[array], place, v), g => read(g[array], place))));
    box.append(picture,
      row(button("One step downhill", () => walk(1)), button("Ten steps", () => walk(10)), button("Start again", () => { reset(); draw(); })),
      slider("step size", { min: 0.1, max: 10, step: 0.1, value: rate }, v => { rate = v; }, v => text(v, 1)),
      says, given, weights);
    draw();
  }

  const explorers = { slide: slideExplorer, meet: meetExplorer, descent: descentExplorer, network: networkExplorer };

  function settle() {
    for (const place of document.querySelectorAll(".explorer:not([data-ready])")) {
      const box = make("div", { class: "explorer-live", role: "group", "aria-label": place.dataset.title });
      explorers[place.dataset.explorer](box, JSON.parse(place.dataset.start));
      place.append(box);
      place.dataset.ready = "";
    }
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", settle);
  else settle();
})();
