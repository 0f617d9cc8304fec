-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.assistant_needs_code (
  p_resource text,
  p_action   text
)
  returns boolean
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.assistant_needs_code(p_resource, p_action);
end;
$function$;

comment on function "public"."assistant_needs_code"(text, text) is 'Whether an action is locked for assistants, such as clients, edit (F54).

False for what they may do without the code, for what they may not do, and for what is
unknown.';

revoke all on function "public"."assistant_needs_code"(text, text) from public;

grant execute
  on function "public"."assistant_needs_code"(text, text)
  to "authenticated", "postgres";
