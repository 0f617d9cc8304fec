// Two runs of the sealer at once, stopped before every step of each: whichever comes too late
// loses, and what was signed is never forgotten (F47).
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Signer } from "../../functions/_shared/note.ts";
import {
  fileDestination,
  fileState,
  httpState,
} from "../../functions/seal-audit/places.ts";
import {
  type Delivery,
  seal,
  type SealPorts,
  type SealReport,
  type SealState,
  type StateStore,
} from "../../functions/seal-audit/seal.ts";
import { makeBundle } from "../../cli/audit/bundle.ts";
import { conditionalPlaces } from "./conditional.ts";
import {
  KEY,
  makeBodies,
  makeWorld,
  NEXT_KEY,
  NEXT_SIGNER,
  ORIGIN,
  SEQUENCE,
  SIGNER,
} from "./fixture.ts";
import { verdictOf } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "seal-overlap-"));
const held = new Map<string, string>();
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(conditionalPlaces(held)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** A place for the state, and what stands there. */
interface Kept {
  readonly store: StateStore;
  now(): SealState;
}

let places = 0;
const STORES: Record<string, () => Kept> = {
  "in a file": () => {
    const file = join(folder, `${++places}.json`);
    writeFileSync(file, "{}");
    return {
      store: fileState({ file }),
      now: () => JSON.parse(readFileSync(file, "utf8")),
    };
  },
  "behind an address": () => {
    const path = `/${++places}.json`;
    held.set(path, "{}");
    return {
      store: httpState({ url: `${url}${path}` }, fetch),
      now: () => JSON.parse(held.get(path) ?? "null"),
    };
  },
};

/** Calls that wait at a gate until they are let through, one by one. */
function gated(ports: SealPorts) {
  const waiting: (() => Promise<void>)[] = [];
  let isOver = false;
  let awake = () => {};
  const pass = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push(() => work().then(resolve, reject));
      awake();
    });
  const { log, state, destinations } = ports;
  const report: Promise<SealReport> = seal({
    ...ports,
    log: {
      heads: (after) => pass(() => log.heads(after)),
      leaves: (id, after) => pass(() => log.leaves(id, after)),
    },
    state: {
      load: () => pass(() => state.load()),
      save: (...args: Parameters<StateStore["save"]>) => pass(() => state.save(...args)),
    },
    destinations: destinations.map((destination) => ({
      ...destination,
      deliver: (delivery) => pass(() => destination.deliver(delivery)),
    })),
  }).finally(() => {
    isOver = true;
    awake();
  });
  /** Let one call through. False where the run is over. */
  const step = async (): Promise<boolean> => {
    while (waiting.length === 0 && !isOver) {
      await new Promise<void>((resolve) => {
        awake = resolve;
      });
    }
    await waiting.shift()?.();
    return !isOver || waiting.length > 0;
  };
  return { report, step };
}

const signedText = (checkpoint: string) => checkpoint.slice(0, checkpoint.indexOf("\n\n"));
const sizeOf = (checkpoint: string) => Number(checkpoint.split("\n")[1]);

/** What a world is before both runs begin. */
interface Before {
  readonly signers?: readonly [Signer[], Signer[]];
  prepare?(ports: SealPorts, world: ReturnType<typeof makeWorld>["world"]): Promise<void>;
}

const WORLDS: Record<string, Before> = {
  "with nothing sealed yet": {},
  "with a checkpoint that one destination lacks": {
    prepare: async (ports, world) => {
      world.down.add("b");
      await seal(ports);
      world.down.clear();
    },
  },
  "while keys are exchanged": {
    signers: [[SIGNER], [NEXT_SIGNER, SIGNER]],
    prepare: async (ports) => void (await seal(ports)),
  },
};

/** One run up to a step, the other up to a step, then the first to its end, then the other. */
async function overlap(kept: Kept, before: Before, first: number, second: number) {
  const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(5) });
  world.pageSize = 100;
  const disk = join(folder, `held-${++places}`);
  const published: { by: number; delivery: Delivery; isRemembered: boolean }[] = [];
  const seen: SealState[] = [kept.now()];
  const destinations = (by: number) =>
    ports.destinations.map((destination, i) => ({
      name: destination.name,
      deliver: async (delivery: Delivery) => {
        await destination.deliver(delivery);
        if (i === 0) await fileDestination({ file: disk }).deliver(delivery);
        const texts = [...seen, kept.now()].map(
          (state) => state[delivery.sequence]?.checkpoint ?? "\n\n",
        );
        const isRemembered = texts
          .map(signedText)
          .includes(signedText(delivery.checkpoint));
        published.push({ by, delivery, isRemembered });
      },
    }));
  const portsOf = (by: number): SealPorts => ({
    ...ports,
    state: kept.store,
    destinations: destinations(by),
    signers: before.signers?.[by] ?? [SIGNER],
  });
  await before.prepare?.({ ...portsOf(0), signers: [SIGNER] }, world);
  seen.push(kept.now());
  published.length = 0;

  const runs = [0, 1].map((by) => gated(portsOf(by)));
  /** Steps of one run. The log grows under it, so that no two runs see the same. */
  const go = async (by: number, steps: number) => {
    for (let i = 0; i < steps; i++) {
      const goesOn = await runs[by]?.step();
      if (JSON.stringify(kept.now()) !== JSON.stringify(seen.at(-1))) seen.push(kept.now());
      const bodies = world.logs[SEQUENCE] as Uint8Array[];
      world.logs[SEQUENCE] = makeBodies(bodies.length + 1, SEQUENCE, bodies);
      if (!goesOn) return false;
    }
    return true;
  };
  const areCut = (await go(0, first)) && (await go(1, second));
  await go(0, Number.POSITIVE_INFINITY);
  await go(1, Number.POSITIVE_INFINITY);
  const reports = await Promise.all(runs.map(({ report }) => report));
  const after = await seal({ ...portsOf(1), destinations: destinations(2) });
  return { areCut, world, disk, seen, published, reports, after };
}

/** Each pair of calls before which the two can be stopped. */
async function* everyOverlap(makeStore: () => Kept, before: Before) {
  for (let first = 0, hasBoth = true; hasBoth; first++) {
    for (let second = 0, isCut = true; isCut; second++) {
      const outcome = await overlap(makeStore(), before, first, second);
      isCut = outcome.areCut;
      hasBoth = isCut || second > 0;
      const at = `after ${first} calls, the other after ${second}`;
      yield { at, ...outcome };
    }
  }
}

describe.each(Object.entries(STORES))("two runs over one state %s", (_, makeStore) => {
  it.each(Object.entries(WORLDS))(
    "never put it back, and publish only what it remembers, %s",
    { timeout: 240_000 },
    async (_name, before) => {
      let lost = 0;
      let met = 0;
      for await (const { at, ...run } of everyOverlap(makeStore, before)) {
        met++;
        const sizes = run.seen.map((state) => sizeOf(state[SEQUENCE]?.checkpoint ?? "\n0"));
        expect(sizes, `stopped ${at}`).toEqual(sizes.toSorted((a, b) => a - b));
        const unknown = run.published.filter(({ isRemembered }) => !isRemembered);
        expect(unknown, `stopped ${at}`).toEqual([]);
        const published = run.published.map(({ delivery }) => delivery);
        const texts = new Set(published.map(({ checkpoint }) => signedText(checkpoint)));
        expect(texts.size, `stopped ${at}`).toBe(
          new Set(published.map(({ size }) => size)).size,
        );

        const losers = run.reports.filter(({ problems }) => problems.length > 0);
        lost += losers.length;
        expect(losers.length, `stopped ${at}`).toBeLessThan(2);
        for (const { problems } of losers) {
          const why = expect.stringContaining(
            "another run of the sealer has saved the state",
          );
          expect(problems, `stopped ${at}`).toEqual([{ sequence: "all", problem: why }]);
        }

        // The next run goes on from there, and what was delivered proves the whole log.
        expect(run.after.problems, `stopped ${at}`).toEqual([]);
        const kept = join(run.disk, SEQUENCE);
        const deliveries = readdirSync(kept).map(
          (name) => JSON.parse(readFileSync(join(kept, name), "utf8")) as Delivery,
        );
        const keys = before.signers ? [KEY, NEXT_KEY] : [KEY];
        const bundle = makeBundle({
          origin: `${ORIGIN}/${SEQUENCE}`,
          keys,
          bodies: run.world.logs[SEQUENCE] as Uint8Array[],
          deliveries,
        });
        expect(await verdictOf(bundle, keys), `stopped ${at}`).toMatch(/^OK: /);
        const last = Math.max(...deliveries.map(({ size }) => size));
        expect(Buffer.from(bundle.hashes ?? "", "base64").length, `stopped ${at}`).toBe(
          32 * last,
        );
      }
      // The control: they were cut at many places, and met at some of these.
      expect(met).toBeGreaterThan(50);
      expect(lost).toBeGreaterThan(10);
    },
  );
});
