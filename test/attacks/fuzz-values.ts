// Values that are drawn for the arguments of an RPC: plausible ones, limits, and nonsense.
import fc from "fast-check";
import type { Rpc } from "./catalog.ts";

/** Text as an SQL literal. */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const LONG = "x".repeat(20_000);

const TEXTS = [
  "",
  " ",
  "\t\n",
  "schedule:view",
  "budget:approve",
  "access:grant",
  "access:escalate",
  "Budget:View:All",
  "budget:*",
  "producer",
  "crew_member",
  "their_role",
  "role",
  "permission",
  "allow",
  "own",
  "deny",
  "locked",
  "A name",
  "crew@example.test",
  "not an address",
  "agenda",
  "edit",
  "123456789",
  "stock_in",
  "completed",
  "'; drop table stagedoor.scopes; --",
  "%s %I %L $1",
  "\\x00",
  "\u202e",
  "😀".repeat(50),
  LONG,
];

const MOMENTS = [
  "infinity",
  "-infinity",
  "294276-12-31 23:59:59.999999+00",
  "4713-01-01 00:00:00+00 BC",
  "1970-01-01",
  "2026-01-01",
  "2099-01-01",
  "2199-12-31 23:59:59+14",
];

const JSONS = [
  "null",
  "true",
  "1",
  '"text"',
  "[]",
  "{}",
  "[[[[]]]]",
  '{"item_key": "drawn", "label": "Drawn", "path": "/drawn"}',
  '{"item_key": "drawn", "label": "Drawn", "path": "/drawn", "position": 1e400}',
  '{"item_key": "drawn", "label": "Drawn", "path": "/drawn", "position": 1.5}',
  '{"item_key": 7, "label": null, "path": {}}',
  '{"id": "no uuid"}',
  '{"parent_id": "00000000-0000-0000-0000-000000000000"}',
  '[{"a": 1}, null, [], "x", 3]',
  '[{"row": 1, "amount": "NaN"}]',
  `{"${LONG}": "${LONG}"}`,
  `${"[".repeat(500)}${"]".repeat(500)}`,
];

const LITERALS: Record<string, readonly string[]> = {
  text: TEXTS,
  "timestamp with time zone": MOMENTS,
  integer: ["0", "1", "-1", "5", "100", "1000", "1001", "2147483647", "-2147483648"],
  bigint: ["0", "1", "-1", "9223372036854775807", "-9223372036854775808"],
  smallint: ["0", "1", "-1", "32767", "-32768"],
  numeric: ["0", "-1", "0.005", "1e30", "-1e30", "99999999999.99", "NaN", "Infinity"],
  boolean: ["true", "false"],
  date: ["infinity", "-infinity", "4713-01-01 BC", "2026-11-22", "5874897-12-31"],
  jsonb: JSONS,
  inet: ["127.0.0.1", "::1", "10.0.0.0/8"],
  bytea: ["", "\\x00ff", `\\x${"ab".repeat(5_000)}`],
  regclass: ["stagedoor.scopes", "pg_catalog.pg_class", "0"],
  "text[]": [
    "{}",
    "{NULL}",
    "{schedule:view}",
    "{schedule:view,budget:view:all,schedule:view}",
    "{{schedule:view,budget:approve},{access:grant,access:view}}",
    "[5:6]={schedule:view,schedule:edit}",
    `{${Array.from({ length: 5_000 }, (_, i) => `k${i}`).join(",")}}`,
  ],
  "uuid[]": ["{}", "{NULL}", "{00000000-0000-0000-0000-000000000000}"],
  interval: ["0", "-1 day", "178000000 years"],
};

/** Calls of one function, drawn from the seed; each function and `who` has its own. */
export function calls(
  rpc: Rpc,
  ids: readonly string[],
  seed: number,
  who: string,
  count: number,
): string[] {
  if (rpc.types.length === 0) return [`select * from ${rpc.name}()`];
  return fc
    .sample(fc.tuple(...rpc.types.map((type) => argument(type, ids))), {
      seed: seed ^ hash(`${rpc.name} ${who}`),
      numRuns: count,
    })
    .map((values) => `select * from ${rpc.name}(${values.join(", ")})`);
}

/** A small stable number of a text. */
function hash(text: string): number {
  let sum = 0;
  for (const character of text) {
    sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) | 0;
  }
  return sum;
}

/** SQL of a drawn argument: one in eight is null. */
function argument(type: string, ids: readonly string[]): fc.Arbitrary<string> {
  const literals = type === "uuid" ? ids : LITERALS[type];
  if (!literals) throw new Error(`No values are drawn for arguments of the type ${type}`);
  return fc
    .oneof(
      { weight: 7, arbitrary: fc.constantFrom(...literals).map(quoted) },
      { weight: 1, arbitrary: fc.constant("null") },
    )
    .map((literal) => `${literal}::${type}`);
}

/** Whether an error is one of the contract, or a natural one of a bad value. */
export function isKnown(code: string): boolean {
  return /^(42501|PT4\d\d|23514|23505|22...)$/.test(code);
}
