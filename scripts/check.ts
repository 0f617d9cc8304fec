// npm run check [-- --quick]
//
// Everything that CI runs; quick leaves out the tests. What cannot be made on this machine is
// skipped, and says so.
import { parseArgs } from "node:util";
import { advisorProblems } from "./check/advisors.ts";
import type { NotMade } from "./check/allowed.ts";
import { uncitedFeatures } from "./check/features.ts";
import { lockFileProblems } from "./check/lock-files.ts";
import { plpgsqlProblems } from "./check/plpgsql.ts";
import { startCluster } from "../cli/postgres/cluster.ts";
import { closingLine, type Count, runCounted, sum, wordFor } from "./testing/counting.ts";
import { runProgram } from "./lib/child.ts";
import { explained, phase, run } from "./lib/failure.ts";
import { migrationFiles, type Part, partSets } from "./dev/migrations.ts";
import { inRoot } from "./lib/paths.ts";
import { pgTapFiles } from "./testing/pgtap.ts";

interface Step {
  name: string;
  run(): Promise<Count> | Count;
}

/** A program of node_modules; silent when it succeeds. */
function tool(name: string, command: string, ...args: string[]): Step {
  return {
    name,
    run: async () => {
      const program = inRoot("node_modules/.bin", command);
      const { status, output } = await runProgram(program, args);
      if (status !== 0) console.log(output);
      return verdict(status === 0);
    },
  };
}

function verdict(ok: boolean): Count {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A run of our own, shown as it goes. */
function counted(name: string, ...args: [script: string, ...args: string[]]): Step {
  return { name, run: () => runCounted(...args) };
}

/** A check that lists what is wrong, or says why it cannot be made. */
function findings(name: string, find: () => Promise<string[] | NotMade>): Step {
  return {
    name,
    run: async () => {
      const problems = await find();
      if ("because" in problems) {
        console.log(`    ${problems.because}`);
        return { passed: 0, failed: 0, skipped: 1 };
      }
      for (const problem of problems) console.log(`    ${problem}`);
      return verdict(problems.length === 0);
    },
  };
}

async function advice(): Promise<string[]> {
  const cluster = await startCluster({ name: "advisors" });
  try {
    return await advisorProblems(cluster);
  } finally {
    await cluster.stop();
  }
}

const CHECKS: Step[] = [
  findings("the lock files install on every platform", lockFileProblems),
  tool("format", "biome", "ci", "--colors=off"),
  tool("lint", "oxlint", "--type-aware", "--deny-warnings"),
  tool("types", "tsc", "--noEmit"),
  tool("nothing unused", "knip"),
  tool("SQL syntax", "postgrestools", "check", "--error-on-warnings", "migrations"),
  tool("SQL safety", "squawk", ...migrationFiles()),
  findings("Supabase advisors find nothing without a reason", advice),
  findings("plpgsql_check finds nothing without a reason", plpgsqlProblems),
  tool("generated files are up to date", "tsx", "scripts/generate.ts", "--check"),
];

/**
 * The servers and the regimes of default grants beside those of `npm test`, each once: all of
 * pgTAP; of the newest server what goes over HTTP, too, and of the oldest the plans and the
 * adoption of an application.
 */
const matrix = [
  {
    postgres: "15",
    defaults: "none",
    also: ["test/stack/devserver", "test/plans", "test/e2e/adoption"],
  },
  { postgres: "18", defaults: "revoked", also: ["test/e2e"] },
].map(({ postgres, defaults, also }) =>
  counted(
    `PostgreSQL ${postgres}, ${defaults} default grants`,
    ...(["scripts/test.ts", "--postgres", postgres, "--defaults", defaults] as const),
    ...also,
  ),
);

/**
 * Every choice of parts but all of them, and the engine alone on the other servers too. A
 * part's tests run where it has nothing beside it but what it stands on, and in `npm test`
 * with everything there; between these, the rules of the house.
 */
const choices = [
  ...partSets()
    .slice(0, -1)
    .map((set) => ({ postgres: "17", set })),
  { postgres: "15", set: [] },
  { postgres: "18", set: [] },
].map(({ postgres, set }) => {
  const parts = set.join(",") || "engine";
  return counted(
    `PostgreSQL ${postgres} with the parts: ${parts}`,
    ...(["scripts/test-sql.ts", "--postgres", postgres, "--parts", parts] as const),
    ...(set.length > 0 ? testsWith(set) : []),
  );
});

function testsWith(set: readonly Part[]): string[] {
  const alone = set.filter((part) => fewest(part).length === set.length);
  const folders = [...alone.map((part) => `test/sql/${part}/`), "test/sql/house_rules"];
  return pgTapFiles(set).filter((file) =>
    folders.some((folder) => file.startsWith(inRoot(folder))),
  );
}

/** The smallest choice that has a part. */
function fewest(part: Part): Part[] {
  const sets = partSets().filter((set) => set.includes(part));
  return sets.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

const TESTS: Step[] = [
  counted("npm test (PostgreSQL 17, legacy default grants)", "scripts/test.ts"),
  ...matrix,
  ...choices,
  // That it can fail. The agreement itself is part of npm test; all bugs take six minutes.
  counted(
    "the oracle finds a sample of planted bugs",
    ...(["test/oracle/command.ts", "--bugs", "only", "--sample", "4"] as const),
  ),
  // All of them take an hour and more: npm run mutate.
  counted("a sample of breakages is noticed", "scripts/mutate.ts", "--sample", "20"),
];

/** One step: what it comes to, even where it breaks. */
async function made(step: Step): Promise<Count> {
  phase(step.name);
  const start = Date.now();
  const count = await Promise.resolve()
    .then(() => step.run())
    .catch((error: unknown) => {
      console.log(explained(error));
      return verdict(false);
    });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const line = `${wordFor(count)}  ${step.name} (${seconds} s)`;
  console.log(line);
  if (count.failed === 0) return count;
  return { ...count, failures: [line, ...(count.failures ?? [])] };
}

await run(async () => {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const counts: Count[] = [];
  for (const step of CHECKS) counts.push(await made(step));
  if (values.quick) {
    for (const { name } of TESTS) console.log(`skip  ${name} (--quick)`);
    counts.push({ passed: 0, failed: 0, skipped: TESTS.length });
  } else {
    for (const step of TESTS) counts.push(await made(step));
    const rows = uncitedFeatures();
    console.log(`Features that no executed test cites: ${rows.join(", ") || "none"}`);
  }
  const total = sum(counts);
  for (const failure of total.failures) console.log(failure);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
});
