// Whether the migrations are there to the last object: an installation that stopped in the
// middle, a part of which some is missing, or nothing at all.
import * as fs from "node:fs";
import { basename } from "node:path";
import { migrationFiles, type Part, PARTS } from "../lib/migrations.ts";
import type { Sql } from "../lib/sql.ts";

/** Something that a migration makes. */
interface Made {
  part: "engine" | Part;
  file: string;
  kind: "schema" | "table" | "view" | "function" | "trigger" | "policy" | "index" | "key";
  /** With its schema; of a trigger, a policy and an index the table that it is on. */
  name: string;
  of: string | null;
}

/** What is installed, and what is missing of it. */
export interface Installed {
  parts: ("engine" | Part)[];
  problems: string[];
}

const CREATED =
  /^create (?:or replace )?(?:unlogged |constraint |unique )?(schema|table|view|function|trigger|policy|index) (?:if not exists )?([a-z0-9_.]+)(?:[^;]*?\bon ([a-z0-9_.]+))?/gm;

/** What a file makes, as far as its own words say. */
function madeBy(path: string, part: Made["part"]): Made[] {
  const text = fs.readFileSync(path, "utf8");
  const file = basename(path);
  const made: Made[] = [];
  for (const [, kind, name = "", of] of text.matchAll(CREATED)) {
    // Gone with the transaction that made it.
    if (name.startsWith("pg_temp.")) continue;
    // Of extensions, which others have made before.
    if (kind === "schema" && !name.startsWith("stagedoor")) continue;
    const needsTable = kind === "trigger" || kind === "policy" || kind === "index";
    made.push({
      part,
      file,
      kind: kind as Made["kind"],
      name,
      of: needsTable ? (of ?? null) : null,
    });
  }
  for (const [statement] of text.matchAll(/^insert into stagedoor\.permissions [^;]*;/gm)) {
    for (const [, name = ""] of statement.matchAll(/\('([a-z_]+:[a-z_]+(?::[a-z]+)?)'/g)) {
      made.push({ part, file, kind: "key", name, of: null });
    }
  }
  return made;
}

/** What the migrations of the engine and of every part make. */
function everythingMade(): Made[] {
  const engine = migrationFiles([]);
  const made = engine.flatMap((path) => madeBy(path, "engine"));
  for (const part of PARTS) {
    // With what it stands on: only its own are new.
    const files = migrationFiles([part]).filter((path) => !engine.includes(path));
    made.push(...files.flatMap((path) => madeBy(path, part)));
  }
  return made;
}

/** Look which of them are there. */
export async function whatIsInstalled(sql: Sql): Promise<Installed> {
  const made = everythingMade();
  const there = new Set(
    (
      await sql<{ place: number }[]>`
      select m.place::int
      from jsonb_array_elements(${JSON.stringify(made)}::text::jsonb)
        with ordinality as m (made, place)
      cross join lateral jsonb_to_record(m.made) as o (kind text, name text, "of" text)
      cross join lateral (
        select split_part(o.name, '.', 1), split_part(o.name, '.', 2)
      ) as n (schema, name)
      where case o.kind
        when 'schema' then to_regnamespace(o.name) is not null
        when 'table' then to_regclass(o.name) is not null
        when 'view' then to_regclass(o.name) is not null
        -- A call can be served from another schema.
        when 'function' then exists (
          select from pg_proc as f
          where f.proname = n.name
            and (f.pronamespace = to_regnamespace(n.schema)
              or (n.schema = 'public' and f.prosrc ~ '\\mstagedoor[a-z_]*\\.'
                and f.pronamespace::regnamespace::text !~ '^stagedoor')))
        when 'trigger' then exists (
          select from pg_trigger as t
          where t.tgrelid = to_regclass(o."of") and t.tgname = o.name)
        when 'policy' then exists (
          select from pg_policy as p
          where p.polrelid = to_regclass(o."of") and p.polname = o.name)
        when 'index' then exists (
          select from pg_index as i
          join pg_class as c on c.oid = i.indexrelid
          where i.indrelid = to_regclass(o."of") and c.relname = o.name)
        when 'key' then true
      end`
    ).map((row) => row.place - 1),
  );
  const keys = await keysOf(sql);
  const isThere = (each: Made, place: number) =>
    each.kind === "key" ? keys.has(each.name) : there.has(place);

  const missing = made.filter((each, place) => !isThere(each, place));
  if (missing.filter(({ part }) => part === "engine").length === countOf(made, "engine")) {
    return { parts: [], problems: ["Stagedoor is not installed here"] };
  }
  const parts = (["engine", ...PARTS] as const).filter((part) =>
    isBegun(part, made, missing),
  );
  const problems = parts.flatMap((part) => gapsOf(part, made, missing));
  return { parts, problems };
}

const countOf = (made: Made[], part: Made["part"]) =>
  made.filter((each) => each.part === part).length;

/**
 * Whether a part was begun. A table of somebody else may bear the name of one of its own, so
 * that its schema says it, or most of what it makes.
 */
function isBegun(part: Made["part"], made: Made[], missing: Made[]): boolean {
  const own = made.filter((each) => each.part === part);
  const gone = missing.filter((each) => each.part === part);
  const schema = own.find(({ kind }) => kind === "schema");
  return schema ? !gone.includes(schema) : gone.length < own.length / 2;
}

/** What is missing of a part: whole files, or single objects. */
function gapsOf(part: Made["part"], made: Made[], missing: Made[]): string[] {
  const gone = missing.filter((each) => each.part === part);
  if (gone.length === 0) return [];
  const files = [...new Set(gone.map(({ file }) => file))].map((file) => ({
    file,
    objects: gone.filter((each) => each.file === file),
    isWhole: made.every((each) => each.file !== file || gone.includes(each)),
  }));
  const lines: string[] = [];
  const pending = files.filter(({ isWhole }) => isWhole);
  if (pending[0] !== undefined) {
    const count = pending.length === 1 ? "1 file is" : `${pending.length} files are`;
    lines.push(`${part} is half installed: ${count} pending, from ${pending[0].file} on`);
  }
  for (const { file, objects, isWhole } of files) {
    if (isWhole) continue;
    const names = objects.slice(0, 5).map(worded).join(", ");
    const more = objects.length > 5 ? ` and ${objects.length - 5} more` : "";
    lines.push(`${part} is half installed: ${file} is there without ${names}${more}`);
  }
  return lines;
}

const worded = ({ kind, name, of }: Made) => `${kind} ${name}${of ? ` on ${of}` : ""}`;

/** The permission keys that are there; none where their table is not. */
async function keysOf(sql: Sql): Promise<Set<string>> {
  const [found] = await sql`
    select to_regclass('stagedoor.permissions') is not null as is_there`;
  if (!found?.is_there) return new Set();
  const rows = await sql<{ key: string }[]>`
    select p.permission_key as key from stagedoor.permissions as p`;
  return new Set(rows.map(({ key }) => key));
}
