import * as fs from "node:fs";
import { describe, expect, it } from "vitest";
import { publishableKey, secretKey } from "./keys.ts";

const env = (values: Record<string, string>) => (name: string) => values[name];

describe("keys of the environment", () => {
  it("are found under the names of any age", () => {
    expect(
      secretKey(env({ SUPABASE_SECRET_KEY: "new", SUPABASE_SERVICE_ROLE_KEY: "old" })),
    ).toBe("new");
    expect(secretKey(env({ SUPABASE_SECRET_KEYS: '{"default":"one of several"}' }))).toBe(
      "one of several",
    );
    expect(
      secretKey(env({ SUPABASE_SECRET_KEYS: "{}", SUPABASE_SERVICE_ROLE_KEY: "old" })),
    ).toBe("old");
    expect(publishableKey(env({ SUPABASE_ANON_KEY: "old" }))).toBe("old");
  });

  it("are named when they are missing", () => {
    expect(() => secretKey(env({}))).toThrow("SUPABASE_SECRET_KEY is not set");
    expect(() =>
      secretKey(env({ SUPABASE_SECRET_KEY: "", SUPABASE_SECRET_KEYS: "" })),
    ).toThrow("SUPABASE_SECRET_KEY is not set");
  });

  it.each(["{", "[]", '"text"', "7", "null", "sb_secret_alone"])(
    "are one clear line where several are given as %s",
    (keys) => {
      expect(() => secretKey(env({ SUPABASE_SECRET_KEYS: keys }))).toThrow(
        "SUPABASE_SECRET_KEYS is an object of named keys, as JSON",
      );
    },
  );

  it.each(["{}", '{"default": 7}', '{"other": "key"}'])(
    "are missing where none of several is the default: %s",
    (keys) => {
      expect(() => secretKey(env({ SUPABASE_SECRET_KEYS: keys }))).toThrow("is not set");
    },
  );

  it("are asked for here by every function, and nowhere else", () => {
    const folder = new URL("../", import.meta.url);
    const sources = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("keys"));
    expect(sources.length).toBeGreaterThan(10);
    const reading = sources.filter((name) =>
      /SUPABASE_(?:SECRET|PUBLISHABLE|SERVICE_ROLE|ANON)_KEY/.test(
        fs.readFileSync(new URL(name, folder), "utf8"),
      ),
    );
    expect(reading).toEqual([]);
  });
});
