-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_with (
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
  v_only pg_catalog.uuid := stagedoor.narrowed_project();
begin
  -- One project is one decision, and one more for each department held on its own.
  if v_only is null then
    return stagedoor.scopes_granting(key, false);
  elsif stagedoor.can(key, v_only) then
    return array[v_only];
  end if;
  return stagedoor.departments_granting(key, v_only, false);
end;
$function$;

comment on function "stagedoor"."scopes_with"(text) is 'Projects, and departments, in which the caller holds a key.

A department is named only where its project is not. For policies: project_id = any
((select stagedoor.scopes_with(''project:view:assigned''))::uuid[]). Held is allow,
delegated, or locked while elevated there, less what is denied and all below it; empty where
the key needs aal2 and the session has none. The header x-project-id narrows it to one
project (F2, F22, F107).';

revoke all on function "stagedoor"."scopes_with"(text) from public;

grant execute on function "stagedoor"."scopes_with"(text) to "authenticated", "postgres";
