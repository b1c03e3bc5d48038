// GitHub's patterns for branches and tags: `*` stops at a slash, `**` does not, `?` and `+` repeat what stands before them, and `!` takes
// away what came before.

export function isAmong(name, patterns) {
  return patterns.reduce((is, pattern) =>
    pattern.startsWith("!") ? is && !matches(name, pattern.slice(1)) : is || matches(name, pattern), false);
}

function matches(name, pattern) {
  const parts = pattern.replace(/\\.|\*\*|\*|[.^$|(){}]/g, (mark) => ({ "**": ".*", "*": "[^/]*" })[mark] ?? `\\${mark.slice(-1)}`);
  return new RegExp(`^${parts}$`).test(name);
}
