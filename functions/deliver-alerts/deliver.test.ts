import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { deliver, type DeliverPorts, type Message } from "./deliver.ts";

const KEY = randomBytes(32);
const NOW = new Date("2027-03-10T12:00:00Z");

let server: Server;
let url: string;
/** What the webhook answers next: a status, or nothing at all. */
let answers: (number | "never")[] = [];
const seen: { headers: IncomingHttpHeaders; url: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    let body = "";
    req.on("data", (part) => (body += part));
    req.on("end", () => {
      seen.push({ headers: req.headers, url: req.url ?? "", body });
      const answer = answers.shift() ?? 204;
      if (answer === "never") return;
      if (answer === 302) res.setHeader("location", "/elsewhere");
      res.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
beforeEach(() => {
  answers = [];
  seen.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const message = (n: number): Message => ({
  message_id: `message-${n}`,
  created_at: "2027-03-10T11:59:00+00:00",
  attempt: 1,
  payload: { rule_key: "failed_codes", detail: { n } },
});

/** An outbox of so many messages, that remembers how each was settled. */
function outboxOf(size: number) {
  const left = Array.from({ length: size }, (_, n) => message(n + 1));
  const settled = new Map<string, string | null>();
  const ports = (more: Partial<DeliverPorts> = {}): DeliverPorts => ({
    url,
    keys: [KEY],
    fetch,
    now: () => NOW,
    patience: 30_000,
    outbox: {
      take: async (limit) => left.splice(0, limit),
      settle: async (id, problem) => {
        settled.set(id, problem);
      },
    },
    ...more,
  });
  return { left, settled, ports };
}

describe("a courier of alerts", () => {
  it("posts each message, and settles it as delivered (F89)", async () => {
    const { settled, ports } = outboxOf(45);
    expect(await deliver(ports())).toEqual({ delivered: 45, problems: [] });
    expect(new Set(settled.values())).toEqual(new Set([null]));
    expect(settled.size).toBe(45);
    expect(seen.map((request) => JSON.parse(request.body))).toContainEqual({
      type: "alert.raised",
      timestamp: "2027-03-10T11:59:00+00:00",
      data: { rule_key: "failed_codes", detail: { n: 7 } },
    });
  });

  it("signs what it posts with every key that is set", async () => {
    const other = randomBytes(24);
    await deliver(outboxOf(1).ports({ keys: [KEY, other] }));
    const [{ headers, body }] = seen as [(typeof seen)[number]];
    const signed = `message-1.${NOW.getTime() / 1000}.${body}`;
    expect(headers["webhook-id"]).toBe("message-1");
    expect(headers["webhook-timestamp"]).toBe(String(NOW.getTime() / 1000));
    expect(headers["webhook-signature"]).toBe(
      [KEY, other]
        .map((key) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`)
        .join(" "),
    );
  });

  it.each([
    [500, "the webhook answered 500"],
    [404, "the webhook answered 404"],
    [302, "the webhook could not be reached"],
    ["never", "the webhook did not answer within 0.3 s"],
  ] as const)("settles a webhook that answers %s as a problem", async (answer, problem) => {
    answers = [answer];
    const { settled, ports } = outboxOf(1);
    const patience = answer === "never" ? 300 : 30_000;
    expect(await deliver(ports({ patience }))).toEqual({
      delivered: 0,
      problems: [{ message: "message-1", problem }],
    });
    expect(settled.get("message-1")).toBe(problem);
    expect(seen.map((request) => request.url)).toEqual(["/hook"]);
  });

  it("goes on where one message of several fails", async () => {
    answers = [500];
    const { settled, ports } = outboxOf(25);
    const report = await deliver(ports());
    expect(report.delivered).toBe(24);
    expect(report.problems).toHaveLength(1);
    expect(settled.size).toBe(25);
  });

  it("stops where the webhook takes nothing, and leaves the rest to the next run", async () => {
    const { left, ports } = outboxOf(45);
    const report = await deliver(ports({ url: "http://127.0.0.1:1/hook" }));
    expect(report.delivered).toBe(0);
    expect(report.problems).toHaveLength(20);
    expect(left).toHaveLength(25);
  });

  it("does nothing where nothing is due", async () => {
    expect(await deliver(outboxOf(0).ports())).toEqual({ delivered: 0, problems: [] });
    expect(seen).toEqual([]);
  });
});

describe("the courier's configuration", () => {
  const SECRET = `whsec_${KEY.toString("base64")}`;
  const config = (env: Record<string, string>) =>
    readConfig(
      (name) =>
        ({
          ALERT_WEBHOOK_URL: "https://hooks.example/a",
          ALERT_WEBHOOK_SECRET: SECRET,
          ...env,
        })[name],
    );

  it("takes an address and one secret or several", () => {
    const { url: address, keys } = config({ ALERT_WEBHOOK_SECRET: `${SECRET} ${SECRET}` });
    expect(address).toBe("https://hooks.example/a");
    expect(keys.map((key) => Buffer.from(key))).toEqual([KEY, KEY]);
  });

  it.each(["http://127.0.0.1:9/hook", "http://localhost/hook", "https://10.0.0.1/hook"])(
    "takes the address %s, which is the operator's own",
    (address) => {
      expect(config({ ALERT_WEBHOOK_URL: address }).url).toBe(address);
    },
  );

  it.each([
    ["", "ALERT_WEBHOOK_URL is not set"],
    ["hooks.example", "ALERT_WEBHOOK_URL is no address"],
    ["http://hooks.example/a", "hooks.example must be reached over https"],
    ["http://127.0.0.1.example/a", "127.0.0.1.example must be reached over https"],
    ["file:///etc/passwd", "ALERT_WEBHOOK_URL must be reached over https"],
    ["ftp://localhost/a", "localhost must be reached over https"],
    ["https://user:word@hooks.example/a", "ALERT_WEBHOOK_URL holds a password"],
  ])("refuses the address %j", (address, why) => {
    expect(() => config({ ALERT_WEBHOOK_URL: address })).toThrow(why);
  });

  it.each([
    "",
    "secret",
    "whsec_",
    "whsec_AAAA",
    `whsec_${"A".repeat(100)}`,
    KEY.toString("hex"),
  ])("refuses the secret %j", (secret) => {
    expect(() => config({ ALERT_WEBHOOK_SECRET: secret })).toThrow("ALERT_WEBHOOK_SECRET");
  });
});
