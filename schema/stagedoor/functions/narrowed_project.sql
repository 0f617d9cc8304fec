-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.narrowed_project()
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads scopes, of which a request sees its own part only. It can only narrow, so a client
-- may say what it likes.
declare
  v_header     pg_catalog.text := stagedoor.request_header('x-project-id');
  v_project_id pg_catalog.uuid;
begin
  if v_header is null then
    return null;
  end if;

  -- What catches an error costs a subtransaction: only for what may be one.
  if translate(v_header, '0123456789abcdef', '') <> '----'
    or v_header not like '________-____-____-____-____________'
  then
    begin
      v_header := v_header::pg_catalog.uuid;
    exception
      when invalid_text_representation then
        raise invalid_parameter_value using
          message = 'The header x-project-id is no uuid',
          hint = 'Send the id of one project, or leave the header out.';
    end;
  end if;

  select s.project_id into v_project_id
  from stagedoor.scopes as s
  where s.id = v_header::pg_catalog.uuid;
  -- An id that is no project of anybody leaves nothing, exactly as a foreign one does.
  return coalesce(v_project_id, '00000000-0000-0000-0000-000000000000');
end;
$function$;

comment on function "stagedoor"."narrowed_project"() is 'The project that the request names in x-project-id, or null.

A department narrows to its project. Raises 22023 for a header that is no uuid.';

revoke all on function "stagedoor"."narrowed_project"() from public;

grant execute on function "stagedoor"."narrowed_project"() to "postgres";
