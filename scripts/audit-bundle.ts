// npm run audit:bundle -- --scope ID [--override ID] --from FOLDER --key KEY [--out FILE]
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { Delivery } from "../functions/seal-audit/seal.ts";
import { parseVerifierKey } from "../functions/_shared/note.ts";
import { makeBundle } from "./lib/audit-bundle.ts";
import { INSTALLATION, readBodies, sqlLog } from "./lib/audit-log.ts";
import { Failure, run } from "./lib/failure.ts";
import { withSql } from "./lib/sql.ts";

/** A bundle whose events are longer than this keeps them in a file of their own. */
const INLINE_CHARACTERS = 16_000_000;

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
  const { scope, override, from, key, out } = values;
  const sequenceId = scope === "installation" ? INSTALLATION : scope;

  const bundle = await withSql(url, async (sql) => {
    const only = override
      ? await sql<{ seq: string }[]>`
          select seq from public.get_audit_events(
            ${scope === "installation" ? null : scope}, 1000, null, ${override})
          order by seq`
      : undefined;
    return makeBundle({
      origin: parseVerifierKey(key[0] as string).name,
      keys: key,
      bodies: await readBodies(sqlLog(sql), sequenceId),
      deliveries: await readDeliveries(join(from, scope)),
      ...(only && { only: only.map(({ seq }) => Number(seq)) }),
    });
  });

  const { events = "", ...rest } = bundle;
  if (events.length > INLINE_CHARACTERS) {
    const file = `${basename(out, ".json")}.ndjson`;
    await writeFile(join(out, "..", file), events);
    await writeFile(out, JSON.stringify({ ...rest, file }));
  } else {
    await writeFile(out, JSON.stringify(bundle));
  }
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
