// What init, upgrade and uninstall share of the command line.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { Option } from "commander";
import { databaseUrl } from "../lib/command.ts";
import { DATABASE, valueOf } from "../lib/environment.ts";
import { EXIT, misused } from "../lib/failure.ts";
import type { Output } from "../lib/output.ts";
import type { Asked, Outcome } from "./outcome.ts";
import { projectAbove } from "./project.ts";
import { thisRelease } from "./sources.ts";

/** What all three take. */
export interface Options {
  dbUrl?: string;
  dir: string;
  dryRun?: boolean;
}

/** The folder around `supabase`. */
export const directory = (): Option =>
  new Option("--dir <folder>", "the project, where its folder supabase is").default(".");

/** Say what would be done. */
export const dryRun = (): Option =>
  new Option("--dry-run", "say what would be done, and change nothing");

/** What was typed, and the database where one was named. */
export function askedOf(options: Options): Asked {
  const folder = resolve(options.dir);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    // Without the text: somebody may have typed the URL here.
    throw misused("--dir takes the folder of a project, and this is none.");
  }
  const above = projectAbove(folder);
  if (above !== null) {
    throw misused(
      `This folder is inside of the project ${above}: say --dir ${JSON.stringify(above)}, or a folder outside of it for a database without a project.`,
    );
  }
  const isNamed =
    options.dbUrl !== undefined || DATABASE.some((name) => valueOf(name) !== undefined);
  return {
    directory: folder,
    url: isNamed ? databaseUrl(options) : null,
    dryRun: options.dryRun ?? false,
    release: thisRelease(),
    now: new Date(),
  };
}

/** Print what came of it; the exit code. */
export function told(outcome: Outcome, out: Output): number {
  const { lines, findings, skipped, next } = outcome;
  const isRefused = findings.length > 0;
  out.result(
    { ok: !isRefused, ...outcome },
    isRefused ? [] : [...lines, ...next.map((line) => `Next: ${line}`)],
  );
  for (const line of skipped) out.complain(`${out.mark("skip")}  ${line}`);
  for (const line of findings) out.complain(line);
  if (isRefused) out.complain("Nothing was changed.");
  return isRefused ? EXIT.findings : EXIT.ok;
}
