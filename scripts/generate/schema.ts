// schema/: what the migrations add up to, one file per object.
import * as fs from "node:fs";
import { basename } from "node:path";
import { buildSchemaExport, supabaseProfile } from "@supabase/pg-delta";
import type pg from "pg";
import { migrationFiles } from "../dev/migrations.ts";
import type { GeneratedFile } from "./files.ts";

/** Only what the product makes: the platform's own schemas are nobody's to read here. */
const OURS =
  /^schemas\/(public|stagedoor\w*)\/(?!default_privileges\.sql|schema\.sql)|^schemas\/stagedoor\w*\/schema\.sql/;

/**
 * Every object's definition, grants and comments, as pg-delta writes them; of a function its
 * signature, attributes and privileges, and where the rest stands.
 */
export async function schemaFiles(pool: pg.Pool): Promise<GeneratedFile[]> {
  const { files } = await buildSchemaExport(pool, {
    profile: supabaseProfile,
    layout: "by-object",
    format: { keywordCase: "lower", maxWidth: 92 },
    defaultOwner: "postgres",
  });
  const homes = functionHomes();
  return files
    .filter((file) => OURS.test(file.name))
    .map((file) => ({
      path: file.name.replace(/^schemas\//, "schema/"),
      text: `-- Generated from migrations/ by "npm run generate". Do not edit.\n\n${withoutBodies(file.sql.trim(), homes)}\n`,
    }));
}

/** Which migration defines each function, by its qualified name. */
function functionHomes(): Map<string, string> {
  return new Map(
    migrationFiles().flatMap((file) =>
      [...fs.readFileSync(file, "utf8").matchAll(/^create function ([\w.]+)/gm)].map(
        ([, name = ""]) => [name, basename(file)] as const,
      ),
    ),
  );
}

/** What a function does and is for is said once, where it is defined. */
function withoutBodies(sql: string, homes: Map<string, string>): string {
  return sql
    .replaceAll(
      /(create or replace function ([\w.]+) ?\(.*?)\n\s*as \$function\$.*?\$function\$;/gis,
      (_, head: string, name: string) =>
        `${head};\n-- Its body: migrations/${homes.get(name)}`,
    )
    .replaceAll(/^comment on function .*? is '(?:[^']|'')*';\n*/gms, "");
}
