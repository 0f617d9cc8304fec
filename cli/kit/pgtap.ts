// pgTAP in a database: the server's extension, or the same SQL from a package.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type postgres from "postgres";
import { shipped } from "../lib/shipped.ts";

/** What came of it: the schema in which it stands, or why it is not there. */
export type PgTap = { schema: string } | { because: string };

/** Make pgTAP where it is missing and can be made, inside the transaction. */
export async function makePgTap(sql: postgres.TransactionSql): Promise<PgTap> {
  const there = await schemaOf(sql);
  if (there !== undefined) return { schema: there };
  const [row] = await sql<{ schema: string }[]>`
    select coalesce(to_regnamespace('extensions')::text, 'public') as schema`;
  const schema = row?.schema ?? "public";
  try {
    await sql.savepoint(
      (inner) => inner`create extension pgtap with schema ${inner(schema)}`,
    );
    return { schema };
  } catch (error) {
    return plainly(sql, schema, (error as Error).message);
  }
}

async function schemaOf(sql: postgres.TransactionSql): Promise<string | undefined> {
  const [row] = await sql<{ schema: string }[]>`
    select p.pronamespace::regnamespace::text as schema
    from pg_proc as p where p.proname = 'pgtap_version' limit 1`;
  return row?.schema;
}

/** pgTAP is plain SQL, which any owner may run where the extension is refused. */
async function plainly(
  sql: postgres.TransactionSql,
  schema: string,
  refusal: string,
): Promise<PgTap> {
  const folder = unpackedPgTap();
  if (folder === null) {
    return { because: `${refusal}; the package @electric-sql/pglite-pgtap is not there` };
  }
  try {
    const text = fs.readFileSync(join(folder, PGTAP_FILES[0]), "utf8");
    await sql.savepoint(async (inner) => {
      await inner`set local search_path = ${inner(schema)}`;
      await inner.unsafe(text);
      await inner`reset search_path`;
    });
    return { schema };
  } catch (error) {
    return { because: (error as Error).message };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The files of the extension. The control file comes last: it says that the rest is there. */
export const PGTAP_FILES = ["pgtap--1.3.5.sql", "pgtap.control"] as const;

/**
 * A folder with the files of pgTAP, from the package that has them for PGlite, or null where
 * that is not installed. Whoever asks removes the folder.
 */
export function unpackedPgTap(): string | null {
  const archive = archiveOfPgTap();
  if (archive === null) return null;
  const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-pgtap-"));
  const inside = PGTAP_FILES.map((name) => `share/postgresql/extension/${name}`);
  const args = ["-xzf", archive, "-C", folder, "--strip-components=3", ...inside];
  const { error, status } = spawnSync("tar", args);
  if (error) throw error;
  if (status === 0) return folder;
  fs.rmSync(folder, { recursive: true });
  return null;
}

/** Where the package stands: beside this one, or in the project of whoever calls. */
function archiveOfPgTap(): string | null {
  for (const from of [shipped("package.json"), join(process.cwd(), "package.json")]) {
    try {
      const main = createRequire(from).resolve("@electric-sql/pglite-pgtap");
      const archive = join(dirname(main), "pgtap.tar.gz");
      if (fs.existsSync(archive)) return archive;
    } catch {
      // Not there.
    }
  }
  return null;
}
