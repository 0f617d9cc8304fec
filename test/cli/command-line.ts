// The command line as a program of its own, compiled as it ships: it starts three times as
// fast as from its sources, and tests start it often.
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { contentsOf, filesBelow } from "../../scripts/lib/contents.ts";
import { DATA, inRoot } from "../../scripts/lib/paths.ts";

const SOURCES = ["cli", "client", "functions", "testing"];
let compiled: string | undefined;

/** What node is called with to run `stagedoor`, compiled once for each state of its sources. */
export function stagedoorProgram(): string {
  return (compiled ??= join(compile(), "cli/stagedoor.js"));
}

function compile(): string {
  const home = join(DATA, "compiled");
  const folder = join(home, fingerprint());
  if (fs.existsSync(folder)) return folder;

  // Files of tests run side by side: whoever is done first is heard.
  const draft = `${folder}.${process.pid}`;
  execFileSync(inRoot("node_modules/.bin/tsc"), [
    ...["--project", inRoot("tsconfig.build.json"), "--declaration", "false"],
    ...["--outDir", draft],
  ]);
  try {
    fs.renameSync(draft, folder);
  } catch {
    fs.rmSync(draft, { recursive: true });
  }
  return folder;
}

const fingerprint = (): string =>
  contentsOf([
    ...SOURCES.flatMap((folder) => filesBelow(folder, ".ts")),
    "tsconfig.build.json",
  ]).slice(0, 12);
