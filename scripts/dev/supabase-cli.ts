// The Supabase command line, from npm and without Docker.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { Failure } from "../lib/failure.ts";
import { inRoot, ROOT } from "../lib/paths.ts";

/** What a run of the command line left behind. */
export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Run `supabase <args>` in the checkout, or where another project is. */
export function supabase(args: string[], cwd = ROOT): CliResult {
  const cli = inRoot("node_modules/supabase/dist/supabase.js");
  if (!fs.existsSync(cli)) throw new Failure('The Supabase CLI is missing: run "npm ci".');
  const { error, status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: {
      ...process.env,
      DO_NOT_TRACK: "1",
      SUPABASE_TELEMETRY_DISABLED: "1",
      SUPABASE_NO_UPDATE_NOTIFIER: "1",
    },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Apply migrations that a database has not seen, and its seed where asked. */
export function pushMigrations(url: string, { seed = false, cwd = ROOT } = {}): void {
  const more = seed ? ["--include-seed"] : [];
  const { status, stdout, stderr } = supabase(
    [...["db", "push", "--yes", "--db-url", `${url}?sslmode=disable`], ...more],
    cwd,
  );
  if (status !== 0)
    throw new Failure(`supabase db push failed:\n${(stdout + stderr).trim()}`);
}
