// One order of locks: of two who act at the same moment one waits, and both are answered.
//
// A third holds what both need until each has come as far as it can. Where two orders are in
// use, each then has what the other needs next, and the server ends one of them.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { type Room, room, type Session } from "../attacks/session.ts";
import { testDatabase } from "../stack/database.ts";

/** A studio with Ann, who runs it, and Xena, who may give access and is invited to more. */
interface Studio {
  id: string;
  ann: string;
  name: string;
  xena: string;
  token: string;
}

/** Who acts, by name, and what they ask. */
interface Act {
  by: string;
  ask: string;
}

const ACTS = {
  accepting: ({ name, token }) => ({
    by: name,
    ask: `select public.accept_invitation('${token}') ->> 'ok'`,
  }),
  inviting: ({ id, name }) => ({
    by: name,
    ask: `select (public.invite_user('guest@example.test', '${id}', 'helper')
      ->> 'access_id') is not null`,
  }),
  granting: ({ id, ann, xena }) => ({
    by: ann,
    ask: `select public.grant_access('${xena}', '${id}', 'permission', 'access:view')
      is not null`,
  }),
  "closing their account": ({ name }) => ({
    by: name,
    ask: `select (public.delete_my_account() ->> 'count')::integer = 0`,
  }),
  "being given a role": ({ id, ann, xena }) => ({
    by: ann,
    ask: `select public.set_staff_role('${id}', '${xena}', 'assistant') is not null`,
  }),
} satisfies Record<string, (studio: Studio) => Act>;

const ACCOUNT = ({ xena }: Studio) =>
  `select from stagedoor.user_accounts where id = '${xena}' for no key update`;
const STUDIO = ({ id }: Studio) =>
  `select from stagedoor.scopes where id = '${id}' for no key update`;

let database: Database;
let here: Room;
let third: Session;
let first: Session;
let second: Session;
let round = 0;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  here = await room(database.url(), 3);
  [third, first, second] = here.sessions as [Session, Session, Session];
  await here.owner.unsafe(STAGE);
});
afterAll(async () => {
  await here?.end();
  await database?.drop();
});

const STAGE = `
create schema studios;
create function studios.stage(p_round integer, p_has_account boolean) returns jsonb
language plpgsql
set search_path = public, extensions
as $$
declare
  v_ink   text := 'Ink ' || p_round;
  v_ann   text := 'ann' || p_round;
  v_xena  text := 'xena' || p_round;
  v_token text;
begin
  perform tests.create_user(v_ann), tests.create_project(v_ink),
    tests.grant_role(v_ann, v_ink, 'admin'),
    tests.create_role('helper', v_ink, '{"access:view": "allow"}');
  if p_has_account then
    perform tests.create_user(v_xena), tests.grant_key(v_xena, v_ink, 'access:grant'),
      tests.grant_key(v_xena, v_ink, 'access:view');
  else
    insert into auth.users (id, email, email_confirmed_at)
    values (tests.id_for(v_xena), v_xena || '@example.test', now());
  end if;
  perform tests.authenticate_as_service();
  v_token := public.invite_user(
    v_xena || '@example.test', tests.scope_id(v_ink), 'helper') ->> 'token';
  perform tests.clear_authentication();
  return jsonb_build_object(
    'id', tests.scope_id(v_ink), 'ann', v_ann, 'name', v_xena,
    'xena', tests.id_for(v_xena), 'token', v_token);
end;
$$;`;

async function stage(hasAccount: boolean): Promise<Studio> {
  round += 1;
  const [row] = await here.owner<{ stage: Studio }[]>`
    select studios.stage(${round}, ${hasAccount}) as stage`;
  if (!row) throw new Error("there is no studio");
  return row.stage;
}

/** Ask, and come back once the answer is there or waits for somebody's lock. */
async function start(session: Session, { by, ask }: Act): Promise<() => Promise<unknown>> {
  await session.begin(by);
  const answer = session.ask(ask);
  await Promise.race([answer, here.untilBlocked(session).catch(() => {}), sleep(5_000)]);
  return async () => {
    const answered = await answer;
    const committed = await session.commit();
    return committed === "commit" ? answered : committed;
  };
}

it("F63: two who give something to a newcomer at once both find the account", async () => {
  const elsewhere = await stage(true);
  const studio = await stage(false);
  const give = ACTS.granting;
  const mine = await start(first, give(studio));
  const others = await start(second, give({ ...elsewhere, xena: studio.xena }));
  expect([await mine(), await others()].map(String)).toEqual(["true", "true"]);
});

type Name = keyof typeof ACTS;

describe.each<[Name, Name, (studio: Studio) => string, boolean, string]>([
  ["accepting", "inviting", ACCOUNT, true, "true"],
  ["accepting", "being given a role", ACCOUNT, true, "true"],
  ["granting", "accepting", STUDIO, false, "true"],
  // Whoever has left is given nothing.
  ["closing their account", "being given a role", ACCOUNT, true, "PT404"],
])("F11: %s beside %s", (one, other, held, hasAccount, later) => {
  const [mine, others] = [ACTS[one], ACTS[other]];

  it("both are answered when they come at the same moment", async () => {
    const studio = await stage(hasAccount);
    await third.begin(null);
    await third.ask(held(studio));
    const finishes = [
      await start(first, mine(studio)),
      await start(second, others(studio)),
    ];
    await third.commit();
    const answers = await Promise.all(finishes.map((finish) => finish()));
    expect(answers.map(String)).toEqual(["true", later]);
  });

  it("both are answered when they come one after the other (control)", async () => {
    const studio = await stage(hasAccount);
    const answers = [
      await (await start(first, mine(studio)))(),
      await (await start(second, others(studio)))(),
    ];
    expect(answers.map(String)).toEqual(["true", later]);
  });
});
