/** Views that show too much, and with them every function that reads them. */
import type { Sql } from "../dev/sql.ts";
import type { Breakage } from "./guards.ts";
import { type Mutant, OURS } from "./mutant.ts";
import { conjunctsDropped, edgesMoved, wherePredicates } from "./predicates.ts";

interface ViewRow {
  schema: string;
  view: string;
  definition: string;
  options: string;
  functions: string[];
  tables: string[];
}

/** Each view asks as its owner, without each thing that it asks, and with each edge moved. */
export async function views(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<ViewRow[]>`
    with recursive stacked as (
      select c.oid as below, c.oid as view_id from pg_class as c where c.relkind = 'v'
      union
      select s.below, r.ev_class
      from stacked as s
      join pg_depend as d on d.refobjid = s.view_id and d.classid = 'pg_rewrite'::regclass
      join pg_rewrite as r on r.oid = d.objid
    )
    select n.nspname as schema, c.relname as view, pg_get_viewdef(c.oid) as definition,
      array_to_string(c.reloptions, ', ') as options,
      array(
        select distinct fn.nspname || '.' || f.proname
        from stacked as s
        join pg_class as top on top.oid = s.view_id
        join pg_namespace as tn on tn.oid = top.relnamespace
        join pg_proc as f on f.prosrc ~ format('\\m%s\\.%s\\M', tn.nspname, top.relname)
        join pg_namespace as fn on fn.oid = f.pronamespace
        where s.below = c.oid
      ) as functions,
      array(
        select distinct t.relname::text
        from stacked as s
        join pg_depend as d on d.refobjid = s.view_id and d.classid = 'pg_policy'::regclass
        join pg_policy as p on p.oid = d.objid
        join pg_class as t on t.oid = p.polrelid
        where s.below = c.oid
      ) as tables
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where ${sql.unsafe(OURS)} and c.relkind = 'v'`;
  return rows.flatMap(({ schema, view, definition, options, functions, tables }) => {
    const breakage = (what: string, statement: string, inCatalog: boolean): Mutant => ({
      id: `view ${schema}.${view}: ${what}`,
      kind: "view",
      inDefiner: true,
      inCatalog,
      subject: { tables: [view, ...tables], functions },
      sql: statement,
    });
    const name = `"${schema}"."${view}"`;
    return [
      breakage("as its owner", `alter view ${name} set (security_invoker = false)`, true),
      ...viewBreakages(definition).map(({ what, body }) =>
        breakage(
          what,
          `create or replace view ${name} with (${options}) as ${body}`,
          false,
        ),
      ),
    ];
  });
}

/** Ways in which a view's definition can be broken, as `pg_get_viewdef` prints it. */
export function viewBreakages(definition: string): Breakage[] {
  return wherePredicates(definition).flatMap(({ start, end }) =>
    [
      ...conjunctsDropped(definition.slice(start, end), "whole"),
      ...edgesMoved(definition.slice(start, end)),
    ].map(({ what, body }) => ({
      what,
      body: definition.slice(0, start) + body + definition.slice(end),
    })),
  );
}
