// npm run audit:seal [-- --every SECONDS]: what the edge function seal-audit does, without it.
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../functions/seal-audit/config.ts";
import { seal } from "../functions/seal-audit/seal.ts";
import { sqlLog } from "./lib/audit-log.ts";
import { Failure, run } from "./lib/failure.ts";
import { withSql } from "./lib/sql.ts";

await run(async () => {
  const { values } = parseArgs({ options: { every: { type: "string" } } });
  const url = process.env.SUPABASE_DB_URL;
  if (!url) throw new Failure("SUPABASE_DB_URL is not set: where is the database?");
  const config = await readConfig((name) => process.env[name], fetch).catch(
    (error: Error) => {
      throw new Failure(error.message);
    },
  );

  return withSql(url, async (sql) => {
    for (;;) {
      const report = await seal({ ...config, log: sqlLog(sql) });
      for (const { sequence, size } of report.sealed)
        console.log(`sealed ${sequence} at ${size}`);
      for (const { sequence, problem } of report.problems) {
        console.error(`PROBLEM ${sequence}: ${problem}`);
      }
      if (report.more && report.problems.length === 0) continue;
      if (!values.every) return report.problems.length > 0 ? 1 : 0;
      await setTimeout(Number(values.every) * 1000);
    }
  });
});
