// docs/reference.md: the comments on the objects, in reading order.
import type { Sql } from "../dev/sql.ts";
import type { GeneratedFile } from "./files.ts";

/** A function with who may call it. */
export interface Routine {
  schema: string;
  name: string;
  arguments: string;
  result: string;
  comment: string | null;
  callers: string[];
}

interface Relation {
  schema: string;
  name: string;
  kind: "table" | "view";
  comment: string | null;
  columns: { name: string; type: string; nullable: boolean; comment: string | null }[];
  policies: { name: string; operation: string; roles: string[]; comment: string | null }[];
}

/** One page: the calls, the tables with their policies, the engine's functions. */
export async function referenceFile(sql: Sql): Promise<GeneratedFile> {
  const routines = await readRoutines(sql);
  const relations = await readRelations(sql);
  const isPublic = (it: { schema: string }) => it.schema === "public";
  const inside = [...new Set(routines.map((it) => it.schema))].filter(
    (it) => it !== "public",
  );

  const text = [
    '<!-- Generated from the SQL comments by "npm run generate". Do not edit. -->',
    "# Reference",
    "What every object is for, as its comment says. Calls are made with `supabase.rpc`.",
    "## Calls",
    ...routines.filter(isPublic).map(routine),
    "## Tables behind the API",
    ...relations.filter(isPublic).map(relation),
    "## Tables of the engine",
    ...relations.filter((it) => !isPublic(it)).map(relation),
    ...inside.flatMap((schema) => [
      `## Functions in \`${schema}\``,
      functionTable(routines.filter((it) => it.schema === schema)),
    ]),
  ];
  return { path: "docs/reference.md", text: `${text.filter(Boolean).join("\n\n")}\n` };
}

function routine({ name, arguments: args, result, comment, callers }: Routine): string {
  const signature = args.length > 60 ? `\n  ${args.replaceAll(", ", ",\n  ")}\n` : args;
  return [
    `### ${name}`,
    `\`\`\`sql\n${name}(${signature}) returns ${result}\n\`\`\``,
    comment ?? "",
    `For ${callers.map((it) => `\`${it}\``).join(", ") || "nobody but its owner"}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function relation(it: Relation): string {
  const columns = it.columns.map(
    ({ name, type, nullable, comment }) =>
      `| \`${name}\` | ${type}${nullable ? "" : " not null"} | ${cell(comment)} |`,
  );
  const policies = it.policies.map(
    ({ name, operation, roles, comment }) =>
      `- \`${name}\` (${operation}, ${roles.join(", ")}): ${cell(comment)}`,
  );
  return [
    `### ${it.schema === "public" ? it.name : `${it.schema}.${it.name}`}`,
    it.comment ?? "",
    ["| column | type | meaning |", "|---|---|---|", ...columns].join("\n"),
    policies.join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function functionTable(routines: Routine[]): string {
  const rows = routines.map(
    ({ name, arguments: args, result, comment }) =>
      `| \`${name}(${cell(args)})\` | ${cell(result)} | ${cell((comment ?? "").split("\n")[0] ?? "")} |`,
  );
  return ["| function | returns | what for |", "|---|---|---|", ...rows].join("\n");
}

/** Text that stays inside a table cell. */
const cell = (text: string | null) =>
  (text ?? "").replaceAll(/\s*\n\s*/g, " ").replaceAll("|", "\\|");

/** Every function of the product, by schema and name. */
export function readRoutines(sql: Sql): Promise<Routine[]> {
  return sql<Routine[]>`
    select
      n.nspname as schema, p.proname as name,
      pg_get_function_arguments(p.oid) as arguments,
      pg_get_function_result(p.oid) as result,
      obj_description(p.oid, 'pg_proc') as comment,
      (
        select coalesce(array_agg(r.rolname::text order by r.rolname), '{}')
        from pg_roles as r
        where r.rolname in ('anon', 'authenticated', 'service_role')
          and has_function_privilege(r.oid, p.oid, 'execute')
      ) as callers
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = 'public' or n.nspname like 'stagedoor%'
    order by n.nspname, p.proname collate "C", p.oid::regprocedure::text collate "C"
  `;
}

function readRelations(sql: Sql): Promise<Relation[]> {
  return sql<Relation[]>`
    select
      n.nspname as schema, c.relname as name,
      case when c.relkind in ('r', 'p') then 'table' else 'view' end as kind,
      obj_description(c.oid, 'pg_class') as comment,
      (
        select jsonb_agg(jsonb_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'nullable', not a.attnotnull, 'comment', col_description(c.oid, a.attnum)
        ) order by a.attnum)
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      ) as columns,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'name', p.polname,
          'operation', case p.polcmd
            when 'r' then 'select' when 'a' then 'insert'
            when 'w' then 'update' when 'd' then 'delete' else 'all' end,
          'roles', (select array_agg(r::regrole::text) from unnest(p.polroles) as r),
          'comment', obj_description(p.oid, 'pg_policy')
        ) order by p.polname), '[]')
        from pg_policy as p where p.polrelid = c.oid
      ) as policies
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm')
      and (n.nspname = 'public' or n.nspname like 'stagedoor%')
    order by n.nspname, c.relname collate "C"
  `;
}
