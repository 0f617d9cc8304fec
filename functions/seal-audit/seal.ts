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
  /** Where the checkpoint's hashes begin, and the hash before: under a new key they go along. */
  readonly from?: { readonly first: number; readonly prev: string };
}

/** By sequence. Kept outside the database, beside the destinations. */
export type SealState = Readonly<Record<string, SealedLog>>;

/** A state as it was read, and what tells it from every other one. */
export interface Remembered {
  readonly state: SealState;
  /** The place's own word for these bytes: an ETag, a hash. */
  readonly version: string;
}

/** Where the state is kept between runs. It takes no state of a run that came too late. */
export interface StateStore {
  /** Null where there is none, which is not the same as an empty one. */
  load(): Promise<Remembered | null>;
  /**
   * Puts a state in the place of the one that was read, or where there was none. Throws
   * {@link Overtaken} where by now something else is there.
   */
  save(state: SealState, read: Remembered | null): Promise<Remembered>;
}

/** Another run has replaced the state since this one read it. */
export class Overtaken extends Error {
  override name = "Overtaken";
  constructor() {
    super(
      "another run of the sealer has saved the state since this one read it: this run stopped, and published nothing that the state does not hold. Let one sealer run at a time",
    );
  }
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
  "the sealer's state is not there. Before the very first run make an empty one with stagedoor audit seal --first; if it was lost, see docs/audit.md";

/** The key of one installation signs for no other: a branch, a copy, a restored backup. */
const elsewhere = (known: string, found: string): string =>
  `the state is of installation ${known}, and this is ${found} (id/server/database): nothing was signed. If this is the same log in a new place, run stagedoor audit seal --moved once; see docs/audit.md`;

/** Forget where a state was read from, for a log that has moved to another server. */
export const moved = (state: SealState): SealState =>
  Object.fromEntries(
    Object.entries(state).map(([sequence, { installation: _gone, ...log }]) => [
      sequence,
      log,
    ]),
  );

/** The state while a run goes on: every change of it is saved, or the run is over. */
class Memory {
  readonly logs: Record<string, SealedLog>;
  #read: Remembered;
  readonly #store: StateStore;

  constructor(store: StateStore, read: Remembered) {
    this.logs = { ...read.state };
    this.#read = read;
    this.#store = store;
  }

  async save(): Promise<void> {
    this.#read = await ofState(this.#store.save(this.logs, this.#read));
  }
}

/** The state cannot be read or kept. Nothing is signed without it. */
class StateFailure extends Error {}

const ofState = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: Error) => {
    throw new StateFailure(error.message);
  });

/** Seal every sequence that grew since its last checkpoint. */
export async function seal(ports: SealPorts): Promise<SealReport> {
  const report: Report = { sealed: [], problems: [], more: false };
  try {
    await run(ports, report);
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    report.problems.push({ sequence: "all", problem: error.message });
  }
  return report;
}

/** A report that is being written. */
interface Report extends SealReport {
  readonly sealed: { sequence: string; size: number }[];
  readonly problems: { sequence: string; problem: string }[];
  more: boolean;
}

async function run(ports: SealPorts, report: Report): Promise<void> {
  const { problems } = report;
  const read = await ofState(ports.state.load());
  if (read === null) throw new StateFailure(NO_STATE);
  const memory = new Memory(ports.state, read);

  let heads = await ports.log.heads(null);
  const here = heads[0]?.installation;
  const [known] = Object.values(memory.logs).flatMap((log) => log.installation ?? []);
  if (here !== undefined && known !== undefined && known !== here) {
    throw new StateFailure(elsewhere(known, here));
  }

  await deliverPending(ports, memory, problems);

  const listed = new Set<string>();
  const signed: Report["sealed"] = [];
  let more = false;
  while (heads.length > 0) {
    for (const head of heads) {
      listed.add(head.sequence);
      try {
        const next = await advance(ports, head, memory.logs[head.sequence]);
        if (next === null) continue;
        memory.logs[head.sequence] = next.log;
        signed.push({ sequence: head.sequence, size: next.size });
        more ||= next.size < head.size;
      } catch (error) {
        problems.push({ sequence: head.sequence, problem: (error as Error).message });
      }
    }
    heads = await ports.log.heads((heads.at(-1) as Head).sequenceId);
  }
  // What is remembered and not there any more would otherwise be missed by nobody.
  for (const [sequence, log] of Object.entries(memory.logs)) {
    if (listed.has(sequence)) continue;
    const [, size = "its"] = /\n([0-9]+)\n/.exec(log.checkpoint) ?? [];
    problems.push({ sequence, problem: `${size} events were sealed, and no log is left` });
  }
  if (signed.length === 0) return;

  // What was signed is remembered before anybody sees it: after a crash the same checkpoint
  // is delivered, never another one of the same size. A run that cannot save says nothing.
  await memory.save();
  report.sealed.push(...signed);
  report.more = more;
  await deliverPending(ports, memory, problems);
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

  let from = { first: range.size + 1, prev: known?.last ?? ZERO };
  let { hashes, last } = await readOn(ports, head, from);
  const newKey = signatures < ports.signers.length && range.size > 0;
  if (hashes.length === 0 && !newKey) return null;

  const grown = grow(range, hashes);
  if (hashes.length === 0) {
    // The same checkpoint under a new key takes the place of the one that brought its hashes.
    from = known?.from ?? { first: 1, prev: ZERO };
    ({ hashes, last } = await readOn(
      { ...ports, maxLeaves: range.size },
      { ...head, size: range.size },
      from,
    ));
    if (last !== known?.last) {
      throw new Error(`event ${range.size} is not the one that was sealed`);
    }
  }
  const text = formatCheckpoint({ origin, size: grown.size, root: rootOf(grown) });
  const checkpoint = await signNote(text, origin, ports.signers);
  return {
    size: grown.size,
    log: {
      checkpoint,
      range: grown.hashes.map(base64),
      last,
      installation: head.installation,
      from,
      pending: {
        sequence: head.sequence,
        size: grown.size,
        checkpoint,
        first: from.first,
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

/** The hashes of the leaves from `first` on, each checked to follow the one before. */
async function readOn(
  { log, maxLeaves }: SealPorts,
  { sequenceId, sequence, size: end }: Head,
  { first, prev }: { first: number; prev: string },
): Promise<{ hashes: Hash[]; last: string }> {
  const hashes: Hash[] = [];
  const size = first - 1;
  let last = prev;
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
  { destinations, quorum }: SealPorts,
  memory: Memory,
  problems: Report["problems"],
): Promise<void> {
  let settled = false;
  for (const [sequence, log] of Object.entries(memory.logs)) {
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
      memory.logs[sequence] = { ...log, pending: null };
      settled = true;
    }
  }
  if (settled) await memory.save();
}
