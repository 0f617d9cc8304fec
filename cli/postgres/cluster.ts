// One PostgreSQL server: made, started, found again after a crash, stopped.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PostgresVersion, postgresHome, serverIds } from "./binaries.ts";
import { Failure } from "../lib/failure.ts";
import { freePort, needPort } from "./ports.ts";

/** Every login role of a development cluster has it. Nothing listens but 127.0.0.1. */
export const DEV_PASSWORD = "postgres";

/** The bootstrap superuser. `postgres` is none, as on a hosted project. */
export const SUPERUSER = "supabase_admin";

/** A running server and its address. */
export interface Cluster {
  version: PostgresVersion;
  port: number;
  dataFolder: string;
  /** A connection string; with no arguments, for `postgres` in the database `postgres`. */
  url(user?: string, database?: string): string;
  /** `immediate` is a crash. A throw-away cluster's files go, unless `keep`. */
  stop(options?: { mode?: "fast" | "immediate"; keep?: boolean }): Promise<void>;
}

export interface ClusterOptions {
  version?: PostgresVersion;
  /** Any free port, unless named. */
  port?: number;
  /** Part of a throw-away cluster's folder name. */
  name?: string;
  /** Keep the cluster here; without it the cluster is thrown away when it stops. */
  dataFolder?: string;
  /** Server settings, as `{ shared_buffers: "1GB" }`. */
  settings?: Record<string, string>;
}

/** Start a server, making its data folder first where there is none. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const version = options.version ?? 17;
  const home = postgresHome(version);
  const port = options.port ?? (await freePort());
  const throwAway = options.dataFolder === undefined;
  if (throwAway) removeAbandoned();

  // Nobody misses throw-away data after a power cut, but to measure it.
  const isVolatile = throwAway && options.settings?.["fsync"] !== "on";
  const base =
    options.dataFolder ??
    throwAwayFolder(options.name ?? "cluster", isVolatile ? quickFolder() : tmpdir());
  if (throwAway) removeAtExit(base);
  const data = join(base, "pg");
  const log = join(base, "server.log");
  if (!fs.existsSync(join(data, "PG_VERSION"))) initialize(home, base, data);

  const found = fs.readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (found !== String(version)) {
    throw new Failure(
      `${base} holds data of PostgreSQL ${found}, this is ${version}: start with --fresh.`,
    );
  }
  stopLeftOver(home, data);
  await needPort(port);

  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    ...(isVolatile ? { fsync: "off", full_page_writes: "off" } : {}),
    ...options.settings,
  };
  const flags = Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`);
  const args = [
    "-D",
    data,
    "-w",
    "-l",
    log,
    "-o",
    `-p ${port} ${flags.join(" ")}`,
    "start",
  ];
  if (control(home, args) !== 0) throw new Failure(whyNotStarted(log));

  return {
    version,
    port,
    dataFolder: base,
    url: (user, database) => clusterUrl(port, user, database),
    stop: async ({ mode = "fast", keep = false } = {}) => {
      control(home, [
        "-D",
        data,
        "-m",
        throwAway && !keep ? "immediate" : mode,
        "-w",
        "stop",
      ]);
      if (!throwAway) return;
      removedAtExit.delete(base);
      if (!keep) fs.rmSync(base, { recursive: true, force: true });
    },
  };
}

/** Refuse what no server could be started with: before a run that would say it at length. */
export function needCluster(version: PostgresVersion): void {
  postgresHome(version);
  fs.rmSync(throwAwayFolder("try", quickFolder()), { recursive: true });
}

/** The address of a database in a cluster on this machine. */
export function clusterUrl(port: number, user = "postgres", database = "postgres"): string {
  return `postgresql://${user}:${DEV_PASSWORD}@127.0.0.1:${port}/${database}`;
}

const THROW_AWAY = /^stagedoor-(\d+)-/;

/** Carries the owner's process id, so that an abandoned one can be told. */
function throwAwayFolder(name: string, where: string): string {
  return fs.mkdtempSync(join(where, `stagedoor-${process.pid}-${name}-`));
}

/** Memory that is a folder, on Linux: a database of a thousand files is made ten times as fast. */
const MEMORY = "/dev/shm";
const ROOM = 4 * 2 ** 30;

/** Where data that nobody keeps is written: memory that has room for it, or the disk. */
function quickFolder(): string {
  try {
    const { bavail, bsize } = fs.statfsSync(MEMORY);
    fs.accessSync(MEMORY, fs.constants.W_OK);
    return bavail * bsize >= ROOM ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

const removedAtExit = new Set<string>();
let isListening = false;

/** Ctrl-C in the middle of a run leaves no server behind. */
function removeAtExit(base: string): void {
  if (!isListening) {
    isListening = true;
    process.once("exit", () => {
      for (const each of removedAtExit) removeCluster(each);
    });
    process.once("SIGHUP", () => process.exit(129));
    process.once("SIGINT", () => process.exit(130));
    process.once("SIGTERM", () => process.exit(143));
  }
  removedAtExit.add(base);
}

/** Clusters whose owner was killed before it could stop them. */
function removeAbandoned(): void {
  const folders = new Set([tmpdir(), quickFolder()]);
  for (const folder of folders) {
    for (const entry of fs.readdirSync(folder)) {
      const owner = Number(THROW_AWAY.exec(entry)?.[1] ?? 0);
      if (!owner || isAlive(owner)) continue;
      try {
        removeCluster(join(folder, entry));
      } catch {
        // Somebody else's: theirs to remove.
      }
    }
  }
}

/** Remove a cluster's files, and crash the server that may still run on them. */
export function removeCluster(base: string): void {
  const server = serverPid(join(base, "pg"));
  if (server) {
    process.kill(server, "SIGQUIT");
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let tries = 0; tries < 100 && isAlive(server); tries++)
      Atomics.wait(pause, 0, 0, 20);
  }
  fs.rmSync(base, { recursive: true, force: true });
}

/** Whether the process exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function initialize(home: string, base: string, data: string): void {
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = join(base, "password");
  fs.writeFileSync(password, `${DEV_PASSWORD}\n`, { mode: 0o600 });
  if ("uid" in serverIds) {
    for (const path of [base, data, password]) {
      fs.chownSync(path, serverIds.uid, serverIds.gid);
    }
  }
  const made = spawnSync(
    join(home, "bin", "initdb"),
    [
      ...["-D", data, "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", password],
      ...["-E", "UTF8", "--locale=C", "--no-sync"],
    ],
    { ...serverIds, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  fs.rmSync(password);
  if (made.status === 0) return;
  fs.rmSync(data, { recursive: true, force: true });
  throw new Failure(`initdb failed: ${(made.stderr ?? String(made.error)).trim()}`);
}

/** After a crash: stop a server that still runs here, forget one that does not. */
function stopLeftOver(home: string, data: string): void {
  if (serverPid(data)) control(home, ["-D", data, "-m", "fast", "-w", "stop"]);
  else fs.rmSync(join(data, "postmaster.pid"), { force: true });
}

/** The process id in the data folder, if it is still a PostgreSQL server's. */
function serverPid(data: string): number | null {
  const file = join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return null;
  const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0]);
  return commandLine(pid).includes(data) ? pid : null;
}

function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8");
  return (
    spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" }).stdout ?? ""
  );
}

function control(home: string, args: string[]): number | null {
  const env = { ...process.env, LC_ALL: "C" };
  return spawnSync(join(home, "bin", "pg_ctl"), args, {
    ...serverIds,
    stdio: "ignore",
    env,
  }).status;
}

function whyNotStarted(log: string): string {
  const text = fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "";
  const reason = text.split("\n").findLast((line) => /FATAL|PANIC/.test(line));
  return `PostgreSQL did not start: ${reason ?? "it says nothing"} (${log}).`;
}
