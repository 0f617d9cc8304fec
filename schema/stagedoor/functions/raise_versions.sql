-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_versions (
  p_scope_ids uuid[]
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the counters, which no request role may. Called once per commit, after the heads
-- of the audit log; every commit takes the counters in id order.
begin
  if array_position(p_scope_ids, null) is not null then
    update stagedoor.installation_version as i set version = i.version + 1 where i.is_only;
  end if;

  insert into stagedoor.scope_versions as v (scope_id, version)
  select s.id, 1
  from stagedoor.scopes as s
  where s.id in (
    -- What happens in a department shows in the lists of its project.
    select unnest(array[c.id, c.project_id])
    from stagedoor.scopes as c
    where c.id = any (p_scope_ids)
  )
  order by s.id
  on conflict on constraint scope_versions_pkey do update set version = v.version + 1;
end;
$function$;

comment on function "stagedoor"."raise_versions"(uuid[]) is 'Raise the counters of scopes and of their projects.

A null among them stands for the installation.';

revoke all on function "stagedoor"."raise_versions"(uuid[]) from public;

grant execute on function "stagedoor"."raise_versions"(uuid[]) to "postgres";
