for (const box of document.querySelectorAll(".stepped:not([data-ready])")) {
  const all = selector => [...box.querySelectorAll(selector)];
  const steps = all(".step"), slider = box.querySelector("input"), buttons = all("button");
  const texts = all(".step-labels li").map(item => item.textContent);
  const show = k => {
    steps.forEach((step, n) => { step.hidden = n !== k; });
    slider.value = k + 1;
    slider.setAttribute("aria-valuetext", (k + 1) + " of " + steps.length);
    buttons[0].disabled = k === 0;
    buttons[1].disabled = k === steps.length - 1;
    box.querySelector(".step-count").textContent = (k + 1) + " of " + steps.length;
    box.querySelector(".step-label").textContent = texts[k];
  };
  slider.addEventListener("input", () => show(slider.value - 1));
  buttons[0].addEventListener("click", () => show(Math.max(0, slider.value - 2)));
  buttons[1].addEventListener("click", () => show(Math.min(steps.length - 1, +slider.value)));
  box.querySelector(".step-controls").hidden = false;
  box.dataset.ready = "";
  show(0);
}
