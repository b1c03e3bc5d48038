// What a job's condition sees of the jobs before it. GitHub looks at all ancestors, not only at those that `needs` names: a skipped one
// makes success() false for everything behind it, also behind a job that ran all the same because of always().

/** All that has to be over before this job, nearest first. */
export function ancestors(jobs, id) {
  const found = new Set();
  for (const waiting = [...jobs.get(id).needs]; waiting.length > 0;) {
    const next = waiting.shift();
    if (!found.has(next)) {
      found.add(next);
      waiting.push(...jobs.get(next).needs);
    }
  }
  return [...found];
}

/** `results`: of the ancestors. */
export function jobStatus(results, cancelled) {
  return {
    success: !cancelled && results.every((result) => result === "success"),
    failure: !cancelled && results.includes("failure"),
    cancelled,
    always: true,
  };
}

/** Of the steps so far. */
export function stepStatus(failed, cancelled) {
  return { success: !failed && !cancelled, failure: failed && !cancelled, cancelled, always: true };
}

/** Of a run, from all its jobs. */
export function conclusion(results, cancelled) {
  if (cancelled) return "cancelled";
  if (results.includes("failure")) return "failure";
  return results.every((result) => result === "skipped") ? "skipped" : "success";
}
