/** Functions whose guards are broken. */
import type { Sql } from "../dev/sql.ts";
import { breakages } from "./guards.ts";
import { type Mutant, OURS } from "./mutant.ts";

interface FunctionRow {
  name: string;
  signature: string;
  definition: string;
  body: string;
  /** Whose triggers it serves. */
  tables: string[];
  callers: string[];
}

/** Each guard of each function behind the API is broken. */
export async function guards(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<FunctionRow[]>`
    select n.nspname || '.' || f.proname as name, f.oid::regprocedure::text as signature,
      pg_get_functiondef(f.oid) as definition, f.prosrc as body,
      array(
        select distinct c.relname::text
        from pg_trigger as t
        join pg_class as c on c.oid = t.tgrelid
        where t.tgfoid = f.oid
      ) as tables,
      array(
        select distinct m.nspname || '.' || c.proname
        from pg_proc as c
        join pg_namespace as m on m.oid = c.pronamespace
        where m.nspname like 'stagedoor%' and c.oid <> f.oid
          and position(f.proname || '(' in c.prosrc) > 0
      ) as callers
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    where ${sql.unsafe(OURS)} and n.nspname <> 'public'`;
  return rows.flatMap(({ name, signature, definition, body, tables, callers }) =>
    breakages(body).map(
      (breakage): Mutant => ({
        id: `guard ${signature}: ${breakage.what}`,
        kind: "guard",
        inDefiner: true,
        inCatalog: false,
        subject: { tables, functions: [name], callers },
        sql: definition.replace(body, () => breakage.body),
      }),
    ),
  );
}
