// docs/privileges.md: who may call what, on one page.
import type { Sql } from "../dev/sql.ts";
import type { GeneratedFile } from "./files.ts";
import { type Routine, readRoutines } from "./reference.ts";

const ROLES = ["anon", "authenticated", "service_role"];

/** Function by role: each schema's callable functions, and how many only their owner calls. */
export async function privilegesFile(sql: Sql): Promise<GeneratedFile> {
  const routines = await readRoutines(sql);
  const schemas = [...new Set(routines.map(({ schema }) => schema))];
  const text = [
    '<!-- Generated from migrations/ by "npm run generate". Do not edit. -->',
    "# Privileges",
    "Who may execute which function. What is not listed is executable by its owner alone: \
definers and triggers ask for it on behalf of a caller whom somebody listed has checked. \
A wrapper in `public` and its implementation carry the same privileges.",
    ...schemas.map((schema) => section(schema, routines)),
  ];
  return { path: "docs/privileges.md", text: `${text.join("\n\n")}\n` };
}

function section(schema: string, routines: Routine[]): string {
  const all = routines.filter((it) => it.schema === schema);
  const callable = all.filter(({ callers }) => callers.length > 0);
  const rows = callable.map(
    ({ name, callers }) =>
      `| \`${name}\` | ${ROLES.map((role) => (callers.includes(role) ? "x" : "")).join(" | ")} |`,
  );
  return [
    `## \`${schema}\``,
    `${callable.length} of ${all.length} functions.`,
    ...(rows.length > 0
      ? [[`| function | ${ROLES.join(" | ")} |`, "|---|---|---|---|", ...rows].join("\n")]
      : []),
  ].join("\n\n");
}
