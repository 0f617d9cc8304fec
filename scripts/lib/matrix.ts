// On which server and under which default grants tests run.
import { POSTGRES_VERSIONS, type PostgresVersion } from "./binaries.ts";
import type { DefaultGrants } from "./database.ts";
import { Failure } from "./failure.ts";

/** One cell of the matrix. */
export interface Target {
  version: PostgresVersion;
  defaultGrants: DefaultGrants;
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
  const { defaults } = values;
  if (defaults !== "legacy" && defaults !== "revoked") {
    throw new Failure("--defaults takes legacy or revoked.");
  }
  return { version, defaultGrants: defaults };
}
