// A whole act as a stage manager keeps it: loaded in one request, read by whoever may.
import * as fs from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.ts";
import { openTheatre, type Outcome, type Theatre } from "../concurrency/theatre.ts";

interface Element {
  element_type: string;
  department?: string;
  cue_number?: string;
  call?: string;
  text: string;
  cue_notes?: string;
  offset_ms: number;
  priority?: string;
  author_only?: boolean;
}
interface Act {
  script_name: string;
  show_name: string;
  departments: string[];
  elements: Element[];
}

const act = JSON.parse(fs.readFileSync(inRoot("test/theatre/act.json"), "utf8")) as Act;
/** What a request came to, or an error that names its SQLSTATE. */
function valueOf<T>(outcome: Outcome<T>): T {
  if ("code" in outcome) throw new Error(`refused with ${outcome.code}`);
  return outcome.value;
}

let theatre: Theatre;
let scriptId: string;

beforeAll(async () => {
  theatre = await openTheatre(4);
  await theatre.owner`
    select tests.create_user(name) from unnest(array['sam', 'cal', 'lou', 'sid']) as name`;
  await theatre.owner`
    insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
    values (tests.user_id('sam'), tests.user_id('cal'), now()),
      (tests.user_id('sam'), tests.user_id('lou'), now())`;
  const loaded = await theatre.as("sam", async (sql) => {
    const [show] = await sql<{ id: string }[]>`
      select public.create_show(${act.show_name}) as id`;
    const departments = await sql<{ id: string; name: string }[]>`
      insert into public.departments (name) select unnest(${act.departments}::text[])
      returning id, name`;
    const idOf = new Map(departments.map(({ id, name }) => [name, id]));
    const [script] = await sql<{ id: string }[]>`
      insert into public.scripts (title) values (${act.script_name}) returning id`;
    const rows = act.elements.map((element) => ({
      script_id: script?.id ?? "",
      element_type: element.element_type,
      department_id: idOf.get(element.department ?? "") ?? null,
      cue_number: element.cue_number ?? null,
      call: element.call ?? null,
      text: element.text,
      notes: element.cue_notes ?? null,
      offset_ms: element.offset_ms,
      priority: element.priority ?? "NORMAL",
      is_private: element.author_only ?? false,
    }));
    await sql`insert into public.script_elements ${sql(rows)}`;
    await sql`
      insert into public.show_scripts (project_id, script_id)
      values (${show?.id ?? ""}, ${script?.id ?? ""})`;
    await sql`
      insert into public.show_assignments (project_id, user_id, department_id)
      values (${show?.id ?? ""}, tests.user_id('lou'), ${idOf.get("Lighting") ?? null})`;
    return script?.id;
  });
  scriptId = valueOf(loaded) ?? "";
});
afterAll(() => theatre?.close());

const elementsOf = async (who: string) =>
  valueOf(
    await theatre.as(
      who,
      (sql) => sql<{ text: string; cue_number: string | null }[]>`
        select e.text, e.cue_number from public.script_elements as e
        where e.script_id = ${scriptId} order by e.rank`,
    ),
  );

describe("a whole act", () => {
  it("stands in the order in which it was loaded (F77)", async () => {
    expect((await elementsOf("sam")).map(({ text }) => text)).toEqual(
      act.elements.map(({ text }) => text),
    );
  });

  it("has each cue that goes once, sorted by value within its prefix (F77)", async () => {
    const sorted = await theatre.as(
      "sam",
      (sql) => sql<{ cue_number: string }[]>`
        select e.cue_number from public.script_elements as e
        where e.call = 'GO' and e.cue_prefix = 'LX' order by e.cue_value`,
    );
    const called = act.elements
      .filter(({ call, cue_number }) => call === "GO" && cue_number?.startsWith("LX "))
      .map(({ cue_number = "" }) => cue_number);
    expect(valueOf(sorted).map(({ cue_number }) => cue_number)).toEqual(called);
    expect(act.elements.filter(({ call }) => call === "GO")).toHaveLength(137);
  });

  it("is read by crew without the four private notes (F69, F77)", async () => {
    const read = await elementsOf("cal");
    expect(read).toHaveLength(458);
    const secrets = act.elements.filter(({ author_only }) => author_only);
    expect(secrets).toHaveLength(4);
    expect(read.filter(({ text }) => secrets.some((note) => note.text === text))).toEqual(
      [],
    );
  });

  it("is read by a department as far as it concerns it, once it is for the show (F90)", async () => {
    await theatre.as(
      "sam",
      (sql) => sql`update public.scripts set audience = 'show' where id = ${scriptId}`,
    );
    const mine = act.elements.filter(
      ({ department, author_only }) =>
        !author_only && (department === undefined || department === "Lighting"),
    );
    expect(await elementsOf("lou")).toHaveLength(mine.length);
    expect(await elementsOf("cal")).toEqual([]);
  });

  it("is no script to a stranger (F75)", async () => {
    expect(await elementsOf("sid")).toEqual([]);
  });
});
