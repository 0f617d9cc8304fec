// The sealer: what it signs, what it refuses to sign, and what it remembers (F47).
import { describe, expect, it } from "vitest";
import {
  emptyRange,
  grow,
  leafHash,
  rootOf,
  Tree,
} from "../../functions/_shared/merkle.ts";
import {
  openNote,
  parseCheckpoint,
  parseVerifierKey,
} from "../../functions/_shared/note.ts";
import {
  type Delivery,
  moved,
  seal,
  type SealedLog,
  type SealState,
} from "../../functions/seal-audit/seal.ts";
import { makeBundle } from "../../cli/audit/bundle.ts";
import {
  KEY,
  makeBodies,
  makeWorld,
  NEXT_KEY,
  NEXT_SIGNER,
  ORIGIN,
  relink,
  SEQUENCE,
  SIGNER,
} from "./fixture.ts";
import { verdictOf } from "./stage.ts";

const OTHER = "1b7e9f0a-1111-4222-8333-444455556666";
const THIRD = "2b7e9f0a-1111-4222-8333-444455556666";

const read = async ({ checkpoint }: { checkpoint: string }, key = KEY) =>
  parseCheckpoint((await openNote(checkpoint, [parseVerifierKey(key)])).text);

describe("a run", () => {
  it("signs the root of every sequence that has events, for every destination", async () => {
    const { world, ports } = makeWorld({
      [SEQUENCE]: makeBodies(30),
      [OTHER]: makeBodies(1, OTHER),
      [THIRD]: [],
    });
    const report = await seal(ports);

    expect(report).toEqual({
      sealed: [
        { sequence: SEQUENCE, size: 30 },
        { sequence: OTHER, size: 1 },
      ],
      problems: [],
      more: false,
    });
    expect(world.held.a).toEqual(world.held.b);
    const checkpoint = await read(world.held.a?.[0] as Delivery);
    const tree = new Tree((world.logs[SEQUENCE] as Uint8Array[]).map(leafHash));
    expect(checkpoint).toEqual({
      origin: `${ORIGIN}/${SEQUENCE}`,
      size: 30,
      root: expect.anything(),
    });
    expect(Buffer.compare(checkpoint.root, tree.root())).toBe(0);
  });

  it("does nothing where nothing is new", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(5) });
    await seal(ports);
    const saves = world.saves.length;
    expect(await seal(ports)).toEqual({ sealed: [], problems: [], more: false });
    expect(world.saves.length).toBe(saves);
    expect(world.held.a?.length).toBe(1);
  });

  it("reads only new leaves, from a compact range of at most 64 hashes", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(100) });
    await seal(ports);
    world.logs[SEQUENCE] = makeBodies(131, SEQUENCE, world.logs[SEQUENCE]);
    const asked: number[] = [];
    const leaves: typeof ports.log.leaves = (...args) => ports.log.leaves(...args);
    await seal({
      ...ports,
      log: { ...ports.log, leaves: (id, after) => (asked.push(after), leaves(id, after)) },
    });
    expect(Math.min(...asked)).toBe(100);
    const last = world.held.a?.at(-1) as Delivery;
    expect(last.first).toBe(101);
    const root = rootOf(grow(emptyRange, world.logs[SEQUENCE].map(leafHash)));
    expect(Buffer.compare((await read(last)).root, root)).toBe(0);
    expect(world.state?.[SEQUENCE]?.range.length).toBeLessThanOrEqual(64);
  });

  it("catches up in steps after a long time without running", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(95) });
    const steps: boolean[] = [];
    do steps.push((await seal({ ...ports, maxLeaves: 20 })).more);
    while (steps.at(-1));
    expect(steps.length).toBe(5);
    expect(world.held.a?.map(({ size }) => size)).toEqual([20, 40, 60, 80, 95]);
    const bundle = makeBundle({
      origin: `${ORIGIN}/${SEQUENCE}`,
      keys: [KEY],
      bodies: world.logs[SEQUENCE] as Uint8Array[],
      deliveries: world.held.a as Delivery[],
    });
    expect(await verdictOf(bundle)).toMatch(/^OK: /);
  });
});

describe("a destination that fails", () => {
  it("is reported, and the same checkpoint is delivered until enough hold it", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(5) });
    world.down.add("b");
    const first = await seal(ports);
    expect(first.problems).toEqual([{ sequence: SEQUENCE, problem: "b: is down" }]);

    world.logs[SEQUENCE] = makeBodies(9, SEQUENCE, world.logs[SEQUENCE]);
    expect((await seal(ports)).sealed).toEqual([]);
    world.down.clear();
    await seal(ports);
    await seal(ports);
    expect(world.held.b?.map(({ size }) => size)).toEqual([5, 9]);
    expect(new Set(world.held.a?.map(({ checkpoint }) => checkpoint)).size).toBe(2);
  });

  it("holds nobody up where the others suffice", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(5) });
    world.down.add("b");
    await seal({ ...ports, quorum: 1 });
    world.logs[SEQUENCE] = makeBodies(9, SEQUENCE, world.logs[SEQUENCE]);
    const report = await seal({ ...ports, quorum: 1 });
    expect(report.sealed).toEqual([{ sequence: SEQUENCE, size: 9 }]);
    expect(report.problems.length).toBe(1);
  });

  it("after a crash gets the checkpoint that was signed, never another of its size", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(5) });
    const crashed = {
      ...ports,
      destinations: ports.destinations.map((d) => ({
        ...d,
        deliver: () => Promise.reject(new Error("crash")),
      })),
    };
    await seal(crashed);
    const signed = world.state?.[SEQUENCE]?.checkpoint;
    world.logs[SEQUENCE] = relink(
      (world.logs[SEQUENCE] as Uint8Array[]).map((b, i) =>
        i === 4
          ? Buffer.from(Buffer.from(b).toString().replace("event 5", "rewritten"))
          : b,
      ),
      4,
    );
    await seal(ports);
    expect(world.held.a?.map(({ checkpoint }) => checkpoint)).toEqual([signed]);
  });
});

describe("a log that is not the one that was sealed", () => {
  const spoiled = async (change: (bodies: Uint8Array[]) => Uint8Array[]) => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
    await seal(ports);
    world.logs[SEQUENCE] = change(makeBodies(15, SEQUENCE, world.logs[SEQUENCE]));
    const report = await seal(ports);
    expect(report.sealed).toEqual([]);
    expect(world.held.a?.length).toBe(1);
    return report.problems.map(({ problem }) => problem);
  };

  it("is not signed when it became shorter", async () => {
    expect(await spoiled((bodies) => bodies.slice(0, 8))).toEqual([
      "10 events were sealed, 8 are left",
    ]);
  });

  it("is not signed when what was sealed was rewritten to the end", async () => {
    const rewritten = (bodies: Uint8Array[]) =>
      relink(
        bodies.map((b, i) =>
          i === 3
            ? Buffer.from(Buffer.from(b).toString().replace("event 4", "nothing"))
            : b,
        ),
        3,
      );
    expect(await spoiled(rewritten)).toEqual(["event 11 does not follow event 10"]);
  });

  it("is not signed with a gap, a foreign or a malformed event in what is new", async () => {
    expect(await spoiled((bodies) => bodies.toSpliced(12, 1))).toEqual([
      "event 13 is malformed, missing or out of place",
    ]);
    expect(
      await spoiled((bodies) => bodies.with(12, makeBodies(13, OTHER)[12] as Uint8Array)),
    ).toEqual(["event 13 is malformed, missing or out of place"]);
    expect(await spoiled((bodies) => bodies.with(12, Buffer.from("{}")))).toEqual([
      "event 13 is malformed, missing or out of place",
    ]);
  });

  it("does not keep the others from being sealed", async () => {
    const { world, ports } = makeWorld({
      [SEQUENCE]: [Buffer.from("{}")],
      [OTHER]: makeBodies(3, OTHER),
    });
    const report = await seal(ports);
    expect(report.sealed).toEqual([{ sequence: OTHER, size: 3 }]);
    expect(report.problems.length).toBe(1);
    expect(world.held.b?.length).toBe(1);
  });
});

describe("the state", () => {
  it("that is gone is not begun anew: the log could be rewritten from event 1", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
    await seal(ports);
    world.state = null;
    world.logs[SEQUENCE] = relink(makeBodies(12).toSpliced(3, 1), 3);
    const report = await seal(ports);
    expect(report).toMatchObject({ sealed: [], problems: [{ sequence: "all" }] });
    expect(report.problems[0]?.problem).toContain("the sealer's state is not there");
    expect(world.state).toBeNull();
    expect(world.held.a?.length).toBe(1);

    // An empty one is somebody's word that nothing was sealed yet.
    world.state = {};
    expect((await seal(ports)).sealed).toEqual([{ sequence: SEQUENCE, size: 11 }]);
  });

  it("is believed only with the sealer's own signature and its compact range", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
    await seal(ports);
    const known = world.state?.[SEQUENCE] as SealedLog;
    world.logs[SEQUENCE] = makeBodies(12, SEQUENCE, world.logs[SEQUENCE]);
    for (const forged of [
      { ...known, range: known.range.toReversed() },
      { ...known, checkpoint: known.checkpoint.replace("\n10\n", "\n11\n") },
    ]) {
      world.state = { [SEQUENCE]: forged };
      const report = await seal(ports);
      expect(report.sealed).toEqual([]);
      expect(report.problems.length).toBe(1);
    }
    world.state = { [SEQUENCE]: known };
    expect((await seal(ports)).sealed).toEqual([{ sequence: SEQUENCE, size: 12 }]);
  });
});

describe("a sequence that is gone", () => {
  it("is missed in every run, although the database lists it no more (F47)", async () => {
    const { world, ports } = makeWorld({
      [SEQUENCE]: makeBodies(10),
      [OTHER]: makeBodies(3, OTHER),
    });
    await seal(ports);
    delete world.logs[SEQUENCE];
    const gone = {
      sequence: SEQUENCE,
      problem: "10 events were sealed, and no log is left",
    };
    expect((await seal(ports)).problems).toEqual([gone]);
    // What is left is sealed all the same, and what is gone is missed again.
    world.logs[OTHER] = makeBodies(5, OTHER, world.logs[OTHER]);
    const report = await seal(ports);
    expect(report.sealed).toEqual([{ sequence: OTHER, size: 5 }]);
    expect(report.problems).toEqual([gone]);
    world.logs = {};
    expect((await seal(ports)).problems.length).toBe(2);
  });

  it("is missed, too, where nothing of it was ever delivered", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
    world.down.add("a").add("b");
    await seal(ports);
    world.logs = {};
    expect((await seal(ports)).problems.map(({ problem }) => problem)).toContain(
      "10 events were sealed, and no log is left",
    );
  });
});

describe("another installation", () => {
  it.each(["9/2/3", "1/9/3", "1/2/9"])(
    "is not signed for: %s with the state and the key of 1/2/3",
    async (installation) => {
      const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
      await seal(ports);
      const { state, saves } = world;
      world.installation = installation;
      // A log that goes on as it should, and one that nobody has seen.
      world.logs[SEQUENCE] = makeBodies(12, SEQUENCE, world.logs[SEQUENCE]);
      world.logs[OTHER] = makeBodies(3, OTHER);
      const report = await seal(ports);
      expect(report).toMatchObject({ sealed: [], problems: [{ sequence: "all" }] });
      expect(report.problems[0]?.problem).toContain(`1/2/3, and this is ${installation}`);
      expect(world.held.a?.length).toBe(1);
      expect(world.state).toBe(state);
      expect(saves.length).toBe(2);

      // The control: at home both are sealed.
      world.installation = "1/2/3";
      expect((await seal(ports)).sealed.length).toBe(2);
    },
  );

  it("is signed for once somebody has said that the log moved", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
    await seal(ports);
    world.installation = "1/9/3";
    world.logs[SEQUENCE] = makeBodies(12, SEQUENCE, world.logs[SEQUENCE]);
    world.state = moved(world.state as SealState);
    expect((await seal(ports)).sealed).toEqual([{ sequence: SEQUENCE, size: 12 }]);
    world.installation = "1/2/3";
    expect((await seal(ports)).problems[0]?.sequence).toBe("all");
  });

  it("cannot be told by a state of before, which learns where it belongs", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(10) });
    await seal(ports);
    world.state = moved(world.state as SealState);
    world.logs[SEQUENCE] = makeBodies(12, SEQUENCE, world.logs[SEQUENCE]);
    await seal(ports);
    expect(world.state?.[SEQUENCE]?.installation).toBe("1/2/3");
  });
});

describe("a change of keys", () => {
  it("overlaps: both sign, then the new one alone", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(4) });
    await seal(ports);
    await seal({ ...ports, signers: [NEXT_SIGNER, SIGNER] });
    const [before, both] = world.held.a as [Delivery, Delivery];
    expect(both.size).toBe(4);
    // It takes the other's place at a destination, so it brings the same hashes.
    expect([both.first, both.hashes]).toEqual([1, before.hashes]);
    expect(await read(both, KEY)).toEqual(await read(both, NEXT_KEY));

    world.logs[SEQUENCE] = makeBodies(6, SEQUENCE, world.logs[SEQUENCE]);
    const report = await seal({ ...ports, signers: [NEXT_SIGNER] });
    expect(report.sealed).toEqual([{ sequence: SEQUENCE, size: 6 }]);
    await expect(read(world.held.a?.at(-1) as Delivery, KEY)).rejects.toThrow(
      "no signature",
    );
    expect((await read(world.held.a?.at(-1) as Delivery, NEXT_KEY)).size).toBe(6);
  });

  it("delivers the hashes of the last checkpoint again, whatever the state knows", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(4) });
    await seal(ports);
    world.logs[SEQUENCE] = makeBodies(9, SEQUENCE, world.logs[SEQUENCE]);
    await seal(ports);
    const { from, ...known } = (world.state as SealState)[SEQUENCE] as SealedLog;
    expect(from?.first).toBe(5);
    const newKeys = { ...ports, signers: [NEXT_SIGNER, SIGNER], maxLeaves: 2 };
    await seal(newKeys);
    expect(world.held.a?.at(-1)).toMatchObject({ size: 9, first: 5 });
    // A state of before does not say where they begin: all of them are delivered.
    world.state = { [SEQUENCE]: known };
    await seal(newKeys);
    const last = world.held.a?.at(-1) as Delivery;
    expect([last.size, last.first, Buffer.from(last.hashes, "base64").length]).toEqual([
      9, 1, 288,
    ]);
    // The control: hashes of a log that was rewritten are delivered to nobody.
    world.state = { [SEQUENCE]: known };
    world.logs[SEQUENCE] = relink(makeBodies(10).toSpliced(3, 1), 3);
    const { problems } = await seal(newKeys);
    expect(problems).toEqual([
      { sequence: SEQUENCE, problem: "event 9 is not the one that was sealed" },
    ]);
  });

  it("without an overlap is refused: the state is then nobody's", async () => {
    const { world, ports } = makeWorld({ [SEQUENCE]: makeBodies(4) });
    await seal(ports);
    world.logs[SEQUENCE] = makeBodies(6, SEQUENCE, world.logs[SEQUENCE]);
    const report = await seal({ ...ports, signers: [NEXT_SIGNER] });
    expect(report.problems[0]?.problem).toBe("no signature of a trusted key");
  });
});
