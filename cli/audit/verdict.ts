// What docs/audit/verify.py does, written a second time and from other parts.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readLink } from "../../functions/_shared/audit-event.ts";
import {
  emptyRange,
  type CompactRange,
  grow,
  isConsistent,
  rootFromInclusion,
  rootOf,
  sameHash,
} from "../../functions/_shared/merkle.ts";
import {
  type Checkpoint,
  hasSigned,
  keyId,
  parseCheckpoint,
  parseVerifierKey,
} from "../../functions/_shared/note.ts";
import type { Bundle } from "./bundle.ts";
import { fromBase64, readBundle } from "./spelling.ts";

/** The lines of a log without their ends, as they come from memory or from a file. */
export type Lines = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** What is wrong, in words that name the first bad position. */
class Wrong extends Error {}

const NEWLINE = 0x0a;

/**
 * Lines of bytes. Characters that only some readers take for the end of a line do not count; a
 * last line without its end is no line of a log.
 */
async function* linesOf(chunks: Lines): AsyncGenerator<Uint8Array | null> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
      yield rest.subarray(start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) yield null;
}

/**
 * The verdict on the bundle in a file, in one line of plain characters: `OK: ` and what is
 * proven, or `FAILED: ` and what is wrong. `keys` are verifier keys, `earlier` the files of
 * bundles or checkpoints, both known from elsewhere.
 */
export async function verdictOn(
  path: string,
  keys: readonly string[],
  earlier: readonly string[] = [],
): Promise<string> {
  const verdict = await proven(path, keys, earlier).catch((error: Error) =>
    error instanceof Wrong
      ? `FAILED: ${error.message}`
      : `FAILED: not a whole bundle: ${error.message}`,
  );
  // What a forger wrote into the bundle does not begin a line of its own, nor steer a terminal.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
  const line = verdict.replaceAll(/[\x00-\x1f\x7f]+/g, " ");
  return line.replaceAll(/[^\x20-\x7e]/gu, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
    return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
  });
}

async function proven(
  path: string,
  keys: readonly string[],
  earlier: readonly string[],
): Promise<string> {
  const bundle = readBundle(await readFile(path));
  const heads = await headsOf(bundle, keys, earlier);

  const beside = join(dirname(path), `${basename(path, ".json")}.ndjson`);
  const found = await stat(beside).catch(() => null);
  if (bundle.events !== undefined && found !== null) {
    throw new Wrong(
      `the events are there twice: remove ${basename(beside)}, or get the bundle again`,
    );
  }
  if (bundle.events === undefined && !found?.isFile()) {
    throw new Wrong(`not a whole bundle: ${basename(beside)} is missing`);
  }
  const lines = linesOf(
    bundle.events === undefined ? createReadStream(beside) : [Buffer.from(bundle.events)],
  );

  const log = bundle.origin.slice(bundle.origin.lastIndexOf("/") + 1);
  const { inclusion } = bundle;
  await (inclusion === undefined
    ? wholeLog(bundle, lines, log, heads)
    : someEvents(inclusion, lines, log, heads));
  const what = inclusion ? `${Object.keys(inclusion).length} chosen events of ` : "";
  const last = (heads.at(-1) as Checkpoint).size;
  return `OK: ${what}${bundle.origin} up to event ${last}, keys ${keys.join(" ")}`;
}

/** The checkpoints of a bundle, each the beginning of the next, and all that was known before. */
async function headsOf(
  bundle: Bundle,
  keys: readonly string[],
  earlier: readonly string[],
): Promise<Checkpoint[]> {
  // The key of another log says nothing about this one.
  const trusted = new Map(
    keys
      .map(parseVerifierKey)
      .filter(({ name }) => name === bundle.origin)
      .map((key) => [keyId(key).toString("hex"), key.publicKey]),
  );
  const heads: Checkpoint[] = [];
  for (const note of bundle.checkpoints) {
    const head = await openCheckpoint(note, bundle.origin, trusted);
    const before = heads.at(-1);
    if (before?.size === head.size && !sameHash(before.root, head.root)) throw twoLogs();
    if (before && before.size >= head.size)
      throw new Error("its checkpoints have an order");
    heads.push(head);
  }
  if (heads.length === 0) throw new Error("it has no checkpoint");
  for (const path of earlier) {
    const head = await openCheckpoint(await readEarlier(path), bundle.origin, trusted);
    const same = heads.find(({ size }) => size === head.size);
    if (same === undefined) {
      throw new Wrong(
        `the bundle has no checkpoint of ${head.size} events: ask for one that has it`,
      );
    }
    if (!sameHash(same.root, head.root)) throw twoLogs();
  }

  const proofs = Object.entries(bundle.consistency);
  if (proofs.length !== heads.length - 1) throw new Error("it has other proofs");
  for (const [i, [pair, proof]] of proofs.entries()) {
    const [older, newer] = heads.slice(i, i + 2) as [Checkpoint, Checkpoint];
    if (pair !== `${older.size}-${newer.size}`) throw new Error("it has other proofs");
    if (!isConsistent(older, newer, proof.map(fromBase64))) {
      throw new Wrong(`${newer.size} forks ${older.size}`);
    }
  }
  return heads;
}

const twoLogs = () => new Wrong("these are two logs");

/** The last checkpoint of a bundle, or the one that a destination was given. */
async function readEarlier(path: string): Promise<string> {
  const found = JSON.parse(await readFile(path, "utf8")) as Partial<Bundle> & {
    checkpoint?: string;
  };
  const note = found.checkpoint ?? found.checkpoints?.at(-1);
  if (typeof note !== "string") throw new Error(`${path} holds no checkpoint`);
  return note;
}

/** A checkpoint in its one spelling, signed by every trusted key that it names. */
async function openCheckpoint(
  note: string,
  origin: string,
  trusted: ReadonlyMap<string, Uint8Array>,
): Promise<Checkpoint> {
  const [text = "", tail = "", ...more] = note.split("\n\n");
  const head = parseCheckpoint(`${text}\n`);
  const lines = tail.split("\n");
  if (more.length > 0 || head.origin !== origin || head.size === 0 || lines.pop() !== "") {
    throw new Error("a checkpoint is malformed");
  }
  const signatures = new Map(
    lines.map((line) => {
      const [dash, name, base64 = "", ...others] = line.split(" ");
      const bytes = fromBase64(base64);
      if (
        dash !== "\u2014" ||
        name !== origin ||
        bytes.length !== 68 ||
        others.length > 0
      ) {
        throw new Error("a signature is malformed");
      }
      return [bytes.toString("hex", 0, 4), bytes.subarray(4)];
    }),
  );
  if (signatures.size !== lines.length || lines.length === 0) {
    throw new Error("a checkpoint is signed twice, or not");
  }
  const known = [...trusted].filter(([id]) => signatures.has(id));
  if (known.length === 0) {
    throw new Wrong(
      `no trusted key signed the checkpoint of ${head.size} events: after a change of keys give both`,
    );
  }
  for (const [id, key] of known) {
    const signature = signatures.get(id) as Buffer;
    if (!(await hasSigned(key, signature, Buffer.from(`${text}\n`)))) {
      throw new Wrong(`the checkpoint of ${head.size} events has a wrong signature`);
    }
  }
  return head;
}

/** Each event in its place, linked to the one before, and the roots over all of them. */
async function wholeLog(
  bundle: Bundle,
  lines: AsyncIterable<Uint8Array | null>,
  log: string,
  heads: readonly Checkpoint[],
): Promise<void> {
  const last = (heads.at(-1) as Checkpoint).size;
  const delivered = fromBase64(bundle.hashes ?? "");
  if (delivered.length % 32 > 0 || delivered.length > 32 * last) {
    throw new Error("its hashes are not those of so many events");
  }
  let range: CompactRange = emptyRange;
  let prev = "0".repeat(64);
  let wrong: number | undefined;
  for await (const line of lines) {
    const at = range.size + 1;
    if (at > last) throw notSealed(at);
    const link = line && readLink(line);
    if (link?.sequence !== log || link.seq !== at) throw outOfPlace(at);
    const asSealed = delivered.subarray(32 * at - 32, 32 * at);
    if (asSealed.length > 0 && !sameHash(asSealed, link.hash)) {
      throw new Wrong(`event ${at} is not the one that was sealed`);
    }
    if (link.prev !== prev)
      throw new Wrong(`event ${at} does not follow the one before it`);
    prev = Buffer.from(link.hash).toString("hex");
    range = grow(range, [link.hash]);
    const head = heads.find(({ size }) => size === at);
    if (head && !sameHash(rootOf(range), head.root)) wrong ??= at;
  }
  if (range.size < last) throw new Wrong(`event ${range.size + 1} is missing`);
  if (wrong === undefined) return;
  throw new Wrong(`an event up to ${wrong} is not the one that was sealed`);
}

/** The chosen events, each by its own way up to the last root, and no others. */
async function someEvents(
  inclusion: NonNullable<Bundle["inclusion"]>,
  lines: AsyncIterable<Uint8Array | null>,
  log: string,
  heads: readonly Checkpoint[],
): Promise<void> {
  const { size, root } = heads.at(-1) as Checkpoint;
  const proofs = Object.entries(inclusion);
  const unproven = new Wrong("an event has no proof, or there is none");
  if (proofs.length === 0) throw unproven;
  for await (const line of lines) {
    const proof = proofs.shift();
    if (proof === undefined) throw unproven;
    const [at, path] = proof;
    const link = line && readLink(line);
    if (link?.sequence !== log || String(link.seq) !== at) throw outOfPlace(at);
    const found = rootFromInclusion(link.seq - 1, size, link.hash, path.map(fromBase64));
    if (!found || !sameHash(root, found)) throw notSealed(at);
  }
  const [missing] = proofs;
  if (missing !== undefined) throw outOfPlace(missing[0]);
}

const outOfPlace = (at: number | string) =>
  new Wrong(`event ${at} is malformed, missing or out of place`);
const notSealed = (at: number | string) => new Wrong(`event ${at} was not sealed`);
