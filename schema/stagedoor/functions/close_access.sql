-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.close_access (
  p_access stagedoor.user_accesses,
  p_reason text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may. The callers check who may close what.
declare
  v_target stagedoor.grant_targets;
  v_had    boolean;
begin
  select t.* into v_target from stagedoor.grant_targets as t where t.id = p_access.grant_id;
  v_had := p_access.status = 'Active'
    and p_access.delegated_from is null
    and 'access:grant' = any (v_target.allow_keys)
    and exists (
      select from stagedoor.scopes as s
      where s.id = p_access.scope_id
        and s.scope_type in ('organization', 'project')
        and not s.is_archived
    )
    and stagedoor.has_grant_holder(p_access.scope_id);

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = auth.uid(), revoke_reason = p_reason
  where a.id = p_access.id;

  if v_had then
    perform stagedoor.refuse_last_holder_leaving(p_access.scope_id);
  end if;
  if p_access.status = 'Active' and p_access.user_id = auth.uid() and v_target.deny_keys <> '{}'
  then
    perform stagedoor.refuse_undenying(
      p_access.user_id, p_access.scope_id, v_target.deny_keys);
  end if;
end;
$function$;

comment on function "stagedoor"."close_access"(stagedoor.user_accesses, text) is
  'Close one access.

Raises 23514 for the last holder, 42501 for a denial of oneself.';

revoke all on function "stagedoor"."close_access"(stagedoor.user_accesses, text) from public;

grant execute
  on function "stagedoor"."close_access"(stagedoor.user_accesses, text)
  to "postgres";
