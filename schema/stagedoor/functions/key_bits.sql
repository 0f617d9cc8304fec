-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.key_bits (
  p_allow         text[],
  p_own           text[],
  p_locked        text[],
  p_deny          text[],
  p_assigned_only text[],
  p_step_up       text[]
)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
  with said (key, bit, is_narrow) as (
    select k, p.bit, p.policy || ' ' || k = any (p_assigned_only)
    from (values
      ('deny', 1, p_deny), ('allow', 2, p_allow), ('own', 4, p_own), ('locked', 8, p_locked)
    ) as p (policy, bit, keys)
    cross join lateral unnest(p.keys) as k
    union all
    select k, 16, false from unnest(p_step_up) as k
  )
  select coalesce(
    jsonb_object_agg(b.key, b.bits), '{}')
  from (
    select
      s.key,
      bit_or(s.bit | (case when s.is_narrow then s.bit << 6 else s.bit end << 16)) as bits
    from said as s
    group by s.key
  ) as b
$function$;

comment on function "stagedoor"."key_bits"(text[], text[], text[], text[], text[], text[])
  is 'What a grant says about each of its keys, as one number a key.

The four policies, step-up and reach are read by a decision in one look; six arrays
took half as long again (docs/performance.md).';

revoke all
  on function "stagedoor"."key_bits"(text[], text[], text[], text[], text[], text[])
  from public;

grant execute
  on function "stagedoor"."key_bits"(text[], text[], text[], text[], text[], text[])
  to "postgres";
