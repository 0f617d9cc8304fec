-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_in_question (
  p_scope_ids uuid[],
  p_user_ids  uuid[]
)
  returns uuid[]
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody. Asked by definers before a change.
  select array(
    select s.id
    from stagedoor.scopes as s
    where s.id in (
        select unnest(p_scope_ids)
        union
        -- Projects below in which one of these people, or a denial, decides.
        select at.project_id
        from stagedoor.user_accesses as a
        join stagedoor.scopes as at on at.id = a.scope_id
        where a.user_id = any (p_user_ids)
          and a.status = 'Active'
          and at.path && p_scope_ids
        union
        select at.project_id
        from stagedoor.grant_targets as t
        join stagedoor.user_accesses as a on a.grant_id = t.id and a.status = 'Active'
        join stagedoor.scopes as at on at.id = a.scope_id
        where 'access:grant' = any (t.deny_keys) and at.path && p_scope_ids
      )
      and s.scope_type in ('organization', 'project')
      and not s.is_archived
  )
$function$;

comment on function "stagedoor"."scopes_in_question"(uuid[], uuid[]) is
  'Where a change may decide who can give access.

Organizations and projects. p_scope_ids: where something changes; p_user_ids: for whom.';

revoke all on function "stagedoor"."scopes_in_question"(uuid[], uuid[]) from public;

grant execute on function "stagedoor"."scopes_in_question"(uuid[], uuid[]) to "postgres";
