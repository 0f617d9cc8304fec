// The data folder of `npm start`: kept between starts, and known to be this checkout's.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { serverIds } from "../../cli/postgres/binaries.ts";
import { isAlive, removeCluster } from "../../cli/postgres/cluster.ts";
import { Failure } from "../lib/failure.ts";
import { migrationFiles } from "./migrations.ts";
import { DATA } from "../lib/paths.ts";

/** One running `npm start` owns the folder. */
export interface KeptData {
  folder: string;
  /** Refuse data made by another edit of the migrations; remember this one's. */
  checkMigrations(): void;
  rememberMigrations(): void;
  release(): void;
}

/** Claim the data folder, empty it first if asked. */
export function claimData({ fresh }: { fresh: boolean }): KeptData {
  const ownerFile = join(DATA, "start.pid");
  const migrationsFile = join(DATA, "migrations.json");
  fs.mkdirSync(DATA, { recursive: true });
  const folder = dataFolder();

  const owner = fs.existsSync(ownerFile) ? Number(fs.readFileSync(ownerFile, "utf8")) : 0;
  if (owner && isAlive(owner)) {
    throw new Failure(
      `npm start already runs here (process ${owner}): stop it with Ctrl-C.`,
    );
  }
  fs.writeFileSync(ownerFile, String(process.pid));
  if (fresh) {
    removeCluster(folder);
    fs.rmSync(migrationsFile, { force: true });
  }
  fs.mkdirSync(folder, { recursive: true });

  return {
    folder,
    checkMigrations: () => {
      if (!fs.existsSync(migrationsFile)) return;
      const applied = hashesIn(migrationsFile);
      const current = migrationHashes();
      const last = Object.keys(applied).toSorted().at(-1) ?? "";
      const changed =
        Object.keys(applied).find((name) => current[name] !== applied[name]) ??
        Object.keys(current).find((name) => !(name in applied) && name < last);
      if (changed) {
        throw new Failure(
          `The data folder was made by another edit of migrations/${changed}: begin again with "npm start -- --fresh".`,
        );
      }
    },
    rememberMigrations: () => {
      fs.writeFileSync(migrationsFile, `${JSON.stringify(migrationHashes(), null, 2)}\n`);
    },
    release: () => fs.rmSync(ownerFile, { force: true }),
  };
}

function hashesIn(file: string): Record<string, string> {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, string>;
  } catch {
    throw new Failure(`${file} is damaged: begin again with "npm start -- --fresh".`);
  }
}

function migrationHashes(): Record<string, string> {
  return Object.fromEntries(
    migrationFiles().map((file) => [
      basename(file),
      createHash("sha256").update(fs.readFileSync(file)).digest("hex"),
    ]),
  );
}

/** In .data, unless the server runs as `nobody` and may not enter there. */
function dataFolder(): string {
  const usual = join(DATA, "postgres");
  if (!("uid" in serverIds)) return usual;
  if (spawnSync("test", ["-x", DATA], serverIds).status === 0) return usual;
  const key = createHash("sha256").update(DATA).digest("hex").slice(0, 12);
  return join(tmpdir(), `stagedoor-data-${key}`);
}
