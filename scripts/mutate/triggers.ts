/** Triggers that are gone, fire for less than they should, or can be switched off. */
import type { Sql } from "../dev/sql.ts";
import type { Breakage } from "./guards.ts";
import { type Mutant, OURS } from "./mutant.ts";
import { alternativesDropped, conjunctsDropped } from "./predicates.ts";
import { callAt, codeOnly } from "./source.ts";

/** Each trigger is gone, loses each event, column and condition, and ceases to fire always. */
export async function triggers(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<
    {
      table: string;
      qualified: string;
      trigger: string;
      name: string;
      definition: string;
      is_always: boolean;
    }[]
  >`
    select c.relname as table, c.oid::regclass::text as qualified, t.tgname as trigger,
      fn.nspname || '.' || f.proname as name, pg_get_triggerdef(t.oid) as definition,
      t.tgenabled = 'A' as is_always
    from pg_trigger as t
    join pg_class as c on c.oid = t.tgrelid
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_proc as f on f.oid = t.tgfoid
    join pg_namespace as fn on fn.oid = f.pronamespace
    where ${sql.unsafe(OURS)} and not t.tgisinternal`;
  return rows.flatMap((row) => {
    const { table, qualified, trigger, name, definition } = row;
    const drop = `drop trigger "${trigger}" on ${qualified};`;
    const always = `alter table ${qualified} enable always trigger "${trigger}"`;
    const breakage = (what: string, statements: string, inCatalog = false): Mutant => ({
      id: `trigger ${qualified}: ${what}`,
      kind: "trigger",
      inDefiner: false,
      inCatalog,
      subject: { tables: [table], functions: [name] },
      sql: statements,
    });
    return [
      breakage(`without ${trigger}`, drop),
      // What derives is ordinary already.
      ...(row.is_always
        ? [breakage(`${trigger} not always`, always.replace(" always", ""), true)]
        : []),
      ...triggerBreakages(definition).map(({ what, body }) =>
        breakage(
          `${trigger} ${what}`,
          `${drop} ${body}; ${row.is_always ? always : ""}`,
          what.startsWith("not on"),
        ),
      ),
    ];
  });
}

/** Ways in which a trigger can fire when it should not, or not when it should. */
export function triggerBreakages(definition: string): Breakage[] {
  return [...firingForLess(definition), ...conditionsBroken(definition)];
}

const EVENTS = /(?<=(?:BEFORE|AFTER) )(?<events>.+?)(?= ON )/;

/** `insert or update of a, b`: not on insert, not on update, not of a, not of b. */
function firingForLess(definition: string): Breakage[] {
  const list = EVENTS.exec(definition)?.groups?.["events"] ?? "";
  const events = list.split(" OR ");
  const less = (what: string, rest: string) => ({
    what,
    body: definition.replace(EVENTS, () => rest),
  });
  return events.flatMap((event, place) => {
    const [verb = "", of = ""] = event.split(" OF ");
    const others = events.toSpliced(place, 1).join(" OR ");
    const columns = of.split(", ");
    const narrowed = (column: string) =>
      columns.filter((other) => other !== column).join(", ");
    return [
      ...(events.length > 1 ? [less(`not on ${verb.toLowerCase()}`, others)] : []),
      ...(columns.length > 1
        ? columns.map((column) =>
            less(
              `not on update of ${column}`,
              list.replace(event, () => `${verb} OF ${narrowed(column)}`),
            ),
          )
        : []),
    ];
  });
}

/** `when (a and b)`: without a, without b; `when (a or b)`: a alone, b alone. */
function conditionsBroken(definition: string): Breakage[] {
  const at = codeOnly(definition).indexOf(" WHEN (");
  if (at === -1) return [];
  const { start, end } = callAt(definition, at + " WHEN ".length);
  const condition = definition.slice(start, end);
  return [...conjunctsDropped(condition, "whole"), ...alternativesDropped(condition)].map(
    ({ what, body }) => ({
      what: `when ${what}`,
      body: `${definition.slice(0, start)}(${body})${definition.slice(end)}`,
    }),
  );
}
