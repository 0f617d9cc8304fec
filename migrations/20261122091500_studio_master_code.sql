-- Master code: the secret of a studio that opens an elevation, and how it is kept.
--
-- Only its bcrypt hash is stored, in stagedoor.secrets, out of reach of any policy. Neither
-- the code nor the hash is part of an event, an error or an answer.

insert into stagedoor.settings (key, value, description) values
  ('master_code_cost', '12',
    'The bcrypt cost of a master code, and the highest that an imported hash may have: '
    'every attempt takes the time of this cost, whatever it is compared with. From 10 to '
    '15: each step doubles the time.')
on conflict (key) do nothing;

create function stagedoor_studio.tg_settings__check_master_code_cost()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- A cost that makes an attempt take days would make the code unusable, and each attempt
-- would hold a connection for as long.
begin
  if (new.value #>> '{}' ~ '^1[0-5]$') is not true then
    raise invalid_parameter_value using
      message = 'The setting master_code_cost is a whole number from 10 to 15',
      detail = json_build_object('value', new.value),
      hint = 'Cost 12 takes about a quarter of a second; each step doubles it.';
  end if;
  return new;
end;
$$;

comment on function stagedoor_studio.tg_settings__check_master_code_cost is
'Keep the cost of a master code between 10 and 15 (P6).

Raises 22023.';

create trigger _100_check_master_code_cost
  before insert or update on stagedoor.settings
  for each row when (new.key = 'master_code_cost')
  execute function stagedoor_studio.tg_settings__check_master_code_cost();
alter table stagedoor.settings enable always trigger _100_check_master_code_cost;

create function stagedoor_studio.bcrypt(p_code text, p_salt text)
returns text
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- pgcrypto that an installation had before stays in its own schema.
  v_schema pg_catalog.name := (
    select n.nspname
    from pg_catalog.pg_extension as e
    join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
    where e.extname = 'pgcrypto'
  );
  v_hash   pg_catalog.text;
begin
  execute format('select %I.crypt($1, $2)', v_schema) into v_hash using p_code, p_salt;
  return v_hash;
end;
$$;

comment on function stagedoor_studio.bcrypt is
'The bcrypt hash of a code under a salt, by pgcrypto in any schema.';

create function stagedoor_studio.bcrypt_salt()
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads a setting, which no request role may.
declare
  v_schema pg_catalog.name := (
    select n.nspname
    from pg_catalog.pg_extension as e
    join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
    where e.extname = 'pgcrypto'
  );
  v_salt   pg_catalog.text;
begin
  -- Without the second argument the cost would be 6.
  execute format('select %I.gen_salt(''bf'', $1)', v_schema)
  into v_salt
  using stagedoor.setting_number('master_code_cost', 12);
  return v_salt;
end;
$$;

comment on function stagedoor_studio.bcrypt_salt is
'A new salt of the cost that the installation asks for: 12 as shipped.';

create function stagedoor_studio.bcrypt_matches(p_code text, p_hash text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads a setting, which no request role may.
declare
  v_cost  integer := stagedoor.setting_number('master_code_cost', 12);
  -- Compared with if there is no code: no hash equals a digest of dots.
  v_none  pg_catalog.text :=
    '$2a$' || lpad(v_cost::pg_catalog.text, 2, '0') || '$' || repeat('.', 53);
  v_hash  pg_catalog.text := coalesce(p_hash, v_none);
  v_is_it boolean;
begin
  v_is_it := stagedoor_studio.bcrypt(coalesce(p_code, ''), v_hash) = v_hash;
  -- An imported hash of a lower cost takes the time of all others: 2^c + 2^c + ... + 2^11.
  for v_weaker in substr(v_hash, 5, 2)::integer .. v_cost - 1 loop
    perform stagedoor_studio.bcrypt(
      coalesce(p_code, ''),
      '$2a$' || lpad(v_weaker::pg_catalog.text, 2, '0') || '$' || repeat('.', 22));
  end loop;

  -- bcrypt reads 72 bytes: a longer attempt is not a code, whatever it begins with.
  return p_hash is not null
    and v_is_it is true
    and (octet_length(p_code) <= 72) is true;
end;
$$;

comment on function stagedoor_studio.bcrypt_matches is
'Whether a code matches a hash.

Takes the same time for any hash, and for none.';

create function stagedoor_studio.tg_secrets__check_master_code()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads a setting, which no request role may. Checked before any constraint: the message of
-- a constraint would show the row.
declare
  v_highest integer := stagedoor.setting_number('master_code_cost', 12);
begin
  if stagedoor.is_replaying() then
    return new;
  end if;

  -- One algorithm under three names; pgcrypto knows the first, and takes the others for
  -- DES.
  new.value := regexp_replace(new.value, '^\$2[by]\$', '$2a$');

  -- The last characters carry two and four bits less: another one could never match.
  if new.value is null
    or new.value !~ ('^\$2a\$[0-3][0-9]\$'
      || '[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$')
  then
    raise invalid_parameter_value using
      message = 'A master code is stored as a bcrypt hash of 60 characters',
      hint = 'It begins with $2a$, $2b$ or $2y$.';
  end if;
  if substr(new.value, 5, 2)::integer not between 10 and v_highest then
    raise invalid_parameter_value using
      message = format('The bcrypt cost of a master code is from 10 to %s', v_highest),
      hint = 'The setting master_code_cost is the upper bound.';
  end if;
  return new;
end;
$$;

comment on function stagedoor_studio.tg_secrets__check_master_code is
'Normalize the hash of a master code, and refuse other values.

Raises 22023. Binds an import in SQL as well as set_master_code.';

create trigger _110_check_master_code
  before insert or update on stagedoor.secrets
  for each row when (new.name = 'MASTER_CODE_HASH')
  execute function stagedoor_studio.tg_secrets__check_master_code();
alter table stagedoor.secrets enable always trigger _110_check_master_code;

create function stagedoor_studio.tg_secrets__end_elevations()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Ends elevations and queues events, which no request role may. Does not read the value. A
-- trigger, so that it binds the owner of the database as well.
declare
  v_project_id pg_catalog.uuid := coalesce(new.scope_id, old.scope_id);
  v_ended      integer;
begin
  -- A code that is deleted with its studio causes no event of its own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = v_project_id
  ) then
    return null;
  end if;
  v_ended := stagedoor.end_elevations(null, v_project_id, 'code rotated');
  perform stagedoor.record_event(
    p_event => 'master_code.' || case tg_op
      when 'DELETE' then 'removed' else 'rotated' end,
    p_scope_id => v_project_id,
    p_after => jsonb_build_object('elevations_ended', v_ended));
  return null;
end;
$$;

comment on function stagedoor_studio.tg_secrets__end_elevations is
'End the elevations of a studio with its old master code (F61).

Queues master_code.rotated or master_code.removed.';

create trigger _300_end_elevations
  after insert or update on stagedoor.secrets
  for each row when (new.name = 'MASTER_CODE_HASH')
  execute function stagedoor_studio.tg_secrets__end_elevations();
create trigger _310_end_elevations
  after delete on stagedoor.secrets
  for each row when (old.name = 'MASTER_CODE_HASH')
  execute function stagedoor_studio.tg_secrets__end_elevations();

create function stagedoor_studio.store_master_code(p_project_id uuid, p_hash text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes secrets, which no request role may.
begin
  -- Waits for attempts in progress, so that an elevation opened by the old code ends here
  -- as well.
  insert into stagedoor.secrets (scope_id, name, value)
  values (p_project_id, 'MASTER_CODE_HASH', p_hash)
  on conflict on constraint secrets_pkey do update
  set value = excluded.value, updated_at = stagedoor.instant();
end;
$$;

comment on function stagedoor_studio.store_master_code is
'Replace the hash of a master code, which ends the studio''s elevations.';

create function stagedoor_studio.import_master_code(p_project_id uuid, p_hash text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if not exists (
    select from stagedoor.scopes as s
    where s.id = p_project_id and s.scope_type = 'project'
  ) then
    perform stagedoor.raise_not_found('Studio');
  end if;
  perform stagedoor_studio.store_master_code(p_project_id, p_hash);
end;
$$;

comment on function stagedoor_studio.import_master_code is
'Take a bcrypt hash over from another system.

$2a$, $2b$ or $2y$, of cost 10 to 12. For the owner of the database, in SQL; no request
may call it. Raises 22023 for anything that is not such a hash, PT404 for a project that
does not exist.';

create function stagedoor_studio.set_master_code(p_project_id uuid, p_code text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes secrets through store_master_code.
begin
  perform stagedoor.require_scope('security:rotate_code', p_project_id, 'project');
  -- Neither message names the code.
  if p_code is null or char_length(p_code) < 8 then
    raise invalid_parameter_value using
      message = 'A master code has at least 8 characters',
      detail = '{"error_code":"CODE_TOO_SHORT","at_least_characters":8}';
  elsif octet_length(p_code) > 72 then
    raise invalid_parameter_value using
      message = 'A master code has at most 72 bytes',
      detail = '{"error_code":"CODE_TOO_LONG","at_most_bytes":72}',
      hint = 'bcrypt would ignore the rest.';
  end if;
  perform stagedoor_studio.store_master_code(
    p_project_id, stagedoor_studio.bcrypt(p_code, stagedoor_studio.bcrypt_salt()));
end;
$$;

comment on function stagedoor_studio.set_master_code is
'Implementation of public.set_master_code.';

-- Privileges.

revoke all on function
  stagedoor_studio.tg_settings__check_master_code_cost,
  stagedoor_studio.bcrypt,
  stagedoor_studio.bcrypt_salt,
  stagedoor_studio.bcrypt_matches,
  stagedoor_studio.tg_secrets__check_master_code,
  stagedoor_studio.tg_secrets__end_elevations,
  stagedoor_studio.store_master_code,
  stagedoor_studio.import_master_code,
  stagedoor_studio.set_master_code
from public, anon, authenticated, service_role;
grant execute on function stagedoor_studio.set_master_code to authenticated;
