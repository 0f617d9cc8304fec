// The kit in TypeScript, on a database with the engine and a sample application. Every verb that
// judges is tried where it holds and where it must not.
import { AssertionError } from "node:assert";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { rolledBack, type World } from "../../testing/index.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase({ parts: [] });
  sql = connect(database.url());
  await runSqlFile(sql, inRoot("test/sql/engine/samples/teams.sql"));
  await sql`grant all on all tables in schema public to anon, authenticated, service_role`;
  await sql.unsafe(`
    select * from stagedoor.track_scopes('public.teams', 'organization', name => 'name');
    select * from stagedoor.track_scopes(
      'public.tracker_projects', 'project', parent => 'team_id', name => 'name');
    select * from stagedoor.protect('public.tracker_entries', 'entry', scope => 'project_id',
      owner => 'assigned_id', stamp_owner => false,
      roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow", "edit": "own"}}')`);
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** Alpha with two entries of Ann's and one of Carl's; Ann owns it, Carl is a member. */
async function alpha(world: World) {
  for (const name of ["ann", "carl", "eve"]) {
    await world.createUser(name, { userData: { full_name: name, team_name: `${name}s` } });
  }
  const id = randomUUID();
  await world.sql`insert into public.tracker_projects (id, team_id, name)
    select ${id}, t.id, 'Draft' from public.teams as t where t.name = 'anns'`;
  const [ann, carl] = [await world.userId("ann"), await world.userId("carl")];
  for (const who of [ann, ann, carl]) {
    await world.sql`insert into public.tracker_entries (project_id, assigned_id)
      values (${id}, ${who})`;
  }
  await world.adopt("public.tracker_projects", id, { name: "Alpha" });
  await world.grantRole("ann", "Alpha", "owner");
  await world.grantRole("carl", "Alpha", "member");
  return id;
}

const message = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(AssertionError);
  return (error as AssertionError).message;
};

describe("the kit in TypeScript", () => {
  it("tells what somebody sees, and fails where it is not so (F103)", () =>
    rolledBack(sql, async (world) => {
      await alpha(world);
      await world.seesRows("carl", "public.tracker_entries", 3);
      await world.seesRows("carl", "public.tracker_entries", 3);
      await world.seesRows("eve", "public.tracker_entries", 0);
      expect(await message(world.seesRows("eve", "public.tracker_entries", 1))).toBe(
        "not so: eve sees 1 rows of public.tracker_entries\n" +
          "    have: 0 of 3 rows\n    want: 1",
      );
      expect(await message(world.seesRows("carl", "public.tracker_entries", 0))).toContain(
        "have: 3 of 3 rows",
      );
    }));

  it("tells what somebody sees of some rows (F103)", () =>
    rolledBack(sql, async (world) => {
      await alpha(world);
      const where = `assigned_id = '${await world.userId("carl")}'`;
      await world.seesRows("carl", "public.tracker_entries", 1, { where });
      expect(
        await message(world.seesRows("carl", "public.tracker_entries", 2, { where })),
      ).toContain("have: 1 of 1 rows");
    }));

  it("fails where nothing could be hidden, and where a grant is missing", () =>
    rolledBack(sql, async (world) => {
      await alpha(world);
      expect(await message(world.seesRows("eve", "public.attachments", 0))).toContain(
        "public.attachments holds no such row",
      );
      await world.sql`insert into public.attachments (file_name) values ('a.pdf')`;
      await world.sql`revoke all on public.attachments from authenticated`;
      expect(await message(world.seesRows("eve", "public.attachments", 0))).toContain(
        "permission denied for table attachments (42501)",
      );
      // The test goes on.
      await world.seesRows("eve", "public.tracker_entries", 0);
    }));

  it("tells what somebody may do, and why not (F103)", () =>
    rolledBack(sql, async (world) => {
      await alpha(world);
      await world.accessIs("ann", "Alpha", "entry:edit", "allowed");
      await world.accessIs("carl", "Alpha", "entry:edit", "own", { owner: "carl" });
      await world.accessIs("carl", "Alpha", "entry:edit", "not_owner", { owner: "ann" });
      expect(await message(world.accessIs("ann", "Alpha", "entry:edit", "refused"))).toBe(
        "not so: entry:edit of ann at Alpha is refused\n" +
          "    have: allowed (granted)\n    want: refused",
      );
      await message(world.accessIs("eve", "Alpha", "entry:edit", "allowed"));
      await message(world.accessIs("eve", "Alpha", "entry:edit", "not_owner"));
    }));

  it.each([
    ["carl", "Alpha", "entry:edits", "refused", /there is no permission entry:edits/],
    ["carl", "Alpah", "entry:edit", "refused", /0 scopes are called Alpah/],
    ["karl", "Alpha", "entry:edit", "refused", /nobody here is called karl/],
    ["carl", "Alpha", "entry:edit", "refuse", /access_is expects one of allowed, refused/],
  ])(
    "takes no typing error for a refusal: %s %s %s %s",
    (who, scope, key, expected, error) =>
      rolledBack(sql, async (world) => {
        await alpha(world);
        await expect(world.accessIs(who, scope, key, expected)).rejects.toThrow(error);
      }),
  );

  it("speaks with a second factor, at a time, as an app, and as nobody (F103)", () =>
    rolledBack(sql, async (world) => {
      await alpha(world);
      await world.createPermission("vault:open", { requiresAal2: true });
      await world.grantKey("carl", "Alpha", "vault:open", {
        validFrom: new Date("2030-01-01"),
        validUntil: new Date("2031-01-01"),
      });
      const at = new Date("2030-06-01");
      const ask = (who: object, expected: string) =>
        world.accessIs({ name: "carl", ...who }, "Alpha", "vault:open", expected);
      await ask({ aal: "aal2", at }, "granted");
      await ask({ at }, "needs_aal2");
      await ask({ aal: "aal2" }, "not_yet_valid");
      await ask({ aal: "aal2", at: new Date("2031-06-01") }, "expired");
      await ask({ aal: "aal2", at, claims: { client_id: "app" } }, "client_not_allowed");
      await world.accessIs({}, "Alpha", "vault:open", "no_session");
      await world.accessIs({ role: "service_role" }, "Alpha", "vault:open", "no_session");
      const now =
        await world.sql`select stagedoor.instant() < now() + interval '1 day' as is`;
      expect(now[0]?.is).toBe(true);
    }));

  it("is the role and the token that a persona names, inside asUser alone", () =>
    rolledBack(sql, async (world) => {
      const id = await alpha(world);
      const who = async (tx = world.sql) =>
        (
          await tx`select current_user::text as role, auth.uid() as id, auth.email() as email,
            (auth.jwt() ->> 'session_id')::uuid as session, current_setting('request.headers', true) as headers`
        )[0];
      const session = randomUUID();
      const ann = { name: "ann", claims: { email: "a@b.example" }, session };
      const headers = { "x-project-id": id };
      const seen = await world.asUser({ ...ann, headers }, async (tx) => [
        await who(tx),
        await world.asUser({ role: "service_role" }, who),
        await world.asUser({}, who),
        await who(tx),
      ]);
      const asAnn = {
        role: "authenticated",
        id: await world.userId("ann"),
        email: "a@b.example",
        session,
        headers: JSON.stringify(headers).replace(":", ": "),
      };
      expect(seen[0]).toEqual(asAnn);
      expect(seen[1]).toMatchObject({ role: "service_role", id: null });
      expect(seen[2]).toMatchObject({ role: "anon", id: null });
      expect(seen[3]).toEqual(asAnn);
      expect(await who()).toMatchObject({ role: "postgres", id: null, headers: "" });
    }));

  it("takes back what a refused statement began, and goes on", () =>
    rolledBack(sql, async (world) => {
      const id = await alpha(world);
      const add = (who: string) =>
        world.asUser(
          who,
          (tx) => tx`insert into public.tracker_entries (project_id) values (${id})`,
        );
      await expect(add("eve")).rejects.toMatchObject({ code: "42501" });
      expect((await world.sql`select current_user::text as role`)[0]?.role).toBe(
        "postgres",
      );
      await add("ann");
      await world.seesRows("carl", "public.tracker_entries", 4);
    }));

  it("knows the other verbs", () =>
    rolledBack(sql, async (world) => {
      await alpha(world);
      await world.createGuest("gus", "ann");
      await world.createProject("Beta", "Another company");
      await world.createDepartment("Camera", "Beta");
      await world.createRole("taster", "Beta", { "entry:view": "deny" });
      await world.grantRole("carl", "Beta", "member");
      await world.accessIs("carl", "Camera", "entry:view", "allowed");
      const denial = await world.deny("carl", "Beta", "entry:view");
      await world.accessIs("carl", "Camera", "entry:view", "denied");
      await world.revoke(denial);
      await world.accessIs("carl", "Camera", "entry:view", "allowed");
      await world.archive("Beta");
      await world.accessIs("carl", "Camera", "entry:view", "archived");
      const session = randomUUID();
      await world.elevate("ann", session, "Alpha");
      await world.freezeTime(new Date("2030-01-01"));
      await world.unfreezeTime();
      await world.flush();
      expect(await world.scopeId("Beta")).toMatch(/^[0-9a-f-]{36}$/);
    }));

  it("leaves nothing of a test, whether it holds or not, and answers what it answers", async () => {
    const left = () => sql`select
      (select count(*)::int from auth.users) as users,
      (select count(*)::int from stagedoor.scopes) as scopes,
      to_regnamespace('tests') is not null as kit`;
    const before = await left();
    expect(await rolledBack(database.url(), async (world) => alpha(world))).toMatch(
      /^[0-9a-f]/,
    );
    const failure = new Error("red");
    await expect(
      rolledBack(database.url(), async (world) => {
        await alpha(world);
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(await left()).toEqual(before);
    expect(before[0]).toEqual({ users: 0, scopes: 0, kit: false });
  });

  it("takes turns with other tests of the same database", async () => {
    let isAlone = true;
    let running = 0;
    const one = (steps: ((world: World) => Promise<unknown>)[]) =>
      rolledBack(database.url(), async (world) => {
        running += 1;
        isAlone &&= running === 1;
        for (const step of steps) await step(world);
        await world.sql`select pg_sleep(0.1)`;
        running -= 1;
      });
    const freeze = (world: World) => world.freezeTime(new Date("2030-01-01"));
    const make = (world: World) => world.createUser("ann");
    await Promise.all([one([freeze, make]), one([make, freeze])]);
    expect(isAlone).toBe(true);
  });

  it("stays out of a database in which somebody has signed in, unless told", async () => {
    await withSql(database.url(), async (other) => {
      const id = randomUUID();
      await other`insert into auth.users (id, email, last_sign_in_at)
        values (${id}, 'real@example.com', now())`;
      const nothing = async () => "done";
      await expect(rolledBack(database.url(), nothing)).rejects.toThrow(/have signed in/);
      expect(await rolledBack(database.url(), nothing, { evenWithUsers: true })).toBe(
        "done",
      );
      await other`delete from auth.users where id = ${id}`;
    });
  });
});
