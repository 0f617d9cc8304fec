// npm run audit:disclose -- --scope ID --event N
//
// What the log holds about people in one event, with the salts that prove it, as JSON. The
// disclosure is an event itself.
import { parseArgs } from "node:util";
import { readDisclosed } from "./audit/log.ts";
import { positionOf, readScope } from "./audit/typed.ts";
import { refusedAs, withSql } from "./dev/sql.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const { values } = parseArgs({
    options: { scope: { type: "string" }, event: { type: "string" } },
  });
  const url = process.env.SUPABASE_DB_URL;
  if (!url || !values.scope || !values.event) {
    throw new Failure(
      "Set SUPABASE_DB_URL; --scope an id or installation, --event the position of the event.",
    );
  }
  const scope = readScope(values.scope);
  const seq = positionOf("--event", values.event);
  const disclosed = await withSql(url, (sql) => readDisclosed(sql, scope, seq)).catch(
    refusedAs("The log cannot be read"),
  );
  if (disclosed.length === 0) {
    throw new Failure(`Event ${seq} holds nothing about anybody, or no more.`);
  }
  console.log(JSON.stringify(disclosed, null, 2));
});
