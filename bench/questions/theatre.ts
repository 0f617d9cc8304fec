// A play of 3,000 elements: opened whole, by pages, by a department and by a share; and
// whether the time of a refusal tells what a token is.
import { inRoot } from "../../scripts/lib/paths.ts";
import { runSqlFile, type Sql } from "../../scripts/dev/sql.ts";
import { type Caller, id, type Lab, type Question } from "../lab.ts";
import { measure, type Timing } from "../measure.ts";
import { PERSON } from "../world.ts";

const ELEMENTS = 3_000;
const TITLE = "The long play";
const PRIVATE_EVERY = 100;

interface Play {
  script: string;
  lights: string;
  token: string;
  revoked: string;
}

/** The show that somebody works in decides, written into the query. */
const WORKS_IN_IT = `exists (
  select from public.show_assignments as a
  join public.show_scripts as l on l.project_id = a.project_id
  where l.script_id = $1 and a.user_id = (select auth.uid())
    and (a.valid_from is null or a.valid_from <= now())
    and (a.valid_until is null or a.valid_until > now()))`;

const OPENED_BY_HAND = `
  select jsonb_build_object(
    'script', to_jsonb(s), 'elements', (
      select jsonb_agg(to_jsonb(e) order by e.rank)
      from public.script_elements as e
      where e.script_id = s.id and not e.is_private)) as page
  from public.scripts as s
  where s.id = $1 and ${WORKS_IN_IT}`;

const SHARE_BY_HAND = `
  with opened as (
    update bench.shares_by_hand as h
    set access_count = h.access_count + 1
    where h.token_hash = sha256(convert_to($1, 'UTF8'))
      and h.is_active
      and (h.expires_at is null or h.expires_at > now())
      and (h.max_uses is null or h.access_count < h.max_uses)
    returning h.script_id, h.token_hash
  ),
  noted as (
    insert into bench.opened_by_hand (token_hash, client_ip, user_agent)
    select o.token_hash, '203.0.113.7',
      current_setting('request.headers')::jsonb ->> 'user-agent'
    from opened as o
  )
  select jsonb_build_object(
    'script', jsonb_build_object(
      'title', s.title, 'starts_at', s.starts_at, 'ends_at', s.ends_at),
    'elements', (
      select jsonb_agg(jsonb_build_object(
        'number', e.number, 'departments', coalesce(e.departments, '[]'),
        'element_type', e.element_type, 'cue_number', e.cue_number, 'call', e.call,
        'text', e.text, 'notes', e.notes, 'offset_ms', e.offset_ms,
        'duration_ms', e.duration_ms, 'priority', e.priority) order by e.number)
      from (
        select e.*, row_number() over (order by e.rank) as number, (
          select jsonb_agg(d.name order by d.name)
          from public.departments as d
          where d.id = e.department_id or d.id in (
            select m.department_id from public.element_departments as m
            where m.element_id = e.id)) as departments
        from public.script_elements as e
        where e.script_id = s.id and not e.is_private
      ) as e)) as page
  from opened as o
  join public.scripts as s on s.id = o.script_id`;

/** Opening and paging a real play, and the time of refusals. */
export const theatre: Question = async (lab) => {
  const admin = lab.connect();
  const play = await stage(lab, admin);
  await opening(lab, play);
  await paging(lab, play);
  await sharing(lab, play);
  await guessing(lab, admin, play);
};

async function stage(lab: Lab, admin: Sql): Promise<Play> {
  const owner = lab.as(PERSON.stageManager);
  const one = async (text: string, params: string[] = []): Promise<string> =>
    String((await owner.ask(text, params))[0]?.value);
  const [there] = await admin`select to_regclass('bench.shares_by_hand') as is_there`;
  if (!there?.["is_there"]) {
    await runSqlFile(admin, inRoot("bench/world/9_theatre.sql"));
    await admin`select bench.add_people(${PERSON.stranger}, ${PERSON.stageManager})`;
    await write(admin, owner, one);
  }
  const script = await one("select id as value from public.scripts where title = $1", [
    TITLE,
  ]);
  const lights = await one(
    "select id as value from public.departments where name = 'Lights'",
  );
  const share = () =>
    one(
      `select public.create_script_share($1, null,
         '{"view": true, "download": false, "departments": [],
           "elements": ["CUE", "DIALOGUE"]}') ->> 'token' as value`,
      [script],
    );
  const token = await share();
  const revoked = await share();
  await admin`
    update public.script_shares as h set is_active = false
    from stagedoor_theatre.share_tokens as t
    where t.share_id = h.id and t.token_hash = sha256(convert_to(${revoked}, 'UTF8'))`;
  await admin`
    insert into bench.shares_by_hand (token_hash, script_id)
    values (sha256(convert_to(${token}, 'UTF8')), ${script})`;
  await admin`vacuum analyze public.script_elements`;
  return { script, lights, token, revoked };
}

/** A show with two departments, somebody who works in all of it and one at the lights. */
async function write(
  admin: Sql,
  owner: Caller,
  one: (text: string, params?: string[]) => Promise<string>,
): Promise<void> {
  const show = await one("select public.create_show($1) as value", [TITLE]);
  const script = await one(
    `insert into public.scripts (title, audience) values ($1, 'show')
     returning id as value`,
    [TITLE],
  );
  await owner.ask("insert into public.show_scripts values ($1, $2)", [show, script]);
  const [lights, sound] = await Promise.all(
    ["Lights", "Sound"].map((name) =>
      one("insert into public.departments (name) values ($1) returning id as value", [
        name,
      ]),
    ),
  );
  for (const department of [lights ?? "", sound ?? ""])
    await owner.ask(
      "insert into public.show_departments (project_id, department_id) values ($1, $2)",
      [show, department],
    );
  for (const person of [PERSON.prompter, PERSON.electrician])
    await admin`
      insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
      values (${id("person", PERSON.stageManager)}, ${id("person", person)}, now())`;
  await owner.ask(
    "insert into public.show_assignments (project_id, user_id) values ($1, $2)",
    [show, id("person", PERSON.prompter)],
  );
  await owner.ask(
    `insert into public.show_assignments (project_id, user_id, department_id)
     values ($1, $2, $3)`,
    [show, id("person", PERSON.electrician), lights ?? ""],
  );
  await owner.ask(
    `insert into public.script_elements
       (script_id, element_type, department_id, cue_number, text, is_private)
     select $1,
       case when n % ${PRIVATE_EVERY} = 0 then 'NOTE' when n % 3 = 0 then 'DIALOGUE' else 'CUE' end,
       case when n % ${PRIVATE_EVERY} <> 0 then (array[null, $2::uuid, $3::uuid])[n % 3 + 1] end,
       case when n % ${PRIVATE_EVERY} <> 0 then (array[null, 'LX ', 'SQ '])[n % 3 + 1] || n end,
       'Element ' || n || repeat(' and what is said here', 5), n % ${PRIVATE_EVERY} = 0
     from generate_series(1, ${ELEMENTS}) as n`,
    [script, lights ?? "", sound ?? ""],
  );
}

const opening = (lab: Lab, { script }: Play): Promise<void> =>
  opened(lab, script, {
    call: "open_script",
    byHand: OPENED_BY_HAND,
    limit: "a hand-written query, not noted",
    milliseconds: 60,
  });

const sharing = (lab: Lab, { token }: Play): Promise<void> =>
  opened(lab, token, {
    call: "open_script_share",
    byHand: SHARE_BY_HAND,
    limit: "a hand-written query that counts and notes",
    milliseconds: 100,
  });

interface Opening {
  call: string;
  byHand: string;
  limit: string;
  /** About what one takes. */
  milliseconds: number;
}

/** A whole script by a call and by hand, counted by its elements: all but the private ones. */
async function opened(
  lab: Lab,
  what: string,
  { call, byHand, limit, milliseconds }: Opening,
): Promise<void> {
  const counted = (caller: Caller, text: string) => ({
    run: async (): Promise<unknown> => {
      const page = (await caller.ask(text, [what]))[0]?.page as unknown as Page;
      return page.elements.length;
    },
    answers: ELEMENTS - ELEMENTS / PRIVATE_EVERY,
  });
  const timing = await measure(
    {
      call: counted(lab.as(PERSON.prompter), `select public.${call}($1) as page`),
      hand: counted(lab.owner(PERSON.prompter), byHand),
    },
    lab.turns(milliseconds),
  );
  lab.report({
    question: `${call}, 3,000 elements`,
    limit,
    measured: timing.ratio("call", "hand"),
    times: timing.median,
  });
}

interface Page {
  elements: unknown[];
}

/** A page from the middle: by whoever works in the show, and by whoever is at the lights. */
async function paging(lab: Lab, { script, lights }: Play): Promise<void> {
  const [middle] = await lab.owner().ask(
    `select e.rank from public.script_elements as e
       where e.script_id = $1 order by e.rank offset ${ELEMENTS / 2} limit 1`,
    [script],
  );
  const read =
    (caller: Caller, check = "", more: string[] = []) =>
    async (): Promise<unknown[]> =>
      (
        await caller.ask(
          `select e.* from public.script_elements as e
           where e.script_id = $1 and e.rank > $2 ${check}
           order by e.rank limit 50`,
          [script, String(middle?.rank), ...more],
        )
      ).map((row) => row.id);
  for (const [person, whose, check, more] of [
    [PERSON.prompter, "whoever works in the show", "", []],
    [
      PERSON.electrician,
      "one department",
      `and (e.department_id = $3 or exists (
        select from public.element_departments as m
        where m.element_id = e.id and m.department_id = $3)
        or e.department_id is null and not exists (
          select from public.element_departments as m where m.element_id = e.id))`,
      [lights],
    ],
  ] as const) {
    const byHand = read(
      lab.owner(person),
      `and not e.is_private and ${WORKS_IN_IT} ${check}`,
      [...more],
    );
    const answers = await byHand();
    const timing = await measure(
      {
        policy: { run: read(lab.as(person)), answers },
        hand: { run: byHand, answers },
      },
      lab.turns(4),
    );
    lab.report({
      question: `page of 50 of 3,000 elements, ${whose}`,
      limit: "a hand-written check",
      measured: timing.ratio("policy", "hand"),
      times: timing.median,
    });
  }
}

/** Tokens that open nothing: the time of the answer is to say no more than its words (F78). */
async function guessing(lab: Lab, admin: Sql, { revoked }: Play): Promise<void> {
  const stranger = lab.as(PERSON.stranger);
  const reasonOf = async (token: string): Promise<unknown> =>
    (
      await stranger.ask("select public.open_script_share($1) ->> 'reason' as reason", [
        token,
      ])
    )[0]?.reason;
  const guess = (tokenOf: (turn: number) => string) => ({
    // The first guess of an address in a minute is an event besides, and so is the first look
    // at a token that was revoked; after sixty an address has to wait.
    before: async () => {
      await admin`delete from stagedoor.rate_limits`;
      await reasonOf("the first");
      await reasonOf(revoked);
    },
    run: (turn: number) => reasonOf(tokenOf(turn)),
    answers: "invalid",
  });
  const timing = await measure(
    {
      unknown: guess((turn) => id("token", turn).replaceAll("-", "").padEnd(64, "0")),
      malformed: guess((turn) => `?${turn}`),
      revoked: guess(() => revoked),
    },
    { rounds: 400, batch: 1 },
  );
  for (const kind of ["malformed", "revoked"]) lab.report(alike(timing, kind));
}

function alike(timing: Timing, kind: string) {
  const measured = timing.ratio(kind, "unknown");
  return {
    question: `a ${kind} token of a share is refused`,
    limit: "an unknown one",
    measured,
    times: timing.median,
    verdict: { goal: "0.95 to 1.05", isMet: Math.abs(measured.median - 1) <= 0.05 },
  };
}
