// kill -9 at any moment: every committed operation has its event, and the reverse (F47).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, isAlive, startCluster } from "../../cli/postgres/cluster.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { createDatabase, type Database } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { sealerOf, sequenceId } from "./stage.ts";

const KILLS = Number(process.env.AUDIT_KILLS ?? 3);
const A = sequenceId(1);

let folder: string;
let cluster: Cluster;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "audit-crash-"));
  cluster = await startCluster({ dataFolder: folder, port: await freePort() });
  database = await createDatabase(cluster);
  await withSql(database.url(), (sql) =>
    sql.unsafe("create table public.operations (id text primary key)"),
  );
}, 120_000);
afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true });
});

/** What was done and what was recorded, both in order. */
async function accounts(): Promise<{
  done: string[];
  recorded: string[];
  verdict: unknown;
}> {
  return withSql(database.url(), async (sql) => {
    const done = await sql`select id from public.operations order by id collate "C"`;
    const recorded = await sql`
      select convert_from(l.body, 'UTF8')::jsonb ->> 'object_id' as id
      from stagedoor_audit.leaves as l where l.sequence_id = ${A} order by (convert_from(l.body, 'UTF8')::jsonb ->> 'object_id') collate "C"`;
    const [row] = await sql`select public.verify_audit(${A}) as verdict`;
    return {
      done: done.map(({ id }) => id as string),
      recorded: recorded.map(({ id }) => id as string),
      verdict: row?.verdict,
    };
  });
}

/**
 * The server's own processes, or none while nobody answers. A connection that is cut while
 * it reads the types of arrays would throw where nobody can catch it: it reads none.
 */
async function processes(): Promise<{ pid: number; is_checkpointer: boolean }[]> {
  const sql = postgres(cluster.url("supabase_admin"), { max: 1, fetch_types: false });
  try {
    return await sql`
      select pid, backend_type = 'checkpointer' as is_checkpointer
      from pg_stat_activity where pid <> pg_backend_pid()`;
  } catch {
    return [];
  } finally {
    await sql.end({ timeout: 0 });
  }
}

/** The process that is another one whenever the server has recovered. */
async function checkpointer(): Promise<number | undefined> {
  return (await processes()).find((one) => one.is_checkpointer)?.pid;
}

/** Wait until this holds. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await holds()) return;
    await setTimeout(50);
  }
  throw new Error(`waited in vain: ${what}`);
}

/**
 * Do what makes the server recover, and wait until it did: it goes on answering for a moment
 * after one of its processes died, and cuts those connections then.
 */
async function recovering(kill: () => void | Promise<void>): Promise<void> {
  const before = await checkpointer();
  await kill();
  await until("the server recovers", async () => {
    const now = await checkpointer();
    return now !== undefined && now !== before;
  });
}

interface Outcome {
  goneOn: boolean;
  withoutEvent: string[];
  withoutOperation: string[];
  recordedOnce: boolean;
  verdict: unknown;
  problems: readonly unknown[];
}

/** Wait until so many operations are done. */
async function moreThan(count: number): Promise<void> {
  await until("the writers go on", async () => {
    const rows = await withSql(database.url(), (sql) => sql`select from public.operations`);
    return rows.length > count;
  });
}

async function killWhile(kill: () => Promise<void>): Promise<Outcome> {
  const before = (await accounts()).done.length;
  const args = [
    "--import",
    "tsx",
    inRoot("test/audit/writer.ts"),
    database.url(),
    `run${before}`,
    A,
  ];
  const writers = spawn(process.execPath, args, { stdio: "ignore" });
  try {
    for (let i = 0; i < KILLS; i++) {
      await moreThan((await accounts()).done.length + 10);
      await kill();
    }
    await moreThan((await accounts()).done.length + 10);
  } finally {
    // In the middle of whatever they do.
    writers.kill("SIGKILL");
    await once(writers, "exit");
  }
  await setTimeout(500);

  const { done, recorded, verdict } = await accounts();
  const { problems } = await withSql(database.url(), (sql) => sealerOf(sql).run());
  return {
    goneOn: done.length > before + 10,
    withoutEvent: done.filter((id) => !recorded.includes(id)),
    withoutOperation: recorded.filter((id) => !done.includes(id)),
    recordedOnce: new Set(recorded).size === recorded.length,
    verdict,
    problems,
  };
}

/** What must be true after every crash. */
const WHOLE: Outcome = {
  goneOn: true,
  withoutEvent: [],
  withoutOperation: [],
  recordedOnce: true,
  verdict: expect.objectContaining({ ok: true }),
  problems: [],
};

describe("every operation has its event, and every event its operation", () => {
  it("when backends are killed", async () => {
    const outcome = await killWhile(async () => {
      const [victim] = await withSql(
        cluster.url("supabase_admin"),
        (sql) =>
          sql`select pid from pg_stat_activity where datname = ${database.name} order by random() limit 1`,
      );
      await recovering(() => void process.kill(Number(victim?.["pid"]), "SIGKILL"));
    });
    expect(outcome).toEqual(WHOLE);
  }, 120_000);

  it("when connections are ended", async () => {
    const outcome = await killWhile(async () => {
      await withSql(
        cluster.url("supabase_admin"),
        (sql) =>
          sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database.name}`,
      );
    });
    expect(outcome).toEqual(WHOLE);
  }, 120_000);

  it("when the server is killed", async () => {
    const outcome = await killWhile(async () => {
      const pid = readFileSync(join(folder, "pg", "postmaster.pid"), "utf8").split("\n")[0];
      const orphans = (await processes()).map((one) => one.pid);
      await recovering(async () => {
        process.kill(Number(pid), "SIGKILL");
        await until("the orphans leave", () => !orphans.some(isAlive));
        cluster = await startCluster({ dataFolder: folder, port: cluster.port });
      });
    });
    expect(outcome).toEqual(WHOLE);
  }, 120_000);
});
