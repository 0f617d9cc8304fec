import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inRoot, ROOT } from "../lib/paths.ts";
import { titleFlaws } from "./titles.ts";

describe("a title", () => {
  it.each([
    "nor at the moment of its start",
    "F50: and it still binds",
    "P13, F86: the same calls answer them",
    "so does an update of no column",
    "it is revoked (control)",
    "its end is not moved",
    "But not to themselves",
  ])("that leans on another one is a flaw: %s", (title) => {
    expect(titleFlaws(["a role has a name", title])).toEqual([
      expect.stringContaining(`"${title}" begins with "`),
    ]);
  });

  it("that stands twice is one flaw", () => {
    expect(titleFlaws(["33 lists", "a role has a name", "33 lists", "33 lists"])).toEqual([
      '"33 lists" stands 3 times: a title is its own',
    ]);
  });

  it.each([
    "a window does not end at the moment of its start",
    "F50: a denial still binds after the refusals",
    "an item is changed by its id",
    "nobody logs in as the role that owns the log",
    "order is kept",
  ])("that names its subject is none: %s", (title) => {
    expect(titleFlaws([title])).toEqual([]);
  });
});

describe("the titles of vitest", () => {
  const files = new Map<string, string[]>();
  beforeAll(() => {
    const { stdout } = spawnSync(
      process.execPath,
      [inRoot("node_modules/vitest/vitest.mjs"), "list", "--staticParse", "--json"],
      { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 },
    );
    const tests = JSON.parse(stdout) as { name: string; file: string }[];
    for (const { name, file } of tests) {
      const path = relative(ROOT, file);
      files.set(path, [...(files.get(path) ?? []), name]);
    }
  });

  it("name their subjects, and stand once in a file", () => {
    expect(files.size).toBeGreaterThan(40);
    const flaws = [...files].flatMap(([file, names]) => [
      ...titleFlaws(names).map((flaw) => `${file}: ${flaw}`),
      // Each half is read first somewhere: as a heading, or below one.
      ...titleFlaws([...new Set(names.flatMap((name) => name.split(" > ")))]).map(
        (flaw) => `${file}: ${flaw}`,
      ),
    ]);
    expect(flaws).toEqual([]);
  });
});
