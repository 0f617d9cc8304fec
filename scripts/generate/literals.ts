// Values that a check of a table lists, as unions of TypeScript, and where calls take or answer
// them. PostgreSQL knows no type for them: each is text with a check.
import type { Sql } from "../dev/sql.ts";

/** A column of text that a check holds to a list. */
export interface Listed {
  schema: string;
  table: string;
  column: string;
  values: string[];
}

/** The named unions: whose check each is read from. */
const NAMED = {
  GrantType: ["stagedoor", "user_accesses", "grant_type", "What is granted."],
  Policy: [
    "stagedoor",
    "permission_role_links",
    "policy",
    "How a role holds a permission (F50).",
  ],
  AccessStatus: ["stagedoor", "user_accesses", "status", "Where an access stands."],
  AccountStatus: ["stagedoor", "user_accounts", "account_status", "Whose account it is."],
  ReviewDecision: [
    "stagedoor",
    "review_items",
    "decision",
    "What a review decides (F100).",
  ],
  ReviewOutcome: [
    "stagedoor",
    "review_items",
    "outcome",
    "What became of an access under review.",
  ],
  Phase: ["public", "productions", "phase", "The phases of a production (F36)."],
  CostCategory: ["public", "cost_codes", "category", "The two sides of the line (F33)."],
  TransactionKind: ["public", "cost_transactions", "kind", "The kinds of cost."],
  TransactionStatus: ["public", "cost_transactions", "status", "Where a cost stands."],
  OverrideStatus: [
    "public",
    "emergency_overrides",
    "status",
    "Where an emergency override stands (F41).",
  ],
  AppointmentStatus: ["public", "appointments", "status", "Where an appointment stands."],
  PaymentMethod: ["public", "studio_transactions", "method", "How a studio is paid."],
  StockMovementKind: ["public", "stock_movements", "kind", "How stock changes."],
} as const satisfies Record<string, readonly [string, string, string, string]>;

/** The name of a union. */
export type Union = keyof typeof NAMED;

/** Every check of the form `column in ('a', 'b')`. */
export async function readListed(sql: Sql): Promise<Listed[]> {
  const rows = await sql<(Omit<Listed, "values"> & { definition: string })[]>`
    select n.nspname as schema, c.relname as table, a.attname as column,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint as k
    join pg_class as c on c.oid = k.conrelid
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'c' and cardinality(k.conkey) = 1
      and (n.nspname = 'public' or n.nspname like 'stagedoor%')
    order by n.nspname, c.relname, a.attname, k.conname`;
  return rows.flatMap(({ definition, ...where }) => {
    const [, list] =
      /^CHECK \(\(\w+ = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(
        definition,
      ) ?? [];
    if (list === undefined) return [];
    const values = [...list.matchAll(/'([^']*)'::text/g)].map(([, value = ""]) => value);
    return [{ ...where, values }];
  });
}

/** The named unions, as they stand at the head of the generated types. */
export function unionsText(listed: readonly Listed[]): string {
  return Object.entries(NAMED)
    .map(([name, [schema, table, column, about]]) => {
      const found = listed.find(
        (each) => each.schema === schema && each.table === table && each.column === column,
      );
      if (!found) throw new Error(`No check lists the values of ${table}.${column}.`);
      return `/** ${about} */\nexport type ${name} = ${union(found.values)}\n`;
    })
    .join("\n");
}

/** Some values as a union. */
export function union(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" | ");
}
