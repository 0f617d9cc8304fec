-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_staff (
  p_project_id uuid
)
  returns table (
    user_id      uuid,
    display_name text,
    role_key     text,
    artist_id    uuid,
    is_active    boolean,
    valid_until  timestamp with time zone
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select s.* from stagedoor_studio.list_staff(p_project_id) as s;
end;
$function$;

comment on function "public"."list_staff"(uuid) is 'Who works in a studio: name, role, artist profile, active or not.

Names only: addresses and phone numbers are for access:view. Left out is who was switched
off and had worked only in departments where the caller does not hold staff:view. Needs
staff:view.

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."list_staff"(uuid) from public;

grant execute on function "public"."list_staff"(uuid) to "authenticated", "postgres";
