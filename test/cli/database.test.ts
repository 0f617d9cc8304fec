// Commands whose database is reached and refuses: one line that says what to do, exit code 1 or 3.
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { KEY, SEQUENCE } from "../audit/fixture.ts";
import { testDatabase } from "../stack/database.ts";
import { terminal } from "./terminal.ts";

const OVERRIDE = "0e7e0000-0000-4000-8000-000000000001";
const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-refused-"));
/** A login that may do nothing. */
const stranger = `stranger_${randomBytes(4).toString("hex")}`;
let empty: Database;
let whole: Database;

beforeAll(async () => {
  [empty, whole] = await Promise.all([testDatabase({ from: "baseline" }), testDatabase()]);
  await withSql(whole.url(SUPERUSER), (sql) =>
    sql.unsafe(`create role ${stranger} login password 'postgres'`),
  );
  fs.mkdirSync(join(folder, SEQUENCE));
  fs.writeFileSync(join(folder, "state.json"), "{}");
});
afterAll(async () => {
  await withSql(whole.url(SUPERUSER), (sql) => sql.unsafe(`drop role ${stranger}`));
  await Promise.all([empty, whole].map((database) => database.drop()));
  fs.rmSync(folder, { recursive: true });
});
const run = terminal({
  ALERT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  ALERT_WEBHOOK_URL: "http://127.0.0.1:1/",
  AUDIT_DESTINATIONS: JSON.stringify(["a", "b"].map((to) => ({ file: join(folder, to) }))),
  AUDIT_KEYS: Buffer.alloc(32, 7).toString("base64"),
  AUDIT_ORIGIN: "studio.example/stagedoor",
  AUDIT_STATE: JSON.stringify({ file: join(folder, "state.json") }),
});

const asking = [
  ["audit", "seal"],
  ["audit", "bundle", "--scope", SEQUENCE, "--from", folder, "--key", KEY],
  ["audit", "disclose", "--scope", SEQUENCE, "--event", "1"],
  ["alerts", "deliver"],
  [
    "film",
    "evidence",
    "--override",
    OVERRIDE,
    "--from",
    folder,
    "--key",
    KEY,
    "--out",
    folder,
  ],
].map((words) => ({ name: words.slice(0, 2).join(" "), words }));

const typed = (words: string[], url: string) => run(...words, "--db-url", url);
const refusal = (code: number, what: RegExp) => ({
  code,
  out: "",
  err: expect.stringMatching(new RegExp(`^[^\\n]*(${what.source})[^\\n]*\\n$`)),
});

describe("the URL of a database", () => {
  it("may hold what is for another client, as an application of theirs has it (F105)", async () => {
    const theirs = `${whole.url()}?schema=public&pgbouncer=true&connection_limit=1&channel_binding=require`;
    expect(await typed(["upgrade", "--dir", folder], theirs)).toEqual({
      code: 0,
      out: expect.stringMatching(/nothing to do/),
      err: "",
    });
    const settings = new URL(whole.url());
    settings.searchParams.set("pgbouncer", "true");
    settings.searchParams.set("options", "-c nonsense=1");
    expect(await typed(["upgrade", "--dir", folder], settings.href)).toEqual(
      refusal(1, /unrecognized configuration parameter "nonsense"/),
    );
  });
});

describe("a database that refuses", () => {
  it.each(asking)(
    "has no Stagedoor in it, and is said to need it: $name",
    async ({ words }) => {
      expect(await typed(words, empty.url())).toEqual(
        refusal(1, /does not exist\. Install Stagedoor there first/),
      );
    },
  );

  it.each(asking)(
    "gives a login nothing, and the owner is named: $name",
    async ({ words }) => {
      expect(await typed(words, whole.url(stranger))).toEqual(
        refusal(1, /permission denied[^\n]*Use the owner of the migrations/),
      );
    },
  );

  it.each(asking)("has another name, which is not reached: $name", async ({ words }) => {
    const nowhere = new URL(whole.url());
    nowhere.pathname = "/nobody_made_this";
    expect(await typed(words, nowhere.href)).toEqual(
      refusal(3, /does not exist\. Look at the end of the URL/),
    );
  });
});
