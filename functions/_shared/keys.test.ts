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
  });
});
