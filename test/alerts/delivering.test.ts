// The courier as somebody types it: alerts go to the webhook, and what is wrong is said.
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { runProgram } from "../../scripts/lib/child.ts";
import { testDatabase } from "../stack/database.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

let database: Database;
let webhook: Server;
let status = 204;
const seen: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  webhook = createServer((req, res) => {
    seen.push(String(req.headers["webhook-id"]));
    res.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await new Promise((done) => webhook.once("listening", done));
  await withSql(database.url(), async (sql) => {
    await sql`delete from stagedoor.outbox`;
    await sql`select stagedoor.raise_alert(null, 'failed_codes', null, '{"failures": 12}')`;
  });
});
afterAll(async () => {
  webhook?.close();
  await database?.drop();
});

const call = (args: string[] = [], env: Record<string, string> = {}) =>
  runProgram(process.execPath, [stagedoorProgram(), "alerts", "deliver", ...args], {
    env: {
      PATH: process.env.PATH ?? "",
      SUPABASE_DB_URL: database.url(),
      ALERT_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`,
      ALERT_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString("base64")}`,
      ...env,
    },
  });

it.each([
  ["a pause of no seconds", ["--every=0"], {}, "--every takes whole seconds"],
  ["no webhook", [], { ALERT_WEBHOOK_URL: "" }, "ALERT_WEBHOOK_URL is not set."],
  ["no database", [], { SUPABASE_DB_URL: "" }, "No database is named"],
])("alerts:deliver does not run with %s", async (_, args, env, problem) => {
  const { status: code, output } = await call(args, env);
  expect([code, output.trim()]).toEqual([2, expect.stringContaining(problem)]);
  expect(output.trim()).not.toContain("\n");
  expect(seen).toEqual([]);
});

it("alerts:deliver says what the webhook did not take, and ends with 1 (F89)", async () => {
  status = 503;
  const { status: code, output } = await call();
  expect(output).toMatch(/^PROBLEM [0-9a-f-]{36}: the webhook answered 503\n$/);
  expect(code).toBe(1);
});

it("alerts:deliver delivers an alert once, as the owner (F89)", async () => {
  status = 204;
  seen.length = 0;
  await withSql(database.url(), (sql) => sql`update stagedoor.outbox set due_at = now()`);
  expect(await call()).toEqual({ status: 0, output: "delivered 1\n" });
  expect(await call()).toEqual({ status: 0, output: "" });
  expect(seen).toHaveLength(1);
});
