// npm run generate [-- --check]
//
// Everything that follows from the migrations: schema/, the client's types, the reference.
// With --check nothing is written and a difference is a failure.
import { parseArgs } from "node:util";
import pg from "pg";
import { featuresFile } from "./generate/features.ts";
import { filmSeedFile } from "./generate/film-seed.ts";
import { differences, type GeneratedFile, writeFiles } from "./generate/files.ts";
import { privilegesFile } from "./generate/privileges.ts";
import { referenceFile } from "./generate/reference.ts";
import { schemaFiles } from "./generate/schema.ts";
import { catalogueFiles, typesFiles } from "./generate/types.ts";
import { startCluster, SUPERUSER } from "../cli/postgres/cluster.ts";
import { createDatabase, type Database } from "./dev/database.ts";
import { phase, run } from "./lib/failure.ts";
import { withSql } from "./dev/sql.ts";

await run(async () => {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const cluster = await startCluster({ name: "generate" });
  try {
    phase("Applying the migrations");
    const database = await createDatabase(cluster, { defaultGrants: "revoked" });
    const files = await generate(database);
    if (!values.check) {
      const touched = writeFiles(files);
      console.log(touched.length > 0 ? touched.join("\n") : "Nothing to change.");
      return 0;
    }
    const stale = differences(files);
    if (stale.length === 0) return 0;
    console.error(
      `Not what the migrations say (run "npm run generate"):\n${stale.join("\n")}`,
    );
    return 1;
  } finally {
    await cluster.stop();
  }
});

async function generate(database: Database): Promise<GeneratedFile[]> {
  phase("Reading the schema");
  const pool = new pg.Pool({ connectionString: database.url(SUPERUSER) });
  try {
    return await withSql(database.url(), async (sql) => [
      ...(await schemaFiles(pool)),
      ...(await typesFiles(pool, sql)),
      ...(await catalogueFiles(sql)),
      await referenceFile(sql),
      await privilegesFile(sql),
      featuresFile(),
      filmSeedFile(),
    ]);
  } finally {
    await pool.end();
  }
}
