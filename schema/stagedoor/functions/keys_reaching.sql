-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_reaching (
  p_keys          text[],
  p_policy        text,
  p_assigned_only text[]
)
  returns text[]
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return array(
    select k from unnest(p_keys) as k where p_policy || ' ' || k <> all (p_assigned_only));
end;
$function$;

comment on function "stagedoor"."keys_reaching"(text[], text, text[]) is
  'Those keys that reach everywhere, not only into assigned projects (F2).';

revoke all on function "stagedoor"."keys_reaching"(text[], text, text[]) from public;

grant execute on function "stagedoor"."keys_reaching"(text[], text, text[]) to "postgres";
