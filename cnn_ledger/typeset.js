(() => {
  if (!window.MathJax || !(MathJax.options || MathJax.startup)) return;
  for (const body of document.querySelectorAll("details > .ledger-later")) {
    body.className = "mathjax_ignore tex2jax_ignore";
    body.parentElement.addEventListener("toggle", () => {
      body.className = "mathjax_process tex2jax_process";
      Promise.resolve(MathJax.startup && MathJax.startup.promise)
        .then(() => MathJax.typesetPromise([body]));
    }, { once: true });
  }
})();
