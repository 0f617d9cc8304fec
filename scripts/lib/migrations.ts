// The product's migrations, straight into a database: for templates, where speed matters.
import * as fs from "node:fs";
import { join } from "node:path";
import { inRoot } from "./paths.ts";
import { runSqlFile, type Sql } from "./sql.ts";

const NAME = /^\d{14}_[a-z0-9_]+\.sql$/;

/** The migration files in order. Anything else in the folder is an error. */
export function migrationFiles(folder = inRoot("migrations")): string[] {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith("."));
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong)
    throw new Error(`migrations/${wrong}: not named <14 digits>_<area>_<concern>.sql`);
  return names.toSorted().map((name) => join(folder, name));
}

/** Apply them, each in a transaction of its own, as whoever is connected. */
export async function migrate(sql: Sql, files = migrationFiles()): Promise<void> {
  for (const file of files) await runSqlFile(sql, file);
}
