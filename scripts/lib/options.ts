// Where the development stack listens, from flags or the environment.
import { parseArgs } from "node:util";
import { Failure } from "./failure.ts";

/** What `npm start` was asked for. */
export interface StartOptions {
  fresh: boolean;
  supabase: boolean;
  apiPort: number;
  databasePort: number;
}

/** Flags win over STAGEDOOR_API_PORT and STAGEDOOR_DB_PORT. */
export function startOptions(args: string[], env: NodeJS.ProcessEnv): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      fresh: { type: "boolean", default: false },
      supabase: { type: "boolean", default: false },
      port: { type: "string" },
      "db-port": { type: "string" },
    },
  });
  const apiPort = portOf(values.port ?? env.STAGEDOOR_API_PORT ?? "55321");
  const databasePort = portOf(values["db-port"] ?? env.STAGEDOOR_DB_PORT ?? "55322");
  if (apiPort === databasePort) {
    throw new Failure(
      `API and database cannot share port ${apiPort}: give --port and --db-port two.`,
    );
  }
  return { fresh: values.fresh, supabase: values.supabase, apiPort, databasePort };
}

/** A port that somebody typed. Those below 1024 are the system's. */
export function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65535) return port;
  throw new Failure(`${text} is not a port: choose a number from 1024 to 65535.`);
}
