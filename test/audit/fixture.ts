// A log in memory, written as the database writes it, and places to deliver to.
import { type Hash, leafHash } from "../../functions/_shared/merkle.ts";
import { formatVerifierKey, importSigner } from "../../functions/_shared/note.ts";
import {
  type Delivery,
  type Destination,
  type Log,
  Overtaken,
  type SealPorts,
  type SealState,
} from "../../functions/seal-audit/seal.ts";

export const ORIGIN = "studio.example/stagedoor";
export const SEQUENCE = "0b7e9f0a-1111-4222-8333-444455556666";
export const SIGNER = await importSigner(Buffer.alloc(32, 7).toString("base64"));
export const NEXT_SIGNER = await importSigner(Buffer.alloc(32, 8).toString("base64"));
export const KEY = formatVerifierKey({
  name: `${ORIGIN}/${SEQUENCE}`,
  publicKey: SIGNER.publicKey,
});
export const NEXT_KEY = formatVerifierKey({
  name: `${ORIGIN}/${SEQUENCE}`,
  publicKey: NEXT_SIGNER.publicKey,
});

const hex = (hash: Hash) => Buffer.from(hash).toString("hex");

/** The body of one event. */
export function bodyOf(
  sequence: string,
  seq: number,
  prev: string,
  reason = `event ${seq}`,
) {
  return Buffer.from(
    `{"v": "1", "sequence": "${sequence}", "seq": "${seq}", "at": "2027-03-01T08:00:00.000001Z", ` +
      `"event": "access.granted", "scope_id": null, "actor_id": null, "session_id": null, ` +
      `"client_id": null, ` +
      `"actor_role": "authenticated", "login_role": "authenticator", "intermediary": null, ` +
      `"subject_id": null, "object_type": "user_accesses", "object_id": "${seq}", "before": null, ` +
      `"after": {"status": "Active", "keys": ["a", {"é": "\\"𝄞\\"\\n"}]}, "personal": null, ` +
      `"reason": ${JSON.stringify(reason)}, "window_from": null, "window_until": null, ` +
      `"override_id": null, "elevation_id": null, "prev": "${prev}"}`,
  );
}

/** A linked log of `size` events, continuing another one where given. */
export function makeBodies(
  size: number,
  sequence = SEQUENCE,
  begin: Uint8Array[] = [],
): Uint8Array[] {
  const bodies = [...begin];
  let prev =
    begin.length === 0 ? "0".repeat(64) : hex(leafHash(begin.at(-1) as Uint8Array));
  while (bodies.length < size) {
    const body = bodyOf(sequence, bodies.length + 1, prev);
    bodies.push(body);
    prev = hex(leafHash(body));
  }
  return bodies;
}

/** Give each body the position that it stands at and the link to the one before it. */
export function relink(bodies: readonly Uint8Array[], from: number): Uint8Array[] {
  const linked = bodies.slice(0, from);
  for (const body of bodies.slice(from)) {
    const before = linked.at(-1);
    const text = Buffer.from(body)
      .toString("utf8")
      .replace(/"seq": "\d+"/, `"seq": "${linked.length + 1}"`)
      .replace(
        /"prev": "[0-9a-f]*"\}$/,
        `"prev": "${before ? hex(leafHash(before)) : "0".repeat(64)}"}`,
      );
    linked.push(Buffer.from(text));
  }
  return linked;
}

/** What tests change between runs of the sealer. */
export interface World {
  logs: Record<string, Uint8Array[]>;
  state: SealState | null;
  saves: SealState[];
  held: Record<string, Delivery[]>;
  down: Set<string>;
  /** The most rows a page holds, as an API might cut them. */
  pageSize: number;
  /** Where the log is read from. */
  installation: string;
}

/** A sealer over a world in memory, with two destinations. */
export function makeWorld(logs: World["logs"] = {}): { world: World; ports: SealPorts } {
  const world: World = {
    logs,
    state: {},
    saves: [],
    held: { a: [], b: [] },
    down: new Set(),
    pageSize: 7,
    installation: "1/2/3",
  };
  const log: Log = {
    heads: async (after) =>
      Object.keys(world.logs)
        .toSorted()
        .filter((id) => after === null || id > after)
        .slice(0, 2)
        .map((id) => ({
          sequenceId: id,
          sequence: id,
          size: world.logs[id]?.length ?? 0,
          installation: world.installation,
        })),
    leaves: async (id, after) =>
      (world.logs[id] ?? []).slice(after, after + world.pageSize),
  };
  const destination = (name: string): Destination => ({
    name,
    deliver: async (delivery) => {
      if (world.down.has(name)) throw new Error("is down");
      world.held[name]?.push(delivery);
    },
  });
  const ports: SealPorts = {
    log,
    state: {
      load: async () =>
        world.state && { state: world.state, version: JSON.stringify(world.state) },
      save: async (state, read) => {
        if (read?.version !== (world.state && JSON.stringify(world.state)))
          throw new Overtaken();
        world.state = structuredClone(state);
        world.saves.push(world.state);
        return { state: world.state, version: JSON.stringify(world.state) };
      },
    },
    destinations: [destination("a"), destination("b")],
    signers: [SIGNER],
    origin: ORIGIN,
    quorum: 2,
    maxLeaves: 1000,
  };
  return { world, ports };
}
