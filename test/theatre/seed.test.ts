// The demonstration of the theatre part, as `npm start` loads it.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, runSqlFile, type Sql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let owner: Sql;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  owner = connect(database.url());
  // A second run changes nothing.
  for (const _ of ["first", "second"]) {
    await runSqlFile(owner, inRoot("supabase/theatre/company.sql"));
  }
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

it("the demonstration is a company of six with a show, a script and a menu of its own", async () => {
  const [row] = await owner<Record<string, number>[]>`
    select
      (select count(*) from public.shows)::integer as shows,
      (select count(*) from public.show_assignments)::integer as assigned,
      (select count(*) from public.crew_relationships where is_active)::integer as crew,
      (select count(*) from public.script_elements)::integer as elements,
      (select count(*) from stagedoor.menu_items where scope_id is not null)::integer as items`;
  expect(row).toEqual({ shows: 1, assigned: 5, crew: 5, elements: 11, items: 3 });
});
