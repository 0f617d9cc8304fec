// What init, upgrade and uninstall were asked for and what came of it.
import { DEFAULT_SCHEMA, type Release } from "./sources.ts";

/** What all three take. */
export interface Asked {
  /** Where a project may be. */
  directory: string;
  /** The database; null where none was named. */
  url: string | null;
  dryRun: boolean;
  release: Release;
  now: Date;
}

/** Lines for people, and what a script may want. */
export interface Outcome {
  /** What was done, or would be. */
  lines: string[];
  /** What is in the way: nothing was changed then. */
  findings: string[];
  /** Checks that were not made. */
  skipped: string[];
  /** What is left to do by hand. */
  next: string[];
  /** Files that were written, or would be; migrations that were applied. */
  files: string[];
}

/** Nothing so far. */
export const nothing = (): Outcome => ({
  lines: [],
  findings: [],
  skipped: [],
  next: [],
  files: [],
});

/** How the calls are asked for where they are served in a schema of their own. */
export const servedNote = (schema: string): string[] =>
  schema === DEFAULT_SCHEMA
    ? []
    : [
        `Serve the schema ${schema}: [api] schemas of supabase/config.toml, or "Exposed schemas" of a hosted project; then ask with supabase.schema("${schema}").rpc(...), and set STAGEDOOR_API_SCHEMA=${schema} for the edge functions.`,
      ];
