// npm run doctor [-- DATABASE_URL]
//
// Is everything that guards the log and the engine in place? Repairs what a restore leaves
// behind; says what it cannot repair.
import { parseArgs } from "node:util";
import { type Check, CHECKS } from "./doctor/checks.ts";
import { Failure, run } from "./lib/failure.ts";
import { refusedAs, type Sql, withSql } from "./dev/sql.ts";

await run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const url = positionals[0] ?? process.env.SUPABASE_DB_URL;
  if (!url) throw new Failure("Give a database URL, or set SUPABASE_DB_URL.");
  const problems = await withSql(url, examine).catch(
    refusedAs("The database cannot be asked"),
  );
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) throw new Failure(`${problems.length} things are not in place.`);
  console.log("Everything is in place.");
});

/** Repair what can be repaired; the rest, one line each. */
async function examine(sql: Sql): Promise<string[]> {
  const problems: string[] = [];
  for (const check of CHECKS) {
    const before = await found(sql, check);
    if (before.length === 0) continue;
    await check.repair?.(sql);
    const after = check.repair ? await found(sql, check) : before;
    for (const each of before.filter((line) => !after.includes(line))) {
      console.log(`Repaired: ${each}`);
    }
    problems.push(...after);
  }
  // What follows from other rows may have been written without its triggers.
  for (const { schema } of await rebuilders(sql)) {
    const [row] = await sql`select ${sql(schema)}.rebuild() as rows`;
    if (row?.rows > 0) console.log(`Rebuilt: ${row?.rows} rows of ${schema}`);
  }
  return problems;
}

async function found(sql: Sql, check: Check): Promise<string[]> {
  const rows = await sql.unsafe<{ found: string }[]>(check.sql);
  return rows.map((row) => `${check.problem}: ${row.found}`);
}

/** The engine, and each part that derives rows. */
function rebuilders(sql: Sql) {
  return sql<{ schema: string }[]>`
    select n.nspname as schema
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    where n.nspname like 'stagedoor%' and f.proname = 'rebuild' and f.pronargs = 0
    order by n.nspname`;
}
