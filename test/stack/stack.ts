// A whole development stack for one test file: a database of its own behind a door.
import { inject } from "vitest";
import type { Database, DatabaseOptions } from "../../scripts/lib/database.ts";
import { type Door, type DoorOptions, openDoor } from "../../scripts/door/door.ts";
import { testDatabase } from "./database.ts";

/** A database, the door to it, and how to leave both. */
export interface Stack {
  url: string;
  database: Database;
  door: Door;
  stop(): Promise<void>;
}

/** Start one; `prepare` runs on the database before the door opens. */
export async function startStack(
  options: DatabaseOptions & Pick<DoorOptions, "functions" | "functionEnv"> = {},
  prepare: (database: Database) => Promise<void> = async () => {},
): Promise<Stack> {
  const { functions, functionEnv, ...rest } = options;
  const database = await testDatabase(rest);
  await prepare(database);
  const door = await openDoor({
    databasePort: inject("clusterPort"),
    database: database.name,
    ...(functions ? { functions } : {}),
    ...(functionEnv ? { functionEnv } : {}),
  });
  return {
    url: door.url,
    database,
    door,
    stop: async () => {
      await door.close();
      await database.drop();
    },
  };
}
