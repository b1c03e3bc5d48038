// The stand-in for GitHub (tests/github), as the runner, the case and people talk to it.

export class GitHub {
  constructor(address) {
    this.address = address;
  }

  /** Facts of tests/github/README.md, each a list of words. */
  async given(facts) {
    await this.ask("PUT", "_given", { body: facts.map((fact) => fact.map(String)) });
  }

  state() {
    return this.ask("GET", "_state");
  }

  progress() {
    return this.ask("GET", "_progress");
  }

  records() {
    return this.ask("GET", "_records");
  }

  requests() {
    return this.ask("GET", "_requests");
  }

  /** A request as a person, who has a token of that name. Gives the status and the answer, whatever they are. */
  async as(login, method, path, body) {
    const headers = {
      Authorization: `Bearer token-of-${login}`, Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
      "Content-Type": "application/json",
    };
    const answer = await fetch(`${this.address}/${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    return { status: answer.status, answer: text && JSON.parse(text) };
  }

  async ask(method, path, { body } = {}) {
    const answer = await fetch(`${this.address}/${path}`, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the stand-in for GitHub, ${method} ${path}: ${text}`);
    return text && JSON.parse(text);
  }
}
