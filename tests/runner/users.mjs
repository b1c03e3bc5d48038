// Users who never stop asking, and who notice when nobody answers.
import { setTimeout as sleep } from "node:timers/promises";

export class Users {
  constructor(machines, environment) {
    Object.assign(this, { machines, environment, met: {}, lost: [], going: true });
    this.asking = this.ask();
  }

  async ask() {
    while (this.going) {
      try {
        const { status, release } = await this.machines.answer(this.environment);
        this.met[`${release} ${status}`] = (this.met[`${release} ${status}`] ?? 0) + 1;
      } catch (problem) {
        this.lost.push(String(problem.cause ?? problem));
      }
      await sleep(50);
    }
  }

  /** How often they met which release, and which answers they never got. */
  async go() {
    this.going = false;
    await this.asking;
    return { met: this.met, lost: this.lost };
  }
}
