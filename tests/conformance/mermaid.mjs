// mermaid.mjs FILE...: what Mermaid's own parser has to say about these charts, and the charts of these pages; one
// finding on a line. A node without words of its own is one that nobody declared: its id stands in the picture.
import { readFileSync } from "node:fs";
import DOMPurify from "dompurify";

// It cleans what is shown in a browser, and wants one. Nothing is shown here.
Object.assign(DOMPurify, { addHook() {}, sanitize: (text) => text });
const { default: mermaid } = await import("mermaid");

/** Returns every chart of a file, with the line on which it starts. */
function charts(name, text) {
  if (name.endsWith(".mmd")) return [{ line: 1, chart: text }];
  const blocks = [...text.matchAll(/^```mermaid\n([^]*?)^```$/gm)];
  return blocks.map((block) => ({ line: text.slice(0, block.index).split("\n").length + 1, chart: block[1] }));
}

async function findings(chart) {
  try {
    await mermaid.parse(chart);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
    const nodes = [...db.getVertices().values()].filter(({ id, text }) => !text || text === id);
    return nodes.map(({ id }) => `${id} is not declared`);
  } catch ({ message }) {
    return [message.replaceAll("\n", " ")];
  }
}

let drawn = 0;
for (const name of process.argv.slice(2)) {
  for (const { line, chart } of charts(name, readFileSync(name, "utf8"))) {
    drawn += 1;
    for (const finding of await findings(chart)) {
      console.log(`${name}:${line}: ${finding}`);
      process.exitCode = 1;
    }
  }
}
if (drawn === 0) {
  console.log("no chart in any of these files");
  process.exitCode = 1;
}
