// What a database knows of permissions, as TypeScript: keys, roles, scope types, reasons, parts.
// The client's own file of those that ship is written by the same function.
import type { TransactionSql } from "postgres";
import { Failure } from "../lib/failure.ts";
import { partsThere } from "../lib/parts.ts";
import type { Sql } from "../lib/sql.ts";

/** A word of the catalogue, and what it is for. */
export interface Word {
  word: string;
  description: string;
}

/** The catalogue of one database, each list in an order that stays. */
export interface Catalogue {
  permissionKeys: Word[];
  /** Those that are built in: a tenant's own are rows that come and go. */
  roleKeys: Word[];
  scopeTypes: Word[];
  reasons: (Word & { remedy: string })[];
  parts: string[];
}

/**
 * Read the catalogue, as of one moment.
 *
 * @throws Failure where there is none, or the role of the connection sees a part of it.
 */
export function readCatalogue(sql: Sql): Promise<Catalogue> {
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    await refuseWhatIsHidden(tx);
    const permissionKeys = await tx<Word[]>`
      select p.permission_key as word, p.description
      from stagedoor.permissions as p
      order by p.permission_key collate "C"`;
    const roleKeys = await tx<Word[]>`
      select r.role_key as word, coalesce(nullif(r.description, ''), r.name) as description
      from stagedoor.permission_roles as r
      where r.scope_id is null and r.deleted_at is null
      order by r.role_key collate "C"`;
    const scopeTypes = await tx<Word[]>`
      select t.scope_type as word, t.label as description
      from stagedoor.scope_types as t
      order by t.position, t.scope_type collate "C"`;
    const reasons = await tx<(Word & { remedy: string })[]>`
      select r.reason as word, r.description, r.remedy
      from stagedoor.decision_reasons as r
      order by r.reason collate "C"`;
    return {
      permissionKeys: [...permissionKeys],
      roleKeys: [...roleKeys],
      scopeTypes: [...scopeTypes],
      reasons: [...reasons],
      parts: ["engine", ...(await partsThere(tx))],
    };
  });
}

/** A list that silently lacks what a policy hides would be written as if it were whole. */
async function refuseWhatIsHidden(sql: TransactionSql): Promise<void> {
  const tables = ["permissions", "permission_roles", "scope_types", "decision_reasons"];
  const [seen] = await sql<{ missing: string[]; hidden: string[] }[]>`
    select
      coalesce(array_agg(t.name) filter (where c.oid is null), '{}') as missing,
      coalesce(array_agg(t.name) filter (where
        not pg_catalog.has_schema_privilege(n.oid, 'usage')
        or not pg_catalog.has_table_privilege(c.oid, 'select')
        or (pg_catalog.has_schema_privilege(n.oid, 'usage')
          and pg_catalog.row_security_active(c.oid))), '{}') as hidden
    from unnest(${tables}::text[]) as t (name)
    left join pg_catalog.pg_namespace as n on n.nspname = 'stagedoor'
    left join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = t.name`;
  if (seen === undefined || seen.missing.length > 0) {
    throw new Failure(
      "Stagedoor is not installed there, or only half: apply its migrations first.",
    );
  }
  if (seen.hidden.length > 0) {
    throw new Failure(
      "This role does not see the whole catalogue: connect as the owner of the migrations.",
    );
  }
}

/** The catalogue as one file of TypeScript that stands by itself. */
export function catalogueFile(catalogue: Catalogue, header: string): string {
  const { permissionKeys, roleKeys, scopeTypes, reasons, parts } = catalogue;
  const remedies = [...new Set(reasons.map(({ remedy }) => remedy))].toSorted();
  return [
    `// ${header}\n`,
    list("PERMISSION_KEYS", "The permission keys.", permissionKeys),
    type("PermissionKey", "One of the permission keys.", "PERMISSION_KEYS"),
    list("ROLE_KEYS", "The roles that are built in.", roleKeys),
    type("RoleKey", "The key of one of the roles that are built in.", "ROLE_KEYS"),
    list("SCOPE_TYPES", "The kinds of scope, from the top down.", scopeTypes),
    type("ScopeType", "One of the kinds of scope.", "SCOPE_TYPES"),
    list("REASONS", "The reasons of a decision.", reasons),
    type("Reason", "Why a decision is as it is.", "REASONS"),
    plainList("REMEDIES", "What helps against a no.", remedies),
    type("Remedy", "What helps against a no, or none.", "REMEDIES"),
    plainList("PARTS", "The parts that are installed.", parts),
    type("Part", "One of the parts that are installed.", "PARTS"),
  ].join("\n");
}

function list(name: string, about: string, words: readonly Word[]): string {
  const lines = words.map(
    ({ word, description }) => `  /** ${inComment(description)} */\n  ${literal(word)},\n`,
  );
  return `/** ${about} */\nexport const ${name} = [${lines.length > 0 ? "\n" : ""}${lines.join("")}] as const;\n`;
}

function plainList(name: string, about: string, words: readonly string[]): string {
  const oneLine = `export const ${name} = [${words.map(literal).join(", ")}] as const;`;
  const text =
    oneLine.length <= 92
      ? oneLine
      : `export const ${name} = [\n${words.map((word) => `  ${literal(word)},\n`).join("")}] as const;`;
  return `/** ${about} */\n${text}\n`;
}

function type(name: string, about: string, of: string): string {
  return `/** ${about} */\nexport type ${name} = (typeof ${of})[number];\n`;
}

/** Whatever somebody wrote into a description, the comment ends where it should. */
function inComment(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().replaceAll("*/", "* /");
}

/** A string of TypeScript in ASCII: no key can end it or hide in it. */
function literal(word: string): string {
  return JSON.stringify(word).replaceAll(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
