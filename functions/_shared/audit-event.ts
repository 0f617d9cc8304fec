// The body of a leaf, as the database writes it: one spelling per event.
import { type Hash, leafHash } from "./merkle.ts";

/** The fields of an event, in their order. */
export const FIELDS = [
  ...["v", "sequence", "seq", "at", "event", "scope_id", "actor_id", "session_id"],
  ...["actor_role", "login_role", "intermediary", "subject_id", "object_type", "object_id"],
  ...["before", "after", "personal", "reason", "window_from", "window_until"],
  ...["override_id", "elevation_id", "prev"],
] as const;

/** What links an event to its log. */
export interface Link {
  readonly sequence: string;
  readonly seq: number;
  /** The hash of the event before it, in hexadecimal digits. */
  readonly prev: string;
  readonly hash: Hash;
}

/** Where an event stands, or null if these bytes are not an event in its one spelling. */
export function readLink(body: Uint8Array): Link | null {
  const event = readCanonical(decode(body));
  if (!isObject(event) || Object.keys(event).join() !== FIELDS.join()) return null;
  const { v, sequence, seq, prev } = event;
  if (v !== "1" || typeof sequence !== "string") return null;
  if (typeof seq !== "string" || !/^[1-9][0-9]{0,14}$/.test(seq)) return null;
  if (typeof prev !== "string" || !/^[0-9a-f]{64}$/.test(prev)) return null;
  return {
    sequence,
    seq: Number(seq),
    prev,
    hash: leafHash(body),
  };
}

/** Bytes that are not UTF-8 become text that is no event. */
function decode(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return "";
  }
}

type Json = string | boolean | null | Json[] | { [key: string]: Json };

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const STRING =
  /"(?:[^"\\\p{Cc}]|\x7f|[\x80-\x9f]|\\["\\bfnrt]|\\u00(?:0[0-7bef]|1[0-9a-f]))*"/uy;
const WORD = /true|false|null/y;

/**
 * Reads JSON without numbers, with one space after each comma and colon, no key twice and no
 * needless escape: text that could not be written otherwise. Anything else is undefined.
 */
function readCanonical(text: string): Json | undefined {
  let at = 0;
  const take = (token: RegExp): string | undefined => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const has = (symbol: string): boolean => {
    const there = text.startsWith(symbol, at);
    if (there) at += symbol.length;
    return there;
  };
  const list = (end: string, item: () => boolean): boolean => {
    if (has(end)) return true;
    do if (!item()) return false;
    while (has(", "));
    return has(end);
  };

  const value = (): Json | undefined => {
    if (has("{")) {
      const members = new Map<string, Json>();
      const member = () => {
        const key = take(STRING);
        if (key === undefined || members.has(key) || !has(": ")) return false;
        const of = value();
        if (of !== undefined) members.set(key, of);
        return of !== undefined;
      };
      if (!list("}", member)) return undefined;
      return Object.fromEntries([...members].map(([key, of]) => [JSON.parse(key), of]));
    }
    if (has("[")) {
      const items: Json[] = [];
      const item = () => {
        const of = value();
        if (of !== undefined) items.push(of);
        return of !== undefined;
      };
      return list("]", item) ? items : undefined;
    }
    const word = take(STRING) ?? take(WORD);
    return word === undefined ? undefined : (JSON.parse(word) as Json);
  };

  const whole = value();
  return at === text.length ? whole : undefined;
}
