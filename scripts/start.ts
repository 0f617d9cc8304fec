// npm start [-- --fresh] [--supabase] [--port N] [--db-port N]
//
// A whole Supabase-compatible stack on this machine: PostgreSQL, the migrations, the
// demonstration, the HTTP API, and the answer of the main job.
import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseEnv } from "node:util";
import type { Devserver } from "./devserver/devserver.ts";
import { PUBLISHABLE_KEY, SECRET_KEY } from "./devserver/tokens.ts";
import { type Cluster, startCluster, SUPERUSER } from "../cli/postgres/cluster.ts";
import { applyBaseline, makeOwner } from "./dev/database.ts";
import { Failure, phase, run } from "./lib/failure.ts";
import { claimData, type KeptData } from "./dev/kept-data.ts";
import { startOptions } from "./lib/options.ts";
import { inRoot } from "./lib/paths.ts";
import { isPortFree, needPort } from "../cli/postgres/ports.ts";
import { withSql } from "./dev/sql.ts";
import { pushMigrations } from "./dev/supabase-cli.ts";
import { startSupabase } from "./dev/supabase-stack.ts";

/** The database of a Supabase project is called like this, always. */
const DATABASE = "postgres";

await run(async () => {
  const options = startOptions(process.argv.slice(2), process.env);
  const stopped = untilSignal();
  if (options.supabase) return startSupabase(options, stopped.promise);

  const data = claimData(options);
  const closing: (() => Promise<void> | void)[] = [() => data.release()];
  try {
    await needPort(options.apiPort);
    phase(`Starting PostgreSQL on port ${options.databasePort}`);
    const cluster = await startCluster({
      dataFolder: data.folder,
      port: options.databasePort,
    });
    closing.unshift(() => cluster.stop());
    await prepare(cluster, data);
    phase(`Serving the API on port ${options.apiPort}`);
    // Loaded when it is needed: a refusal is quick, and says nothing but itself.
    const { openDevserver } = await import("./devserver/devserver.ts");
    const devserver = await openDevserver({
      databasePort: cluster.port,
      database: DATABASE,
      port: options.apiPort,
      functionEnv: functionEnv(),
    });
    closing.unshift(() => devserver.close());
    await announce(cluster, devserver);
    return await Promise.race([stopped.promise, untilDatabaseStops(cluster)]);
  } finally {
    for (const close of closing) await close();
  }
});

/** Secrets of edge functions, where a local Supabase looks for them too. */
function functionEnv(): Record<string, string> {
  const file = inRoot("functions/.env");
  if (!fs.existsSync(file)) return {};
  const entries = Object.entries(parseEnv(fs.readFileSync(file, "utf8")));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? ""]));
}

/** Baseline on a new cluster, then migrations and demonstration as `postgres`. */
async function prepare(cluster: Cluster, data: KeptData): Promise<void> {
  phase("Applying migrations and demonstration");
  const isNew = await withSql(cluster.url(SUPERUSER, DATABASE), async (admin) => {
    const [auth] = await admin`select from pg_namespace where nspname = 'auth'`;
    if (auth) return false;
    await makeOwner(admin);
    await admin`alter database ${admin(DATABASE)} owner to postgres`;
    await applyBaseline(admin, "revoked");
    return true;
  });
  if (!isNew) data.checkMigrations();
  pushMigrations(cluster.url(), { seed: true });
  data.rememberMigrations();
}

async function announce(cluster: Cluster, devserver: Devserver): Promise<void> {
  const { bobsOverrides, sarahsMenus } = await import("./demo.ts");
  phase("Asking for Sarah's menus");
  const menus = await sarahsMenus(devserver.url, PUBLISHABLE_KEY);
  const overrides = await bobsOverrides(devserver.url, PUBLISHABLE_KEY);
  const lines = [
    ["API", devserver.url],
    ["Database", cluster.url()],
    ["Publishable key", PUBLISHABLE_KEY],
    ["Secret key", SECRET_KEY],
    [
      "Sign in as",
      "sarah@example.com, password stagedoor (also olivia, liam, priya, cora, ...)",
    ],
  ];
  console.log(lines.map(([name = "", value]) => `${name.padEnd(18)}${value}`).join("\n"));
  console.log(`\n${menus}\n\n${overrides}\n`);
  console.log(
    "Ctrl-C stops everything; the data stays. npm start -- --fresh begins again.",
  );
}

/** Resolves with the exit code once somebody asks to stop. */
function untilSignal(): { promise: Promise<number> } {
  return {
    promise: new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.once(signal, () => resolve(0));
      }
    }),
  };
}

async function untilDatabaseStops(cluster: Cluster): Promise<never> {
  for (;;) {
    await sleep(2000, undefined, { ref: false });
    if (await isPortFree(cluster.port)) {
      throw new Failure(
        `The database has stopped (see ${cluster.dataFolder}/server.log): start again with "npm start".`,
      );
    }
  }
}
