// Whether two databases hold the same schema, to the last grant and comment.
import { diff, extract } from "@supabase/pg-delta";
import pg from "pg";

/** What stands in one database and not in the other; the runners' own tables left out. */
export async function schemaDifferences(
  oneUrl: string,
  otherUrl: string,
  ignore = /supabase_migrations|pgmigrations/,
): Promise<string[]> {
  const [one, other] = await Promise.all([oneUrl, otherUrl].map(facts));
  if (!one || !other) throw new Error("nothing to compare");
  return diff(one, other)
    .map((delta) => JSON.stringify(delta))
    .filter((line) => !ignore.test(line));
}

async function facts(url: string) {
  const pool = new pg.Pool({ connectionString: url });
  try {
    return (await extract(pool)).factBase;
  } finally {
    await pool.end();
  }
}
