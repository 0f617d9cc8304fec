// The product's migrations, straight into a database: for templates, where speed matters.
import { migrationFiles } from "../../cli/lib/migrations.ts";
import { runSqlFile, type Sql } from "./sql.ts";

export {
  migrationFiles,
  type Part,
  partNamed,
  PARTS,
  partSets,
} from "../../cli/lib/migrations.ts";

/** Apply them, each in a transaction of its own, as whoever is connected. */
export async function migrate(sql: Sql, files = migrationFiles()): Promise<void> {
  for (const file of files) await runSqlFile(sql, file);
}
