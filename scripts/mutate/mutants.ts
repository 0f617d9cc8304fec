/** Everything that can be broken in a migrated database, read from its catalog. */
import type { Sql } from "../dev/sql.ts";
import { columns, executes, grants } from "./access.ts";
import { constraints } from "./constraints.ts";
import { guards } from "./functions.ts";
import type { Mutant } from "./mutant.ts";
import { policies } from "./policies.ts";
import { triggers } from "./triggers.ts";
import { views } from "./views.ts";

/** All of them, in a fixed order. */
export async function mutants(sql: Sql): Promise<Mutant[]> {
  // Whatever the catalog prints names its schema then.
  await sql`select set_config('search_path', '', false)`;
  const found = [
    ...(await policies(sql)),
    ...(await grants(sql)),
    ...(await columns(sql)),
    ...(await executes(sql)),
    ...(await constraints(sql)),
    ...(await triggers(sql)),
    ...(await views(sql)),
    ...(await guards(sql)),
  ];
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
