-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.has_grant_holder (
  p_scope_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody. Asked by definers only.
  select exists (
    select
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.scope_id = any (s.path)
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where s.id = p_scope_id
      and a.status = 'Active'
      and a.delegated_from is null
      and a.valid_until is null
      and (a.valid_from is null or a.valid_from <= stagedoor.instant())
      and 'access:grant' = any (t.allow_keys)
      and stagedoor.account_is_live(a.user_id)
      and not stagedoor.is_denied(a.user_id, 'access:grant', s.id, true)
  )
$function$;

comment on function "stagedoor"."has_grant_holder"(uuid) is 'Whether somebody can give access at a scope: now and without end.

It is held as allow, not delegated, not denied now or later, by an account that can sign
in.';

revoke all on function "stagedoor"."has_grant_holder"(uuid) from public;

grant execute on function "stagedoor"."has_grant_holder"(uuid) to "postgres";
