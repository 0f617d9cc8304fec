// npm run audit:bundle -- --scope ID [--event N ...] [--override ID] --from FOLDER --key KEY ...
// [--having SIZE ...] [--out FILE]
//
// What an auditor needs to verify a log, or some of its events, without us. --key is given once
// for each verifier key that the auditor has, --having for each checkpoint.
import { rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { eventLines, type Ingredients, makeBundle, sizeOf } from "./audit/bundle.ts";
import { originOf, readDeliveries } from "./audit/deliveries.ts";
import { positionOf, readScope } from "./audit/typed.ts";
import { INSTALLATION, readBodies, readOverride, sqlLog } from "./audit/log.ts";
import { Failure, run } from "./lib/failure.ts";
import { refusedAs, type Sql, withSql } from "./dev/sql.ts";

/** The events of a larger log stand in a file of their own. */
const INLINE_BYTES = 16_000_000;

await run(async () => {
  const { values } = parseArgs({
    options: {
      scope: { type: "string" },
      event: { type: "string", multiple: true },
      override: { type: "string" },
      from: { type: "string" },
      key: { type: "string", multiple: true },
      having: { type: "string", multiple: true },
      out: { type: "string", default: "bundle.json" },
    },
  });
  const url = process.env.SUPABASE_DB_URL;
  if (!url || !values.scope || !values.from || !values.key) {
    throw new Failure(
      "Set SUPABASE_DB_URL; --scope an id or installation, --from the folder with the delivered checkpoints, --key the verifier key of that log.",
    );
  }
  const { scope, from: folder, key: keys, out } = values;
  const scopeId = readScope(scope);
  const origin = originOf(scope, keys);
  const events = values.event?.map((text) => positionOf("--event", text));
  if (events && values.override) throw new Failure("Give --event or --override, not both.");
  const having = values.having?.map((text) => positionOf("--having", text)) ?? [];
  const deliveries = await readDeliveries(join(folder, scope));

  const read = async (sql: Sql): Promise<Ingredients> => ({
    origin,
    keys,
    having,
    bodies: await readBodies(sqlLog(sql), scopeId ?? INSTALLATION),
    deliveries,
    ...(events && { only: [...new Set(events)] }),
    ...(values.override && {
      only: await readOverride(sql, scopeId, values.override),
    }),
  });
  const from = await withSql(url, read).catch(refusedAs("The log cannot be read"));

  const size = from.bodies.reduce((sum, body) => sum + body.length, 0);
  const isBeside = from.only === undefined && size > INLINE_BYTES;
  const bundle = makeBundle({ ...from, isBeside });
  // The verifiers look for it under this name alone, and for none where the bundle has events.
  const beside = join(dirname(out), `${basename(out, ".json")}.ndjson`);
  await rm(beside, { force: true });
  await writeFile(out, JSON.stringify(bundle));
  if (isBeside) await writeFile(beside, eventLines(from, sizeOf(bundle)));
  console.log(`${out}: ${bundle.checkpoints.length} checkpoints of ${bundle.origin}`);
});
