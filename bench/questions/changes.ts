// Changing who may do what: an edit of a role, a grant, a revocation, each to its commit.
import { type Caller, id, type Lab, type Question } from "../lab.ts";
import { Failure } from "../../scripts/lib/failure.ts";
import { measure, type Variant } from "../measure.ts";
import { PERSON } from "../world.ts";

/** Edits, grants and revocations, history and audit included. */
export const changes: Question = async (lab) => {
  await roleEdits(lab);
  await grants(lab);
};

/** Take the key away from the role if it holds it, else give it: one statement, one commit. */
const TOGGLE = `
  with taken as (
    delete from stagedoor.permission_role_links as l
    using stagedoor.permissions as p
    where l.permission_role_id = $1 and p.id = l.permission_id
      and p.permission_key = 'transaction:create'
    returning l.permission_id
  ),
  given as (
    insert into stagedoor.permission_role_links (permission_role_id, permission_id)
    select $1, p.id
    from stagedoor.permissions as p
    where p.permission_key = 'transaction:create' and not exists (select from taken)
    returning permission_id
  )
  select count(*)::integer as changed
  from (select from taken union all select from given) as changes`;

async function roleEdits(lab: Lab): Promise<void> {
  const owner = lab.owner();
  await holds(lab, owner);
  const edit = (role: number): Variant => ({
    run: async () => (await owner.ask(TOGGLE, [id("role", role)]))[0]?.changed,
    answers: 1,
  });
  const timing = await measure({ everybody: edit(-1), nobody: edit(-2) }, lab.turns(15));
  const [row] = await owner.ask(
    "select count(*)::integer as holders from stagedoor.user_accesses where grant_id = $1",
    [id("role", -1)],
  );
  lab.report({
    question: `edit of a role with ${Number(row?.holders).toLocaleString("en")} holders`,
    limit: "a role with one",
    measured: timing.ratio("everybody", "nobody"),
    times: timing.median,
    goal: 1.1,
  });
}

/** An edit is seen by whoever holds the role, at their next question. */
async function holds(lab: Lab, owner: Caller): Promise<void> {
  const holder = lab.as(PERSON.oneHolder);
  const may = async () =>
    (
      await holder.ask("select public.can('transaction:create', $1) as can", [
        id("project", 1),
      ])
    )[0]?.can;
  const atFirst = await may();
  for (const expected of [!atFirst, atFirst]) {
    await owner.ask(TOGGLE, [id("role", -2)]);
    if ((await may()) !== expected) {
      throw new Failure("An edited role is not what it was made.");
    }
  }
}

const PLAIN_GRANT = `
  insert into bench.plain_accesses (user_id, scope_type, scope_id, grant_type, grant_id, granted_by)
  select $1, 'project', $2, 'role', r.id, $3
  from stagedoor.permission_roles as r
  where r.role_key = 'crew_member' and r.scope_id is null
  returning id`;
const PLAIN_REVOKE = `
  update bench.plain_accesses
  set status = 'Revoked', revoked_at = now(), revoked_by = $2
  where id = $1
  returning true as done`;

async function grants(lab: Lab): Promise<void> {
  const giver = lab.as(PERSON.giver);
  const owner = lab.owner();
  const me = id("person", PERSON.giver);
  const project = id("project", 1);
  const people = (await lab.connect()`
    select p.id from stagedoor.user_accounts as p
    where not exists (
      select from stagedoor.user_accesses as a
      where a.user_id = p.id and a.scope_id = ${project} and a.status = 'Active')
    order by p.id limit 900`) as unknown as { id: string }[];

  const rounds = Math.min(200, Math.floor(people.length / 4) - 10);
  let next = 0;
  let given = "";
  let plain = "";
  const person = (): string => people[next++ % people.length]?.id ?? "";
  const grant = async () => {
    const [row] = await giver.bare(
      "select public.grant_access($1, $2, 'role', 'crew_member') as id",
      [person(), project],
    );
    given = row?.id ?? "";
    return given !== "";
  };
  const insert = async () => {
    const [row] = await owner.bare(PLAIN_GRANT, [person(), project, me]);
    plain = row?.id ?? "";
    return plain !== "";
  };
  const revoke = async () =>
    (await giver.bare("select public.revoke_access($1) as done", [given]))[0]?.done;
  const close = async () => (await owner.bare(PLAIN_REVOKE, [plain, me]))[0]?.done;

  const granting = await measure(
    {
      grant: { before: () => giver.arrive(), run: grant, after: revoke, answers: true },
      insert: { before: () => owner.arrive(), run: insert, after: close, answers: true },
    },
    { rounds, batch: 1 },
  );
  lab.report({
    question: "grant_access, history and audit included",
    limit: "the same insert, over one round trip",
    measured: granting.ratio("grant", "insert"),
    times: granting.median,
    goal: 2,
  });
  const revoking = await measure(
    {
      revoke: { before: () => giver.arrive().then(grant), run: revoke, answers: true },
      update: { before: () => owner.arrive().then(insert), run: close, answers: true },
    },
    { rounds, batch: 1 },
  );
  lab.report({
    question: "revoke_access, history and audit included",
    limit: "the same update, over one round trip",
    measured: revoking.ratio("revoke", "update"),
    times: revoking.median,
    goal: 2,
  });
  await checked(lab);
}

/** What was granted and revoked above is in the log, and the log is whole. */
async function checked(lab: Lab): Promise<void> {
  const [row] = await lab
    .owner()
    .ask("select public.verify_audit($1) as answer", [id("project", 1)]);
  const answer = row?.answer as unknown as { ok: boolean; events: number } | undefined;
  if (!answer?.ok || answer.events === 0) {
    throw new Failure(
      `The audit log does not hold what was done: ${JSON.stringify(answer)}`,
    );
  }
}
