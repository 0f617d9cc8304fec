// npm test: the pgTAP tests, then vitest, then one line that counts both.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { run } from "./lib/failure.ts";
import { inRoot, ROOT } from "./lib/paths.ts";
import { reportFile, writeTitles } from "./lib/reports.ts";

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTestSuites: number;
  success: boolean;
  testResults: {
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

await run(async () => {
  const pgTap = runPgTap();
  const vitest = runVitest();
  console.log(
    `${pgTap.passed + vitest.passed} passed, ${pgTap.failed + vitest.failed} failed`,
  );
  return pgTap.failed + vitest.failed === 0 ? 0 : 1;
});

interface Count {
  passed: number;
  failed: number;
}

function runPgTap(): Count {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--import", "tsx", inRoot("scripts/test-sql.ts"), ...process.argv.slice(2)],
    {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 2 ** 28,
    },
  );
  process.stdout.write(stdout);
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(stdout) ?? [];
  // Not even counted: that is a failure too.
  const broken = status !== 0 && !Number(failed) ? 1 : 0;
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) + broken };
}

function runVitest(): Count {
  const file = reportFile("vitest.json");
  fs.rmSync(file, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      "run",
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    ],
    { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (!fs.existsSync(file)) return { passed: 0, failed: 1 };

  const report = JSON.parse(fs.readFileSync(file, "utf8")) as VitestReport;
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const executed = tests.filter((test) => ["passed", "failed"].includes(test.status));
  writeTitles(
    "vitest.txt",
    executed.map((test) => test.fullName),
  );
  // A file that does not load has no failed test and has failed all the same.
  const failed = report.numFailedTests || (status === 0 ? 0 : 1);
  return { passed: report.numPassedTests, failed };
}
