/** Policies that let too much through. */
import type { Sql } from "../dev/sql.ts";
import { type Mutant, OURS } from "./mutant.ts";
import { conjunctsDropped } from "./predicates.ts";

interface PolicyRow {
  schema: string;
  table: string;
  policy: string;
  using: string | null;
  check: string | null;
}

/** Each table without row-level security; each policy true, and without each thing it asks. */
export async function policies(sql: Sql): Promise<Mutant[]> {
  const tables = await sql<{ schema: string; table: string }[]>`
    select n.nspname as schema, c.relname as table
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where ${sql.unsafe(OURS)} and c.relrowsecurity`;
  const rows = await sql<PolicyRow[]>`
    select n.nspname as schema, c.relname as table, p.polname as policy,
      pg_get_expr(p.polqual, p.polrelid) as using,
      pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy as p
    join pg_class as c on c.oid = p.polrelid
    join pg_namespace as n on n.oid = c.relnamespace
    where ${sql.unsafe(OURS)}`;
  return [...tables.map(unsecured), ...rows.flatMap(opened)];
}

function unsecured({ schema, table }: { schema: string; table: string }): Mutant {
  return {
    id: `policy ${schema}.${table}: without row level security`,
    kind: "policy",
    inDefiner: false,
    inCatalog: true,
    subject: { tables: [table], functions: [] },
    sql: `alter table "${schema}"."${table}" disable row level security`,
  };
}

function opened({ schema, table, policy, using, check }: PolicyRow): Mutant[] {
  const clauses = [
    ["using", using],
    ["with check", check],
  ] as const;
  return clauses.flatMap(([clause, expression]) => {
    if (expression === null || expression === "true") return [];
    const changes = [{ what: "(true)", body: "true" }, ...conjunctsDropped(expression)];
    return changes.map(
      ({ what, body }): Mutant => ({
        id: `policy ${schema}.${table}: ${policy} ${clause} ${what}`,
        kind: "policy",
        inDefiner: false,
        inCatalog: false,
        subject: { tables: [table], functions: [] },
        sql: `alter policy "${policy}" on "${schema}"."${table}" ${clause} (${body})`,
      }),
    );
  });
}
