// schema/: what the migrations add up to, one file per object.
import { buildSchemaExport, supabaseProfile } from "@supabase/pg-delta";
import type pg from "pg";
import type { GeneratedFile } from "./files.ts";

/** Only what the product makes: the platform's own schemas are nobody's to read here. */
const OURS =
  /^schemas\/(public|stagedoor\w*)\/(?!default_privileges\.sql|schema\.sql)|^schemas\/stagedoor\w*\/schema\.sql/;

/** Every object's definition, grants and comments, as pg-delta writes them. */
export async function schemaFiles(pool: pg.Pool): Promise<GeneratedFile[]> {
  const { files } = await buildSchemaExport(pool, {
    profile: supabaseProfile,
    layout: "by-object",
    format: { keywordCase: "lower", maxWidth: 92 },
    defaultOwner: "postgres",
  });
  return files
    .filter((file) => OURS.test(file.name))
    .map((file) => ({
      path: file.name.replace(/^schemas\//, "schema/"),
      text: `-- Generated from migrations/ by "npm run generate". Do not edit.\n\n${file.sql.trim()}\n`,
    }));
}
