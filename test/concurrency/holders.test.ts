// Somebody who can give access stays, whatever two do at once: every way to take a holder away
// beside every other, at one scope and across two levels.
//
// One acts before the other's commit, in either order: of each way four others, so chosen that
// each stands as often first as second. STAGEDOOR_ROUNDS takes every pair, and says how often
// both are started at the same moment as well; npm run soak says 200.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { type Room, room, type Session } from "../attacks/session.ts";
import { testDatabase } from "../stack/database.ts";

/** Names and ids of one round: everybody and everything is new in each. */
interface World {
  company: string;
  project: string;
  elsewhere: string;
  people: Record<Person, string>;
  accesses: Record<"ann" | "ben", string>;
  givers: Record<"ann" | "ben", string>;
  titles: Record<"ann" | "ben", string>;
  noGrant: string;
  tokens: Record<"ann" | "ben", string>;
}

type Person = "ann" | "ben" | "cleo" | "max" | "zoe";
type Level = "one" | "two";
type Target = "ann" | "ben";

/** Who acts, and what they ask; an actor of null is the owner of the database. */
interface Act {
  by: Person | null;
  ask: string;
}

/** A way to take a holder away; null where it makes no sense for this one. */
type Way = (world: World, target: Target, by: Person, scope: string) => Act | null;

const uuid = (id: string): string => `'${id}'::uuid`;

const WAYS: Record<string, Way> = {
  "a denial": (w, target, by, scope) => ({
    by,
    ask: `select public.grant_access(${uuid(w.people[target])}, ${uuid(scope)}, 'role', 'no_grant')`,
  }),
  "a denial that begins tomorrow": (w, target, by, scope) => ({
    by,
    ask: `select public.grant_access(${uuid(w.people[target])}, ${uuid(scope)}, 'role', 'no_grant',
      now() + interval '1 day')`,
  }),
  "a denial that is accepted": (w, target) => ({
    by: target,
    ask: `select case when (a.a ->> 'ok')::boolean then 'done' else '23514' end
      from public.accept_invitation('${w.tokens[target]}') as a (a)`,
  }),
  "a revocation": (w, target, by) => ({
    by,
    ask: `select public.revoke_access(${uuid(w.accesses[target])})`,
  }),
  "an end": (w, target, by) => ({
    by,
    ask: `select public.change_access_window(${uuid(w.accesses[target])}, now() + interval '1 hour')`,
  }),
  leaving: (_w, target, _by, scope) => ({
    by: target,
    ask: `select public.leave_scope(${uuid(scope)})`,
  }),
  "a key taken out of their role": (w, target, by) => ({
    by,
    ask: `select public.set_role_permission(${uuid(w.givers[target])}, 'access:grant', null)`,
  }),
  "a key denied by another role of theirs": (w, target, by) => ({
    by,
    ask: `select public.set_role_permission(${uuid(w.titles[target])}, 'access:grant', 'deny')`,
  }),
  "a denial taken in by a role of theirs": (w, target, by) => ({
    by,
    ask: `select public.set_role_inclusion(${uuid(w.titles[target])}, ${uuid(w.noGrant)}, true)`,
  }),
  "a deleted role": (w, target, by) => ({
    by,
    ask: `select public.delete_role(${uuid(w.givers[target])})`,
  }),
  // Only what stands below moves, and only the one above is left behind.
  "a move that leaves them behind": (w, target) =>
    target === "ann" && w.elsewhere !== ""
      ? {
          by: "max",
          ask: `select public.move_scope(${uuid(w.project)}, ${uuid(w.elsewhere)})`,
        }
      : null,
  "switching them off": (w, target, by, scope) =>
    scope === w.project
      ? {
          by,
          ask: `select public.set_staff_active(${uuid(scope)}, ${uuid(w.people[target])}, false)`,
        }
      : null,
  "a deleted login": (w, target) => ({
    by: null,
    ask: `delete from auth.users where id = ${uuid(w.people[target])} returning 'done'`,
  }),
};

const REFUSED = ["42501", "PT404", "PT409", "23514", "40001", "40P01", "22023"];
const ROUNDS = Number(process.env["STAGEDOOR_ROUNDS"] ?? 0);

/** How far the other of a pair stands from the first; the levels take different ones. */
const STEPS: Record<Level, readonly number[]> = { one: [0, 1, 3, 9], two: [0, 2, 6, 5] };

/** The other ways that are tried beside one. */
function beside(mine: string, level: Level): string[] {
  const ways = Object.keys(WAYS);
  if (ROUNDS > 0) return ways;
  const from = ways.indexOf(mine);
  return STEPS[level].map((step) => ways[(from + step) % ways.length] ?? mine);
}

let database: Database;
let here: Room;
let first: Session;
let second: Session;
let round = 0;

/** Tests of the same block share a database. */
function inDatabase(): void {
  beforeAll(async () => {
    database = await testDatabase({ from: "kit" });
    here = await room(database.url(), 2);
    [first, second] = here.sessions as [Session, Session];
    await here.owner.unsafe(STAGE);
  }, 120_000);
  afterAll(async () => {
    await here?.end();
    await database?.drop();
  });
}

/**
 * Two who can give access. At one level both hold a role of their own at the company, which is
 * all that gives it. At two, Ann holds hers at the company, beside Cleo, who is denied in the
 * project; Ben holds his in the project.
 */
const STAGE = `
create schema holders;
create function holders.stage(p_round integer, p_level text) returns jsonb
language plpgsql
set search_path = public, extensions
as $$
declare
  v_c text := 'Company ' || p_round;
  v_p text := 'Project ' || p_round;
  v_e text := 'Elsewhere ' || p_round;
  v_n text;
  v_ben_at text := case p_level when 'one' then v_c else v_p end;
  v_keys jsonb := '{"access:grant": "allow", "access:revoke": "allow", "access:view": "allow",
    "role:edit": "allow", "staff:toggle_active": "allow"}';
  v_world jsonb;
  v_tokens jsonb := '{}';
begin
  perform tests.create_user(n || p_round)
  from unnest(array['ann', 'ben', 'cleo', 'max', 'zoe']) as n;
  perform tests.create_organization(v_c), tests.create_project(v_p, v_c),
    tests.create_organization(v_e);
  perform tests.create_role('no_grant', v_c, '{"access:grant": "deny"}');
  foreach v_n in array array['ann', 'ben'] loop
    -- Each at the scope where it is held, so that a move leaves Ben's with him.
    perform tests.create_role(
        'giver_' || v_n, case v_n when 'ann' then v_c else v_ben_at end, v_keys),
      tests.create_role('title_' || v_n, case v_n when 'ann' then v_c else v_ben_at end);
  end loop;
  v_world := jsonb_build_object(
    'company', tests.scope_id(v_c), 'project', tests.scope_id(v_p), 'elsewhere', '',
    'people', (select jsonb_object_agg(n, tests.user_id(n || p_round))
      from unnest(array['ann', 'ben', 'cleo', 'max', 'zoe']) as n),
    'accesses', jsonb_build_object(
      'ann', tests.grant_role('ann' || p_round, v_c, 'giver_ann'),
      'ben', tests.grant_role('ben' || p_round, v_ben_at, 'giver_ben')),
    'givers', jsonb_build_object('ann', tests.role_id('giver_ann', v_c),
      'ben', tests.role_id('giver_ben', v_ben_at)),
    'titles', jsonb_build_object('ann', tests.role_id('title_ann', v_c),
      'ben', tests.role_id('title_ben', v_ben_at)),
    'noGrant', tests.role_id('no_grant', v_c));
  perform tests.grant_role('ann' || p_round, v_c, 'title_ann'),
    tests.grant_role('ben' || p_round, v_ben_at, 'title_ben');
  if p_level = 'two' then
    perform tests.create_role('giver_cleo', v_c, v_keys);
    perform tests.grant_role('cleo' || p_round, v_c, 'giver_cleo'),
      tests.deny('cleo' || p_round, v_p, 'access:grant');
    -- Max may move the project to a company both of whose holders are denied in it.
    perform tests.grant_key('max' || p_round, v_p, k)
    from unnest(array['project:delete', 'access:escalate']) as k;
    perform tests.grant_key('max' || p_round, v_e, 'project:create');
    foreach v_n in array array['max', 'zoe'] loop
      perform tests.grant_key(v_n || p_round, v_e, 'access:grant'),
        tests.deny(v_n || p_round, v_p, 'access:grant');
    end loop;
    v_world := v_world || jsonb_build_object('elsewhere', tests.scope_id(v_e));
  end if;
  foreach v_n in array array['ann', 'ben'] loop
    perform tests.authenticate_as_service();
    v_tokens := v_tokens || jsonb_build_object(v_n, public.invite_user(
      v_n || p_round || '@example.test',
      (v_world ->> case when v_n = 'ben' and p_level = 'two' then 'project'
        else 'company' end)::uuid, 'no_grant') ->> 'token');
    perform tests.clear_authentication();
  end loop;
  return v_world || jsonb_build_object('tokens', v_tokens);
end;
$$;`;

async function stage(level: Level): Promise<World> {
  round += 1;
  // Plans that were made for a handful of rows are not kept for thousands.
  if (round % 100 === 0) await here.owner`analyze`;
  const [row] = await here.owner<{ stage: World }[]>`
    select holders.stage(${round}, ${level}) as stage`;
  if (!row) throw new Error("there is no world");
  return row.stage;
}

/** Both acts: Ann is taken away where she holds it, and Ben where he does. */
function acts(world: World, level: Level, ways: [Way, Way]): [Act, Act] | null {
  const one = ways[0](world, "ann", level === "one" ? "ben" : "cleo", world.company);
  const two = ways[1](world, "ben", "ann", level === "one" ? world.company : world.project);
  return one && two && [one, two];
}

const begin = (session: Session, { by }: Act) =>
  session.begin(by === null ? null : `${by}${round}`);

async function finish(session: Session, outcome: unknown): Promise<boolean> {
  if (REFUSED.includes(String(outcome))) {
    await session.rollback();
    return false;
  }
  const committed = await session.commit();
  if (committed !== "commit") expect(REFUSED).toContain(committed);
  return committed === "commit";
}

/** Where nobody can give access any more, and no operator was told so. */
async function orphansOf(world: World): Promise<string[]> {
  const lost = await here.owner<{ name: string }[]>`
    select s.name
    from stagedoor.scopes as s
    where s.id in (${world.company}, ${world.project})
      and not stagedoor.has_holder('access:grant', s.id)
      and not exists (
        select from stagedoor.alerts as a
        where a.scope_id = any (s.path) and a.rule_key = 'last_holder_lost')`;
  return lost.map(({ name }) => name);
}

/** The first acts, the second acts before the first has committed. */
async function inTurn([one, two]: [Act, Act]): Promise<boolean[]> {
  await begin(first, one);
  await begin(second, two);
  const outcome = await first.ask(one.ask);
  const later = second.ask(two.ask);
  await Promise.race([later, here.untilBlocked(second).catch(() => {}), sleep(2_000)]);
  const done = await finish(first, outcome);
  return [done, await finish(second, await later)];
}

/** Both at the same moment. */
async function atOnce([one, two]: [Act, Act]): Promise<boolean[]> {
  await Promise.all([begin(first, one), begin(second, two)]);
  return Promise.all([
    first.ask(one.ask).then((outcome) => finish(first, outcome)),
    second.ask(two.ask).then((outcome) => finish(second, outcome)),
  ]);
}

describe.each<[string, Level]>([
  ["at one company", "one"],
  ["one in the company and one in the project", "two"],
])("F94: of two who alone can give access, %s, one stays", (_where, level) => {
  if (ROUNDS === 0) inDatabase();

  describe.each(Object.keys(WAYS))("%s", (mine) => {
    // Thousands of rounds in one database would wait for each other's rows, not for locks.
    if (ROUNDS > 0) inDatabase();

    it.each(beside(mine, level))("beside %s", async (others) => {
      const ways: [Way, Way] = [WAYS[mine] as Way, WAYS[others] as Way];
      for (const play of [inTurn, ...Array.from({ length: ROUNDS }, () => atOnce)]) {
        const world = await stage(level);
        const both = acts(world, level, ways);
        if (both === null) return;
        const done = await play(both);
        expect(await orphansOf(world)).toEqual([]);
        // The control: whoever comes first is not kept from it.
        if (play === inTurn) expect(done[0]).toBe(true);
      }
    });
  });
});
