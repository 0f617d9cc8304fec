// npm run test:sql [-- files...] [--defaults legacy|revoked] [--postgres 15|17|18]
//   [--parts all|engine|production|...]
//
// The pgTAP tests alone, each file in a copy of a database with migrations and test kit.
import * as fs from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startCluster } from "./dev/cluster.ts";
import { Failure, run } from "./lib/failure.ts";
import { PARTS_OPTION, partsOf, TARGET_OPTIONS, targetOf } from "./testing/matrix.ts";
import { type FileReport, pgTapFiles, runPgTap } from "./testing/pgtap.ts";
import { writeTitles } from "./testing/reports.ts";

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...TARGET_OPTIONS, ...PARTS_OPTION },
  });
  const { version, defaultGrants } = targetOf(values);
  const parts = partsOf(values.parts);
  const files = positionals.length > 0 ? positionals.map(pathOf) : pgTapFiles(parts);

  const cluster = await startCluster({ version, name: "pgtap" });
  try {
    const reports = await runPgTap(cluster, files, { defaultGrants, parts }, print);
    const tests = reports.flatMap((report) => report.tests);
    const passed = tests.filter((test) => test.ok).length;
    if (positionals.length === 0 && values.parts === "all")
      writeTitles(
        "pgtap.txt",
        tests.map((test) => test.title),
      );
    console.log(`${passed} passed, ${tests.length - passed} failed`);
    return passed === tests.length ? 0 : 1;
  } finally {
    await cluster.stop();
  }
});

function pathOf(file: string): string {
  const path = resolve(file);
  if (fs.statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new Failure(`${file} is no file: name pgTAP files, as test/sql/kit.test.sql.`);
}

function print({ file, tests, problems }: FileReport): void {
  console.log(`${problems.length === 0 ? "ok" : "not ok"}  ${file} (${tests.length})`);
  for (const problem of problems) console.log(`    ${problem.replaceAll("\n", "\n    ")}`);
}
