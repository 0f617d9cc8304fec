-- Studio: appointments, clients, takings and stock of one studio, and the permissions to
-- them.
--
-- A studio is a project. A row that an artist owns carries the id of their user account in
-- owner_id, taken from their profile by trigger and never from a request: an artist whose
-- profile is not linked to an account owns nothing (F49).

create schema stagedoor_studio;

comment on schema stagedoor_studio is
'The studio part: definers, triggers, and tables closed to requests.

Tables of the part stand in public, under row-level security.';

revoke all on schema stagedoor_studio from public, anon, authenticated, service_role;
grant usage on schema stagedoor_studio to anon, authenticated, service_role;

-- What the tables below hold leaves as CSV, too.
select stagedoor.serve_csv('public');

create function stagedoor_studio.tg_any__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which nobody else may. Arguments: the noun of the event, then the columns
-- whose values may be told. Of all others the log says that they changed: what a client is
-- called, and what was noted, is nobody's business there. Of a column after a # it keeps a
-- digest, beside the log, that proves the text to whoever has it.
declare
  v_before  pg_catalog.jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after   pg_catalog.jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row     pg_catalog.jsonb := coalesce(v_after, v_before);
  v_told    pg_catalog.text[] := tg_argv[1:];
  v_columns pg_catalog.jsonb;
begin
  -- When the studio goes, its rows go without a word of their own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = old.project_id
  ) then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    select jsonb_agg(b.key order by b.key) into v_columns
    from jsonb_each(v_before) as b
    where b.value is distinct from v_after -> b.key
      and b.key not in ('owner_id', 'elevation_id');
    if v_columns is null then
      return null;
    end if;
  end if;

  perform stagedoor.record_event(
    p_event => format('%s.%s', tg_argv[0], case tg_op
      when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end),
    p_scope_id => (v_row ->> 'project_id')::pg_catalog.uuid,
    p_subject_id => coalesce(v_row ->> 'owner_id', v_row ->> 'user_id')::pg_catalog.uuid,
    p_object_type => tg_table_name,
    p_object_id => v_row ->> 'id',
    p_before => (
      select jsonb_object_agg(t.name, v_before -> t.name)
      from unnest(v_told) as t (name)
      where v_before ? t.name and (v_columns is null or v_columns ? t.name)
    ),
    p_after => nullif(coalesce((
      select jsonb_object_agg(t.name, v_after -> t.name)
      from unnest(v_told) as t (name)
      where v_after ? t.name and (v_columns is null or v_columns ? t.name)
    ), '{}') || jsonb_strip_nulls(jsonb_build_object('columns', v_columns)), '{}'),
    p_personal => (
      select jsonb_object_agg(substr(t.name, 2) || '_sha256', encode(
        sha256(convert_to(v_after ->> substr(t.name, 2), 'UTF8')), 'hex'))
      from unnest(v_told) as t (name)
      where starts_with(t.name, '#') and v_after ->> substr(t.name, 2) is not null
    ),
    p_elevation_id => (v_after ->> 'elevation_id')::pg_catalog.uuid
  );
  return null;
end;
$$;

comment on function stagedoor_studio.tg_any__record is
'Queue an event for a changed row of a studio (F24, F60).

Arguments of the trigger: noun of the event, then the columns whose values are told. Of a
column after a # the SHA-256 of its text is kept among the personal values, as
<column>_sha256.';

-- Privileges. For definers only.

revoke all on function stagedoor_studio.tg_any__record
  from public, anon, authenticated, service_role;
