-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_my_projects()
  returns table (
    project_id        uuid,
    name              text,
    organization_id   uuid,
    organization_name text,
    roles             text[],
    valid_until       timestamp with time zone
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.get_my_projects();
end;
$function$;

comment on function "public"."get_my_projects"() is 'The projects that the caller works in or oversees, with roles (F16).

One row a project, archived ones left out (F6, F7, F16). roles are the keys of all roles
that count there, sorted. valid_until is the earliest moment at which one of them begins
or ends.';

revoke all on function "public"."get_my_projects"() from public;

grant execute on function "public"."get_my_projects"() to "authenticated", "postgres";
