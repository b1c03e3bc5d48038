// What time it is in a case: for GitHub, for git, and for the machines that run jobs. It stands still until the case moves it.
import { writeFileSync } from "node:fs";

export class Clock {
  constructor(file, time) {
    this.file = file;
    this.set(Date.parse(time));
  }

  set(milliseconds) {
    this.now = milliseconds;
    writeFileSync(this.file, String(Math.floor(milliseconds / 1000)));
  }

  later(minutes) {
    this.set(this.now + minutes * 60_000);
  }

  /** As GitHub writes it. */
  text() {
    return new Date(this.now).toISOString().replace(/\.\d+Z$/, "Z");
  }
}
