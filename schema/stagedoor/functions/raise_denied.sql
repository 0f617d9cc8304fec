-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_denied (
  p_required text,
  p_hint     text default null::text
)
  returns void
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  raise insufficient_privilege using
    message = 'Access denied',
    detail = format(
      '{"error_code":"INSUFFICIENT_PERMISSIONS","required_permission":%s}',
      coalesce(to_json(p_required)::pg_catalog.text, 'null')),
    hint = coalesce(
      case when stagedoor.client_id() is not null then 'client_not_allowed' end,
      p_hint, '');
end;
$function$;

comment on function "stagedoor"."raise_denied"(text, text) is 'Refuse what the caller may know of and may not do (F86, F87).

Raises 42501, HTTP 403. An app''s token is told that it is one (F131).';

revoke all on function "stagedoor"."raise_denied"(text, text) from public;

grant execute on function "stagedoor"."raise_denied"(text, text) to "postgres";
