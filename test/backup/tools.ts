// PostgreSQL's own programs for backups, which the embedded binaries lack.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { POSTGRES_VERSIONS, type PostgresVersion } from "../../cli/postgres/binaries.ts";
import { supabase } from "../../scripts/dev/supabase-cli.ts";

/** What the tests run. */
type Tool = "pg_dump" | "pg_dumpall" | "pg_restore" | "psql";

/** A program that ran. */
export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Where Debian puts them, the newest first, and the PATH. */
function folders(): string[] {
  const debian = "/usr/lib/postgresql";
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian) : [];
  return [
    ...versions
      .toSorted((one, other) => Number(other) - Number(one))
      .map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
}

const FOLDER = folders().find((folder) =>
  ["pg_dump", "pg_dumpall", "pg_restore", "psql"].every((tool) =>
    fs.existsSync(join(folder, tool)),
  ),
);

/** The newest server up to `newest` that the programs can dump; none without them. */
export function dumpable(newest: PostgresVersion): PostgresVersion | undefined {
  if (FOLDER === undefined) return undefined;
  const { stdout } = spawnSync(join(FOLDER, "pg_dump"), ["--version"], {
    encoding: "utf8",
  });
  const major = Number(/\d+/.exec(stdout)?.[0]);
  return POSTGRES_VERSIONS.findLast((each) => each <= newest && each <= major);
}

/** Run one of them. */
export function run(
  tool: Tool | "bash",
  args: string[],
  { input, settings }: { input?: string; settings?: string } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(tool, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    env: {
      ...process.env,
      PATH: `${FOLDER}:${process.env.PATH}`,
      ...(settings && { PGOPTIONS: settings }),
    },
    ...(input !== undefined && { input }),
  });
  return { status, stdout: stdout ?? "", stderr: stderr ?? "" };
}

/** What `supabase db dump` writes: its own script, run without its container. */
export function supabaseDump(url: string, ...flags: string[]): string {
  const script = supabase([
    ...["db", "dump", "--dry-run", "--db-url", `${url}?sslmode=disable`],
    ...flags,
  ]).stdout;
  const { status, stdout, stderr } = run("bash", ["-s"], { input: script });
  if (status !== 0) throw new Error(`supabase db dump failed: ${stderr}`);
  return stdout;
}
