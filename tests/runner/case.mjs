// node case.mjs CASE ADDRESS TREES HOME: runs one case. A case exports its pipeline, perhaps its time, and a story.
import { World } from "./world.mjs";

const [file, address, trees, home] = process.argv.slice(2);
const { default: story, ...about } = await import(file);
const world = new World(home, address, trees, about);
try {
  await world.begin();
  await story(world);
  if (world.problem) throw world.problem;
  for (const run of world.runs) {
    const leaks = [...run.jobs.values()].flatMap(({ log }) => log?.leaks ?? []);
    if (leaks.length > 0) throw new Error(`run ${run.number} printed a secret: ${leaks[0]}`);
  }
} catch (problem) {
  console.log(`FAIL ${file.replace(/^.*\//, "")}: ${problem.stack}`);
  for (const run of world.runs) console.log(run.told());
  process.exitCode = 1;
} finally {
  await world.end();
}
