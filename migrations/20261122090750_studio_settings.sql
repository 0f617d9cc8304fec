-- Settings of a studio: values that its admin may change.

create table public.studio_settings (
  project_id   uuid        not null,
  key          text        not null,
  value        jsonb       not null,
  updated_at   timestamptz not null default now(),
  elevation_id uuid,

  constraint studio_settings_pkey
    primary key (project_id, key),
  constraint studio_settings_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint studio_settings_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,
  constraint studio_settings_key_snake_case_check
    check (key ~ '^[a-z][a-z0-9_]*$' and char_length(key) <= 80),
  -- The scope has the time zone that counts; a second one here would contradict it.
  constraint studio_settings_time_zone_is_the_scopes_check
    check (key <> 'time_zone'),
  constraint studio_settings_value_size_check
    check (octet_length(value::text) <= 16384),
  -- The code is set by set_master_code and kept in stagedoor.secrets, out of reach of any
  -- policy.
  constraint studio_settings_no_master_code_check
    check (key !~ 'master_?code|password|secret')
);

comment on table public.studio_settings is
'Settings of a studio, one row each (F52).

For values of its applications. The time zone is a column of the scope (F127).';
comment on column public.studio_settings.elevation_id is
'The elevation under which it was last changed. Null: none was needed (F60).';

create index studio_settings_elevation_id_idx on public.studio_settings (elevation_id);

create function stagedoor_studio.tg_studio_settings__same_setting()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- A setting that changed its studio would leave the old one without an event.
begin
  raise check_violation using
    message = 'A setting keeps its studio and its key',
    detail = '{"error_code":"SETTING_MOVED"}',
    hint = 'Delete it here and insert it there.';
end;
$$;

comment on function stagedoor_studio.tg_studio_settings__same_setting is
'Refuse a change of studio or key. Raises 23514.';

create trigger _100_same_setting
  before update on public.studio_settings
  for each row
  when ((new.project_id, new.key) is distinct from (old.project_id, old.key))
  execute function stagedoor_studio.tg_studio_settings__same_setting();
alter table public.studio_settings enable always trigger _100_same_setting;

-- What a check refuses is said by its comment.
comment on constraint studio_settings_key_snake_case_check on public.studio_settings is
'The key of a setting is at most 80 lower-case letters, digits and underscores, and '
'begins with a letter';
comment on constraint studio_settings_no_master_code_check on public.studio_settings is
'A setting holds no master code, password or secret: anybody in the studio reads it';
comment on constraint studio_settings_time_zone_is_the_scopes_check
  on public.studio_settings is
'The time zone is that of the scope';
comment on constraint studio_settings_value_size_check on public.studio_settings is
'The value of a setting has at most 16384 bytes';
create trigger _180_say_rules
  before insert or update on public.studio_settings
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.studio_settings enable always trigger _180_say_rules;

create trigger _200_stamp_elevation
  before insert or update or delete on public.studio_settings
  for each row execute function stagedoor.tg_any__stamp_elevation(
    'security:settings', 'security:settings', 'security:settings');

create function stagedoor_studio.tg_studio_settings__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no request role may.
begin
  -- Settings that are deleted with their studio cause no events of their own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = old.project_id
  ) then
    return null;
  end if;
  perform stagedoor.record_event(
    p_event => 'studio_setting.' || case tg_op
      when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end,
    p_scope_id => coalesce(new.project_id, old.project_id),
    p_object_type => 'studio_settings',
    p_object_id => coalesce(new.key, old.key),
    p_before => case when tg_op <> 'INSERT' then jsonb_build_object('value', old.value) end,
    p_after => case when tg_op <> 'DELETE' then jsonb_build_object('value', new.value) end,
    p_elevation_id => case when tg_op <> 'DELETE' then new.elevation_id end
  );
  return null;
end;
$$;

comment on function stagedoor_studio.tg_studio_settings__record is
'Queue studio_setting.created, changed and deleted.';

create trigger _900_record
  after insert or update or delete on public.studio_settings
  for each row execute function stagedoor_studio.tg_studio_settings__record();
alter table public.studio_settings enable always trigger _900_record;

-- Policies.

alter table public.studio_settings enable row level security;

create policy studio_settings_select on public.studio_settings
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('security:settings'))::uuid[]));
comment on policy studio_settings_select on public.studio_settings is
'Only an admin reads the settings.';

create policy studio_settings_insert on public.studio_settings
  for insert to authenticated
  with check (
    project_id = any ((select stagedoor.scopes_with('security:settings'))::uuid[])
  );
comment on policy studio_settings_insert on public.studio_settings is
'Settings are the admin''s.';

create policy studio_settings_update on public.studio_settings
  for update to authenticated
  using (project_id = any ((select stagedoor.scopes_with('security:settings'))::uuid[]))
  with check (
    project_id = any ((select stagedoor.scopes_with('security:settings'))::uuid[])
  );
comment on policy studio_settings_update on public.studio_settings is
'Settings are the admin''s.';

create policy studio_settings_delete on public.studio_settings
  for delete to authenticated
  using (project_id = any ((select stagedoor.scopes_with('security:settings'))::uuid[]));
comment on policy studio_settings_delete on public.studio_settings is
'Settings are the admin''s.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.studio_settings', 'project_id');

-- Privileges. For definers only.

revoke all on function
  stagedoor_studio.tg_studio_settings__same_setting,
  stagedoor_studio.tg_studio_settings__record
from public, anon, authenticated, service_role;
revoke all on public.studio_settings from public, anon, authenticated, service_role;
-- An upsert names the whole row.
grant select, insert (project_id, key, value), update (project_id, key, value), delete
on public.studio_settings to authenticated, service_role;
