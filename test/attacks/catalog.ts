// What a request can call, as the catalog has it.
import type { Sql } from "../../scripts/dev/sql.ts";

/** A function of the product that at least one request role may execute. */
export interface Rpc {
  name: string;
  /** Types of its arguments, defaults included. */
  types: string[];
  /** Which of anon, authenticated and service_role may execute it. */
  callers: string[];
  /** Whether the API runs it in a read-only transaction. */
  is_stable: boolean;
}

/** All of them, in `public` and in the schemas behind it: usage of those is granted. */
export function callable(sql: Sql): Promise<Rpc[]> {
  return sql<Rpc[]>`
    select
      format('%I.%I', n.nspname, p.proname) as name,
      array(
        select format_type(t.type, null)
        from unnest(p.proargtypes) with ordinality as t (type, position)
        order by t.position
      ) as types,
      c.callers,
      p.provolatile <> 'v' as is_stable
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    cross join lateral (
      select array_agg(r.role)
      from unnest(array['anon', 'authenticated', 'service_role']) as r (role)
      where has_function_privilege(r.role, p.oid, 'execute')
    ) as c (callers)
    where n.nspname ~ '^(public$|stagedoor)'
      and p.prorettype <> 'trigger'::regtype
      and p.prokind = 'f'
      and c.callers is not null
      -- What an extension brought is not ours to answer for.
      and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
    order by 1, p.oid`;
}
