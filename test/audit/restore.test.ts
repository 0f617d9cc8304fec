// A dump of PostgreSQL 15 restored on 18 as postgres: one command repairs the ownership, and
// the same log verifies and goes on (F105). Needs pg_dump and psql, which the embedded
// binaries lack: skipped where neither the PATH nor Debian's folder has them.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../../scripts/dev/cluster.ts";
import { createDatabase } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import {
  bundleOf,
  pythonVerdict,
  record,
  sealerOf,
  sequenceId,
  verdictOf,
} from "./stage.ts";

const BIN = ["/usr/lib/postgresql/15/bin", ...(process.env.PATH ?? "").split(":")].find(
  (folder) => ["pg_dump", "psql"].every((tool) => existsSync(join(folder, tool))),
);
const isNewEnough =
  BIN !== undefined &&
  Number(
    /(\d+)/.exec(
      spawnSync(join(BIN, "pg_dump"), ["--version"], { encoding: "utf8" }).stdout,
    )?.[1],
  ) >= 15;
const A = sequenceId(1);

describe.skipIf(!isNewEnough)("a dump of 15, restored on 18 as postgres", () => {
  let old: Cluster;
  let young: Cluster;
  beforeAll(async () => {
    old = await startCluster({ version: 15, name: "dump" });
    young = await startCluster({ version: 18, name: "restore" });
  });
  afterAll(async () => {
    await old?.stop();
    await young?.stop();
  });

  it("is repaired by one command, verifies to the last byte and goes on", async () => {
    const source = await createDatabase(old);
    const target = await createDatabase(young, { from: "baseline" });

    // On 15: a log, sealed, and its bytes.
    const { exported, sealer } = await withSql(source.url(), async (sql) => {
      await record(sql, A, 20);
      const made = sealerOf(sql);
      expect((await made.run()).problems).toEqual([]);
      const [row] = await sql`select public.export_audit(${A}) as bytes`;
      return { exported: row?.bytes as Buffer, sealer: made };
    });

    const dump = execFileSync(
      join(BIN as string, "pg_dump"),
      ["--schema=public", "--schema=stagedoor*", source.url()],
      { maxBuffer: 2 ** 30 },
    );
    await withSql(target.url(), (sql) =>
      sql.unsafe(`
        create extension if not exists btree_gist with schema extensions;
        create extension if not exists pgcrypto with schema extensions`),
    );
    // As pg_restore does, psql goes on after the owners that postgres may not set.
    spawnSync(join(BIN as string, "psql"), ["-X", "-q", target.url()], { input: dump });

    await withSql(target.url(), async (sql) => {
      const verdict = async () => (await sql`select public.verify_audit(${A}) as v`)[0]?.v;
      expect(await verdict()).toMatchObject({ ok: false, first_bad_seq: null });
      expect((await verdict()).reason).toMatch(/^unguarded: .* belongs to postgres/);

      await sql`select stagedoor.guard_audit_log()`;
      expect(await verdict()).toEqual({
        ok: true,
        events: 20,
        first_bad_seq: null,
        reason: null,
      });
      await expect(sql`delete from stagedoor_audit.leaves`).rejects.toThrow(
        "permission denied",
      );
      const [row] = await sql`select public.export_audit(${A}) as bytes`;
      expect(Buffer.compare(row?.bytes as Buffer, exported)).toBe(0);

      // The log goes on where it stopped, and so does whoever holds its checkpoints.
      await record(sql, A, 5);
      expect(await verdict()).toMatchObject({ ok: true, events: 25 });
      const bundle = await bundleOf(sql, A, sealer.held);
      expect(await verdictOf(bundle)).toBeNull();
      expect(await pythonVerdict(bundle)).toMatch(/^OK/);
    });
  }, 240_000);
});
