// Alerts as a project delivers them: an edge function, the service key, a webhook over HTTP.
import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSql } from "../../scripts/dev/sql.ts";
import { type Stack, startStack } from "../stack/stack.ts";

const SECRET = "the scheduler's";
const KEY = randomBytes(32);

let stack: Stack;
let webhook: Server;
let status = 204;
const seen: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  webhook = createServer((req, res) => {
    let body = "";
    req.on("data", (part) => (body += part));
    req.on("end", () => {
      seen.push({ headers: req.headers, body });
      res.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((done) => webhook.once("listening", done));
  stack = await startStack({
    functionEnv: {
      ALERT_DELIVERY_SECRET: SECRET,
      ALERT_WEBHOOK_URL: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`,
      ALERT_WEBHOOK_SECRET: `whsec_${KEY.toString("base64")}`,
    },
  });
  // Only what this file raises.
  await owner("delete from stagedoor.outbox");
});
afterAll(async () => {
  webhook?.close();
  await stack?.stop();
});

const owner = (text: string) =>
  withSql(stack.database.url("postgres"), (sql) => sql.unsafe(text));

const run = (secret = SECRET) =>
  fetch(`${stack.url}/functions/v1/deliver-alerts`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
  });

describe("deliver-alerts under /functions/v1", () => {
  it("F89: refuses whoever is not the scheduler", async () => {
    await owner(`select stagedoor.raise_alert(null, 'failed_codes', null,
      '{"failures": 12, "personal": {"network": "203.0.113.7"}}', 'master_code')`);
    expect((await run("a guess")).status).toBe(401);
    expect(seen).toEqual([]);
  });

  it("F89: keeps what the webhook does not take", async () => {
    status = 503;
    const response = await run();
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      delivered: 0,
      problems: [{ problem: "the webhook answered 503" }],
    });
    const rows = await owner(
      "select attempts, last_error, delivered_at from stagedoor.outbox",
    );
    expect([...rows]).toEqual([
      { attempts: 1, last_error: "the webhook answered 503", delivered_at: null },
    ]);
  });

  it("F89: delivers an alert once, signed, and without what is personal", async () => {
    status = 204;
    await owner("update stagedoor.outbox set due_at = now()");
    seen.length = 0;
    expect(await (await run()).json()).toEqual({ delivered: 1, problems: [] });
    expect(await (await run()).json()).toEqual({ delivered: 0, problems: [] });
    expect(seen).toHaveLength(1);

    const { headers, body } = seen[0] as (typeof seen)[number];
    expect(JSON.parse(body)).toMatchObject({
      type: "alert.raised",
      data: { rule_key: "failed_codes", scope_id: null, detail: { failures: 12 } },
    });
    expect(body).not.toContain("203.0.113.7");
    const signed = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", KEY).update(signed).digest("base64")}`,
    );
  });
});
