import { inject } from "vitest";
import {
  createDatabase,
  type Database,
  type DatabaseOptions,
} from "../../scripts/dev/database.ts";

/** A database on the run's shared server. Drop it in `afterAll`. */
export function testDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const defaults = { defaultGrants: inject("defaultGrants") };
  return createDatabase({ port: inject("clusterPort") }, { ...defaults, ...options });
}
