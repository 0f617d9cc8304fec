-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.readable_sequence (
  p_scope_id uuid
)
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads scopes, which the caller may not. Decides for whoever is about to read the log.
declare
  v_sequence_id pg_catalog.uuid;
begin
  if p_scope_id is null then
    if not stagedoor.is_service() then
      perform stagedoor.raise_denied('audit:view', 'none');
    end if;
    return '00000000-0000-0000-0000-000000000000';
  end if;

  -- A department's events stand in its project's sequence: reading them is reading that.
  select coalesce(s.project_id, s.id) into v_sequence_id
  from stagedoor.scopes as s
  where s.id = p_scope_id;
  v_sequence_id := coalesce(v_sequence_id, p_scope_id);

  -- A deleted scope has no members left; its record stays readable for the service.
  if not stagedoor.is_service() then
    perform stagedoor.enforce('audit:view', v_sequence_id);
  end if;
  return v_sequence_id;
end;
$function$;

comment on function "stagedoor"."readable_sequence"(uuid) is 'The sequence of the events of a scope, if the caller may read it.

Raises 42501 without audit:view there, PT404 for a scope one may not know of, and 42501 for
the installation''s (null) unless the service asks.';

revoke all on function "stagedoor"."readable_sequence"(uuid) from public;

grant execute on function "stagedoor"."readable_sequence"(uuid) to "postgres";
