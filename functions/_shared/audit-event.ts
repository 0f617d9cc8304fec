// The body of a leaf, as the database writes it: one spelling per event.
import { type Hash, leafHash } from "./merkle.ts";

/** The fields of an event, in their order. */
export const FIELDS = [
  ...["v", "sequence", "seq", "at", "event", "scope_id", "actor_id", "session_id"],
  ...["client_id"],
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
  const event = membersOf(decode(body));
  if (event === null || [...event.keys()].join() !== FIELD_NAMES) return null;
  const [, sequence] = /^"([0-9a-z-]+)"$/.exec(event.get('"sequence"') ?? "") ?? [];
  const [, seq] = /^"([1-9][0-9]{0,14})"$/.exec(event.get('"seq"') ?? "") ?? [];
  const [, prev] = /^"([0-9a-f]{64})"$/.exec(event.get('"prev"') ?? "") ?? [];
  if (event.get('"v"') !== '"1"' || !sequence || !seq || !prev) return null;
  return { sequence, seq: Number(seq), prev, hash: leafHash(body) };
}

const FIELD_NAMES = FIELDS.map((name) => `"${name}"`).join();

/** Bytes that are not UTF-8 become text that is no event. */
function decode(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return "";
  }
}

const STRING =
  /"(?:[^"\\\p{Cc}]|\x7f|[\x80-\x9f]|\\["\\bfnrt]|\\u00(?:0[0-7bef]|1[0-9a-f]))*"/uy;
const WORD = /true|false|null/y;

/**
 * The names and values of the outermost object, as they are written; null if the text is not
 * JSON without numbers, with one space after each comma and colon, no key twice and no needless
 * escape: text that could not be written otherwise.
 *
 * It goes by a list of what is open and calls nothing inside itself: what people write is
 * nested as deeply as they like.
 */
function membersOf(text: string): Map<string, string> | null {
  const members = new Map<string, string>();
  // The keys of each object that is open, or null for a list.
  const open: (Set<string> | null)[] = [];
  let at = 0;
  let name = "";
  let start = 0;

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
  /** The key that a value has, where it has one. */
  const key = (): boolean => {
    const keys = open.at(-1);
    if (!keys) return true;
    const found = take(STRING);
    if (found === undefined || keys.has(found) || !has(": ")) return false;
    keys.add(found);
    if (open.length === 1) {
      name = found;
      start = at;
    }
    return true;
  };

  if (!text.startsWith("{")) return null;
  for (;;) {
    // A value: a word, or the beginning of an object or a list that is not empty.
    const isObject = has("{");
    if (isObject || has("[")) {
      open.push(isObject ? new Set() : null);
      if (!has(isObject ? "}" : "]")) {
        if (!key()) return null;
        continue;
      }
      open.pop();
    } else if ((take(STRING) ?? take(WORD)) === undefined) {
      return null;
    }
    // What it ends, up to the comma before the next.
    for (;;) {
      if (open.length === 1) members.set(name, text.slice(start, at));
      if (open.length === 0) return at === text.length ? members : null;
      if (has(", ")) break;
      if (!has(open.at(-1) ? "}" : "]")) return null;
      open.pop();
    }
    if (!key()) return null;
  }
}
