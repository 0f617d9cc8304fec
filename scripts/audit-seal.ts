// npm run audit:seal [-- --first] [--moved] [--every SECONDS]
//
// What the edge function seal-audit does, without it. --first makes the empty state that the
// very first run begins with. --moved says that the log has moved to another server or database
// since the last run, and is the same log.
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../functions/seal-audit/config.ts";
import { moved, seal, type StateStore } from "../functions/seal-audit/seal.ts";
import { sqlLog } from "./audit/log.ts";
import { Failure, run } from "./lib/failure.ts";
import { pauseOf } from "./lib/pause.ts";
import { refusedAs, withSql } from "./dev/sql.ts";

await run(async () => {
  const { values } = parseArgs({
    options: {
      first: { type: "boolean", default: false },
      moved: { type: "boolean", default: false },
      every: { type: "string" },
    },
  });
  const pause = pauseOf(values.every);
  const url = process.env.SUPABASE_DB_URL;
  if (!url) throw new Failure("SUPABASE_DB_URL is not set: where is the database?");
  const config = await readConfig((name) => process.env[name], fetch).catch(
    (error: Error) => {
      throw new Failure(error.message);
    },
  );

  if (values.first || values.moved) {
    await prepare(config.state, values.first).catch((error: Error) => {
      throw new Failure(`${error.message}.`);
    });
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

/** Make the empty state of the very first run, or let go of where the log was. */
async function prepare(store: StateStore, isFirst: boolean): Promise<void> {
  const read = await store.load();
  if (isFirst && read !== null) {
    throw new Error("There is a state already: run without --first");
  }
  if (!isFirst && read === null) throw new Error("There is no state: nothing has moved");
  await store.save(read === null ? {} : moved(read.state), read);
}
