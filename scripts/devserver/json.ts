// PostgreSQL values as PostgREST writes them. JavaScript has no exact numbers beyond its
// own, so those travel as marked text and lose mark and quotes in the finished body.
import type postgres from "postgres";
import { parse as parseArray } from "postgres-array";

const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARKED = new RegExp(`"${OPEN}([^"]*)${CLOSE}"`, "g");

/** A number that JavaScript would change is kept as text. */
function exactNumber(text: string): number | string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  return String(number) === text ? number : OPEN + text + CLOSE;
}

const isoTime = (text: string) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
const asIs = (text: string) => text;

function type(oid: number, parse: (text: string) => unknown): postgres.PostgresType {
  return { to: oid, from: [oid], serialize: String, parse };
}

/** postgres.js takes a null in an array for the word NULL. */
function arrayType(oid: number, parse: (text: string) => unknown): postgres.PostgresType {
  return {
    to: oid,
    from: [oid],
    serialize: arrayLiteral,
    parse: (text: string) => parseArray(text, parse),
  };
}

function arrayLiteral(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const items = value.map((item: unknown) => {
    if (item === null || item === undefined) return "NULL";
    if (Array.isArray(item)) return arrayLiteral(item);
    const text = typeof item === "string" ? item : JSON.stringify(item);
    return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
  });
  return `{${items.join(",")}}`;
}

/** Name, type, type of its array, how to read one. */
const SCALARS: [
  name: string,
  oid: number,
  array: number,
  parse: (text: string) => unknown,
][] = [
  ["bool", 16, 1000, (text) => text === "t"],
  ["bytea", 17, 1001, asIs],
  ["bigint", 20, 1016, exactNumber],
  ["smallint", 21, 1005, Number],
  ["integer", 23, 1007, Number],
  ["text", 25, 1009, asIs],
  ["json", 114, 199, JSON.parse],
  ["real", 700, 1021, exactNumber],
  ["double", 701, 1022, exactNumber],
  ["varchar", 1043, 1015, asIs],
  ["date", 1082, 1182, asIs],
  ["timestamp", 1114, 1115, isoTime],
  ["timestamptz", 1184, 1185, isoTime],
  ["numeric", 1700, 1231, exactNumber],
  ["uuid", 2950, 2951, asIs],
  ["jsonb", 3802, 3807, JSON.parse],
];

/** The scalars that lite and postgres.js read in another way than PostgREST. */
const OWN = new Set(["bigint", "bytea", "timestamp", "timestamptz", "numeric"]);

/** lite has written an argument as JSON already: writing it again would make a string of it. */
function jsonType(oid: number): postgres.PostgresType {
  const serialize = (value: unknown) =>
    typeof value === "string" ? value : JSON.stringify(value);
  return { to: oid, from: [oid], serialize, parse: JSON.parse };
}

/** Parsers for postgres.js. */
export const TYPES: Record<string, postgres.PostgresType> = Object.fromEntries([
  ["json", jsonType(114)] as const,
  ["jsonb", jsonType(3802)] as const,
  ...SCALARS.flatMap(([name, oid, array, parse]) => [
    ...(OWN.has(name) ? [[name, type(oid, parse)] as const] : []),
    [`${name}_array`, arrayType(array, parse)] as const,
  ]),
]);

/** Write the marked numbers as they are. */
export async function withExactNumbers(response: Response): Promise<Response> {
  if (!response.body || !/json|csv/.test(response.headers.get("content-type") ?? "")) {
    return response;
  }
  const text = await response.text();
  const exact = text.replace(MARKED, "$1").replaceAll(/[\uE000\uE001]/g, "");
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(exact, { status: response.status, headers });
}
