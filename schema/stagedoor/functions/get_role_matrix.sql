-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_role_matrix (
  p_scope_id uuid
)
  returns table (
    role_id        uuid,
    role_key       text,
    permission_key text,
    policy         text,
    is_linked      boolean
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads what roles grant, which no request role may.
declare
  v_path pg_catalog.uuid[];
begin
  perform stagedoor.enforce('access:view', p_scope_id);
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;

  return query
  select
    r.id, r.role_key, c.key,
    (array['deny', 'allow', 'own', 'locked'])[min(c.strength)],
    exists (
      select
      from stagedoor.permission_role_links as l
      join stagedoor.permissions as p on p.id = l.permission_id
      where l.permission_role_id = r.id and p.permission_key = c.key
    )
  from stagedoor.permission_roles as r
  join stagedoor.grant_targets as t on t.id = r.id
  cross join lateral (
    select 1, k from unnest(t.deny_keys) as k
    union all select 2, k from unnest(t.allow_keys) as k
    union all select 3, k from unnest(t.own_keys) as k
    union all select 4, k from unnest(t.locked_keys) as k
  ) as c (strength, key)
  where r.deleted_at is null and (r.scope_id is null or r.scope_id = any (v_path))
  group by r.id, r.role_key, c.key
  order by r.role_key, c.key;
end;
$function$;

comment on function "stagedoor"."get_role_matrix"(uuid) is 'Implementation of public.get_role_matrix.';

revoke all on function "stagedoor"."get_role_matrix"(uuid) from public;

grant execute on function "stagedoor"."get_role_matrix"(uuid) to "authenticated", "postgres";
