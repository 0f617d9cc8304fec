// The same migrations have the same fingerprint wherever they are applied (F117): on every
// version of PostgreSQL and under every regime of default grants. A restore keeps it, which
// every way of restore.test.ts asks.
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { POSTGRES_VERSIONS } from "../../cli/postgres/binaries.ts";
import { type Cluster, startCluster } from "../../cli/postgres/cluster.ts";
import {
  createDatabase,
  type Database,
  DEFAULT_GRANTS,
} from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { fingerprintOf } from "./stage.ts";

/** What an application protects, in words that every version reads. */
const THEIRS = `
  create table public.invoices (
    id uuid primary key, project_id uuid, created_by uuid, deleted_at timestamptz);
  select stagedoor.protect('public.invoices', 'invoice', 'project_id',
    owner => 'created_by', soft_delete => 'deleted_at',
    roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow", "edit": "own"}}');
  -- What a project of the older regime grants to new tables differs from the newer.
  revoke all on public.invoices from service_role;
  grant select, insert, update, delete on public.invoices to service_role`;

async function lines(database: Database): Promise<string[]> {
  return withSql(database.url(), async (sql) => {
    await sql.unsafe(THEIRS);
    const rows = await sql`
      select concat_ws(' | ', kind, object, fact) as line from stagedoor.fingerprint_lines()`;
    return rows.map((row) => String(row.line));
  });
}

describe("the fingerprint", { timeout: 300_000 }, () => {
  const clusters: Cluster[] = [];
  let database: Database;
  let here: string[];
  beforeAll(async () => {
    database = await testDatabase();
    here = await lines(database);
  }, 300_000);
  afterAll(async () => {
    for (const cluster of clusters) await cluster.stop();
    await database?.drop();
  });

  it("names what it is made of (F117, control)", () => {
    expect(here.length).toBeGreaterThan(3000);
    expect(here.filter((line) => line.startsWith("policy | stagedoor_"))).toHaveLength(4);
  });

  it.each(DEFAULT_GRANTS)(
    "is the same where default grants are %s (F117)",
    async (regime) => {
      const other = await testDatabase({ defaultGrants: regime });
      expect(await lines(other)).toEqual(here);
      expect(await fingerprintOf(other)).toBe(await fingerprintOf(database));
      await other.drop();
    },
  );

  it.each(POSTGRES_VERSIONS.filter((each) => each !== inject("clusterVersion")))(
    "is the same on PostgreSQL %i (F117)",
    async (version) => {
      const cluster = await startCluster({ version, name: "fingerprint" });
      clusters.push(cluster);
      const other = await createDatabase(cluster);
      expect(await lines(other)).toEqual(here);
      expect(await fingerprintOf(other)).toBe(await fingerprintOf(database));
    },
  );
});
