-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_without (
  key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_denied  pg_catalog.uuid[];
begin
  select array_agg(h.covered_id) into v_denied
  from stagedoor.covered_scopes(v_user_id, key, 'deny', 'roots') as h;

  return array(
    select s.id
    from stagedoor.scopes as s
    where s.project_id <> s.id
      and s.path && v_denied
    union
    select s.id
    from stagedoor.scopes as s
    where s.project_id <> s.id
      and s.is_archived
      and not stagedoor.counts_when_archived(key)
      and (s.project_id = any (stagedoor.scopes_with(key))
        or s.project_id = any (stagedoor.scopes_with_own(key)))
    union
    -- What is delegated ends where its delegator is denied, which may be below.
    select s.id
    from stagedoor.covered_scopes(v_user_id, key, 'delegated', 'all') as s (id)
    where not stagedoor.can(key, s.id)
  );
end;
$function$;

comment on function "stagedoor"."scopes_without"(text) is 'Departments shut to the caller in projects that are open to them.

A department is shut where the key is denied there, or where it is archived. For policies
of a table with a department_id, beside scopes_with: (project_id = any (with) and
(department_id is null or department_id <> all (without))) or department_id = any (with).';

revoke all on function "stagedoor"."scopes_without"(text) from public;

grant execute on function "stagedoor"."scopes_without"(text) to "authenticated", "postgres";
