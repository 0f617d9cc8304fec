// The offline verifier as an auditor runs it: an empty folder, python3, openssl, the bundle.
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import {
  formatCheckpoint,
  formatVerifierKey,
  importSigner,
  keyId,
  parseVerifierKey,
  signNote,
} from "../../functions/_shared/note.ts";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import { type Bundle, makeBundle } from "../../cli/audit/bundle.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import {
  bodyOf,
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
import { alike, pythonVerdict, verdictOf } from "./stage.ts";
import { CONSISTENCY, GO_NOTE, INCLUSION, LEAVES, ROOTS } from "./vectors.ts";
import { execFileSync } from "node:child_process";

/** A log of 100 events, sealed at 40, 80 and 100. */
async function sealed(signers = [SIGNER]) {
  const bodies = makeBodies(100);
  const { world, ports } = makeWorld({ [SEQUENCE]: [] });
  for (const size of [40, 80, 100]) {
    world.logs[SEQUENCE] = bodies.slice(0, size);
    await seal({ ...ports, signers });
  }
  const from = {
    origin: `${ORIGIN}/${SEQUENCE}`,
    keys: [KEY],
    bodies,
    deliveries: world.held.a as Delivery[],
  };
  return { from, bodies };
}

/** Python inside the verifier: the value of an expression. */
const evaluate = (expression: string): string =>
  execFileSync(
    "python3",
    [
      "-B",
      "-c",
      `import sys; sys.path.insert(0, ${JSON.stringify(inRoot("docs/audit"))})\n` +
        `from verify import *\nprint(${expression})`,
    ],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
  ).trim();

describe("verify.py", () => {
  it("has at most 60 lines and needs the standard library alone", async () => {
    const text = await readFile(inRoot("docs/audit/verify.py"), "utf8");
    expect(text.split("\n").length - 1).toBeLessThanOrEqual(60);
    const imports = text.match(/^import (.*)$/m)?.[1]?.split(", ") ?? [];
    const known = evaluate(
      "all(m.split('.')[0] in sys.stdlib_module_names for m in " +
        JSON.stringify(imports) +
        ")",
    );
    expect(known).toBe("True");
  });

  it("computes the published roots", () => {
    const leaves = `[sha(b"\\0" + bytes.fromhex(h)) for h in ${JSON.stringify(LEAVES)}]`;
    const roots = evaluate(`*[tree(${leaves}[:n]).hex() for n in range(1, 9)]`);
    expect(roots.split(" ")).toEqual(ROOTS.slice(1));
  });

  it("follows the published proofs, and no other", () => {
    const path = (proof: string[]) =>
      `[bytes.fromhex(h) for h in ${JSON.stringify(proof)}]`;
    for (const { leaf, size, proof } of INCLUSION) {
      const hash = `sha(b"\\0" + bytes.fromhex("${LEAVES[leaf - 1]}"))`;
      expect(
        evaluate(`climb(${leaf}, ${size}, ${path(proof)}, ${hash}, True)[1].hex()`),
      ).toBe(ROOTS[size]);
    }
    for (const { from, to, proof } of CONSISTENCY) {
      const old = `bytes.fromhex("${ROOTS[from]}")`;
      expect(
        evaluate(`[r.hex() for r in climb(${from}, ${to}, ${path(proof)}, ${old}, False)]`),
      ).toBe(`['${ROOTS[from]}', '${ROOTS[to]}']`);
      if (proof.length > 1) {
        const swapped = `[r.hex() for r in climb(${from}, ${to}, ${path(proof.toReversed())}, ${old}, False)]`;
        expect(evaluate(swapped)).not.toBe(`['${ROOTS[from]}', '${ROOTS[to]}']`);
      }
    }
  });

  it("follows no proof of another length", () => {
    for (const path of ["[]", "[b'x']", "[b'x'] * 9"]) {
      const roots = evaluate(`[r.hex() for r in climb(3, 7, ${path}, b"y", False)]`);
      expect(roots).not.toContain(ROOTS[7]);
      expect(evaluate(`climb(8, 7, ${path}, b"y", True)`)).toBe("[b'', b'']");
    }
  });

  it("knows the published keys by their ids", () => {
    for (const key of [GO_NOTE.key, GO_NOTE.otherKey]) {
      const [name, id, base64] = key.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/);
      expect(evaluate(`sha(b"${name}\\n", b64("${base64}"))[:4].hex()`)).toBe(id);
    }
  });

  it("opens what the published key signed, with that key and no other", async () => {
    const [published, other] = [GO_NOTE.key, GO_NOTE.otherKey].map(
      (key) => parseVerifierKey(key).publicKey,
    ) as [Uint8Array, Uint8Array];
    const text = formatCheckpoint({ origin: "go/note", size: 7, root: other });
    const note = await signNote(text, "go/note", [await importSigner(GO_NOTE.seed)]);
    const id = keyId({ name: "go/note", publicKey: published }).toString("hex");
    const open = (opened: string, key: Uint8Array, origin = "go/note", under = id) =>
      evaluate(
        `opened(${JSON.stringify(opened)}, "${origin}", ` +
          `{bytes.fromhex("${under}"): bytes.fromhex("${Buffer.from(key).toString("hex")}")})[0]`,
      );
    expect(open(note, published)).toBe("7");
    expect(() => open(note, other)).toThrow("wrong signature");
    expect(() => open(note, published, "go/note", "00000000")).toThrow("no trusted key");
    expect(() => open(note, published, "go/other")).toThrow("not its one spelling");
    expect(() => open(note.replace("\n7\n", "\n8\n"), published)).toThrow(
      "wrong signature",
    );
  });
});

/** The one verdict of both: to the letter, but for the reason why a bundle is none. */
async function verdicts(
  bundle: Bundle | string,
  keys: string[] = [KEY],
  files: Record<string, string> = {},
) {
  const python = await pythonVerdict(bundle, keys, files);
  expect(alike(await verdictOf(bundle, keys, files))).toBe(alike(python));
  return python;
}

describe("a bundle of a whole log", () => {
  it("verifies with the key that the auditor was given", async () => {
    const { from } = await sealed();
    expect(await verdicts(makeBundle(from))).toMatch(/^OK: studio\.example\/stagedoor\//);
  });

  it("does not verify with another key", async () => {
    const { from } = await sealed();
    expect(await verdicts(makeBundle(from), [NEXT_KEY])).toBe(
      "FAILED: no trusted key signed the checkpoint of 40 events: after a change of keys give both",
    );
  });

  it("verifies with either key while keys are exchanged", async () => {
    const { from } = await sealed([NEXT_SIGNER, SIGNER]);
    expect(await verdicts(makeBundle(from), [KEY])).toMatch(/^OK/);
    expect(await verdicts(makeBundle(from), [NEXT_KEY])).toMatch(/^OK/);
  });

  it("does not verify with a checkpoint that was changed or is another log's", async () => {
    const { from } = await sealed();
    const bundle = makeBundle(from);
    const checkpoints = bundle.checkpoints.map((note) => note.replace("\n100\n", "\n99\n"));
    expect(await verdicts({ ...bundle, checkpoints })).toMatch(/^FAILED/);

    const other = parseVerifierKey(KEY).publicKey;
    const name = `${ORIGIN}/1b7e9f0a-1111-4222-8333-444455556666`;
    const key = formatVerifierKey({ name, publicKey: other });
    expect(await verdicts({ ...bundle, origin: name }, [key])).toMatch(/^FAILED/);
  });

  it("does not verify when two of its checkpoints are not of one growing log", async () => {
    const { from } = await sealed();
    const bundle = makeBundle(from);
    const [pair = "", proof = []] = Object.entries(bundle.consistency)[1] ?? [];
    expect(proof.length).toBeGreaterThan(0);
    for (const wrong of [
      proof.toReversed(),
      proof.slice(1),
      [...proof, proof[0] as string],
      [],
    ]) {
      expect(
        await verdicts({
          ...bundle,
          consistency: { ...bundle.consistency, [pair]: wrong },
        }),
      ).toMatch(/^FAILED/);
    }
  });

  it("does not verify with delivered hashes of another log", async () => {
    const { from } = await sealed();
    const bundle = makeBundle(from);
    const hashes = Buffer.from(bundle.hashes ?? "", "base64");
    hashes[32 * 41] = (hashes[32 * 41] as number) ^ 1;
    expect(await verdicts({ ...bundle, hashes: hashes.toString("base64") })).toBe(
      "FAILED: event 42 is not the one that was sealed",
    );
  });

  it("names the missing event when the end is gone", async () => {
    const { from, bodies } = await sealed();
    const bundle = makeBundle({ ...from, bodies: bodies.slice(0, 90) });
    expect(await verdicts(bundle)).toBe("FAILED: event 91 is missing");
  });

  it("that is none is refused in words", async () => {
    const { from } = await sealed();
    const bundle = makeBundle(from);
    for (const broken of [
      { ...bundle, checkpoints: ["nonsense"] },
      { ...bundle, checkpoints: [] },
      { ...bundle, consistency: {} },
    ]) {
      expect(await verdicts(broken)).toMatch(/^FAILED: not a whole bundle: /);
    }
    const text = JSON.stringify(bundle);
    for (const damaged of ["", text.slice(0, -9), "[]", "null", '{"origin":"a/b"}']) {
      expect(await verdicts(damaged)).toMatch(/^FAILED: not a whole bundle: /);
    }
  });

  it("writes no second line, which a forger could begin with OK", async () => {
    const { from } = await sealed();
    const checkpoints = [`x\nOK: ${ORIGIN} up to event 100\n\n\u2014 x AAAAAAAA\n`];
    const verdict = await verdicts({ ...makeBundle(from), checkpoints });
    expect(verdict).toMatch(/^FAILED: [^\n]+$/);
  });

  it("says nothing to whoever gives no key: the bundle's own could be the forger's", async () => {
    const { from } = await sealed();
    const bundle = makeBundle(from);
    expect(await pythonVerdict(bundle, [])).toMatch(/^FAILED: no key was given/);
    expect(await verdictOf(bundle, [])).toMatch(/^FAILED: no trusted key signed/);
  });

  it("of another log does not verify, though the same key signed it", async () => {
    const { from } = await sealed();
    const name = `${ORIGIN}/1b7e9f0a-1111-4222-8333-444455556666`;
    const other = { name, publicKey: SIGNER.publicKey };
    const id = (key: string) => Buffer.from(key.split("+")[1] as string, "hex");
    const key = formatVerifierKey(other);
    // Neither the name nor the id in the line of a signature is signed.
    const checkpoints = makeBundle(from).checkpoints.map((note) =>
      note.replace(/\u2014 (\S+) (\S+)\n/u, (_, __, signature: string) => {
        const bytes = Buffer.concat([
          id(key),
          Buffer.from(signature, "base64").subarray(4),
        ]);
        return `\u2014 ${name} ${bytes.toString("base64")}\n`;
      }),
    );
    expect(await verdicts({ ...makeBundle(from), checkpoints }, [key])).toMatch(/^FAILED/);
  });

  it("verifies with its events in one file beside it, and never with both", async () => {
    const { from, bodies } = await sealed();
    const whole = makeBundle(from);
    const { events: text = "", ...bundle } = whole;
    expect(makeBundle({ ...from, isBeside: true })).toEqual(bundle);
    const beside = (events: string) => ({ "bundle.ndjson": events });
    const forged = text.replaceAll("access.granted", "access.forged");
    expect(await verdicts(bundle, [KEY], beside(text))).toMatch(/^OK: /);
    expect(await verdicts(bundle, [KEY], beside(forged))).toMatch(/^FAILED: event 1 /);
    expect(await verdicts(bundle, [KEY], beside(text.slice(0, -1)))).toMatch(
      /^FAILED: event 100 is malformed/,
    );
    expect(await verdicts(bundle, [KEY])).toMatch(/^FAILED: .* bundle\.ndjson is missing$/);
    for (const events of [text, forged, ""]) {
      expect(await verdicts(whole, [KEY], beside(events))).toMatch(
        /^FAILED: the events are/,
      );
    }
    expect(bodies.length).toBe(100);
  });

  it("holds what is sealed, and no event behind it", async () => {
    const { from } = await sealed();
    const grown = makeBodies(120);
    const bundle = makeBundle({ ...from, bodies: grown });
    expect(bundle).toEqual(makeBundle(from));
    const tail = `${Buffer.from(grown[100] as Uint8Array).toString()}\n`;
    expect(await verdicts({ ...bundle, events: `${bundle.events}${tail}` })).toBe(
      "FAILED: event 101 was not sealed",
    );
  });

  it("verifies with characters that some readers take for the end of a line", async () => {
    const body = bodyOf(SEQUENCE, 1, "0".repeat(64), "one\u2028two\u0085three");
    const { world, ports } = makeWorld({ [SEQUENCE]: [body] });
    await seal(ports);
    const deliveries = world.held.a as Delivery[];
    const from = {
      origin: `${ORIGIN}/${SEQUENCE}`,
      keys: [KEY],
      bodies: [body],
      deliveries,
    };
    expect(await verdicts(makeBundle(from))).toMatch(/^OK/);
  });
});

describe("a bundle of chosen events", () => {
  it("verifies, each by its own way up to the signed root", async () => {
    const { from } = await sealed();
    const bundle = makeBundle({ ...from, only: [3, 41, 80, 100] });
    expect(bundle.events?.split("\n").length).toBe(5);
    expect(await verdicts(bundle)).toMatch(/^OK: 4 chosen events of studio/);
  });

  it("holds no event without a proof, forged ones linked from 1 on included", async () => {
    const { from } = await sealed();
    const forged = makeBodies(3)
      .map((body) => Buffer.from(body).toString())
      .map((line) => line.replace("access.granted", "access.revoked"));
    const linked = relink(
      forged.map((line) => Buffer.from(line)),
      0,
    );
    const lines = linked.map((body) => `${Buffer.from(body).toString()}\n`);
    const chosen = makeBundle({ ...from, only: [3, 41, 80] });
    const [first = "", ...others] = chosen.events?.match(/.*\n/g) ?? [];

    expect(await verdicts(chosen)).toMatch(/^OK/);
    for (const [inclusion, events] of [
      [{}, lines],
      [{}, []],
      [chosen.inclusion, [first, ...others, ...lines]],
      [chosen.inclusion, [...lines, first, ...others]],
      [chosen.inclusion, [first, ...lines, ...others]],
      [chosen.inclusion, [first, ...others, first]],
    ] as const) {
      expect(
        await verdicts({
          ...chosen,
          inclusion: inclusion ?? {},
          events: events.join(""),
        }),
      ).toMatch(/^FAILED: (?!not a whole bundle)/);
    }
  });

  it("does not verify with an event changed, exchanged, left out or added", async () => {
    const { from, bodies } = await sealed();
    const bundle = makeBundle({ ...from, only: [3, 41, 80] });
    const lines = bundle.events?.split("\n").slice(0, -1) as string[];
    const of = (changed: string[]) => ({
      ...bundle,
      events: changed.map((line) => `${line}\n`).join(""),
    });
    expect(await verdicts(of(lines))).toMatch(/^OK/);
    expect(await verdicts(of(lines.map((l) => l.replace("event 41", "event 14"))))).toMatch(
      /^FAILED: event 41/,
    );
    expect(await verdicts(of(lines.slice(1)))).toMatch(/^FAILED/);
    expect(await verdicts(of(lines.slice(0, 2)))).toMatch(/^FAILED: event 80/);
    expect(
      await verdicts(of([...lines, Buffer.from(bodies[89] as Uint8Array).toString()])),
    ).toMatch(/^FAILED/);
    const foreign = Buffer.from(
      makeBodies(100, "1b7e9f0a-1111-4222-8333-444455556666")[40] as Uint8Array,
    ).toString();
    expect(await verdicts(of(lines.with(1, foreign)))).toMatch(/^FAILED: event 41/);
  });

  it("cannot be made of what is not sealed yet", async () => {
    const { from } = await sealed();
    expect(() => makeBundle({ ...from, bodies: makeBodies(120), only: [110] })).toThrow(
      "Event 110 is not sealed yet",
    );
    expect(() => makeBundle({ ...from, only: [] })).toThrow("There is no such event");
  });
});

describe("a large log", () => {
  const bodies = makeBodies(9000);
  let bundle: Bundle;

  beforeAll(async () => {
    const { world, ports } = makeWorld({});
    world.pageSize = 5000;
    for (const size of [8500, 9000]) {
      world.logs[SEQUENCE] = bodies.slice(0, size);
      await seal({ ...ports, maxLeaves: size });
    }
    bundle = makeBundle({
      origin: `${ORIGIN}/${SEQUENCE}`,
      keys: [KEY],
      bodies,
      deliveries: world.held["a"] as Delivery[],
    });
  });

  /** The bundle with other events, and with the delivered hashes or without them. */
  const holding = (events: readonly Uint8Array[], hashes = bundle.hashes): Bundle => ({
    ...bundle,
    hashes,
    events: events.map((event) => `${Buffer.from(event).toString("utf8")}\n`).join(""),
  });
  /** The event at this position with another reason. */
  const changed = (at: number) =>
    Buffer.from(
      Buffer.from(bodies[at - 1] as Uint8Array)
        .toString("utf8")
        .replace(`"event ${at}"`, '"another"'),
    );

  it("is checked by several processes, to the same verdict", async () => {
    expect(await verdicts(bundle)).toMatch(/^OK/);
    expect(await verdicts(holding(bodies, ""))).toMatch(/^OK/);
  });

  // They take turns at every 4096 lines.
  it.each([1, 4095, 4096, 4097, 8192, 8193, 8999])(
    "does not verify with another event at %i, for one reason in both verifiers",
    async (at) => {
      const forged = bodies.with(at - 1, changed(at));
      expect(await verdicts(holding(forged))).toBe(
        `FAILED: event ${at} is not the one that was sealed`,
      );
      expect(await verdicts(holding(forged, ""))).toBe(
        `FAILED: event ${at + 1} does not follow the one before it`,
      );
      expect(await verdicts(holding(bodies.with(at, bodies[at - 1] as Uint8Array)))).toBe(
        `FAILED: event ${at + 1} is malformed, missing or out of place`,
      );
    },
  );

  it.each([4096, 4097, 9000])("does not verify rewritten from event %i on", async (at) => {
    const forged = relink(bodies.with(at - 1, changed(at)), at);
    expect(await verdicts(holding(forged, ""))).toBe(
      `FAILED: an event up to ${at > 8500 ? 9000 : 8500} is not the one that was sealed`,
    );
  });

  it.each([0, 1, 4095, 4096, 8192, 8999])(
    "does not verify where its events end at %i",
    async (size) => {
      expect(await verdicts(holding(bodies.slice(0, size)))).toBe(
        `FAILED: event ${size + 1} is missing`,
      );
    },
  );

  it("does not verify with an event more than was sealed", async () => {
    expect(await verdicts(holding(makeBodies(9001)))).toBe(
      "FAILED: event 9001 was not sealed",
    );
  });

  it("does not verify where two events have changed places between two processes", async () => {
    const [one, other] = bodies.slice(4095, 4097) as [Uint8Array, Uint8Array];
    expect(await verdicts(holding(bodies.with(4095, other).with(4096, one)))).toMatch(
      /^FAILED: event 4096 /,
    );
    const foreign = bodies.with(4095, bodies[0] as Uint8Array);
    expect(await verdicts(holding(foreign))).toMatch(/^FAILED: event 4096 /);
  });

  it("is refused at its first fault, whichever process finds one first", async () => {
    const forged = bodies.with(8999, changed(9000)).with(4096, changed(4097));
    expect(await verdicts(holding(forged))).toMatch(/^FAILED: event 4097 /);
  });
});

describe("an event of any depth", () => {
  const ZERO = "0".repeat(64);
  const nested = (depth: number, inside: string) =>
    `${'{"a": ['.repeat(depth)}${inside}${"]}".repeat(depth)}`;
  const sealedWith = async (value: string) => {
    const [, ...rest] = makeBodies(5);
    const deep = Buffer.from(
      bodyOf(SEQUENCE, 1, ZERO).toString("utf8").replace('{"é"', `{"deep": ${value}, "é"`),
    );
    const bodies = relink([deep, ...rest], 1);
    const { world, ports } = makeWorld({ [SEQUENCE]: bodies });
    const { problems } = await seal(ports);
    return { problems, bodies, deliveries: world.held["a"] as Delivery[] };
  };

  it.each([900, 2_500, 20_000])(
    "is sealed and verified by both, %i levels deep",
    async (depth) => {
      const { problems, ...from } = await sealedWith(nested(depth, '"x"'));
      expect(problems).toEqual([]);
      const bundle = makeBundle({ origin: `${ORIGIN}/${SEQUENCE}`, keys: [KEY], ...from });
      expect(await verdicts(bundle)).toMatch(/^OK: /);
    },
  );

  it.each([
    ["a number", "7"],
    ["a key twice", '{"b": null, "b": null}'],
    ["a needless escape", '"\\u0041"'],
    ["what is not closed", "["],
  ])(
    "is refused by the sealer and by verify.py with %s at the bottom",
    async (_, inside) => {
      const { problems } = await sealedWith(nested(1_500, inside));
      expect(problems.length).toBe(1);
      const isRead = (text: string) => {
        try {
          const deep = `'{"a": [' * 1500 + ${JSON.stringify(text)} + "]}" * 1500`;
          return evaluate(`one(${deep}) is not None`);
        } catch {
          return "False";
        }
      };
      expect(isRead(inside)).toBe("False");
      // The control: the same without what is wrong.
      expect(isRead("null")).toBe("True");
    },
  );
});
