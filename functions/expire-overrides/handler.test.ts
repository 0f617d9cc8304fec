import { describe, expect, it } from "vitest";
import { handle, type Ports } from "./handler.ts";

const ask = (secret: string | null, method = "POST") =>
  new Request("https://example.com/expire-overrides", {
    method,
    headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
  });

/** A database that moved three, and how often it was asked. */
function ports(but: Partial<Ports> = {}): Ports & { asked: number } {
  const world = {
    asked: 0,
    secret: "the scheduler's",
    expire: async () => {
      world.asked += 1;
      return { data: 3, error: null };
    },
    ...but,
  };
  return world;
}

describe("expire-overrides", () => {
  it("answers its scheduler how many overrides were moved (F41, control)", async () => {
    const world = ports();
    const response = await handle(ask("the scheduler's"), world);
    expect([response.status, await response.json()]).toEqual([200, { expired: 3 }]);
    expect(world.asked).toBe(1);
  });

  it.each([
    ["no secret", ask(null)],
    ["another secret", ask("another")],
    ["an empty secret", ask("")],
  ])("lets nobody in with %s", async (_, request) => {
    const world = ports();
    expect((await handle(request, world)).status).toBe(401);
    expect(world.asked).toBe(0);
  });

  it("lets nobody in where no secret is set", async () => {
    const world = ports({ secret: "" });
    expect((await handle(ask(""), world)).status).toBe(401);
    expect(world.asked).toBe(0);
  });

  it("answers POST alone", async () => {
    const response = await handle(ask("the scheduler's", "GET"), ports());
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("answers 500 where the database cannot be asked, so that a scheduler notices", async () => {
    const expire = async () => ({ data: null, error: new Error("down") });
    const response = await handle(ask("the scheduler's"), ports({ expire }));
    expect([response.status, await response.json()]).toEqual([500, { expired: null }]);
  });
});
