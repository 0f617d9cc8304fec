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
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        fresh: { type: "boolean", default: false },
        supabase: { type: "boolean", default: false },
        port: { type: "string" },
        "db-port": { type: "string" },
      },
    }));
  } catch {
    throw new Failure(
      "npm start takes --fresh, --supabase, --port N and --db-port N after --.",
    );
  }
  return {
    fresh: values.fresh === true,
    supabase: values.supabase === true,
    apiPort: portOf(values.port ?? env.STAGEDOOR_API_PORT ?? 55321),
    databasePort: portOf(values["db-port"] ?? env.STAGEDOOR_DB_PORT ?? 55322),
  };
}

function portOf(value: unknown): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Failure(`${String(value)} is not a port: choose a number from 1024 to 65535.`);
}
