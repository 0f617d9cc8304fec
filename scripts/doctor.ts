// npm run doctor [-- DATABASE_URL]
//
// Is everything that guards the log and the engine in place? Repairs what a restore leaves
// behind; says what it cannot repair.
import { parseArgs } from "node:util";
import { Failure, run } from "./lib/failure.ts";
import { refusedAs, type Sql, withSql } from "./dev/sql.ts";

/** A question to the catalogue: every row it answers is a problem. */
interface Check {
  problem: string;
  sql: string;
}

const CHECKS: Check[] = [
  {
    problem: "a table of the engine without row-level security",
    sql: `select c.oid::regclass::text as found
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname like 'stagedoor%' and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  },
  {
    problem: "a trigger of the engine that is off, or off for replication roles",
    sql: `select format('%s on %s', t.tgname, t.tgrelid::regclass) as found
      from pg_trigger as t
      join pg_class as c on c.oid = t.tgrelid
      join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname like 'stagedoor%' and not t.tgisinternal and t.tgenabled <> 'A'`,
  },
  {
    problem: "a function of the engine that public may execute",
    sql: `select f.oid::regprocedure::text as found
      from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
      where n.nspname like 'stagedoor%' and exists (
        select from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
        where a.grantee = 0)`,
  },
  {
    problem: "a probe that does not belong to its own role",
    sql: `select f.oid::regprocedure::text as found
      from pg_proc as f
      where f.oid = to_regprocedure('stagedoor.try_operation(regclass, text, jsonb)')
        and f.proowner::regrole::text <> 'stagedoor_probe'`,
  },
];

await run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const url = positionals[0] ?? process.env.SUPABASE_DB_URL;
  if (!url) throw new Failure("Give a database URL, or set SUPABASE_DB_URL.");
  const problems = await examine(url).catch(refusedAs("The database cannot be asked"));
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) throw new Failure(`${problems.length} things are not in place.`);
  console.log("Everything is in place.");
});

/** Repair what can be repaired; the rest, one line each. */
async function examine(url: string): Promise<string[]> {
  return withSql(url, async (sql) => {
    const before = await guard(sql);
    if (before) {
      await sql`select stagedoor.guard_audit_log()`;
      const after = await guard(sql);
      if (after) return [`The audit log is unguarded: ${after}`];
      console.log(`Repaired: ${before}`);
    }
    return look(sql);
  });
}

/** What keeps the audit log from being edited and is not in place; null when all of it is. */
async function guard(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ problem: string | null }[]>`
    select stagedoor_audit.broken_guard() as problem`;
  return row?.problem ?? null;
}

async function look(sql: Sql): Promise<string[]> {
  const problems: string[] = [];
  for (const { problem, sql: question } of CHECKS) {
    const rows = await sql.unsafe<{ found: string }[]>(question);
    problems.push(...rows.map(({ found }) => `${problem}: ${found}`));
  }
  return problems;
}
