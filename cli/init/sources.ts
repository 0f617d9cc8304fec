// The migrations that this package ships, and what each of them makes.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { basename } from "node:path";
import { migrationFiles, type Part, PARTS } from "../lib/migrations.ts";
import { misused } from "../lib/failure.ts";
import { packageVersion, shipped } from "../lib/shipped.ts";

/** A release: its version and where its migrations stand. */
export interface Release {
  version: string;
  folder: string;
}

/** One shipped migration. */
export interface Source {
  /** Fourteen digits and the stem, as the release names it. */
  name: string;
  part: Part | "engine";
  text: string;
  sha256: string;
}

/** Objects by kind, as `schema.name`; roles, schemas and extensions by their name. */
export interface Objects {
  schemas: string[];
  relations: string[];
  functions: string[];
  roles: string[];
  extensions: string[];
}

/** Where the calls are served unless asked otherwise. */
export const DEFAULT_SCHEMA = "public";

/** What this package ships. */
export const thisRelease = (): Release => ({
  version: packageVersion(),
  folder: shipped("migrations"),
});

/** The migrations of the engine and of some parts, in order. */
export function sourcesOf(release: Release, parts: readonly Part[]): Source[] {
  const engine = new Set(migrationFiles([], release.folder));
  const partOf = new Map(
    PARTS.flatMap((part) =>
      migrationFiles([part], release.folder)
        .filter((file) => !engine.has(file))
        .map((file) => [file, part] as const),
    ),
  );
  return migrationFiles(parts, release.folder).map((file) => {
    const text = fs.readFileSync(file, "utf8");
    return {
      name: basename(file, ".sql"),
      part: partOf.get(file) ?? "engine",
      text,
      sha256: sha256(text),
    };
  });
}

/** The fingerprint of a file's text. */
export const sha256 = (text: string): string =>
  createHash("sha256").update(text).digest("hex");

/** The engine and the parts, in words. */
export const inWords = (parts: readonly Part[]): string =>
  ["engine", ...parts].join(", ").replace(/, ([^,]*)$/, " and $1");

/** What migrations make that could be there already. */
export function objectsOf(sources: readonly { text: string }[]): Objects {
  const text = sources.map((source) => source.text).join("\n");
  const all = (pattern: RegExp) => [
    ...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name)),
  ];
  return {
    schemas: all(/^create schema (?:if not exists )?(\w+)/gm).filter((name) =>
      name.startsWith("stagedoor"),
    ),
    relations: all(/^create (?:unlogged )?(?:table|view) (?!stagedoor)(\w+\.\w+)/gm),
    // What a file makes in pg_temp for itself meets nothing.
    functions: all(/^create function (?!stagedoor|pg_temp)(\w+\.\w+)/gm),
    roles: all(/\bcreate role (\w+) /g),
    extensions: all(/^create extension (?:if not exists )?(\w+)/gm),
  };
}

const isServed = (source: Source) => /^\d{14}_api_/.test(source.name);

/**
 * The text of each source with its calls in another served schema. Only the `api_*` files
 * change: the definers behind them name no served schema.
 */
export function servedIn(schema: string, sources: readonly Source[]): Source[] {
  if (schema === DEFAULT_SCHEMA) return [...sources];
  const served = sources.filter(isServed);
  const calls = objectsOf(served).functions.map((name) => name.slice("public.".length));
  const call = new RegExp(`\\bpublic\\.(?=(?:${calls.join("|")})\\b)`, "g");
  const [first] = served;
  return sources.map((source) => {
    if (!isServed(source)) return source;
    const text = source.text.replaceAll(call, `${schema}.`);
    return { ...source, text: source === first ? withSchema(schema, text) : text };
  });
}

/** The comment of a schema that was made for the calls. */
export const OUR_SCHEMA = "The calls of Stagedoor.";

/** Behind the sentence that opens the file. */
const withSchema = (schema: string, text: string) =>
  text.replace(
    /^(?:--.*\n)+/,
    (opening) => `${opening}
do $$
begin
  if to_regnamespace('${schema}') is null then
    create schema ${schema};
    comment on schema ${schema} is '${OUR_SCHEMA}';
  end if;
end;
$$;
grant usage on schema ${schema} to anon, authenticated, service_role;
`,
  );

/** No name without quotes, in any release of PostgreSQL from 15 on. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check
  collate collation column concurrently constraint create cross current_catalog current_date
  current_role current_schema current_time current_timestamp current_user default deferrable desc
  distinct do else end except false fetch for foreign freeze from full grant group having ilike in
  initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
  references returning right select session_user similar some symmetric system_user table
  tablesample then to trailing true union unique user using variadic verbose when where window
  with`.split(/\s+/),
);

/** Refuse what cannot be a served schema of one's own. */
export function needServable(schema: string): void {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw misused(
      `--api-schema takes a name of lower case letters, digits and underscores, and not ${JSON.stringify(schema.slice(0, 70))}.`,
    );
  }
  if (RESERVED.has(schema)) {
    throw misused(`--api-schema ${schema}: SQL reserves that word.`);
  }
  const taken =
    /^(pg_.*|stagedoor.*|information_schema|auth|storage|realtime|vault|extensions|graphql|graphql_public|cron|net|supabase_.*|pgmigrations)$/;
  if (taken.test(schema)) {
    throw misused(`--api-schema ${schema}: that schema belongs to somebody else.`);
  }
}
