// JupyterLite needs a server: on a page that was opened from its file, the link to it goes.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll(".btn-lite")) link.remove();
}
