// npm run test:sql [-- files...] [--defaults legacy|revoked|none] [--postgres 15|17|18]
//   [--parts all|engine|production|...] [--verbose]
//
// The pgTAP tests alone, two files at a time in databases with migrations and test kit: a file
// is one transaction and leaves nothing. A failure is shown as file, section and title; --verbose shows every title, as a text to read.
import * as fs from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startCluster } from "../cli/postgres/cluster.ts";
import { Failure, phase, run } from "./lib/failure.ts";
import { PARTS_OPTION, partsOf, TARGET_OPTIONS, targetOf } from "./testing/matrix.ts";
import { closingLine } from "./testing/counting.ts";
import {
  contents,
  COUNT_CALLS,
  type Coverage,
  keepCoverage,
  runCovered,
} from "./testing/coverage.ts";
import { pgTapFiles, runPgTap } from "./testing/pgtap.ts";
import { inWords, writeTitles } from "./testing/reports.ts";

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...TARGET_OPTIONS,
      ...PARTS_OPTION,
      verbose: { type: "boolean", default: false },
    },
  });
  const { version, defaultGrants } = targetOf(values);
  const parts = partsOf(values.parts);
  const files = positionals.length > 0 ? positionals.map(pathOf) : pgTapFiles(parts);

  const isWhole = positionals.length === 0 && values.parts === "all";
  const covered: Coverage[] = [];
  const began = contents();
  const counting = isWhole ? { settings: COUNT_CALLS } : {};
  const cluster = await startCluster({ version, name: "pgtap", ...counting });
  try {
    phase(
      `${files.length} files on PostgreSQL ${version}, ${defaultGrants} default grants`,
    );
    const reports = await runPgTap(
      cluster,
      files,
      { defaultGrants, parts },
      (report) => console.log(inWords(report, values.verbose)),
      async (stage, file) => {
        if (!isWhole) return stage.run(file);
        const one = await runCovered(stage, file);
        covered.push(one.covered);
        return one.report;
      },
    );
    const all = reports.flatMap((report) => report.tests);
    const tests = all.filter((test) => test.isSkipped !== true);
    const passed = tests.filter((test) => test.ok).length;
    const count = {
      passed,
      failed: tests.length - passed,
      skipped: all.length - tests.length,
    };
    if (isWhole) {
      writeTitles(
        "pgtap.txt",
        tests.map((test) => test.title),
      );
      if (count.failed === 0) keepCoverage(covered, began);
    }
    console.log(closingLine(count));
    return count.failed === 0 ? 0 : 1;
  } finally {
    await cluster.stop();
  }
});

function pathOf(file: string): string {
  const path = resolve(file);
  if (fs.statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new Failure(`${file} is no file: name pgTAP files, as test/sql/kit.test.sql.`);
}
