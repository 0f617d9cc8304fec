-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__place()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- What follows from the parent is computed from the parent, whoever writes the row.
declare
  v_parent_type pg_catalog.text;
  v_parent      stagedoor.scopes;
begin
  select t.parent_type into v_parent_type
  from stagedoor.scope_types as t
  where t.scope_type = new.scope_type;

  if new.parent_id is not null then
    select s.* into v_parent
    from stagedoor.scopes as s
    where s.id = new.parent_id
    for share;
  end if;

  -- The foreign key answers for an unknown type.
  if found and v_parent.scope_type is distinct from v_parent_type then
    raise check_violation using message = format(
      'A %s stands %s',
      new.scope_type, coalesce('under a ' || v_parent_type, 'at the top'));
  end if;
  if new.id = any (v_parent.path) then
    raise check_violation using message = 'A scope cannot stand below itself';
  end if;

  new.path := coalesce(v_parent.path, '{}') || new.id;
  new.organization_id := new.path[1];
  new.project_id := case
    when new.scope_type = 'project' then new.id
    else v_parent.project_id
  end;
  new.is_archived := new.archived_at is not null or coalesce(v_parent.is_archived, false);
  return new;
end;
$function$;

comment on function "stagedoor"."tg_scopes__place"() is 'Compute path, organization, project and archive state from the parent.

Raises 23514 where the parent is of the wrong type or the scope itself.';

revoke all on function "stagedoor"."tg_scopes__place"() from public;

grant execute on function "stagedoor"."tg_scopes__place"() to "postgres";
