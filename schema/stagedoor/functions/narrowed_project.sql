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
  v_header     pg_catalog.text :=
    nullif(current_setting('request.headers', true), '')::pg_catalog.json
      ->> 'x-project-id';
  v_scope_id   pg_catalog.uuid;
  v_project_id pg_catalog.uuid;
begin
  if v_header is null then
    return null;
  end if;

  -- What catches an error costs a subtransaction: only for what may be one.
  if v_header ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
    v_scope_id := v_header;
  else
    begin
      v_scope_id := v_header;
    exception
      when invalid_text_representation then
        raise invalid_parameter_value using
          message = 'The header x-project-id is no uuid',
          hint = 'Send the id of one project, or leave the header out.';
    end;
  end if;

  select s.project_id into v_project_id
  from stagedoor.scopes as s
  where s.id = v_scope_id;
  -- An id that is no project of anybody leaves nothing, exactly as a foreign one does.
  return coalesce(v_project_id, '00000000-0000-0000-0000-000000000000');
end;
$function$;

comment on function "stagedoor"."narrowed_project"() is 'The project that the request names in x-project-id, or null.

A department narrows to its project. Raises 22023 for a header that is no uuid.';

revoke all on function "stagedoor"."narrowed_project"() from public;

grant execute on function "stagedoor"."narrowed_project"() to "postgres";
