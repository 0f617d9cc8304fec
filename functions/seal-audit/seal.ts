// Sealing: a signed checkpoint of every sequence that grew, delivered where nobody who can
// write the database can write. Pure: clocks, files, networks and databases are arguments.
import { Buffer } from "node:buffer";
import { readLink } from "../_shared/audit-event.ts";
import {
  emptyRange,
  type CompactRange,
  grow,
  type Hash,
  rootOf,
  sameHash,
} from "../_shared/merkle.ts";
import {
  formatCheckpoint,
  openNote,
  parseCheckpoint,
  type Signer,
  signNote,
} from "../_shared/note.ts";

/** A sequence and its length. */
export interface Head {
  readonly sequenceId: string;
  /** As its leaves call it: an id, or `installation`. */
  readonly sequence: string;
  readonly size: number;
  /** Which installation it is read from, on which server, in which database. */
  readonly installation: string;
}

/** The log, read-only. Pages may be shorter than asked for; an empty one is the end. */
export interface Log {
  heads(after: string | null): Promise<readonly Head[]>;
  leaves(sequenceId: string, after: number): Promise<readonly Uint8Array[]>;
}

/** What a destination is given: a checkpoint and the leaf hashes since the one before. */
export interface Delivery {
  readonly sequence: string;
  readonly size: number;
  readonly checkpoint: string;
  /** The position of the first hash. */
  readonly first: number;
  /** Leaf hashes, 32 bytes each, in base64. */
  readonly hashes: string;
}

/** A place that keeps checkpoints. Delivering the same one again changes nothing. */
export interface Destination {
  readonly name: string;
  deliver(delivery: Delivery): Promise<void>;
}

/** What the sealer remembers of one sequence. */
export interface SealedLog {
  readonly checkpoint: string;
  /** The compact range behind it: at most 64 hashes in base64. */
  readonly range: readonly string[];
  /** The hash of the last leaf, in hexadecimal digits. */
  readonly last: string;
  /** Signed, and not yet held by enough destinations. */
  readonly pending: Delivery | null;
  /** Which installation it was read from. Missing until a run has seen it. */
  readonly installation?: string;
}

/** By sequence. Kept outside the database, beside the destinations. */
export type SealState = Readonly<Record<string, SealedLog>>;

/** Where the state is kept between runs. */
export interface StateStore {
  /** Null where there is none, which is not the same as an empty one. */
  load(): Promise<SealState | null>;
  save(state: SealState): Promise<void>;
}

/** What a run is given. */
export interface SealPorts {
  readonly log: Log;
  readonly state: StateStore;
  readonly destinations: readonly Destination[];
  /** The current key first; a second one while keys are exchanged. */
  readonly signers: readonly Signer[];
  /** The origin of a sequence is `<origin>/<sequence>`. */
  readonly origin: string;
  /** How many destinations must hold a checkpoint before the next one is signed. */
  readonly quorum: number;
  /** The most leaves of one sequence in one run. */
  readonly maxLeaves: number;
}

/** What a run did. */
export interface SealReport {
  readonly sealed: readonly { sequence: string; size: number }[];
  readonly problems: readonly { sequence: string; problem: string }[];
  /** Whether there is more to seal: run again. */
  readonly more: boolean;
}

const ZERO = "0".repeat(64);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** A sealer that forgot what it signed would sign whatever the database says today. */
const NO_STATE =
  "the sealer's state is not there. Before the very first run make an empty one with npm run audit:seal -- --first; if it was lost, see docs/audit.md";

/** The key of one installation signs for no other: a branch, a copy, a restored backup. */
const elsewhere = (known: string, found: string): string =>
  `the state is of installation ${known}, and this is ${found} (id/server/database): nothing was signed. If this is the same log in a new place, run npm run audit:seal -- --moved once; see docs/audit.md`;

/** Forget where a state was read from, for a log that has moved to another server. */
export const moved = (state: SealState): SealState =>
  Object.fromEntries(
    Object.entries(state).map(([sequence, { checkpoint, range, last, pending }]) => [
      sequence,
      { checkpoint, range, last, pending },
    ]),
  );

/** Seal every sequence that grew since its last checkpoint. */
export async function seal(ports: SealPorts): Promise<SealReport> {
  const remembered = await ports.state.load();
  if (remembered === null) {
    return { sealed: [], problems: [{ sequence: "all", problem: NO_STATE }], more: false };
  }
  const state: Record<string, SealedLog> = { ...remembered };
  const problems: { sequence: string; problem: string }[] = [];
  const sealed: { sequence: string; size: number }[] = [];
  let more = false;

  let heads = await ports.log.heads(null);
  const here = heads[0]?.installation;
  const known = Object.values(state).find((log) => log.installation !== undefined);
  if (
    here !== undefined &&
    known?.installation !== undefined &&
    known.installation !== here
  ) {
    const problem = elsewhere(known.installation, here);
    return { sealed: [], problems: [{ sequence: "all", problem }], more: false };
  }

  await deliverPending(ports, state, problems);

  const listed = new Set<string>();
  while (heads.length > 0) {
    for (const head of heads) {
      listed.add(head.sequence);
      try {
        const next = await advance(ports, head, state[head.sequence]);
        if (next === null) continue;
        state[head.sequence] = next.log;
        sealed.push({ sequence: head.sequence, size: next.size });
        more ||= next.size < head.size;
      } catch (error) {
        problems.push({ sequence: head.sequence, problem: (error as Error).message });
      }
    }
    heads = await ports.log.heads((heads.at(-1) as Head).sequenceId);
  }
  // What is remembered and not there any more would otherwise be missed by nobody.
  for (const [sequence, log] of Object.entries(state)) {
    if (listed.has(sequence)) continue;
    const [, size = "its"] = /\n([0-9]+)\n/.exec(log.checkpoint) ?? [];
    problems.push({ sequence, problem: `${size} events were sealed, and no log is left` });
  }

  // What was signed is remembered before anybody sees it: after a crash the same checkpoint
  // is delivered, never another one of the same size.
  if (sealed.length > 0) {
    await ports.state.save(state);
    await deliverPending(ports, state, problems);
  }
  return { sealed, problems, more };
}

/** The next checkpoint of one sequence, or null if there is nothing to sign. */
async function advance(
  ports: SealPorts,
  head: Head,
  known: SealedLog | undefined,
): Promise<{ log: SealedLog; size: number } | null> {
  const origin = `${ports.origin}/${head.sequence}`;
  const { range, signatures } = await recall(ports, origin, known);
  if (head.size < range.size) {
    throw new Error(`${range.size} events were sealed, ${head.size} are left`);
  }
  if (known?.pending) return null;

  const { hashes, last } = await readOn(ports, head, range.size, known?.last ?? ZERO);
  const newKey = signatures < ports.signers.length && range.size > 0;
  if (hashes.length === 0 && !newKey) return null;

  const grown = grow(range, hashes);
  const text = formatCheckpoint({ origin, size: grown.size, root: rootOf(grown) });
  const checkpoint = await signNote(text, origin, ports.signers);
  return {
    size: grown.size,
    log: {
      checkpoint,
      range: grown.hashes.map(base64),
      last,
      installation: head.installation,
      pending: {
        sequence: head.sequence,
        size: grown.size,
        checkpoint,
        first: range.size + 1,
        hashes: base64(Buffer.concat(hashes)),
      },
    },
  };
}

/** The compact range of the last checkpoint, if it is what this sealer signed. */
async function recall(
  { signers }: SealPorts,
  origin: string,
  known: SealedLog | undefined,
): Promise<{ range: CompactRange; signatures: number }> {
  if (known === undefined) return { range: emptyRange, signatures: 0 };
  const keys = signers.map(({ publicKey }) => ({ name: origin, publicKey }));
  const { text, signedBy } = await openNote(known.checkpoint, keys);
  const checkpoint = parseCheckpoint(text);
  const hashes = known.range.map((hash) => Buffer.from(hash, "base64"));
  const range: CompactRange = { size: checkpoint.size, hashes };
  if (checkpoint.origin !== origin || !sameHash(rootOf(range), checkpoint.root)) {
    throw new Error("the state does not belong to its checkpoint");
  }
  return { range, signatures: signedBy.length };
}

/** The hashes of the leaves after `size`, each checked to follow the one before. */
async function readOn(
  { log, maxLeaves }: SealPorts,
  { sequenceId, sequence, size: end }: Head,
  size: number,
  before: string,
): Promise<{ hashes: Hash[]; last: string }> {
  const hashes: Hash[] = [];
  let last = before;
  while (size + hashes.length < end && hashes.length < maxLeaves) {
    const page = await log.leaves(sequenceId, size + hashes.length);
    if (page.length === 0) throw new Error(`event ${size + hashes.length + 1} is missing`);
    for (const body of page.slice(0, maxLeaves - hashes.length)) {
      const seq = size + hashes.length + 1;
      const link = readLink(body);
      if (link?.sequence !== sequence || link.seq !== seq) {
        throw new Error(`event ${seq} is malformed, missing or out of place`);
      }
      if (link.prev !== last)
        throw new Error(`event ${seq} does not follow event ${seq - 1}`);
      hashes.push(link.hash);
      last = Buffer.from(link.hash).toString("hex");
    }
  }
  return { hashes, last };
}

/** Hand out what is pending, and remember what enough destinations hold. */
async function deliverPending(
  { destinations, quorum, state: store }: SealPorts,
  state: Record<string, SealedLog>,
  problems: { sequence: string; problem: string }[],
): Promise<void> {
  let settled = false;
  for (const [sequence, log] of Object.entries(state)) {
    const { pending } = log;
    if (pending === null) continue;
    const results = await Promise.allSettled(destinations.map((d) => d.deliver(pending)));
    for (const [i, result] of results.entries()) {
      if (result.status === "rejected") {
        const why = result.reason instanceof Error ? result.reason.message : result.reason;
        problems.push({ sequence, problem: `${destinations[i]?.name}: ${why}` });
      }
    }
    if (results.filter((result) => result.status === "fulfilled").length >= quorum) {
      state[sequence] = { ...log, pending: null };
      settled = true;
    }
  }
  if (settled) await store.save(state);
}
