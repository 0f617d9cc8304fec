// What TypeScript knows of the database. The edge functions hold it, because they are deployed
// without anything that stands beside their folder; client/database.ts names it for the rest.
import {
  generateTypescript,
  sortGeneratorMetadata,
} from "@supabase/postgrest-typegen/generation";
import { introspect } from "@supabase/postgrest-typegen/introspection";
import type pg from "pg";
import type { Sql } from "../dev/sql.ts";
import type { GeneratedFile } from "./files.ts";

const HEADER = '// Generated from migrations/ by "npm run generate". Do not edit.\n';

/** Tables, functions and their arguments, as `supabase gen types` writes them. */
export async function typesFiles(pool: pg.Pool): Promise<GeneratedFile[]> {
  const metadata = await introspect(pool, { includedSchemas: ["public"] });
  const text = await generateTypescript(sortGeneratorMetadata(metadata), {
    detectOneToOneRelationships: true,
    postgrestVersion: "14",
  });
  return [
    {
      path: "functions/_shared/database.types.ts",
      text: `${HEADER}\n${text.trim()}\n`,
    },
  ];
}

/** Every permission key that ships, so that a misspelt one does not compile. */
export async function permissionKeysFile(sql: Sql): Promise<GeneratedFile> {
  const rows = await sql<{ permission_key: string; description: string }[]>`
    select p.permission_key, p.description
    from stagedoor.permissions as p
    order by p.permission_key collate "C"
  `;
  const lines = rows.map(
    ({ permission_key, description }) =>
      `  /** ${description.replaceAll("*/", "* /")} */\n  ${JSON.stringify(permission_key)},`,
  );
  const text = `${HEADER}
/** The permission keys that ship. */
export const PERMISSION_KEYS = [
${lines.join("\n")}
] as const;

/** One of the permission keys that ship. */
export type PermissionKey = (typeof PERMISSION_KEYS)[number];
`;
  return { path: "client/permission-keys.ts", text };
}
