// The pipelines that the cases are about, and who and what there is around them.

export const first = {
  name: "first",
  repository: "acme/shop",
  teams: { "acme/maintainers": ["ann", "bo", "carl"] },
};

export const gates = {
  name: "gates",
  repository: "acme/parcels",
  teams: {
    "acme/leads": ["ann", "bo", "cy"], "acme/testers": ["cy", "dee", "gus"], "acme/managers": ["eve", "fay"], "acme/security": ["sue"],
  },
  secrets: {
    production: { PAYMENT_KEY: "key-of-production" }, second: { SECOND_PAYMENT_KEY: "key-of-second" },
    "staging-plan": { SCAN_TOKEN: "scan-token" },
  },
};

export const portal = {
  name: "npm-scripts",
  repository: "acme/portal",
  teams: { "acme/qa": ["quinn", "ria"], "acme/release": ["ann", "bo", "cleo"] },
  // The address of a channel is a secret, and known when the channel is open.
  channels: { production: "OPERATIONS_WEBHOOK" },
};

export const weather = {
  name: "server",
  repository: "acme/weather",
  teams: { "acme/operators": ["ann", "bo", "cleo"] },
  secrets: Object.fromEntries(["dev", "test", "staging", "prod"].map((environment) => [environment, {
    DATABASE_URL: `postgres://${environment}`, SSH_KEY: "key", SSH_KNOWN_HOSTS: "hosts",
  }])),
  hasMachines: true,
};
