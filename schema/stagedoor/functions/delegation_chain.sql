-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delegation_chain (
  p_access_id uuid
)
  returns table (
    depth   integer,
    holders uuid[]
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads accesses of those who delegated it, which the delegate may not see.
  with recursive chain (id, user_id, delegated_from, depth) as (
    select a.id, a.user_id, a.delegated_from, 0
    from stagedoor.user_accesses as a
    where a.id = p_access_id
    union all
    select source.id, source.user_id, source.delegated_from, c.depth + 1
    from chain as c
    join stagedoor.user_accesses as source on source.id = c.delegated_from
  )
  select max(c.depth), array_agg(c.user_id) from chain as c
$function$;

comment on function "stagedoor"."delegation_chain"(uuid) is 'How many times an access was delegated on, and who holds it on the way.';

revoke all on function "stagedoor"."delegation_chain"(uuid) from public;

grant execute on function "stagedoor"."delegation_chain"(uuid) to "postgres";
