// A job's log, with secrets masked, and the commands to the runner that it holds.
import { appendFileSync } from "node:fs";

export class Log {
  constructor(path, secrets) {
    this.path = path;
    this.secrets = secrets.filter((secret) => secret !== "");
    this.annotations = [];
    this.leaks = [];
  }

  line(text) {
    const command = /^::(\w[\w-]*)(?: [^:]*)?::(.*)$/.exec(text.trimStart());
    if (command?.[1] === "add-mask") {
      this.secrets.push(unescaped(command[2]));
      return;
    }
    // What is in the log in clear was only hidden by the runner: a script has no business to print it.
    if (this.hasSecret(text)) this.leaks.push(this.masked(text));
    if (["error", "warning", "notice"].includes(command?.[1])) {
      this.annotations.push({ level: command[1], text: this.masked(unescaped(command[2])) });
    }
    appendFileSync(this.path, `${this.masked(text)}\n`);
  }

  hasSecret(text) {
    return this.secrets.some((secret) => text.includes(secret));
  }

  masked(text) {
    return this.secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
  }
}

const unescaped = (text) => text.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
