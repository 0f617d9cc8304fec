import type { TestProject } from "vitest/node";
import type { DefaultGrants } from "../../scripts/dev/database.ts";
import type { PostgresVersion } from "../../cli/postgres/binaries.ts";
import { startCluster } from "../../cli/postgres/cluster.ts";
import { targetOf } from "../../scripts/testing/matrix.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The port of the PostgreSQL server that all test files share. */
    clusterPort: number;
    /** Its version. */
    clusterVersion: PostgresVersion;
    /** What new objects in public are open to while the migrations run. */
    defaultGrants: DefaultGrants;
  }
}

/** One throw-away server for the whole run; each test file makes databases of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { STAGEDOOR_POSTGRES = "17", STAGEDOOR_DEFAULTS = "legacy" } = process.env;
  const target = targetOf({ postgres: STAGEDOOR_POSTGRES, defaults: STAGEDOOR_DEFAULTS });
  const cluster = await startCluster({ version: target.version, name: "vitest" });
  project.provide("clusterPort", cluster.port);
  project.provide("clusterVersion", cluster.version);
  project.provide("defaultGrants", target.defaultGrants);
  return () => cluster.stop();
}
