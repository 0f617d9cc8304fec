// A whole development stack for one test file: a database of its own behind a server.
import { inject } from "vitest";
import type { Database, DatabaseOptions } from "../../scripts/dev/database.ts";
import {
  type Devserver,
  type DevserverOptions,
  openDevserver,
} from "../../scripts/devserver/devserver.ts";
import { testDatabase } from "./database.ts";

/** A database, the server of it, and how to leave both. */
export interface Stack {
  url: string;
  database: Database;
  devserver: Devserver;
  stop(): Promise<void>;
}

/** Start one; `prepare` runs on the database before the server starts. */
export async function startStack(
  options: DatabaseOptions &
    Pick<DevserverOptions, "functions" | "functionEnv" | "schemas"> = {},
  prepare: (database: Database) => Promise<void> = async () => {},
): Promise<Stack> {
  const { functions, functionEnv, schemas, ...rest } = options;
  const database = await testDatabase(rest);
  await prepare(database);
  const devserver = await openDevserver({
    databasePort: inject("clusterPort"),
    database: database.name,
    ...(schemas ? { schemas } : {}),
    ...(functions ? { functions } : {}),
    ...(functionEnv ? { functionEnv } : {}),
  });
  return {
    url: devserver.url,
    database,
    devserver,
    stop: async () => {
      await devserver.close();
      await database.drop();
    },
  };
}
