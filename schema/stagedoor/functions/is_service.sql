-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_service()
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Asks for the database role that acts, which a request cannot choose, and never for a
-- claim, which any SQL session can set: a claim only takes away.
declare
  v_role pg_catalog.text := coalesce(
    nullif(current_setting('role', true), 'none'), session_user);
begin
  return stagedoor.client_id() is null and (v_role = 'service_role' or exists (
    select
    from pg_catalog.pg_roles as r
    where r.rolname = v_role
      and (r.rolsuper or r.oid = (
        select n.nspowner from pg_catalog.pg_namespace as n where n.nspname = 'stagedoor'))
  ));
end;
$function$;

comment on function "stagedoor"."is_service"() is 'Whether the service key or the owner of the engine acts.

No person, and no app with a person''s token.';

revoke all on function "stagedoor"."is_service"() from public;

grant execute on function "stagedoor"."is_service"() to "postgres";
