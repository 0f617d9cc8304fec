// npm run check [-- --quick]
//
// Everything that CI runs; quick leaves out the tests.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { advisorProblems } from "./check/advisors.ts";
import { uncitedFeatures } from "./check/features.ts";
import { plpgsqlProblems } from "./check/plpgsql.ts";
import { startCluster } from "./dev/cluster.ts";
import { type Count, runCounted, sum } from "./testing/counting.ts";
import { run } from "./lib/failure.ts";
import { migrationFiles, partSets } from "./dev/migrations.ts";
import { inRoot, ROOT } from "./lib/paths.ts";

interface Step {
  name: string;
  run(): Promise<Count> | Count;
}

/** A program of node_modules; silent when it succeeds. */
function tool(name: string, command: string, ...args: string[]): Step {
  return {
    name,
    run: () => {
      const { status, stdout, stderr } = spawnSync(
        inRoot("node_modules/.bin", command),
        args,
        {
          cwd: ROOT,
          encoding: "utf8",
          maxBuffer: 2 ** 28,
        },
      );
      if (status !== 0) console.log(stdout, stderr);
      return verdict(status === 0);
    },
  };
}

function verdict(ok: boolean): Count {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A run of our own, shown as it goes. */
function counted(name: string, ...args: [script: string, ...args: string[]]): Step {
  return {
    name,
    run: () => {
      console.log(`\n# ${name}`);
      return runCounted(...args);
    },
  };
}

function lockFile(): Step {
  return {
    name: "the lock file installs on every platform",
    run: () => {
      const dry = ["ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"];
      const folders = [".", "scripts/postgres/15", "scripts/postgres/18"];
      const outputs = folders.map((folder) => {
        const { status, stdout, stderr } = spawnSync("npm", dry, {
          cwd: inRoot(folder),
          encoding: "utf8",
        });
        return status === 0 ? stdout + stderr : `Missing: ${stderr}`;
      });
      const missing = outputs.join("\n").match(/.*Missing:.*/g) ?? [];
      for (const line of missing) console.log(line);
      return verdict(missing.length === 0);
    },
  };
}

/** A check that lists what is wrong; null where it cannot be made on this machine. */
function findings(name: string, find: () => Promise<string[] | null>): Step {
  return {
    name,
    run: async () => {
      const problems = await find();
      if (problems === null) {
        console.log(`    not made: ${name}`);
        return { passed: 0, failed: 0 };
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
  lockFile(),
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

/** The rest of the matrix: all of pgTAP, and of vitest what goes over HTTP, and plans. */
const matrix = [
  ["17", "revoked"],
  ["15", "legacy"],
  ["15", "revoked"],
  ["18", "legacy"],
  ["18", "revoked"],
].map(([postgres = "", defaults = ""]) =>
  counted(
    `PostgreSQL ${postgres}, ${defaults} default grants`,
    ...(["scripts/test.ts", "--postgres", postgres, "--defaults", defaults] as const),
    ...["test/e2e", "test/stack/devserver", "test/plans"],
  ),
);

/** Every choice of parts but all of them, and the engine alone on the other servers too. */
const choices = [
  ...partSets()
    .slice(0, -1)
    .map((set) => ["17", set.join(",") || "engine"]),
  ["15", "engine"],
  ["18", "engine"],
].map(([postgres = "", parts = ""]) =>
  counted(
    `PostgreSQL ${postgres} with the parts: ${parts}`,
    ...(["scripts/test-sql.ts", "--postgres", postgres, "--parts", parts] as const),
  ),
);

const TESTS: Step[] = [
  counted("npm test (PostgreSQL 17, legacy default grants)", "scripts/test.ts"),
  ...matrix,
  ...choices,
  // That it can fail. The agreement itself is part of npm test.
  counted("the oracle finds every planted bug", "test/oracle/command.ts", "--bugs", "only"),
  // All of them take half an hour: npm run mutate.
  counted("a sample of breakages is noticed", "scripts/mutate.ts", "--sample", "60"),
];

await run(async () => {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const counts: Count[] = [];
  for (const step of values.quick ? CHECKS : [...CHECKS, ...TESTS]) {
    const start = Date.now();
    const { passed, failed } = await step.run();
    counts.push({ passed, failed });
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${failed === 0 ? "ok" : "not ok"}  ${step.name} (${seconds} s)`);
  }
  if (!values.quick) {
    const rows = uncitedFeatures();
    console.log(`Features that no executed test cites: ${rows.join(", ") || "none"}`);
  }
  const { passed, failed } = sum(counts);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
