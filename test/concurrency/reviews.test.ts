// A review of 500 accesses is closed while accesses change: every item says what came of it, and
// no access is counted twice or forgotten (F100).
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { type Room, room, type Session } from "../attacks/session.ts";
import { testDatabase } from "../stack/database.ts";

const ITEMS = 500;

let database: Database;
let here: Room;
let closer: Session;
let other: Session;
let review: string;

const ANSWER =
  "select review_id::text from public.list_access_reviews(tests.scope_id('Alpha'))";
const close = (): string => `select public.close_access_review('${review}')::text`;
const accessOf = (n: number): string =>
  `(select id from stagedoor.user_accesses where user_id = tests.user_id('p${n}')
    order by granted_at limit 1)`;

/** The first column as the owner sees it. */
async function seen(query: string): Promise<string | number | undefined> {
  const [row] = await here.owner.unsafe(query);
  return Object.values((row ?? {}) as Record<string, string | number>)[0];
}

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  here = await room(database.url(), 2);
  [closer, other] = here.sessions as [Session, Session];
  await here.owner.unsafe(`
    select tests.create_user(name) from unnest(array['ada', 'rita', 'late']) as name;
    select tests.create_user('p' || n) from generate_series(1, ${ITEMS}) as n;
    select tests.create_project('Alpha', 'North');
    select tests.grant_role('ada', 'North', 'owner'), tests.grant_role('rita', 'North', 'owner');
    select tests.grant_key('p' || n, 'Alpha', 'project:view:assigned')
    from generate_series(1, ${ITEMS}) as n;`);
  await closer.begin("ada");
  await closer.ask(`select public.start_access_review(tests.scope_id('Alpha'),
    array[tests.user_id('rita')], now() + interval '7 days', 'revoke')`);
  review = String(await closer.ask(ANSWER));
  expect(await closer.commit()).toBe("commit");

  // Rita keeps the even ones and says nothing of the others.
  await closer.begin("rita");
  await closer.ask(`
    select count(public.decide_review_item(l.item_id, 'keep', null))
    from public.list_review_items('${review}', 1000) as l
    where right(split_part(l.email, '@', 1), 1) in ('0', '2', '4', '6', '8')`);
  expect(await closer.commit()).toBe("commit");
}, 120_000);
afterAll(async () => {
  await here?.end();
  await database?.drop();
});

describe("a review of 500 accesses that is closed while accesses change", () => {
  it("waits for a decision that is under way, and applies it", async () => {
    await other.begin("rita");
    const decided = await other.ask(`
      select public.decide_review_item(l.item_id, 'keep', 'Just in time')
      from public.list_review_items('${review}', 1000) as l
      where l.user_id = tests.user_id('p1')`);
    expect(decided).toBe(true);
    await closer.begin("ada");
    const closing = closer.ask(close());
    await here.untilBlocked(closer);
    expect(await other.commit()).toBe("commit");
    await closing;
    expect(
      await closer.ask(`select outcome from public.list_review_items('${review}', 1000)
      where user_id = tests.user_id('p1')`),
    ).toBe("kept");
    await closer.rollback();
  });

  it("finds what was revoked and granted meanwhile as it is", async () => {
    // Under way as the closing begins: one revoked that would be kept, one that would be
    // revoked, one who leaves, and somebody new.
    const [kept, dropped] = await Promise.all([
      seen(`select ${accessOf(2)}`),
      seen(`select ${accessOf(3)}`),
    ]);
    await other.begin("ada");
    expect(await other.ask(`select public.revoke_access('${kept}', 'Gone')`)).toBe(true);
    expect(await other.ask(`select public.revoke_access('${dropped}', 'Gone')`)).toBe(true);
    expect(
      await other.ask(`select public.grant_access(tests.user_id('late'), tests.scope_id('Alpha'),
        'permission', 'project:view:assigned') is not null`),
    ).toBe(true);

    await closer.begin("ada");
    const closing = closer.ask(close());
    await here.untilBlocked(closer);
    expect(await other.commit()).toBe("commit");
    expect(JSON.parse(String(await closing))).toEqual({
      kept: ITEMS / 2,
      revoked: ITEMS / 2 - 2,
      gone: 2,
      by_default: ITEMS / 2 - 1,
    });

    // What comes behind the closing finds it closed, or the access revoked.
    const five = await seen(`select ${accessOf(5)}`);
    await other.begin("rita");
    const deciding = other.ask(`
      select public.decide_review_item(l.item_id, 'keep', 'Too late')
      from public.list_review_items('${review}', 1000) as l
      where l.user_id = tests.user_id('p5')`);
    await here.untilBlocked(other);
    expect(await closer.commit()).toBe("commit");
    expect(await deciding).toBe("23514");
    await other.rollback();
    await other.begin("ada");
    expect(await other.ask(`select public.revoke_access('${five}', 'Again')`)).toBe(false);
    await other.rollback();

    expect(
      await seen(`select count(*)::integer from stagedoor.user_accesses
        where scope_id = tests.scope_id('Alpha') and status = 'Active'`),
    ).toBe(ITEMS / 2 + 1);
    expect(
      await seen(`select count(*)::integer from stagedoor.review_items as i
        join stagedoor.user_accesses as a on a.id = i.access_id
        where (i.outcome = 'kept') <> (a.status = 'Active')`),
    ).toBe(0);
    expect(
      await seen(`select count(*)::integer from stagedoor_audit.leaves
        where event = 'review.applied'`),
    ).toBe(ITEMS);
  });
});
