// What the Supabase CLI reads says what the project means.
import * as fs from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.ts";

const config = fs.readFileSync(inRoot("supabase/config.toml"), "utf8");

describe("supabase/", () => {
  it("serves public and nothing of the engine", () => {
    expect(config).toMatch(/^schemas = \["public"\]$/m);
  });

  it("leaves the verification of callers to every edge function's code", () => {
    const functions = fs
      .readdirSync(inRoot("functions"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
      .map((entry) => entry.name);
    expect(functions.length).toBeGreaterThan(0);
    for (const name of functions) {
      expect(config).toContain(`[functions.${name}]\nverify_jwt = false\n`);
    }
    const configured = [...config.matchAll(/^\[functions\.(.+)\]$/gm)].map(
      ([, name]) => name,
    );
    expect(new Set(configured)).toEqual(new Set(functions));
  });

  it("gives edge functions the client that the tests use", () => {
    const { devDependencies } = JSON.parse(
      fs.readFileSync(inRoot("package.json"), "utf8"),
    ) as { devDependencies: Record<string, string> };
    const name = "@supabase/supabase-js";
    for (const file of ["functions/deno.json", "test/stack/functions/deno.json"]) {
      const { imports } = JSON.parse(fs.readFileSync(inRoot(file), "utf8")) as {
        imports: Record<string, string>;
      };
      expect(imports[name]).toBe(`npm:${name}@${devDependencies[name]}`);
    }
  });

  it("F105: finds migrations and functions through links, not copies", () => {
    for (const name of ["migrations", "functions"]) {
      expect(fs.readlinkSync(inRoot("supabase", name))).toBe(`../${name}`);
    }
  });
});
