// The product's migrations: which files there are, and the parts that they are of.
import * as fs from "node:fs";
import { basename, join } from "node:path";
import { misused } from "./failure.ts";
import { shipped } from "./shipped.ts";

const NAME = /^\d{14}_[a-z0-9_]+\.sql$/;

/** A part that one may choose: its chapter, and the parts that it stands on. */
const CHOICES = {
  production: { chapter: "06", needs: [] },
  film: { chapter: "07", needs: ["production"] },
  theatre: { chapter: "08", needs: ["production"] },
  studio: { chapter: "09", needs: [] },
} as const satisfies Record<string, { chapter: string; needs: readonly string[] }>;

/** What stands on the engine, which is always there. */
export type Part = keyof typeof CHOICES;

/** Every part by name, in the order in which they are installed. */
export const PARTS = Object.keys(CHOICES) as Part[];

/**
 * The migration files in order: those of the engine and of some parts, all of them unless
 * named. Anything else in the folder is an error.
 */
export function migrationFiles(
  parts: readonly Part[] = PARTS,
  folder = shipped("migrations"),
): string[] {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith("."));
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong)
    throw new Error(`migrations/${wrong}: not named <14 digits>_<area>_<concern>.sql`);
  const left = new Set(PARTS.filter((part) => !parts.includes(part)).map(chapterOf));
  return names
    .toSorted()
    .filter((name) => !left.has(name.slice(8, 10)))
    .map((name) => join(folder, name));
}

/** The part that a name stands for: of a folder of tests, say. */
export const partNamed = (name: string): Part | undefined =>
  PARTS.find((part) => part === name);

/** What `--parts` means: engine, all, or names with commas; what they stand on joins. */
export function partsNamed(value: string): Part[] {
  if (value === "all") return [...PARTS];
  const names = value.split(",").map((name) => name.trim());
  const wrong = names.find((name) => name !== "engine" && !partNamed(name));
  if (wrong !== undefined) {
    throw misused(
      `There is no part ${JSON.stringify(wrong.slice(0, 40))}: --parts takes engine, ${PARTS.join(", ")}, all, or some with commas.`,
    );
  }
  const asked = names.map(partNamed).filter((part) => part !== undefined);
  const wanted = new Set(asked.flatMap((part): Part[] => [part, ...CHOICES[part].needs]));
  return PARTS.filter((part) => wanted.has(part));
}

/**
 * Every choice of parts that have files and whose needs are met: the engine alone first, all
 * of them last.
 */
export function partSets(): Part[][] {
  const chapters = new Set(migrationFiles().map((file) => basename(file).slice(8, 10)));
  const there = PARTS.filter((part) => chapters.has(chapterOf(part)));
  const subsets: Part[][] = [[]];
  for (const part of there) subsets.push(...subsets.map((set) => [...set, part]));
  return subsets.filter((set) =>
    set.every((part) => CHOICES[part].needs.every((need) => set.includes(need))),
  );
}

function chapterOf(part: Part): string {
  return CHOICES[part].chapter;
}
