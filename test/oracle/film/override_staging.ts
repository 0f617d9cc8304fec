/** Overrides as rows of a database, brought into their states by hand. */
import type { Sql } from "../../../scripts/dev/sql.ts";
import {
  MOST,
  type Override,
  type OverrideWorld,
  RESERVES,
  WAIT,
  WINDOW,
} from "./override_worlds.ts";
import { prepareCosts, worldSql } from "./staging.ts";

/** The moment at which everything is asked: one to come, for the server has a clock of its own. */
const NOW = "timestamptz '2030-05-01 12:00+00'";
const ALPHA = "tests.project_id('Alpha')";

/** The id of the override with this number. */
export const idOfOverride = (number: number): string =>
  `0a0a0a0a-0000-4000-8000-0000000000${String(number).padStart(2, "0")}`;

/**
 * Do something as somebody, look at what has come of it, and undo it. Answers what was seen, or
 * the code of the refusal.
 */
const TRY = `
create function tests.oracle_try(p_name text, p_call text, p_look text) returns text
language plpgsql as $$
declare
  v_answer text;
  v_seen   text;
begin
  if p_name = 'service' then
    perform tests.authenticate_as_service();
  else
    perform tests.authenticate_as(p_name);
  end if;
  execute p_call into v_answer;
  perform tests.clear_authentication();
  execute p_look into v_seen using v_answer;
  raise exception using errcode = 'UNDO0', message = coalesce(v_seen, '');
exception
  when sqlstate 'UNDO0' then return sqlerrm;
  when others then return sqlstate;
end;
$$`;

/** Make what stands before every world; once in a database that has the test kit. */
export async function prepareOverrides(sql: Sql): Promise<void> {
  await prepareCosts(sql);
  await sql.unsafe(TRY);
  await sql.unsafe(`
    select tests.create_user('eve');
    select tests.grant_role('eve', 'Alpha', 'executive_producer')`);
}

/** A world as statements, which end at the moment of asking. */
export function overrideSql({ costs, overrides, executive }: OverrideWorld): string {
  const eve = "tests.user_id('eve')";
  return [
    `select tests.freeze_time(${NOW})`,
    worldSql(costs),
    ...RESERVES.map(
      ({ code, category }) => `
        insert into public.cost_codes (id, project_id, code, name, category, kind)
        values (md5('${code}')::uuid, ${ALPHA}, '${code}', '${code}', '${category}',
          'contingency');
        insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency,
          amount, is_contingency)
        values (md5('line ${code}')::uuid, ${ALPHA}, md5('budget')::uuid,
          md5('${code}')::uuid, 'USD', 100, true)`,
    ),
    `update public.productions set executive_producer_id = ${eve}`,
    ...overrides.flatMap(stages),
    `select tests.freeze_time(${NOW})`,
    `update public.productions set executive_producer_id =
       ${executive === null ? eve : `tests.user_id('person ${executive}')`}`,
  ].join(";\n");
}

/** One override, step by step, each at its moment. */
function stages(override: Override, number: number): string[] {
  const { state, left } = override;
  const id = `'${idOfOverride(number)}'`;
  const at = (seconds: number) =>
    `select tests.freeze_time(${NOW} + interval '${seconds} s')`;
  const to = (next: string, more = "") =>
    `update public.emergency_overrides set status = '${next}'${more} where id = ${id}`;
  const asks = state === "Requested" ? left - WAIT : left - WINDOW;
  const request = `
    insert into public.emergency_overrides (id, project_id, cost_code_id, contingency_line_id,
      requested_by, lapses_at, reason, duration_minutes, max_amount, currency,
      guild_approval_ref)
    values (${id}, ${ALPHA}, md5('${override.code}')::uuid,
      md5('line ${override.reserve}')::uuid, tests.user_id('person ${override.requester}'),
      ${NOW} + interval '${asks + WAIT} s', 'Storm', ${WINDOW / 60}, ${MOST}, 'USD',
      ${override.guild ? "'SAG 77'" : "null"})`;
  const granted = to("Granted", ", authorized_by = tests.user_id('eve')");
  const active = [
    granted,
    to("Active"),
    `update public.emergency_overrides set spent = ${override.spent},
       moved = ${override.moved} where id = ${id}`,
  ];
  const revoked = to("Revoked", ", revoke_reason = 'Calm again'");
  const steps: Record<Override["state"], string[]> = {
    Requested: [],
    Granted: [granted],
    Active: active,
    Expired: [...active, at(left), to("Expired")],
    Completed: [...active, to("Completed")],
    Failed: [...active, to("Failed", ", error = 'Rain'")],
    Revoked: [...active, to("Failed", ", error = 'Rain'"), revoked],
  };
  return [at(asks), request, ...steps[state]];
}
