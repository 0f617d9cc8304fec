// npm test [-- --postgres 15|17|18 --defaults legacy|revoked|none] [vitest filters...]
//
// The pgTAP tests, then vitest, then one line that counts both.
import * as fs from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { closingLine, type Count, runCounted, sum } from "./testing/counting.ts";
import { runProgram } from "./lib/child.ts";
import { run } from "./lib/failure.ts";
import { needCluster } from "../cli/postgres/cluster.ts";
import { TARGET_OPTIONS, targetOf } from "./testing/matrix.ts";
import { inRoot, ROOT } from "./lib/paths.ts";
import { reportFile, writeTitles } from "./testing/reports.ts";

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: TARGET_OPTIONS,
  });
  const { version } = targetOf(values);
  needCluster(version);
  const total = sum([
    await runCounted("scripts/test-sql.ts", ...flags(values)),
    await runVitest(values, positionals),
  ]);
  console.log(closingLine(total));
  return total.failed === 0 ? 0 : 1;
});

function flags({ postgres, defaults }: { postgres: string; defaults: string }): string[] {
  return ["--postgres", postgres, "--defaults", defaults];
}

async function runVitest(
  { postgres, defaults }: { postgres: string; defaults: string },
  filters: string[],
): Promise<Count> {
  const file = reportFile("vitest.json");
  fs.rmSync(file, { force: true });
  const { status } = await runProgram(
    process.execPath,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      "run",
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      ...filters,
    ],
    {
      show: "all",
      env: { ...process.env, STAGEDOOR_POSTGRES: postgres, STAGEDOOR_DEFAULTS: defaults },
    },
  );
  if (!fs.existsSync(file)) return { passed: 0, failed: 1 };

  const report = JSON.parse(fs.readFileSync(file, "utf8")) as VitestReport;
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, suite: relative(ROOT, name) })),
  );
  for (const test of tests)
    if (test.status === "failed") console.log(`not ok  ${test.suite}: ${test.fullName}`);
  const executed = tests.filter((test) => ["passed", "failed"].includes(test.status));
  // Part of the tests is no news about which features are covered.
  if (filters.length === 0)
    writeTitles(
      "vitest.txt",
      executed.map(({ fullName }) => fullName),
    );
  // A file that does not load has no failed test and has failed all the same.
  const failed = report.numFailedTests || (status === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}
