// The sealer as a project runs it: an edge function, the service key, places over HTTP.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  openNote,
  parseCheckpoint,
  parseVerifierKey,
} from "../../functions/_shared/note.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { conditionalPlaces } from "../audit/conditional.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

const ORIGIN = "studio.example/stagedoor";
const SECRET = "the scheduler's";

let stack: Stack;
let places: Server;
let seed: string;
let key: string;
const folder = mkdtempSync(join(tmpdir(), "seals-"));

/** What the outside holds, by path: two destinations and the sealer's own state. */
const held = new Map<string, string>();

/** How many runs read the state at the same moment, and those that wait to. */
let together = 1;
const reading: (() => void)[] = [];

beforeAll(async () => {
  const answer = conditionalPlaces(held);
  places = createServer((req, res) => {
    if (req.method !== "GET" || req.url !== "/state") return answer(req, res);
    // Where two runs are to meet, neither learns the state before the other has asked for it.
    reading.push(() => answer(req, res));
    if (reading.length >= together) for (const read of reading.splice(0)) read();
  }).listen(0, "127.0.0.1");
  await new Promise((done) => places.once("listening", done));
  const at = `http://127.0.0.1:${(places.address() as AddressInfo).port}`;

  seed = randomBytes(32).toString("base64");
  key = execFileSync(
    process.execPath,
    [stagedoorProgram(), "audit", "keys", "installation"],
    { encoding: "utf8", env: { ...process.env, AUDIT_ORIGIN: ORIGIN, AUDIT_KEYS: seed } },
  ).trim();
  stack = await startStack({
    functionEnv: {
      AUDIT_SEAL_SECRET: SECRET,
      AUDIT_ORIGIN: ORIGIN,
      AUDIT_KEYS: seed,
      AUDIT_STATE: JSON.stringify({ url: `${at}/state` }),
      AUDIT_DESTINATIONS: JSON.stringify(
        ["lender", "guild"].map((name) => ({
          url: `${at}/${name}/{sequence}/{size}`,
          method: "PUT",
        })),
      ),
    },
  });
});
afterAll(async () => {
  places?.close();
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (secret = SECRET) =>
  fetch(`${stack.url}/functions/v1/seal-audit`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
  });

const count = () =>
  withSql(stack.database.url("postgres"), async (sql) => {
    const [row] = await sql<{ size: number }[]>`
      select (stagedoor_audit.verify('00000000-0000-0000-0000-000000000000')
        ->> 'events')::int as size`;
    return row?.size ?? 0;
  });

describe("seal-audit under /functions/v1", () => {
  it("F47: refuses whoever is not the scheduler", async () => {
    expect((await run("a guess")).status).toBe(401);
    expect(held.size).toBe(0);
  });

  it("F47: signs nothing while its state is not there", async () => {
    const response = await run();
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ problems: [{ sequence: "all" }] });
    expect(held.size).toBe(0);
    // What audit:seal --first puts there.
    held.set("/state", "{}");
  });

  it("F47, P8: signs what is committed and leaves it in two places", async () => {
    expect(await count()).toBeGreaterThan(50);
    const response = await run();
    // With what it noted of the policies when it began (F117).
    const size = await count();
    expect(await response.json()).toMatchObject({
      sealed: [{ sequence: "installation", size }],
      problems: [],
    });
    expect(response.status).toBe(200);

    const path = `installation/${size}`;
    expect(held.get(`/lender/${path}`)).toBe(held.get(`/guild/${path}`));
    const { checkpoint } = JSON.parse(held.get(`/lender/${path}`) ?? "{}");
    const note = await openNote(checkpoint, [parseVerifierKey(key)]);
    expect(parseCheckpoint(note.text)).toMatchObject({
      origin: `${ORIGIN}/installation`,
      size,
    });
  });

  it("F47: signs nothing twice, and goes on from its own last checkpoint", async () => {
    expect(await (await run()).json()).toMatchObject({ sealed: [], problems: [] });
    await withSql(stack.database.url("postgres"), async (sql) => {
      await sql`select stagedoor.record_event('test.sealed', null)`;
    });
    const size = await count();
    expect(await (await run()).json()).toMatchObject({
      sealed: [{ sequence: "installation", size }],
      problems: [],
    });
  });

  it("F47: lets one of two runs at once win, and the other publishes nothing", async () => {
    await withSql(stack.database.url("postgres"), async (sql) => {
      await sql`select stagedoor.record_event('test.sealed', null)`;
    });
    const size = await count();
    together = 2;
    const responses = await Promise.all([run(), run()]);
    together = 1;
    responses.sort((a, b) => a.status - b.status);
    expect(responses.map(({ status }) => status)).toEqual([200, 500]);
    const [won, lost] = await Promise.all(
      responses.map((response) => response.json() as Promise<unknown>),
    );
    const sealed = [{ sequence: "installation", size }];
    expect(won).toMatchObject({ sealed, problems: [] });
    const problem = expect.stringContaining(
      "another run of the sealer has saved the state",
    );
    expect(lost).toMatchObject({ sealed: [], problems: [{ sequence: "all", problem }] });
    expect(held.get("/state")).toContain(`\\n${size}\\n`);
    expect(await (await run()).json()).toMatchObject({ sealed: [], problems: [] });
  });

  it("F47: finds a leaf that was changed after it was sealed, and signs no more", async () => {
    await withSql(stack.database.url("supabase_admin"), async (sql) => {
      await sql.unsafe(`
        alter table stagedoor_audit.leaves disable trigger all;
        delete from stagedoor_audit.leaves where seq = (
          select max(seq) from stagedoor_audit.leaves);
        alter table stagedoor_audit.heads disable trigger all;
        update stagedoor_audit.heads set last_seq = last_seq - 1;`);
    });
    const response = await run();
    expect(response.status).toBe(500);
    const { problems } = (await response.json()) as { problems: unknown[] };
    expect(problems).toHaveLength(1);
  });
});

describe("npm run doctor -- --fix", () => {
  const doctor = () => {
    try {
      const output = execFileSync(
        process.execPath,
        [stagedoorProgram(), "doctor", "--fix", stack.database.url("postgres")],
        { encoding: "utf8", stdio: "pipe" },
      );
      return { status: 0, output };
    } catch (error) {
      const { status, stdout, stderr } = error as {
        status: number;
        stdout: string;
        stderr: string;
      };
      return { status, output: stdout + stderr };
    }
  };

  it("F105: gives the log back to its own role, as after a restore", async () => {
    await withSql(stack.database.url("supabase_admin"), async (sql) => {
      await sql`alter table stagedoor_audit.leaves owner to postgres`;
    });
    const first = doctor();
    expect(first.output).toMatch(/Repaired: .* stagedoor_audit.leaves belongs to postgres/);
    expect(first.status).toBe(0);
    expect(doctor()).toEqual({
      status: 0,
      output: expect.stringMatching(/^(?![^]*Repaired)[^]*Everything is in place\.\n$/),
    });
  });

  it("names what it does not repair", async () => {
    await withSql(stack.database.url("postgres"), async (sql) => {
      await sql`alter table stagedoor.scopes disable trigger _900_record`;
    });
    const { status, output } = doctor();
    expect(status).toBe(1);
    expect(output).toContain("_900_record on stagedoor.scopes");
    // What is off was switched off: a restore only leaves triggers ordinary.
    await withSql(stack.database.url("postgres"), async (sql) => {
      await sql`alter table stagedoor.scopes enable trigger _900_record`;
    });
    expect(doctor()).toMatchObject({ status: 0 });
    expect(doctor()).toEqual({
      status: 0,
      output: expect.stringMatching(/^(?![^]*Repaired)[^]*Everything is in place\.\n$/),
    });
  });
});
