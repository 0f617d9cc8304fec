// npm run film:evidence -- --override ID --from FOLDER --key KEY ... [--having SIZE ...] --out FOLDER
//
// A folder that a lender can be sent: evidence.json says what an emergency override was, and
// bundle.json proves from the sealed log that it happened so. Only of an override that is over
// and sealed. Making one is an event.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeBundle } from "./audit/bundle.ts";
import { originOf, readDeliveries } from "./audit/deliveries.ts";
import { readBodies, sqlLog } from "./audit/log.ts";
import { positionOf } from "./audit/typed.ts";
import { refusedAs, type Sql, withSql } from "./dev/sql.ts";
import { Failure, run } from "./lib/failure.ts";

/** What `export_override_evidence` answers, as far as this reads it. */
interface Evidence {
  sequence: string;
  override: { status: string };
  events: { seq: string }[];
}

await run(async () => {
  const { values } = parseArgs({
    options: {
      override: { type: "string" },
      from: { type: "string" },
      key: { type: "string", multiple: true },
      having: { type: "string", multiple: true },
      out: { type: "string" },
    },
  });
  const url = process.env.SUPABASE_DB_URL;
  const { override, from: folder, key: keys, out } = values;
  if (!url || !override || !folder || !keys || !out) {
    throw new Failure(
      "Set SUPABASE_DB_URL; --override an id, --from the folder with the delivered checkpoints, --key the verifier key of the production's log, --out the folder to write.",
    );
  }
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(override)) {
    throw new Failure("--override is the id of an override.");
  }
  const having = values.having?.map((text) => positionOf("--having", text)) ?? [];

  const made = async (sql: Sql) => {
    const [row] = await sql<{ evidence: Evidence }[]>`
      select public.export_override_evidence(${override}) as evidence`;
    const evidence = row?.evidence as Evidence;
    if (evidence.override.status !== "Revoked") {
      throw new Failure(
        `The override is ${evidence.override.status}: there is more to come. Make its evidence when it is over.`,
      );
    }
    const bundle = makeBundle({
      origin: originOf(evidence.sequence, keys),
      keys,
      having,
      bodies: await readBodies(sqlLog(sql), evidence.sequence),
      deliveries: await readDeliveries(join(folder, evidence.sequence)),
      only: evidence.events.map(({ seq }) => Number(seq)),
    });
    return { evidence, bundle };
  };
  // One transaction: what is refused has left the database with nothing, and leaves no event.
  const { evidence, bundle } = await withSql(url, (sql) =>
    sql.begin((transaction) => made(transaction as unknown as Sql)),
  ).catch(refusedAs("The evidence cannot be read"));

  await mkdir(out, { recursive: true });
  await writeFile(join(out, "evidence.json"), `${JSON.stringify(evidence, null, 2)}\n`);
  await writeFile(join(out, "bundle.json"), JSON.stringify(bundle));
  console.log(
    `${out}: evidence.json and bundle.json, ${evidence.events.length} events of ${bundle.origin}`,
  );
});
