// What TypeScript knows of the database. The edge functions hold it, because they are deployed
// without anything that stands beside their folder; client/database.ts names it for the rest.
import {
  generateTypescript,
  sortGeneratorMetadata,
} from "@supabase/postgrest-typegen/generation";
import { introspect } from "@supabase/postgrest-typegen/introspection";
import type pg from "pg";
import { catalogueFile, readCatalogue } from "../../cli/types/catalogue.ts";
import type { Sql } from "../dev/sql.ts";
import { TOLD } from "./calls.ts";
import type { GeneratedFile } from "./files.ts";
import { type Listed, readListed, union, unionsText } from "./literals.ts";
import { outcomesText } from "./outcomes.ts";

const BY = 'Generated from migrations/ by "npm run generate". Do not edit.';
const HEADER = `// ${BY}\n`;

/**
 * Tables, functions and their arguments, as `supabase gen types` writes them; and what that
 * leaves out: nulls in and out of calls, and the values that a check lists.
 */
export async function typesFiles(pool: pg.Pool, sql: Sql): Promise<GeneratedFile[]> {
  const metadata = await introspect(pool, { includedSchemas: ["public"] });
  const text = await generateTypescript(sortGeneratorMetadata(metadata), {
    detectOneToOneRelationships: true,
    postgrestVersion: "14",
  });
  const listed = await readListed(sql);
  const [tables = "", calls = "", rest = ""] = sections(text.trim());
  return [
    {
      path: "functions/_shared/database.types.ts",
      text: [
        HEADER,
        unionsText(listed),
        withLiterals(tables, listed) + withTold(calls, await nullDefaults(sql)) + rest,
        "",
      ].join("\n"),
    },
    { path: "client/outcome-reasons.ts", text: `${HEADER}\n${outcomesText()}` },
  ];
}

/** Every key, role, kind of scope and reason that ships: a misspelt one does not compile. */
export async function catalogueFiles(sql: Sql): Promise<GeneratedFile[]> {
  return [
    { path: "client/catalogue.ts", text: catalogueFile(await readCatalogue(sql), BY) },
  ];
}

/** Before the functions of the schema, the functions, and after them. */
function sections(text: string): string[] {
  const begin = text.indexOf("    Functions: {\n");
  const end = text.indexOf("\n    }\n", begin);
  if (begin < 0 || end < 0) throw new Error("The generated types have no Functions.");
  return [text.slice(0, begin), text.slice(begin, end), text.slice(end)];
}

/** Columns of tables whose check lists their values. */
function withLiterals(tables: string, listed: readonly Listed[]): string {
  return listed
    .filter(({ schema }) => schema === "public")
    .reduce(
      (text, { table, column, values }) =>
        inBlock(text, table, (block) =>
          replaced(block, `${column}\\??`, (type) => type.replace("string", union(values))),
        ),
      tables,
    );
}

/** Calls, with what is said of them and the arguments whose default is null. */
function withTold(calls: string, defaults: ReadonlyMap<string, string[]>): string {
  const names = [...new Set([...defaults.keys(), ...Object.keys(TOLD)])];
  return names.reduce((text, name) => {
    const { nulls = [], nullArguments = [], literals = {} } = TOLD[name] ?? {};
    return inBlock(text, name, (block) => {
      let told = block;
      for (const [column, type] of Object.entries(literals)) {
        told = replaced(told, `${column}\\??`, (was) => was.replace(/string(\[\])?/, type));
      }
      for (const argument of [...nullArguments, ...(defaults.get(name) ?? [])]) {
        told = replaced(told, `${argument}\\??`, orNull);
      }
      for (const column of nulls) {
        told = replaced(told, column === "*" ? "Returns" : column, orNull);
      }
      return told;
    });
  }, calls);
}

/** A type that admits null, unless it does so already. */
function orNull(type: string): string {
  return type === "Json" || type === "unknown" ? type : `${type} | null`;
}

/** Change the block of one table or call, which stands six columns from the margin. */
function inBlock(text: string, name: string, change: (block: string) => string): string {
  const begin = text.search(new RegExp(`^      ${name}: \\{`, "m"));
  if (begin < 0) throw new Error(`The generated types have no ${name}.`);
  const next = text.slice(begin + 1).search(/^      \w+: \{/m);
  const end = next < 0 ? text.length : begin + 1 + next;
  return text.slice(0, begin) + change(text.slice(begin, end)) + text.slice(end);
}

/** Change the type of every member of a name. */
function replaced(block: string, member: string, change: (type: string) => string): string {
  const pattern = new RegExp(`(?<=[ {])(${member}: )([\\w[\\]| ]+?)(?= *[;}\\n])`, "g");
  if (block.search(pattern) < 0) {
    throw new Error(`The generated types have no ${member} in ${block.slice(0, 80)}`);
  }
  return block.replaceAll(pattern, (_, name: string, type: string) => name + change(type));
}

/** The arguments of each call whose default is null. */
async function nullDefaults(sql: Sql): Promise<Map<string, string[]>> {
  const rows = await sql<{ name: string; argument: string }[]>`
    select f.proname as name, a.argument
    from pg_proc as f
    cross join lateral (
      select f.proargnames[i] as argument
      from generate_series(1, f.pronargs) as i
      where pg_get_function_arg_default(f.oid, i) like 'NULL::%'
    ) as a
    where f.pronamespace = 'public'::regnamespace
    order by f.proname, a.argument`;
  const found = new Map<string, string[]>();
  for (const { name, argument } of rows) {
    found.set(name, [...(found.get(name) ?? []), argument]);
  }
  return found;
}
