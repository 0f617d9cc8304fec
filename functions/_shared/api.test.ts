// Where `stagedoor init --api-schema` put the calls, there the edge functions ask (F105).
import { createClient } from "@supabase/supabase-js";
import * as fs from "node:fs";
import { describe, expect, it } from "vitest";
import { apiOf } from "./api.ts";

/** The schema that a call is sent to. */
async function asked(schema: string | undefined): Promise<string | null> {
  const profiles: (string | null)[] = [];
  const supabase = createClient("http://127.0.0.1:1", "key", {
    db: apiOf(() => schema),
    global: {
      fetch: async (_url, init) => {
        profiles.push(new Headers(init?.headers).get("content-profile"));
        return new Response("null", { headers: { "content-type": "application/json" } });
      },
    },
  });
  await supabase.rpc("expire_overrides");
  return profiles[0] ?? null;
}

describe("the schema of the calls", () => {
  it.each([
    [undefined, "public"],
    ["", "public"],
    ["access", "access"],
  ])("with STAGEDOOR_API_SCHEMA %s is %s", async (schema, expected) => {
    expect(await asked(schema)).toBe(expected);
  });

  const functions = fs
    .readdirSync("functions")
    .filter((name) => fs.existsSync(`functions/${name}/index.ts`));

  it("is asked of the edge functions that there are", () => {
    expect(functions.length).toBeGreaterThan(4);
  });

  it.each(functions)("is named wherever %s makes a client that calls", (name) => {
    const text = fs.readFileSync(`functions/${name}/index.ts`, "utf8");
    // A client that only asks who somebody is calls nothing.
    const calling = text.split(/\bcreateClient\b(?=[<(])/).slice(1);
    for (const client of calling.filter((each) => !/^[^;]*\)\.auth;/.test(each)))
      expect(client.split(";")[0]).toMatch(/\bdb\b|, options\)/);
  });
});
