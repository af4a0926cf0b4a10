// The prover, beside the page: Python and SymPy from the site's own folder, and nothing else.
// A message { id, kind, text, where } is answered by messages { id, kind: "state" | "shown" |
// "steps" | "failed" | "done", ... }; answer.py says what they hold.

const FOLDER = new URL("./prover/", import.meta.url);

const bytesOf = async (name) => {
  const response = await fetch(new URL(name, FOLDER));
  if (!response.ok) throw new Error(`${name}: the server answers ${response.status}`);
  return response.arrayBuffer();
};

const start = async (tell) => {
  tell({ kind: "state", words: "Fetching Python and SymPy from this site, once" });
  const archives = Promise.all(["sympy.zip", "prover.zip"].map(bytesOf));
  archives.catch(() => 0); // awaited below
  const { loadPyodide } = await import(new URL("pyodide.mjs", FOLDER));
  const python = await loadPyodide({ indexURL: FOLDER.href, packageBaseUrl: FOLDER.href });
  tell({ kind: "state", words: "Starting the prover" });
  for (const bytes of await archives)
    python.unpackArchive(bytes, "zip", { extractDir: "/home/pyodide" });
  return python.runPython("import answer; answer.answer");
};

let ready;

onmessage = async ({ data }) => {
  const tell = (message) => postMessage({ id: data.id, ...message });
  try {
    ready ??= start(tell);
    const answer = await ready;
    tell({ kind: "state", words: "Proving" });
    answer(data.text_kind, data.text, data.where, data.steps, (said) =>
      tell(said.toJs({ dict_converter: Object.fromEntries })));
    tell({ kind: "done" });
  } catch (error) {
    ready = undefined;
    tell({ kind: "failed", message: String(error.message ?? error) });
    tell({ kind: "done" });
  }
};
