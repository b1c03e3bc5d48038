// Where the pipeline `server` deploys to: for each environment a folder of this machine, an nginx of its own, and ports that are free.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";

const WEATHER = new URL("weather/", import.meta.url).pathname;

export class Machines {
  constructor(world) {
    this.world = world;
    this.home = `${world.home}/machines`;
    this.ports = {};
  }

  /** The service is part of the repository, and each environment's scripts get its folder and ports; minutes become moments. */
  async prepare() {
    const { repository } = this.world;
    const nginx = execFileSync("sh", ["-c", "PATH=$PATH:/usr/sbin; command -v nginx"], { encoding: "utf8" }).trim();
    cpSync(WEATHER, repository.home, { recursive: true });
    // One name for all of them: a script's own environment says whose nginx is meant.
    const wrapper = `${this.world.home}/bin/nginx`;
    writeFileSync(wrapper, `#!/bin/sh\nexec ${nginx} -p "${this.home}/$ENVIRONMENT" -c "${this.home}/$ENVIRONMENT/nginx.conf" "$@"\n`);
    chmodSync(wrapper, 0o755);
    for (const file of readdirSync(`${repository.home}/deploy`)) {
      const [, environment] = /^(?:deploy|rollback)-(.+)\.sh$/.exec(file) ?? [];
      if (environment) await this.settle(environment, `${repository.home}/deploy/${file}`);
    }
    const monitor = `${repository.home}/deploy/monitor.sh`;
    writeFileSync(monitor, readFileSync(monitor, "utf8").replace("MONITOR_EVERY=15", "MONITOR_EVERY=1"));
  }

  /** The service as a build would have made it, in this folder. Says what there is beside dist. */
  bytes(folder, mode) {
    cpSync(`${WEATHER}service.py`, `${folder}/dist/service.py`);
    writeFileSync(`${folder}/dist/mode`, `${mode}\n`);
    cpSync(`${WEATHER}start`, `${folder}/start`);
    return ["start"];
  }

  async settle(environment, file) {
    this.ports[environment] ??= await freePorts(3);
    const [users, ...places] = this.ports[environment], folder = `${this.home}/${environment}`, url = `http://127.0.0.1:${users}`;
    if (!existsSync(folder)) this.open(folder, users);
    const settings = {
      SERVER_HOSTS: () => "()", SERVER_DIRECTORY: () => `${folder}/weather`, SERVER_PROXY: () => `${folder}/conf.d/weather.conf`,
      SERVER_PORTS: (written) => (written.includes(" ") ? `(${places.join(" ")})` : `(${places[0]})`),
      "export URL": () => url, URLS: () => `(${url})`, HEALTH_WITHIN: () => "3", HEALTH_EVERY: () => "1",
    };
    const text = readFileSync(file, "utf8").replaceAll(/^((?:export )?[A-Z_]+)=(.*)$/gm, (line, name, written) =>
      settings[name] ? `${name}=${settings[name](written)}` : line);
    writeFileSync(file, text.replaceAll(/^( *)(watch_for|pause) .*/gm, "$1$2 1").replaceAll(/^monitor .*/gm, "monitor 2"));
  }

  open(folder, port) {
    mkdirSync(`${folder}/conf.d`, { recursive: true });
    writeFileSync(`${folder}/conf.d/weather.conf`, "upstream weather { server 127.0.0.1:9 down; }\n");
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
    writeFileSync(`${folder}/nginx.conf`, `pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${paths.join("\n  ")}
  include ${folder}/conf.d/*.conf;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://weather; }
  }
}
`);
    execFileSync(`${this.world.home}/bin/nginx`, [], { env: { ...process.env, ENVIRONMENT: folder.split("/").at(-1) }, stdio: "ignore" });
  }

  /** What its users get. */
  async answer(environment) {
    const answer = await fetch(`http://127.0.0.1:${this.ports[environment][0]}/`, {
      // A connection of its own for each: one that is kept may be closed by nginx just when it is used again.
      headers: { connection: "close" },
      signal: AbortSignal.timeout(5000),
    });
    return answer.json();
  }

  /** Everything that still runs ends. */
  end() {
    for (const environment of Object.keys(this.ports)) {
      const run = `${this.home}/${environment}/weather/run`;
      spawnSync("sh", ["-c", `kill "$(cat "${this.home}/${environment}/pid")"`]);
      for (const place of existsSync(run) ? readdirSync(run) : []) {
        for (const file of ["process", "ends"].map((name) => `${run}/${place}/${name}`).filter(existsSync)) {
          spawnSync("sh", ["-c", `kill -KILL -- -${parseInt(readFileSync(file, "utf8"), 10)}`]);
        }
      }
    }
  }
}

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => done(server));
  })));
  const ports = servers.map((server) => server.address().port);
  for (const server of servers) server.close();
  return ports;
}
