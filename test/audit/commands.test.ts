// The commands as somebody types them: what is wrong is one line, and nothing goes on quietly.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import { makeBundle } from "../../cli/audit/bundle.ts";
import { readOverride } from "../../cli/audit/log.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { KEY, makeBodies, makeWorld, ORIGIN, SEQUENCE } from "./fixture.ts";
import { keyOf, record, sequenceId } from "./stage.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

const A = sequenceId(1);
const OVERRIDE = "0e7e0000-0000-4000-8000-000000000001";

const folder = mkdtempSync(join(tmpdir(), "audit-commands-"));
let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const settings = (): Record<string, string> => ({
  SUPABASE_DB_URL: database.url(),
  AUDIT_ORIGIN: ORIGIN,
  AUDIT_KEYS: Buffer.alloc(32, 7).toString("base64"),
  AUDIT_STATE: JSON.stringify({ file: join(folder, "state.json") }),
  AUDIT_DESTINATIONS: JSON.stringify(["a", "b"].map((to) => ({ file: join(folder, to) }))),
});

/** Status and output of a command that ends by itself. */
function call(name: string, args: string[], env: Record<string, string> = settings()) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [stagedoorProgram(), ...name.split(":"), ...args],
    { encoding: "utf8", timeout: 30_000, env: { PATH: process.env.PATH ?? "", ...env } },
  );
  return { status, out: stdout.trim(), err: stderr.trim() };
}

/** One line, and no stack trace. */
const says = (text: string | RegExp, status = 1) =>
  expect.objectContaining({
    status,
    out: "",
    err: expect.toSatisfy(
      (err: string) => !err.includes("\n") && err.search(new RegExp(text)) >= 0,
      `one line with ${text}`,
    ),
  });

describe("audit:seal", () => {
  it("begins only when it is told to, and only once", () => {
    const unasked = call("audit:seal", []);
    expect(unasked).toEqual(says("^PROBLEM all: the sealer's state is not there"));
    expect(call("audit:seal", ["--first"])).toMatchObject({ status: 0, err: "" });
    expect(call("audit:seal", ["--first"])).toEqual(says("There is a state already"));
    expect(call("audit:seal", [])).toMatchObject({ status: 0, err: "" });

    rmSync(join(folder, "state.json"));
    expect(call("audit:seal", [])).toEqual(says("the sealer's state is not there"));
    writeFileSync(join(folder, "state.json"), "{}");
  });

  it("loses in one line to a run that is saving, and to a state that is none", () => {
    const state = join(folder, "state.json");
    writeFileSync(`${state}.lock`, "");
    rmSync(state);
    expect(call("audit:seal", ["--first"])).toEqual(
      says("another run is saving the state"),
    );
    rmSync(`${state}.lock`);
    writeFileSync(state, "{");
    for (const args of [[], ["--moved"]]) {
      expect(call("audit:seal", args)).toEqual(says("the state is no JSON object"));
    }
    writeFileSync(state, "{}");
    expect(call("audit:seal", ["--moved"])).toMatchObject({ status: 0, err: "" });
  });

  it.each(["abc", "0", "-1", "1e9", ""])("does not run --every '%s'", (every) => {
    expect(call("audit:seal", [`--every=${every}`])).toEqual(
      says("--every takes whole", 2),
    );
  });

  it("does not run with a setting that counts nothing", () => {
    for (const name of ["AUDIT_MAX_LEAVES", "AUDIT_QUORUM"]) {
      expect(call("audit:seal", [], { ...settings(), [name]: "x" })).toEqual(
        says(`^${name} is a whole number`, 2),
      );
    }
  });
});

describe("audit:bundle", { timeout: 180_000 }, () => {
  it("takes all events of an override, however many pages they are", async () => {
    const found = await withSql(database.url(), async (sql) => {
      await record(sql, A, 3);
      await sql`
        select stagedoor.record_event('test.event', null, p_sequence_id => ${A},
          p_override_id => ${OVERRIDE})
        from generate_series(1, 25)`;
      await record(sql, A, 3);
      return Promise.all(
        [10, 25, 1000].map((pageSize) => readOverride(sql, A, OVERRIDE, pageSize)),
      );
    });
    const all = Array.from({ length: 25 }, (_, i) => i + 4);
    expect(found).toEqual([all, all, all]);
  });

  it("says in one line what it cannot use", () => {
    const bundle = (changes: Record<string, string>, env = settings()) => {
      const given = {
        scope: A,
        from: folder,
        key: KEY,
        out: join(folder, "b"),
        ...changes,
      };
      const args = Object.entries(given).map(([name, value]) => `--${name}=${value}`);
      return call("audit:bundle", args, env);
    };
    expect(bundle({ key: "nonsense" })).toEqual(says("^nonsense is not a verifier key", 2));
    expect(bundle({ scope: "Alpha" })).toEqual(says("^--scope is the id", 2));
    expect(bundle({})).toEqual(says("^--key takes the verifier keys of", 2));
    expect(bundle({ key: keyOf(A), event: "03" })).toEqual(
      says("^--event takes a whole", 2),
    );
    expect(bundle({ key: keyOf(A), having: "x" })).toEqual(
      says("^--having takes a whole", 2),
    );
    expect(bundle({ key: keyOf(A), event: "3", override: A })).toEqual(says("not both", 2));
    expect(bundle({ key: keyOf(A), from: join(folder, "no") })).toEqual(
      says("holds no checkpoints"),
    );
    const installation = { scope: "installation", key: keyOf("installation") };
    expect(bundle({ ...installation, from: join(folder, "a"), override: A })).toEqual(
      says("There is no such event"),
    );
    expect(bundle({ ...installation, from: join(folder, "a"), having: "1" })).toEqual(
      says("No checkpoint of 1 events was delivered"),
    );
    const nowhere = { ...settings(), SUPABASE_DB_URL: "postgres://postgres@127.0.0.1:1/x" };
    expect(bundle({ ...installation, from: join(folder, "a") }, nowhere)).toEqual(
      says("^The log cannot be read", 3),
    );
  });
});

describe("audit:verify", { timeout: 180_000 }, () => {
  const path = join(folder, "bundle.json");
  const verify = (...args: string[]) => call("audit:verify", args);

  beforeAll(async () => {
    const bodies = makeBodies(100);
    const { world, ports } = makeWorld({ [SEQUENCE]: bodies });
    await seal(ports);
    const bundle = makeBundle({
      origin: `${ORIGIN}/${SEQUENCE}`,
      keys: [KEY],
      bodies,
      deliveries: world.held.a as Delivery[],
    });
    writeFileSync(path, JSON.stringify(bundle));
  });

  it("answers what verify.py answers", () => {
    const args = [inRoot("docs/audit/verify.py"), path, KEY];
    const python = execFileSync("python3", args, { encoding: "utf8" }).trim();
    expect(verify(path, KEY)).toEqual({ status: 0, out: python, err: "" });
    expect(python).toMatch(/^OK: .* up to event 100, keys /);
  });

  it("says in one line what it cannot use", () => {
    expect(verify(path)).toEqual(says("a verifier key that you did not get with it", 2));
    expect(verify(join(folder, "no.json"), KEY)).toEqual(says("no.json cannot be read", 2));
    for (const key of ["nonsense", `${KEY}=`, KEY.replace("+", "+0")]) {
      expect(verify(path, key)).toEqual(says("is neither a verifier key nor a file", 2));
    }
  });

  it("compares with what was known before", () => {
    expect(verify(path, KEY, path)).toMatchObject({ status: 0, err: "" });
    const none = join(folder, "none.json");
    writeFileSync(none, "{}");
    expect(verify(path, KEY, none)).toMatchObject({ status: 1, err: "" });
  });

  it("fails what is no bundle, and a file that is missing or stands beside events", () => {
    const text = readFileSync(path, "utf8");
    const { events, ...bundle } = JSON.parse(text);
    const damaged = join(folder, "damaged.json");
    const beside = join(folder, "damaged.ndjson");
    for (const [content, file, why] of [
      ["", "", "not a whole bundle"],
      [`\n\nOK: ${ORIGIN}`, "", "not a whole bundle"],
      [text.slice(0, -9), "", "not a whole bundle"],
      [JSON.stringify(bundle), "", "not a whole bundle: damaged.ndjson is missing"],
      [text, String(events), "the events are there twice"],
      [
        JSON.stringify(bundle),
        String(events).replaceAll("Active", "Ended"),
        "event 1 is not the one",
      ],
    ] as const) {
      writeFileSync(damaged, content);
      if (file === "") rmSync(beside, { force: true });
      else writeFileSync(beside, file);
      const { status, out } = verify(damaged, KEY);
      expect([status, out]).toEqual([1, expect.stringMatching(`^FAILED: ${why}.*$`)]);
    }
  });
});

describe("audit:disclose", () => {
  it("prints what an event holds about people, and says where it holds nothing", async () => {
    const [first] = await withSql(database.url(), async (sql) => {
      await record(sql, A, 1);
      await sql`select stagedoor.record_event('test.nobody', null, p_sequence_id => ${A})`;
      return sql<{ seq: string }[]>`
        select max(e.seq)::text as seq from public.get_audit_events(${A}) as e
        where e.personal is not null`;
    });
    const disclose = (scope: string, event: string) =>
      call("audit:disclose", [`--scope=${scope}`, `--event=${event}`]);
    const told = disclose(A, first?.seq ?? "");
    expect(told).toMatchObject({ status: 0, err: "" });
    expect(JSON.parse(told.out)).toEqual([
      {
        key: "email",
        value: "zoe@example.com",
        salt: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    const next = String(Number(first?.seq) + 1);
    expect(disclose(A, next)).toEqual(says("holds nothing about anybody"));
    expect(disclose("Alpha", "1")).toEqual(says("^--scope is the id", 2));
    expect(disclose(A, "+1")).toEqual(says("^--event takes a whole number", 2));
  });
});
