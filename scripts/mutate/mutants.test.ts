// What is found in the product, as it is installed: each kind, and each breakage valid SQL.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../dev/database.ts";
import { withSql } from "../dev/sql.ts";
import { testDatabase } from "../../test/stack/database.ts";
import { EQUIVALENTS } from "./equivalents.ts";
import { KINDS, type Mutant } from "./mutant.ts";
import { mutants } from "./mutants.ts";

let database: Database;
let found: Mutant[];
const sqlOf = (id: string) => found.find((mutant) => mutant.id === id)?.sql;

beforeAll(async () => {
  database = await testDatabase();
  found = await withSql(database.url(), mutants);
});
afterAll(() => database.drop());

describe("the breakages of the product", () => {
  it("are of every kind", () => {
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(KINDS));
  });

  it("are of a view as of all functions that read it", () => {
    const view = found.find(({ id }) => id.startsWith("view stagedoor.live_accounts: "));
    expect(view?.inDefiner).toBe(true);
    expect(view?.subject.functions).toContain("stagedoor.account_is_live");
  });

  it("are of a constraint as of its table and of the functions that write it", () => {
    const check = found.find(({ id }) => id.endsWith("without scopes_name_length_check"));
    expect(check?.subject).toMatchObject({ tables: ["scopes"] });
    expect(check?.subject.functions).toContain("stagedoor.create_project");
  });

  it("leave a key to which others refer", () => {
    const constraints = found.filter(({ kind }) => kind === "constraint");
    expect(constraints.filter(({ id }) => /_pkey$|scope_type_key$/.test(id))).toEqual([]);
  });

  it("withhold no column that is granted, and grant one that is withheld", () => {
    const update = (column: string) =>
      sqlOf(`column update (${column}) on public.clients to authenticated`);
    expect(update("full_name")).toBeUndefined();
    expect(update("elevation_id")).toBe(
      'grant update ("elevation_id") on "public"."clients" to authenticated',
    );
  });

  it("are what every equivalent speaks of", () => {
    const stale = EQUIVALENTS.filter(
      ({ pattern }) => !found.some(({ id }) => pattern.test(id)),
    );
    expect(stale.map(({ pattern }) => pattern.source)).toEqual([]);
  });

  it("are each something that the database does", async () => {
    const refused = await withSql(database.url("supabase_admin"), async (sql) => {
      await sql`select set_config('search_path', '', false)`;
      const problems: string[] = [];
      for (const { id, sql: statements } of found.filter(({ kind }) => kind !== "guard")) {
        try {
          await sql.unsafe(`begin; ${statements}; rollback`);
        } catch (error) {
          problems.push(`${id}: ${String(error)}`);
          await sql.unsafe("rollback");
        }
      }
      return problems;
    });
    expect(refused).toEqual([]);
  });
});
