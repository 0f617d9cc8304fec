// On which server, under which default grants and with which parts tests run.
import { POSTGRES_VERSIONS, type PostgresVersion } from "../../cli/postgres/binaries.ts";
import { DEFAULT_GRANTS, type DefaultGrants } from "../dev/database.ts";
import { Failure } from "../lib/failure.ts";
import { type Part, PARTS, partSets } from "../dev/migrations.ts";

/** One cell of the matrix. */
export interface Target {
  version: PostgresVersion;
  defaultGrants: DefaultGrants;
}

/** For `parseArgs` of what runs on some parts. */
export const PARTS_OPTION = { parts: { type: "string", default: "all" } } as const;

/** What `--parts` means: all, engine, or names with commas between them. */
export function partsOf(value: string): readonly Part[] {
  if (value === "all") return PARTS;
  const names = value === "engine" ? [] : value.split(",");
  const set = partSets().find(
    (each) => each.length === names.length && each.every((part) => names.includes(part)),
  );
  if (set) return set;
  const choices = partSets().map((each) => each.join(",") || "engine");
  throw new Failure(`--parts takes all, ${choices.join(", ")}.`);
}

/** For `parseArgs`. */
export const TARGET_OPTIONS = {
  postgres: { type: "string", default: "17" },
  defaults: { type: "string", default: "legacy" },
} as const;

/** What `--postgres` and `--defaults` mean. */
export function targetOf(values: { postgres: string; defaults: string }): Target {
  const version = POSTGRES_VERSIONS.find((each) => String(each) === values.postgres);
  if (!version) throw new Failure("--postgres takes 15, 17 or 18.");
  const defaultGrants = DEFAULT_GRANTS.find((each) => each === values.defaults);
  if (!defaultGrants) throw new Failure("--defaults takes legacy, revoked or none.");
  return { version, defaultGrants };
}
