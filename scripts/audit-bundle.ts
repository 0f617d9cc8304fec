// npm run audit:bundle -- --scope ID [--override ID] --from FOLDER --key KEY [--out FILE]
//
// What an auditor needs to verify a log, or the events of one override, without us.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Delivery } from "../functions/seal-audit/seal.ts";
import { eventLines, type Ingredients, makeBundle } from "./audit/bundle.ts";
import { readVerifierKey } from "./audit/keys.ts";
import { INSTALLATION, readBodies, readOverride, sqlLog } from "./audit/log.ts";
import { Failure, run } from "./lib/failure.ts";
import { refusedAs, type Sql, withSql } from "./dev/sql.ts";

/** The events of a larger log stand in a file of their own. */
const INLINE_BYTES = 16_000_000;

await run(async () => {
  const { values } = parseArgs({
    options: {
      scope: { type: "string" },
      override: { type: "string" },
      from: { type: "string" },
      key: { type: "string", multiple: true },
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
  const isInstallation = scope === "installation";
  if (!isInstallation && !/^[0-9a-f-]{36}$/.test(scope)) {
    throw new Failure("--scope is the id of a project or organization, or installation.");
  }
  const [key] = keys.map(readVerifierKey);
  const deliveries = await readDeliveries(join(folder, scope));

  const read = async (sql: Sql): Promise<Ingredients> => ({
    origin: key?.name ?? "",
    keys,
    bodies: await readBodies(sqlLog(sql), isInstallation ? INSTALLATION : scope),
    deliveries,
    ...(values.override && {
      only: await readOverride(sql, isInstallation ? null : scope, values.override),
    }),
  });
  const from = await withSql(url, read).catch(refusedAs("The log cannot be read"));

  const size = from.bodies.reduce((sum, body) => sum + body.length, 0);
  const file = `${basename(out, ".json")}.ndjson`;
  const bundle = makeBundle(size > INLINE_BYTES ? { ...from, file } : from);
  await writeFile(out, JSON.stringify(bundle));
  if (bundle.file) await writeFile(join(dirname(out), file), eventLines(from));
  console.log(`${out}: ${bundle.checkpoints.length} checkpoints of ${bundle.origin}`);
});

/** What the folder of a file destination holds of one sequence. */
async function readDeliveries(folder: string): Promise<Delivery[]> {
  const names = await readdir(folder).catch(() => {
    throw new Failure(`${folder} holds no checkpoints.`);
  });
  const files = names.filter((name) => /^\d+\.json$/.test(name));
  return Promise.all(
    files.map(
      async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as Delivery,
    ),
  );
}
