// Whether two databases hold the same schema, to the last grant and comment.
import { diff, extract } from "@supabase/pg-delta";
import pg from "pg";

/** What stands in a database, as it is compared. */
export type Schema = Awaited<ReturnType<typeof extract>>["factBase"];

/** Read the schema of a database. */
export async function schemaOf(url: string): Promise<Schema> {
  const pool = new pg.Pool({ connectionString: url });
  try {
    return (await extract(pool)).factBase;
  } finally {
    await pool.end();
  }
}

/** What stands in one schema and not in the other; the runners' own tables left out. */
export function differencesOf(
  one: Schema,
  other: Schema,
  ignore = /supabase_migrations|pgmigrations/,
): string[] {
  return diff(one, other)
    .map((delta) => JSON.stringify(delta))
    .filter((line) => !ignore.test(line));
}

/** What stands in one database and not in the other. */
export async function schemaDifferences(
  oneUrl: string,
  otherUrl: string,
  ignore?: RegExp,
): Promise<string[]> {
  const [one, other] = await Promise.all([schemaOf(oneUrl), schemaOf(otherUrl)]);
  return differencesOf(one, other, ignore);
}
