// Somebody at GitHub: starts workflows, approves, says no.

export class Person {
  constructor(login, world) {
    Object.assign(this, { login, world, path: `repos/${world.name}/actions` });
  }

  /** Starts a workflow by hand. */
  async starts(file, inputs, ref = "main") {
    const { status, answer } = await this.asks("POST", `workflows/${file}/dispatches`, { ref, inputs, return_run_details: true });
    if (status !== 200) throw new Error(`${this.login} could not start ${file}: ${JSON.stringify(answer)}`);
    const { world } = this, wanted = answer.workflow_run_id;
    const run = await world.until(() => world.runs.find(({ number }) => number === wanted), `the start of ${file}`);
    run.seen = true;
    return run;
  }

  async approves(run, environment, comment = "") {
    await this.expect(200, run, environment, "approved", comment);
  }

  async rejects(run, environment, comment = "") {
    await this.expect(200, run, environment, "rejected", comment);
  }

  /** GitHub does not let them. */
  async cannotApprove(run, environment) {
    await this.expect(422, run, environment, "approved", "");
  }

  async cancels(run) {
    const { status } = await this.asks("POST", `runs/${run.number}/cancel`);
    if (status !== 202) throw new Error(`${this.login} could not cancel run ${run.number}`);
  }

  /** The run waits for this environment, and the person decides. */
  async expect(wanted, run, environment, state, comment) {
    const pending = await this.world.until(async () => {
      if (run.conclusion) throw new Error(`the run ended (${run.conclusion}) and never waited for ${environment}\n${run.told()}`);
      const { answer } = await this.asks("GET", `runs/${run.number}/pending_deployments`);
      return answer.find((each) => each.environment.name === environment);
    }, `run ${run.number} to wait for ${environment}`);
    const { status, answer } = await this.asks("POST", `runs/${run.number}/pending_deployments`, {
      environment_ids: [pending.environment.id], state, comment,
    });
    if (status === wanted) return;
    throw new Error(`${this.login}, ${state}, ${environment}: ${status} instead of ${wanted}: ${JSON.stringify(answer)}`);
  }

  asks(method, path, body) {
    return this.world.github.as(this.login, method, `${this.path}/${path}`, body);
  }
}
