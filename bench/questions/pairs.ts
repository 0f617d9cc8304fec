// What one may not know of against what does not exist: time must not tell them apart (P13).
import { type Caller, id, type Lab, type Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON } from "../world.ts";

const ABSENT = "00000000-0000-4000-8000-00000000dead";

/** A statement with one id, which is asked about something foreign and about nothing. */
const CALLS = {
  "can()": "select public.can('budget:view:assigned', $1)",
  "authorize()": "select public.authorize('budget:view:assigned', $1)",
  "get_access_version()": "select public.get_access_version($1)",
  "leave_scope()": "select public.leave_scope($1)",
  "list_accesses()": "select public.list_accesses($1)",
} as const;

/** Each call about a foreign project, over the same call about an id that nobody has. */
export const pairs: Question = async (lab) => {
  const foreign = Array.from({ length: 50 }, (_, n) => id("project", n * 400 + 3));
  for (const [name, text] of Object.entries(CALLS)) {
    await pair(lab, name, text, foreign);
  }
  const rows = await lab.connect()<{ id: string }[]>`
    select a.id from stagedoor.user_accesses as a
    where a.scope_id = any (${foreign}) limit 50`;
  const accesses = rows.map((row) => row.id);
  await pair(lab, "revoke_access()", "select public.revoke_access($1)", accesses);
  await pair(
    lab,
    "set_appointment_status()",
    "select public.set_appointment_status($1, 'no_show')",
    await appointments(lab, foreign),
  );
};

/** An appointment in each project, of an artist who is linked to nobody. */
async function appointments(lab: Lab, projects: string[]): Promise<string[]> {
  const sql = lab.connect();
  const rows = await sql<{ id: string }[]>`
    with artists as (
      insert into public.artists (project_id, display_name)
      select p, 'Artist' from unnest(${projects}::uuid[]) as p
      returning project_id, id
    )
    insert into public.appointments (project_id, artist_id, starts_at, ends_at, kind)
    select a.project_id, a.id, '2026-01-01 10:00+00', '2026-01-01 11:00+00', 'block'
    from artists as a
    returning id`;
  return rows.map((row) => row.id);
}

async function pair(
  lab: Lab,
  name: string,
  text: string,
  foreign: string[],
): Promise<void> {
  const caller = lab.as(PERSON.memberOf(50));
  const expected = await outcome(caller, text, ABSENT);
  const about = (ids: string[]): Variant => ({
    run: async (turn) => outcome(caller, text, ids[turn % ids.length] ?? ABSENT),
    answers: expected,
  });
  const timing = await measure(
    { foreign: about(foreign), absent: about([ABSENT]) },
    lab.turns(1),
  );
  lab.report({
    question: `${name} about what is foreign`,
    limit: "about what does not exist",
    measured: timing.ratio("foreign", "absent"),
    times: timing.median,
    goal: 1.05,
  });
}

/** Whether it is answered, or with which code it is refused. */
async function outcome(caller: Caller, text: string, about: string): Promise<string> {
  try {
    await caller.ask(text, [about]);
    return "answered";
  } catch (error) {
    await caller.sql.unsafe("rollback");
    return (error as { code?: string }).code ?? "failed";
  }
}
