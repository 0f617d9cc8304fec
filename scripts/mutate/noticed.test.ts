// What noticed a breakage once is asked first, and nothing that could notice is left out.
import * as fs from "node:fs";
import * as os from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inRoot } from "../lib/paths.ts";
import type { Mutant } from "./mutant.ts";
import { Noticed } from "./noticed.ts";

const breakage = (id: string, ...functions: string[]): Mutant => ({
  id,
  kind: "guard",
  inDefiner: true,
  inCatalog: false,
  subject: { tables: [], functions },
  sql: "",
});

const [access, menus, scopes] = ["access.sql", "menus.sql", "scopes.sql"].map((name) =>
  inRoot("test/sql", name),
) as [string, string, string];
const files = [access, menus, scopes];
const first = breakage("can: first guard", "stagedoor.can");
const second = breakage("can: second guard", "stagedoor.can");

describe("the order of files that judge a breakage", () => {
  it("begins with what noticed the last breakage of the same function", () => {
    const noticed = new Noticed();
    noticed.remember(first, scopes);
    expect(noticed.order(files, second)).toEqual([scopes, access, menus]);
    expect(noticed.order(files, breakage("move", "stagedoor.move"))).toEqual(files);
  });

  it("never has a file that could not notice", () => {
    const noticed = new Noticed();
    noticed.remember(first, inRoot("test/sql/shares.sql"));
    expect(noticed.order(files, second)).toEqual(files);
  });

  it("begins in the next run with what noticed this very breakage", () => {
    const folder = fs.mkdtempSync(join(os.tmpdir(), "noticed-"));
    try {
      const store = join(folder, "kept", "noticed.json");
      const noticed = new Noticed(store);
      noticed.remember(first, scopes);
      noticed.remember(first, menus);
      expect(new Noticed(store).order(files, first)[0]).toBe(menus);
      expect(new Noticed(store).order(files, second)).toEqual(files);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
