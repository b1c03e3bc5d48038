// Where messages to people arrive, in place of Slack and its like.
import { createServer } from "node:http";

export class Channel {
  constructor() {
    this.messages = [];
    this.server = createServer((request, answer) => {
      let text = "";
      request.on("data", (part) => { text += part; });
      request.on("end", () => {
        this.messages.push(JSON.parse(text).text);
        answer.end("ok");
      });
    });
  }

  /** Its address, which is a secret. */
  async open() {
    await new Promise((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${this.server.address().port}/hook`;
  }

  close() {
    this.server.close();
  }
}
