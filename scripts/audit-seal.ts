// npm run audit:seal [-- --first] [--moved] [--every SECONDS]
//
// What the edge function seal-audit does, without it. --first makes the empty state that the
// very first run begins with. --moved says that the log has moved to another server or database
// since the last run, and is the same log.
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../functions/seal-audit/config.ts";
import { moved, seal } from "../functions/seal-audit/seal.ts";
import { sqlLog } from "./audit/log.ts";
import { Failure, run } from "./lib/failure.ts";
import { refusedAs, withSql } from "./dev/sql.ts";

await run(async () => {
  const { values } = parseArgs({
    options: {
      first: { type: "boolean", default: false },
      moved: { type: "boolean", default: false },
      every: { type: "string" },
    },
  });
  const pause = values.every === undefined ? null : secondsOf(values.every);
  const url = process.env.SUPABASE_DB_URL;
  if (!url) throw new Failure("SUPABASE_DB_URL is not set: where is the database?");
  const config = await readConfig((name) => process.env[name], fetch).catch(
    (error: Error) => {
      throw new Failure(error.message);
    },
  );

  if (values.first) {
    if ((await config.state.load()) !== null) {
      throw new Failure("There is a state already: run without --first.");
    }
    await config.state.save({});
  }
  if (values.moved) {
    const state = await config.state.load();
    if (state === null) throw new Failure("There is no state: nothing has moved.");
    await config.state.save(moved(state));
  }
  return withSql(url, async (sql) => {
    for (;;) {
      const report = await seal({ ...config, log: sqlLog(sql) });
      for (const { sequence, size } of report.sealed)
        console.log(`sealed ${sequence} at ${size}`);
      for (const { sequence, problem } of report.problems) {
        console.error(`PROBLEM ${sequence}: ${problem}`);
      }
      if (report.more && report.problems.length === 0) continue;
      if (pause === null) return report.problems.length > 0 ? 1 : 0;
      await setTimeout(pause * 1000);
    }
  }).catch(refusedAs("The log cannot be sealed"));
});

/** A pause that somebody typed. Longer than a day would not be sealing. */
function secondsOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds;
  throw new Failure(`--every takes whole seconds, from 1 to 86400, and not ${text}.`);
}
