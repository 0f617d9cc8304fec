// npm run mutate [-- --sample N] [--seed S] [--parts PARTS] [--only TEXT]... [--files N]
//   [--continue] [--verbose]
//
// Breaks the product on purpose, one thing at a time, and demands that a pgTAP test turns
// red: policies let through in whole and in part, grants and columns widened, constraints
// and triggers dropped, views and guards without a condition. Ends with a percentage; at least
// 95 of 100 must be noticed, and all in definer functions. --files asks so many of the
// likeliest files and no more: most of the time goes where all stay green. --continue leaves
// out what an earlier run noticed.
import { parseArgs } from "node:util";
import { clusterUrl, startCluster, SUPERUSER } from "../cli/postgres/cluster.ts";
import { createDatabase, type Server } from "./dev/database.ts";
import { Failure, phase, run } from "./lib/failure.ts";
import type { Part } from "./dev/migrations.ts";
import { PARTS_OPTION, partsOf } from "./testing/matrix.ts";
import { COUNT_CALLS } from "./testing/coverage.ts";
import { onStages, pgTapFiles, type Stage } from "./testing/pgtap.ts";
import { withSql } from "./dev/sql.ts";
import { inRoot } from "./lib/paths.ts";
import { reasonFor } from "./mutate/equivalents.ts";
import { KINDS, type Mutant } from "./mutate/mutant.ts";
import { mutants } from "./mutate/mutants.ts";
import { Noticed } from "./mutate/noticed.ts";
import { coverage, relevantFiles } from "./mutate/relevance.ts";
import { sample } from "./mutate/sample.ts";

/** What came of one breakage. */
interface Verdict {
  mutant: Mutant;
  outcome: "killed" | "survived" | "equivalent";
  note: string;
}

await run(async () => {
  const { values } = parseArgs({
    options: {
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      only: { type: "string", multiple: true },
      files: { type: "string" },
      continue: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      ...PARTS_OPTION,
    },
  });
  const parts = partsOf(values.parts);
  const most = values.files === undefined ? Infinity : numberOf(values.files);
  const cluster = await startCluster({
    name: "mutate",
    settings: COUNT_CALLS,
  });
  try {
    phase("Collecting what can be broken");
    const all = await collect(cluster, parts);
    const noticed = new Noticed(inRoot(".data/mutate/noticed.jsonl"));
    const { only } = values;
    const asked = all
      .filter(({ id }) => only === undefined || only.some((part) => id.includes(part)))
      .filter((mutant) => !(values.continue && noticed.has(mutant)));
    const size = values.sample === undefined ? asked.length : numberOf(values.sample);
    const chosen = sample(asked, size, numberOf(values.seed));
    console.log(`${chosen.length} of ${all.length} breakages`);

    phase("Looking which test sees what");
    let red = 0;
    const covered = await coverage(cluster, pgTapFiles(), (problem) => {
      red += 1;
      console.log(`red before anything is broken: ${problem}`);
    });
    const verdicts: Verdict[] = [];
    const queue = [...chosen];
    await onStages(cluster, {}, async (stage) => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        const files = noticed.order(relevantFiles(covered, mutant), mutant);
        const { file, ...verdict } = await judge(stage, mutant, files.slice(0, most));
        if (file !== undefined) noticed.remember(mutant, file);
        verdicts.push(verdict);
        if (values.verbose || verdict.outcome === "survived") {
          print(verdict, `${verdicts.length}/${chosen.length}`);
        }
      }
    });
    const code = report(verdicts);
    return red > 0 ? 1 : code;
  } finally {
    await cluster.stop();
  }
});

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Failure(`${text} is not a number: --sample, --seed and --files take one.`);
}

async function collect(server: Server, parts: readonly Part[]): Promise<Mutant[]> {
  const database = await createDatabase(server, { from: "migrated", parts });
  try {
    return await withSql(clusterUrl(server.port, SUPERUSER, database.name), mutants);
  } finally {
    await database.drop();
  }
}

/** Run what could notice with it broken, until something does. */
async function judge(
  stage: Stage,
  mutant: Mutant,
  files: string[],
): Promise<Verdict & { file?: string }> {
  const reason = reasonFor(mutant.id);
  if (reason !== undefined) return { mutant, outcome: "equivalent", note: reason };

  const refusal = await stage.refusal(mutant.sql);
  if (refusal) return { mutant, outcome: "survived", note: `not applied: ${refusal}` };
  for (const file of files) {
    const { problems } = await stage.run(file, { broken: mutant.sql, untilRed: true });
    const note = problems[0];
    if (note !== undefined) return { mutant, outcome: "killed", note, file };
  }
  return { mutant, outcome: "survived", note: `${files.length} files stayed green` };
}

function print({ mutant, outcome, note }: Verdict, progress: string): void {
  console.log(`${outcome} (${progress})  ${mutant.id}\n    ${note.split("\n")[0] ?? ""}`);
}

function report(verdicts: Verdict[]): number {
  const judged = verdicts.filter(({ outcome }) => outcome !== "equivalent");
  const killed = judged.filter(({ outcome }) => outcome === "killed");
  const inDefiners = judged.filter(({ mutant }) => mutant.inDefiner);
  const killedThere = killed.filter(({ mutant }) => mutant.inDefiner);
  const percent = judged.length === 0 ? 100 : (100 * killed.length) / judged.length;

  for (const kind of KINDS) {
    const of = (list: Verdict[]) =>
      list.filter(({ mutant }) => mutant.kind === kind).length;
    console.log(`${kind.padEnd(10)} ${of(killed)} of ${of(judged)}`);
  }
  console.log(`equivalent ${verdicts.length - judged.length}, each with its reason`);
  console.log(
    `${killed.length} of ${judged.length} breakages noticed (${percent.toFixed(1)} %), ` +
      `in definer functions ${killedThere.length} of ${inDefiners.length}`,
  );
  console.log(`${killed.length} passed, ${judged.length - killed.length} failed`);
  return percent >= 95 && killedThere.length === inDefiners.length ? 0 : 1;
}
