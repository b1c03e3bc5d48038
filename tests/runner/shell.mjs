// One process of a step, in a group of its own so that all of it can be ended.
import { spawn } from "node:child_process";

/** How the runner starts each shell that workflows name. */
export function shellCommand(shell, script) {
  const commands = {
    bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
    undefined: ["bash", "-e", script],
  };
  if (!commands[shell]) throw new Error(`this runner has no shell ${shell}`);
  return commands[shell];
}

/** Its exit code; `log` gets each line. When `stop` is aborted: SIGINT first, as GitHub does, then SIGKILL. */
export function runProcess([program, ...words], { cwd, env, log, stop }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const signal = (name) => {
      try {
        process.kill(-child.pid, name);
      } catch {} // it is over
    };
    const interrupt = () => {
      signal("SIGINT");
      setTimeout(signal, 7500, "SIGKILL").unref();
    };
    stop?.addEventListener("abort", interrupt);
    for (const stream of [child.stdout, child.stderr]) byLine(stream, log);
    child.on("error", reject);
    child.on("close", (code) => {
      stop?.removeEventListener("abort", interrupt);
      signal("SIGKILL"); // what it left behind
      resolve(code ?? 128);
    });
  });
}

function byLine(stream, log) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    lines.forEach(log);
  });
  stream.on("end", () => rest && log(rest));
}
