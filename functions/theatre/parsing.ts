import { isUuid } from "../_shared/http.ts";

/** What fields of a body are; `!` where one must be there. */
export type Fields = Record<string, Kind | `${Kind}!`>;
type Kind = "uuid" | "text" | "object" | "date" | "integer";

/** A body in the terms of the RPC, or what is wrong with it. */
export type Parsed =
  | { value: Record<string, unknown> }
  | { wrong: string; status: 400 | 413 };

const ISO =
  /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const MOST = 64 * 1024;

const KINDS: Record<Kind, { what: string; test: (value: unknown) => boolean }> = {
  uuid: { what: "a uuid", test: isUuid },
  text: {
    what: "a text without zero bytes",
    test: isStorable,
  },
  object: {
    what: "an object",
    test: (it) => typeof it === "object" && !Array.isArray(it),
  },
  date: {
    what: "a date of ISO 8601",
    test: (it) => typeof it === "string" && ISO.test(it) && !Number.isNaN(Date.parse(it)),
  },
  integer: {
    what: "a whole number",
    test: (it) => Number.isInteger(it) && Math.abs(it as number) < 2 ** 31,
  },
};

/** Whether something is a text that PostgreSQL can hold. */
function isStorable(it: unknown): boolean {
  return typeof it === "string" && !it.includes("\0") && !/\p{Surrogate}/u.test(it);
}

/** The text of a body of at most 64 KiB; null for a longer one. */
export async function readBody(request: Request): Promise<string | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // Read as it comes: a length is what a client says.
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MOST) return null;
    chunks.push(chunk);
  }
  return new Blob(chunks).text();
}

/** A JSON object with these fields and no others: a mistyped name must not be dropped. */
export function parse(text: string | null, fields: Fields): Parsed {
  if (text === null) return { wrong: "A body has at most 64 KiB", status: 413 };
  const wrong = (detail: string) => ({ wrong: detail, status: 400 as const });
  let body: unknown;
  try {
    // Half a character, or a zero byte, is nothing that PostgreSQL could store in JSON.
    body = JSON.parse(text, (_key, it: unknown) => {
      if (typeof it === "string" && !isStorable(it)) throw new SyntaxError("not storable");
      return it;
    });
  } catch {
    return wrong("The body is a JSON object, of texts without zero bytes");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return wrong("The body is a JSON object");

  const given = body as Record<string, unknown>;
  if (!Object.keys(given).every((name) => Object.hasOwn(fields, name)))
    return wrong(
      `The body has these fields and no others: ${Object.keys(fields).join(", ")}`,
    );
  const value: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(fields)) {
    const it = given[name];
    const { what, test } = KINDS[kind.replace("!", "") as Kind];
    if (it === undefined || it === null) {
      if (kind.endsWith("!")) return wrong(`${name} is ${what}`);
    } else if (test(it)) value[name] = it;
    else return wrong(`${name} is ${what}`);
  }
  return { value };
}
