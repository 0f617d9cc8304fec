// npm run alerts:deliver [-- --every SECONDS]
//
// What the edge function deliver-alerts does, without it: send alerts that are due to the webhook.
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../functions/deliver-alerts/config.ts";
import { deliver, type Message, type Outbox } from "../functions/deliver-alerts/deliver.ts";
import { refusedAs, type Sql, withSql } from "./dev/sql.ts";
import { Failure, run } from "./lib/failure.ts";
import { pauseOf } from "./lib/pause.ts";

await run(async () => {
  const { values } = parseArgs({ options: { every: { type: "string" } } });
  const pause = pauseOf(values.every);
  const url = process.env.SUPABASE_DB_URL;
  if (!url) throw new Failure("SUPABASE_DB_URL is not set: where is the database?");
  const config = configured();

  return withSql(url, async (sql) => {
    for (;;) {
      const report = await deliver({
        ...config,
        fetch,
        now: () => new Date(),
        outbox: sqlOutbox(sql),
      });
      if (report.delivered > 0) console.log(`delivered ${report.delivered}`);
      for (const { message, problem } of report.problems) {
        console.error(`PROBLEM ${message}: ${problem}`);
      }
      if (pause === null) return report.problems.length > 0 ? 1 : 0;
      await setTimeout(pause * 1000);
    }
  }).catch(refusedAs("Alerts cannot be delivered"));
});

/** The outbox behind a connection of the owner or of the service. */
function sqlOutbox(sql: Sql): Outbox {
  return {
    take: (limit) => sql<Message[]>`select * from public.take_alert_messages(${limit})`,
    settle: async (id, problem) => {
      await sql`select public.settle_alert_message(${id}, ${problem === null}, ${problem})`;
    },
  };
}

function configured(): ReturnType<typeof readConfig> {
  try {
    return readConfig((name) => process.env[name]);
  } catch (error) {
    throw new Failure(`${(error as Error).message}.`);
  }
}
