/** Everything that can be broken in a migrated database, read from its catalog. */
import type { Sql } from "../dev/sql.ts";
import { breakages } from "./guards.ts";

/** One deliberate breakage of the product. */
export interface Mutant {
  /** Says what is broken; the same in every run. */
  id: string;
  kind: "policy" | "grant" | "execute" | "trigger" | "guard";
  /** Is it in a definer function? All of those must be noticed. */
  inDefiner: boolean;
  /** The function or the table whose tests should notice. */
  subject: { schema: string; name: string; of: "function" | "table" };
  sql: string;
}

const OURS = "(n.nspname = 'public' or n.nspname like 'stagedoor%')";

/** All of them, in a fixed order. */
export async function mutants(sql: Sql): Promise<Mutant[]> {
  const found = [
    ...(await policies(sql)),
    ...(await grants(sql)),
    ...(await executes(sql)),
    ...(await triggers(sql)),
    ...(await guards(sql)),
  ];
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

interface PolicyRow {
  schema: string;
  table: string;
  policy: string;
  qual: string | null;
  check: string | null;
}

/** Each policy lets everybody through: its `using`, its `with check`. */
async function policies(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<PolicyRow[]>`
    select n.nspname as schema, c.relname as table, p.polname as policy,
      pg_get_expr(p.polqual, p.polrelid) as qual,
      pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy as p
    join pg_class as c on c.oid = p.polrelid
    join pg_namespace as n on n.oid = c.relnamespace
    where ${sql.unsafe(OURS)}`;
  return rows.flatMap(({ schema, table, policy, qual, check }) =>
    (
      [
        ["using", qual],
        ["with check", check],
      ] as const
    )
      .filter(([, expression]) => expression !== null && expression !== "true")
      .map(
        ([clause]): Mutant => ({
          id: `policy ${schema}.${table}: ${policy} ${clause} (true)`,
          kind: "policy",
          inDefiner: false,
          subject: { schema, name: table, of: "table" },
          sql: `alter policy "${policy}" on "${schema}"."${table}" ${clause} (true)`,
        }),
      ),
  );
}

/** Each table is writable by whoever is signed in, and readable by anon. */
async function grants(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<
    { schema: string; table: string; role: string; privilege: string }[]
  >`
    select n.nspname as schema, c.relname as table, r.role, r.privilege
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    cross join (values ('authenticated', 'insert'), ('authenticated', 'update'),
      ('authenticated', 'delete'), ('authenticated', 'select'), ('anon', 'select'))
      as r (role, privilege)
    where ${sql.unsafe(OURS)} and c.relkind in ('r', 'p')
      and not has_table_privilege(r.role, c.oid, r.privilege)`;
  return rows.map(({ schema, table, role, privilege }) => ({
    id: `grant ${privilege} on ${schema}.${table} to ${role}`,
    kind: "grant",
    inDefiner: false,
    subject: { schema, name: table, of: "table" },
    sql: `grant ${privilege} on "${schema}"."${table}" to ${role}`,
  }));
}

/** Each function is executable by whom it is not meant for. */
async function executes(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<
    { schema: string; name: string; signature: string; role: string }[]
  >`
    select n.nspname as schema, f.proname as name, f.oid::regprocedure::text as signature,
      r.role
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    cross join (values ('anon'), ('authenticated')) as r (role)
    where ${sql.unsafe(OURS)} and f.prorettype <> 'trigger'::regtype
      and not has_function_privilege(r.role, f.oid, 'execute')`;
  return rows.map(({ schema, name, signature, role }) => ({
    id: `execute ${signature} to ${role}`,
    kind: "execute",
    inDefiner: false,
    subject: { schema, name, of: "function" },
    sql: `grant execute on function ${signature} to ${role}`,
  }));
}

/** Each trigger is gone. */
async function triggers(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<
    { schema: string; table: string; trigger: string; name: string }[]
  >`
    select fn.nspname as schema, c.oid::regclass::text as table, t.tgname as trigger,
      f.proname as name
    from pg_trigger as t
    join pg_class as c on c.oid = t.tgrelid
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_proc as f on f.oid = t.tgfoid
    join pg_namespace as fn on fn.oid = f.pronamespace
    where ${sql.unsafe(OURS)} and not t.tgisinternal`;
  return rows.map(({ schema, table, trigger, name }) => ({
    id: `trigger ${table}: without ${trigger}`,
    kind: "trigger",
    inDefiner: false,
    subject: { schema, name, of: "function" },
    sql: `drop trigger "${trigger}" on ${table}`,
  }));
}

interface FunctionRow {
  schema: string;
  name: string;
  signature: string;
  definition: string;
  body: string;
}

/** Each guard of a definer or trigger function is broken. */
async function guards(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<FunctionRow[]>`
    select n.nspname as schema, f.proname as name, f.oid::regprocedure::text as signature,
      pg_get_functiondef(f.oid) as definition, f.prosrc as body
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    where ${sql.unsafe(OURS)} and n.nspname <> 'public'
      and (f.prosecdef or f.prorettype = 'trigger'::regtype or f.prosrc ~ '\\mraise\\M')`;
  return rows.flatMap(({ schema, name, signature, definition, body }) =>
    breakages(body).map(
      (breakage): Mutant => ({
        id: `guard ${signature}: ${breakage.what}`,
        kind: "guard",
        inDefiner: true,
        subject: { schema, name, of: "function" },
        sql: definition.replace(body, () => breakage.body),
      }),
    ),
  );
}
