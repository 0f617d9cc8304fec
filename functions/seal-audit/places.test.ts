import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { fileDestination, fileState, httpDestination, httpState } from "./places.ts";
import { conditionalPlaces } from "../../test/audit/conditional.ts";
import { rpcLog } from "./rpc-log.ts";
import { type Delivery, Overtaken, type Remembered } from "./seal.ts";

const delivery: Delivery = {
  sequence: "s",
  size: 5,
  checkpoint: "a\n5\nroot\n\n\u2014 a x\n",
  first: 1,
  hashes: "AA==",
};

let folder: string;
let server: Server;
let url: string;
let status = 200;
const seen: { method: string; url: string; token: string; body: string }[] = [];
const stored = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "seal-places-"));
  server = createServer((req, res) => {
    let body = "";
    req.on("data", (part) => (body += part));
    req.on("end", () => {
      seen.push({
        method: req.method ?? "",
        url: req.url ?? "",
        token: req.headers.authorization ?? "",
        body,
      });
      if (status === 302) res.setHeader("location", "/elsewhere");
      if (status !== 200) res.writeHead(status).end();
    });
    if (status === 200) conditionalPlaces(stored)(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  status = 200;
  seen.length = 0;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe("an HTTP destination", () => {
  it("is put a checkpoint under its sequence and size", async () => {
    const place = {
      url: `${url}/{sequence}/{size}.json`,
      headers: { authorization: "Bearer t" },
    };
    await httpDestination(place, fetch).deliver(delivery);
    expect(seen).toEqual([
      {
        method: "PUT",
        url: "/s/5.json",
        token: "Bearer t",
        body: JSON.stringify(delivery),
      },
    ]);
  });

  it("can be a webhook", async () => {
    await httpDestination({ url: `${url}/hook`, method: "POST" }, fetch).deliver(delivery);
    expect(seen[0]).toMatchObject({ method: "POST", url: "/hook" });
  });

  it.each([403, 500, 302])("that answers %i did not take it", async (answer) => {
    status = answer;
    await expect(
      httpDestination({ url: `${url}/hook`, method: "POST" }, fetch).deliver(delivery),
    ).rejects.toThrow();
  });
});

describe("a folder as destination", () => {
  it("keeps a file per checkpoint, also when it is delivered twice", async () => {
    const destination = fileDestination({ file: join(folder, "held") });
    await destination.deliver(delivery);
    await destination.deliver(delivery);
    expect(await readdir(join(folder, "held", "s"))).toEqual(["5.json"]);
    expect(JSON.parse(await readFile(join(folder, "held", "s", "5.json"), "utf8"))).toEqual(
      delivery,
    );
  });

  it("takes the same checkpoint under a second key, and never gives it back", async () => {
    const destination = fileDestination({ file: join(folder, "held") });
    const again = { ...delivery, checkpoint: `${delivery.checkpoint}\u2014 a y\n` };
    await destination.deliver(again);
    await destination.deliver(delivery);
    const held = JSON.parse(await readFile(join(folder, "held", "s", "5.json"), "utf8"));
    expect(held).toEqual(again);
  });

  it("never takes another root of the same size", async () => {
    const fork = { ...delivery, checkpoint: delivery.checkpoint.replace("root", "fork") };
    await expect(
      fileDestination({ file: join(folder, "held") }).deliver(fork),
    ).rejects.toThrow("holds another checkpoint of 5 events");
  });
});

describe("the state", () => {
  const state = { s: { checkpoint: "c", range: [], last: "", pending: null } };
  const later = { s: { ...state.s, last: "00" } };
  const http = (path: string) => httpState({ url: `${url}${path}` }, fetch);

  it.each([
    ["behind an address", () => http("/state.json")],
    ["in a file", () => fileState({ file: join(folder, "deep", "state.json") })],
  ])("%s is none at first, and is replaced by whoever read the latest", async (_, make) => {
    const [store, other] = [make(), make()];
    expect(await store.load()).toBeNull();
    const empty = await store.save({}, null);
    await expect(other.save(state, null)).rejects.toThrow(Overtaken);

    const saved = await store.save(state, empty);
    expect(saved.state).toEqual(state);
    expect(await other.load()).toEqual(saved);
    await expect(other.save(later, empty)).rejects.toThrow(Overtaken);
    expect(await other.load()).toEqual(saved);

    await other.save(later, saved);
    await expect(store.save(state, saved)).rejects.toThrow(Overtaken);
    expect((await store.load())?.state).toEqual(later);
  });

  it("that cannot be read is not taken for none", async () => {
    status = 500;
    await expect(http("/state.json").load()).rejects.toThrow("answered 500");
    status = 200;
    await writeFile(join(folder, "torn.json"), '{"s": ');
    for (const text of ['{"s": ', "[]", "null", '"x"', ""]) {
      stored.set("/torn.json", text);
      await writeFile(join(folder, "torn.json"), text);
      await expect(http("/torn.json").load()).rejects.toThrow("no JSON object");
      await expect(fileState({ file: join(folder, "torn.json") }).load()).rejects.toThrow(
        "no JSON object",
      );
    }
  });

  it.each([
    ["no ETag", { tag: null, ignores: false }],
    ["a weak ETag", { tag: 'W/"1"', ignores: false }],
    ["no ear for If-Match", { tag: '"1"', ignores: true }],
  ])("is not kept at a place with %s", async (_, { tag, ignores }) => {
    const puts: string[] = [];
    const place = async (_url: string, { method, body, headers }: RequestInit) => {
      const asked = new Headers(headers);
      if (method === "PUT") puts.push(`${asked.get("if-match")} ${body as string}`);
      const isStale = asked.has("if-match") && asked.get("if-match") !== tag;
      if (method === "PUT" && isStale && !ignores) return new Response("", { status: 412 });
      return new Response("{}", { headers: tag === null ? {} : { etag: tag } });
    };
    const store = httpState({ url: "https://held.example/state" }, place);
    const run = async () => store.save(state, await store.load());
    await expect(run()).rejects.toThrow("has no strong ETag or ignores If-Match");
    // Nothing but the empty state that was there has been written.
    expect(puts.filter((put) => !put.endsWith(" {}"))).toEqual([]);
  });

  it("is saved where the answer to a write names no ETag, unless others were faster", async () => {
    for (const [text, isOurs] of [
      [JSON.stringify(state), true],
      [JSON.stringify(later), false],
    ] as const) {
      const place = async (_url: string, { method }: RequestInit) =>
        method === "PUT"
          ? new Response()
          : new Response(text, { headers: { etag: '"2"' } });
      const store = httpState({ url: "https://held.example/state" }, place);
      const saving = store.save(state, { state: later, version: '"1"' });
      if (isOurs) expect(await saving).toEqual({ state, version: '"2"' });
      else await expect(saving).rejects.toThrow(Overtaken);
    }
  });

  it("in a file that somebody is saving, or was killed over, is left alone", async () => {
    const file = join(folder, "locked.json");
    const store = fileState({ file });
    const read = await store.save(state, null);
    await writeFile(`${file}.lock`, "");
    await expect(store.save(later, read)).rejects.toThrow(
      "Where none runs, remove that file",
    );
    expect((await store.load())?.state).toEqual(state);
    await rm(`${file}.lock`);
    expect((await store.save(later, read)).state).toEqual(later);
  });

  it("in a file is saved by exactly one of many at once", async () => {
    const file = join(folder, "crowd.json");
    let read = await fileState({ file }).save({}, null);
    for (let round = 0; round < 20; round++) {
      const tries = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) =>
          fileState({ file }).save({ s: { ...state.s, last: `${round} ${n}` } }, read),
        ),
      );
      const won = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(won.length).toBe(1);
      read = (await fileState({ file }).load()) as Remembered;
      expect(won).toEqual([read]);
    }
  });
});

describe("the configuration", () => {
  const good: Record<string, string> = {
    AUDIT_ORIGIN: "studio.example/stagedoor",
    AUDIT_KEYS: `${Buffer.alloc(32, 1).toString("base64")} ${Buffer.alloc(32, 2).toString("base64")}`,
    AUDIT_STATE: '{"file": "state.json"}',
    AUDIT_DESTINATIONS:
      '[{"file": "a"}, {"url": "https://held.example/{sequence}/{size}"}]',
  };
  const read = (changes: Record<string, string | undefined> = {}) =>
    readConfig((name) => ({ ...good, ...changes })[name], fetch);

  it("names keys, destinations and state", async () => {
    const config = await read();
    expect(config.signers.length).toBe(2);
    expect(config.destinations.map(({ name }) => name)).toEqual(["a", "held.example"]);
    expect(config.quorum).toBe(2);
    expect(config.maxLeaves).toBe(50_000);
    const own = await read({ AUDIT_QUORUM: " 1", AUDIT_MAX_LEAVES: "7" });
    expect([own.quorum, own.maxLeaves]).toEqual([1, 7]);
  });

  it.each([
    ["AUDIT_ORIGIN", undefined, "is not set"],
    ["AUDIT_ORIGIN", "with space", "is a name"],
    ["AUDIT_ORIGIN", 'studio"example', "is a name"],
    ["AUDIT_KEYS", "c2hvcnQ=", "32 bytes"],
    ["AUDIT_STATE", undefined, "is not set"],
    ["AUDIT_DESTINATIONS", "nonsense", "is not JSON"],
    ["AUDIT_DESTINATIONS", '[{"file": "a"}]', "fewer than the 2"],
    [
      "AUDIT_DESTINATIONS",
      '[{"file": "a"}, {"url": "http://held.example/{sequence}/{size}"}]',
      "over https",
    ],
    [
      "AUDIT_DESTINATIONS",
      '[{"file": "a"}, {"url": "https://held.example/one"}]',
      "overwrite itself",
    ],
    ["AUDIT_QUORUM", "3", "fewer than the 3"],
    ["AUDIT_QUORUM", "0", "AUDIT_QUORUM is a whole number from 1 on, and not 0"],
    ["AUDIT_QUORUM", "x", "AUDIT_QUORUM is a whole number from 1 on, and not x"],
    ["AUDIT_MAX_LEAVES", "x", "AUDIT_MAX_LEAVES is a whole number from 1 on, and not x"],
    ["AUDIT_MAX_LEAVES", "0", "AUDIT_MAX_LEAVES is a whole number"],
  ])("is refused with %s = %s", async (name, value, why) => {
    await expect(read({ [name]: value })).rejects.toThrow(why);
  });

  it("may ask for one destination during development", async () => {
    const config = await read({ AUDIT_QUORUM: "1", AUDIT_DESTINATIONS: '[{"file": "a"}]' });
    expect(config.destinations.length).toBe(1);
  });
});

describe("the log behind the API", () => {
  it("asks the two service calls, and reads bytes from hexadecimal digits", async () => {
    const calls: unknown[] = [];
    const log = rpcLog(async (...call) => {
      calls.push(call);
      return call[0] === "read_audit_heads"
        ? { data: [{ sequence_id: "i", sequence: "installation", size: 2 }], error: null }
        : { data: [{ seq: 2, body: "\\x7b7d" }], error: null };
    });
    expect(await log.heads(null)).toMatchObject([
      { sequenceId: "i", sequence: "installation", size: 2 },
    ]);
    expect((await log.leaves("i", 1)).map((body) => Buffer.from(body).toString())).toEqual([
      "{}",
    ]);
    expect(calls).toEqual([
      ["read_audit_heads", { p_after: null }],
      ["read_audit_leaves", { p_sequence_id: "i", p_after: 1 }],
    ]);
  });

  it("passes a refusal on", async () => {
    const log = rpcLog(async () => ({ data: null, error: { message: "Access denied" } }));
    await expect(log.heads(null)).rejects.toThrow("Access denied");
  });
});
