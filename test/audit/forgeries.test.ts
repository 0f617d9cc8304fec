// Both verifiers accept one encoding of a bundle and no other, and agree about every forgery,
// made by kinds at every position of good bundles (P10).
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import { leafHash, Tree } from "../../functions/_shared/merkle.ts";
import { formatCheckpoint, signNote } from "../../functions/_shared/note.ts";
import { type Bundle, makeBundle } from "../../cli/audit/bundle.ts";
import { verdictOn } from "../../cli/audit/verdict.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
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
import { forgeriesOf } from "./forgeries.ts";
import { alike, pythonVerdict, verdictOf } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "audit-forgeries-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A log of 7 events, sealed at 3 with one key and at 7 with both. */
async function sealed() {
  const bodies = makeBodies(7);
  const { world, ports } = makeWorld({ [SEQUENCE]: bodies.slice(0, 3) });
  await seal(ports);
  world.logs[SEQUENCE] = bodies;
  await seal({ ...ports, signers: [NEXT_SIGNER, SIGNER] });
  const deliveries = world.held.a as Delivery[];
  return { origin: `${ORIGIN}/${SEQUENCE}`, keys: [KEY, NEXT_KEY], bodies, deliveries };
}

/** verify.py as a program, once for each bundle, in one process: a start costs more than it. */
const DRIVER = `
import contextlib, io, pathlib, subprocess, sys
_, program, keys, signed, *_ = sys.argv
# openssl is asked once about the same key, signature and text, or not where all is signed.
known, run = {}, subprocess.run
def asked(command, cwd, **more):
    if signed: return subprocess.CompletedProcess(command, 0)
    question = tuple(pathlib.Path(cwd, f).read_bytes() for f in "kst")
    if question not in known: known[question] = run(command, cwd=cwd, **more)
    return known[question]
subprocess.run = asked
code = compile(pathlib.Path(program).read_text("utf-8"), program, "exec")
for path in sys.stdin.read().splitlines():
    sys.argv, said, status = [program, path, *keys.split()], io.StringIO(), None
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            exec(code, {"__name__": "__main__"})
    except SystemExit as end: status = int(end.code)
    except BaseException as error: said.write(f"TRACEBACK {error!r}")
    print(status, said.getvalue().rstrip("\\n").replace("\\n", " LINE "), flush=True)
`;

/** Status and output of verify.py for each of these bundles. */
async function pythonVerdicts(
  paths: readonly string[],
  keys: readonly string[],
  isSigned = false,
) {
  const program = inRoot("docs/audit/verify.py");
  const given = [program, keys.join(" "), isSigned ? "signed" : ""];
  const child = spawn("python3", ["-I", "-c", DRIVER, ...given]);
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stdin.end(paths.join("\n"));
  await new Promise((resolve) => child.on("close", resolve));
  return output.trimEnd().split("\n");
}

const BUNDLES = {
  "a whole log": (from: Awaited<ReturnType<typeof sealed>>) => makeBundle(from),
  "a whole log without delivered hashes": (from: Awaited<ReturnType<typeof sealed>>) => ({
    ...makeBundle(from),
    hashes: "",
  }),
  "chosen events": (from: Awaited<ReturnType<typeof sealed>>) =>
    makeBundle({ ...from, only: [2, 5] }),
};

/**
 * A line under a key that the auditor does not have says nothing, there or not. Delivered hashes
 * only help to say which event was changed.
 */
const SAYS_NOTHING =
  /^checkpoints > [01]: another key's line after$|^checkpoints > 1: without its last line$|^hashes: an empty text$/;

describe("a forgery", () => {
  it.each(Object.entries(BUNDLES))(
    "of a bundle of %s is accepted by neither, and in one line",
    { timeout: 600_000 },
    async (name, make) => {
      const from = await sealed();
      const bundle = make(from);
      const place = join(folder, name.replaceAll(" ", "-"));
      mkdirSync(place);
      const good = {
        what: "the bundle itself",
        bytes: Buffer.from(JSON.stringify(bundle)),
      };
      const cases = [good, ...forgeriesOf(bundle)];
      expect(cases.length).toBeGreaterThan(800);
      const paths = cases.map(({ bytes }, i) => {
        const path = join(place, `${i}.json`);
        writeFileSync(path, bytes);
        return path;
      });

      const python = await pythonVerdicts(paths, from.keys);
      const wrong: unknown[] = [];
      for (const [i, path] of paths.entries()) {
        const ours = await verdictOn(path, from.keys);
        const theirs = python[i] ?? "";
        const what = cases[i]?.what ?? "";
        const isGood = i === 0 || SAYS_NOTHING.test(what);
        const agree = alike(theirs.slice(2)) === alike(ours);
        const isRight = (isGood ? /^0 OK: [ -~]+$/ : /^1 FAILED: [ -~]+$/).test(theirs);
        if (!agree || !isRight) wrong.push({ what, theirs, ours });
      }
      expect(wrong).toEqual([]);
    },
  );
});

/** Ways to write an event that the database does not have. */
function* otherEvents(line: string): Generator<[string, string]> {
  const fields = [
    ...line.matchAll(/"(\w+)": (?:"[^"]*"|null|\{.*?\}\]\}|\{.*?\})(?=, "|\}$)/gu),
  ];
  for (const [field = "", name = ""] of fields) {
    const put = (text: string) => line.replace(field, () => text);
    yield [`${name} left out`, line.replace(`${field}, `, "").replace(`, ${field}`, "")];
    yield [`${name} twice`, put(`${field}, ${field}`)];
    yield [`${name} renamed`, put(field.replace(name, `${name}_`))];
    yield [
      `${name} escaped`,
      put(field.replace(name[0] ?? "", `\\u00${name.charCodeAt(0).toString(16)}`)),
    ];
    yield [`something after ${name}`, put(`${field}, "unknown": null`)];
    const values = [
      "null",
      "true",
      "7",
      "-0",
      "1e0",
      "NaN",
      '""',
      '" "',
      "[]",
      "{}",
      '[""]',
      '{"a": 7}',
      '{"a": null, "a": null}',
      '["a","b"]',
      '"\\/"',
      '"\\ud800"',
      '"\\u00e9"',
      '"\t"',
      '"\u007f\u0080\u2028\ufeff"',
    ];
    for (const value of values) yield [`${name} as ${value}`, put(`"${name}": ${value}`)];
    yield [
      `${name} in upper case`,
      put(field.toUpperCase().replace(name.toUpperCase(), name)),
    ];
    yield [`${name} with a plus`, put(field.replace(/: "/, ': "+'))];
    yield [`${name} with a zero`, put(field.replace(/: "/, ': "0'))];
    yield [
      `${name} in other digits`,
      put(field.replaceAll(/\d/g, (d) => "٠١٢٣٤٥٦٧٨٩"[Number(d)] ?? d)),
    ];
  }
  yield ["no space after a colon", line.replace(": ", ":")];
  yield ["two spaces after a comma", line.replace(", ", ",  ")];
  yield ["a space before", ` ${line}`];
  yield ["a space after", `${line} `];
  yield ["a return after", `${line}\r`];
  yield ["a mark before", `\ufeff${line}`];
  yield ["a list of it", `[${line}]`];
  yield ["nothing", ""];
  yield ["a list of the names", `[${fields.map(([, name]) => `"${name}"`).join(", ")}]`];
}

describe("an event that a sealer signed although it is none", () => {
  it("is judged alike by both, in a whole log and as a chosen event", async () => {
    const bodies = makeBodies(2);
    const wrong: unknown[] = [];
    const counts = { OK: 0, FAILED: 0 };
    const cases: { what: string; bundle: Bundle }[] = [];
    for (const at of [0, 1]) {
      const line = Buffer.from(bodies[at] as Uint8Array).toString();
      for (const [what, other] of otherEvents(line)) {
        const changed = bodies.with(at, Buffer.from(other));
        // What follows is linked to it, so that nothing else is wrong.
        const log = at === 0 ? relink(changed, 1) : changed;
        cases.push({ what: `${at}: ${what}`, bundle: await signedBundle(log) });
        cases.push({
          what: `${at}, chosen: ${what}`,
          bundle: await signedBundle(log, [at + 1]),
        });
      }
    }
    const place = join(folder, "events");
    mkdirSync(place);
    const paths = cases.map(({ bundle }, i) => {
      const path = join(place, `${i}.json`);
      writeFileSync(path, JSON.stringify(bundle));
      return path;
    });
    const python = await pythonVerdicts(paths, [KEY], true);
    for (const [i, path] of paths.entries()) {
      const ours = await verdictOn(path, [KEY]);
      const theirs = python[i]?.slice(2) ?? "";
      if (alike(theirs) !== alike(ours)) wrong.push({ what: cases[i]?.what, theirs, ours });
      counts[ours.startsWith("OK: ") ? "OK" : "FAILED"]++;
    }
    expect(wrong).toEqual([]);
    expect(counts.OK).toBeGreaterThan(50);
    expect(counts.FAILED).toBeGreaterThan(500);
  }, 600_000);
});

/** A bundle of any lines, signed without a look at them. */
async function signedBundle(
  bodies: readonly Uint8Array[],
  only?: number[],
): Promise<Bundle> {
  const origin = `${ORIGIN}/${SEQUENCE}`;
  const leaves = bodies.map(leafHash);
  const root = new Tree(leaves).root();
  const text = formatCheckpoint({ origin, size: bodies.length, root });
  const checkpoint = await signNote(text, origin, [SIGNER]);
  const hashes = Buffer.concat(leaves).toString("base64");
  const delivery = {
    sequence: SEQUENCE,
    size: bodies.length,
    checkpoint,
    first: 1,
    hashes,
  };
  return makeBundle({
    origin,
    keys: [KEY],
    bodies,
    deliveries: [delivery],
    ...(only && { only }),
  });
}

describe("a bundle", () => {
  it("cannot name a file, nor have one that never ends", async () => {
    const from = await sealed();
    const { events: _, ...bundle } = makeBundle(from);
    const place = join(folder, "endless");
    mkdirSync(place);
    const path = join(place, "bundle.json");
    const judge = async () => {
      const [python] = await pythonVerdicts([path], from.keys);
      const ours = await verdictOn(path, from.keys);
      expect(alike(ours)).toBe(alike(python?.slice(2) ?? ""));
      return ours;
    };
    const reason = "not a whole bundle: bundle.ndjson is missing";
    for (const file of ["/dev/zero", "/etc/passwd", "../bundle.ndjson", "bundle.ndjson"]) {
      writeFileSync(path, JSON.stringify({ ...bundle, file }));
      expect(await judge()).toMatch(/^FAILED: not a whole bundle: /);
    }
    writeFileSync(path, JSON.stringify(bundle));
    expect(await judge()).toBe(`FAILED: ${reason}`);
    symlinkSync("/dev/zero", join(place, "bundle.ndjson"));
    expect(await judge()).toBe(`FAILED: ${reason}`);
    rmSync(join(place, "bundle.ndjson"));
    mkdirSync(join(place, "bundle.ndjson"));
    expect(await judge()).toBe(`FAILED: ${reason}`);
  });

  it("is compared with a checkpoint that was known before, in each form of it", async () => {
    const from = await sealed();
    const bundle = makeBundle(from);
    const [first, last] = from.deliveries as [Delivery, Delivery];
    const verdicts = async (earlier: object) => {
      const files = { "earlier.json": JSON.stringify(earlier) };
      const python = await pythonVerdict(bundle, from.keys, files);
      expect(alike(await verdictOf(bundle, from.keys, files))).toBe(alike(python));
      return python;
    };
    const before = makeBundle({ ...from, deliveries: [first] });
    for (const known of [first, last, before, bundle]) {
      expect(await verdicts(known)).toMatch(/^OK: /);
    }
    const other = await signedBundle(
      makeBodies(3).map((body) => Buffer.concat([body, Buffer.from(" ")])),
    );
    expect(await verdicts(other)).toBe("FAILED: these are two logs");
    const longer = await signedBundle(makeBodies(9));
    expect(await verdicts(longer)).toBe(
      "FAILED: the bundle has no checkpoint of 9 events: ask for one that has it",
    );
    const forged = { checkpoint: first.checkpoint.replace("\n3\n", "\n7\n") };
    expect(await verdicts(forged)).toMatch(
      /^FAILED: the checkpoint of 7 events has a wrong/,
    );
    expect(await verdicts({})).toMatch(/^FAILED: not a whole bundle: /);
  });

  it("is judged by keys in their one spelling alone", async () => {
    const from = await sealed();
    const bundle = makeBundle(from);
    expect(await verdictOf(bundle, from.keys)).toMatch(/^OK: /);
    const [name = "", id = "", base64 = ""] = KEY.split(
      /\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/,
    );
    for (const key of [
      `${name}+${id.toUpperCase()}+${base64}`,
      `${name}+00000000+${base64}`,
      `${name}+${id}+${base64.replace("A", "B")}`,
      `${name}+${id}+${base64}=`,
      `${name} +${id}+${base64}`,
      `other/log+${id}+${base64}`,
    ]) {
      expect(await pythonVerdict(bundle, [key])).toMatch(/^FAILED: /);
      expect(await verdictOf(bundle, [key])).toMatch(/^FAILED: /);
    }
  });
});
