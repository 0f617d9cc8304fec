-- Files and channels: policies for the platform's own tables, storage.objects and
-- realtime.messages.
--
-- They belong to the platform, which lets the owner of the database write policies on them
-- and nothing else: no comment, index, grant or trigger.

create function stagedoor.path_condition(p_path text, p_set text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_parts   constant pg_catalog.text[] := string_to_array(p_path, '/');
  v_place   constant integer := array_position(v_parts, '{scope_id}');
  v_pattern pg_catalog.text := '^';
begin
  if v_place is null
    or cardinality(array_positions(v_parts, '{scope_id}')) <> 1
    or v_place = cardinality(v_parts)
    or exists (
      select from unnest(v_parts) with ordinality as s (text, place)
      where s.text <> '{scope_id}' and s.text <> '*'
        and not (s.text = '...' and s.place = cardinality(v_parts))
        and (s.text !~ '^[A-Za-z0-9_.-]{1,100}$' or s.text ~ '^\.+$')
    )
  then
    raise invalid_parameter_value using
      message = 'A path names folders, {scope_id} once, and what lies below it',
      hint = 'Like {scope_id}/... or a/{scope_id}/*/...: * is one part, ... the rest.';
  end if;
  for v_part in 1 .. cardinality(v_parts) loop
    v_pattern := v_pattern || case when v_part > 1 then '/' else '' end
      || case v_parts[v_part]
      when '{scope_id}' then '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
      -- No part is one or two dots, which a file system would follow.
      when '*' then '(?![.]{1,2}(/|$))[^/]+'
      when '...' then '((?![.]{1,2}(/|$))[^/]+/)*(?![.]{1,2}$)[^/]+'
      else replace(v_parts[v_part], '.', '\.')
    end;
  end loop;
  -- Compared as text: a name that is no uuid matches nothing, where a cast would fail every
  -- list of the bucket.
  return format('name ~ %L and split_part(name, ''/'', %s) = any (%s)',
    v_pattern || '$', v_place, p_set);
end;
$$;

comment on function stagedoor.path_condition is
'The condition that a file lies in a scope where the caller holds a key.

p_path: {scope_id}, folders, * for one part, ... for the rest. Raises 22023.';

create function stagedoor.their_text_set(
  p_scope_type text, p_key text, p_is_own boolean, p_prefix text default ''
)
returns text
language sql
stable
set search_path = ''
as $$
  -- Cast and joined inside the sub-select, which runs once.
  select format(
    '(select array(select %L || s.id from unnest(%s) as s (id)))::pg_catalog.text[]',
    p_prefix, stagedoor.their_set(p_scope_type, p_key, p_is_own))
$$;

comment on function stagedoor.their_text_set is
'The set of scopes in which the caller holds a key, as texts, as SQL.';

create function stagedoor.check_platform(
  p_table text, p_module text, p_scope_type text, p_keys text[]
)
returns regclass
language plpgsql
stable
set search_path = ''
as $$
declare
  v_key pg_catalog.text;
begin
  if to_regclass(p_table) is null then
    raise invalid_parameter_value using
      message = format('There is no table %s here', p_table),
      hint = 'The platform makes it where the service runs.';
  elsif p_scope_type is null or p_scope_type <> all (
    stagedoor.types_above_projects() || 'project'::pg_catalog.text)
  then
    raise invalid_parameter_value using
      message = 'The scope is an organization, a project, or another above projects';
  end if;
  foreach v_key in array p_keys loop
    if v_key !~ '^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*(:(all|assigned))?$' is not false then
      raise invalid_parameter_value using
        message = format('A key reads module:action: %s', coalesce(to_json(left(v_key,
          100))::pg_catalog.text, 'null'));
    elsif split_part(v_key, ':', 1) is distinct from p_module
      and stagedoor.unknown_permission(v_key) is not null
    then
      raise invalid_parameter_value using
        message = format('There is no key %s', v_key),
          hint = stagedoor.unknown_permission(v_key);
    end if;
  end loop;
  return to_regclass(p_table);
end;
$$;

comment on function stagedoor.check_platform is
'The table of the platform, after a check of the rest. Raises 22023.';

create function stagedoor.replace_policies(
  p_table regclass, p_prefix text, p_policies jsonb, p_dry_run boolean
)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_step pg_catalog.record;
begin
  for v_step in
    select format('drop the policy %I of before', p.polname) as step,
      format('drop policy %I on %s', p.polname, p_table) as sql,
        null::pg_catalog.text as warning
    from pg_catalog.pg_policy as p
    where p.polrelid = p_table and starts_with(p.polname, p_prefix)
    union all
    select x.value ->> 'step', format('create policy %I on %s for %s to authenticated%s%s',
      p_prefix || (x.value ->> 'operation'), p_table, x.value ->> 'operation',
      ' using (' || (x.value ->> 'using') || ')',
      ' with check (' || (x.value ->> 'check') || ')'), null
    from jsonb_array_elements(p_policies) as x
    union all
    select format('look at the policy %I', p.polname), null,
      'It admits what this one does not: drop it, or narrow it to other buckets or topics.'
    from pg_catalog.pg_policy as p
    where p.polrelid = p_table
      and p.polpermissive
      and p.polname !~ '^stagedoor '
      and stagedoor.reaches_requests(p.polroles)
  loop
    if v_step.sql is not null and not p_dry_run then
      execute v_step.sql;
    end if;
    return query select v_step.step, v_step.sql, v_step.warning;
  end loop;
end;
$$;

comment on function stagedoor.replace_policies is
'Write policies on a table of the platform, and name others that admit.';

create function stagedoor.protect_bucket(
  bucket     text,
  module     text,
  path       text    default '{scope_id}/...',
  scope_type text    default 'project',
  roles      jsonb   default '{}',
  dry_run    boolean default false
)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_keys     constant pg_catalog.jsonb := jsonb_build_object(
    'select', module || ':view', 'insert', module || ':edit', 'update', module || ':edit',
    'delete', module || ':edit');
  v_table    constant pg_catalog.regclass := stagedoor.check_platform(
    'storage.objects', module, scope_type, array[module || ':view']);
  v_public   boolean;
  v_policies pg_catalog.jsonb := '[]';
  v_operation pg_catalog.text;
  v_allowed  pg_catalog.text;
  v_step     pg_catalog.record;
begin
  if module = any (array['project', 'access', 'role', 'menu', 'audit']) then
    raise invalid_parameter_value using
      message = format('The module %s is the engine''s: take another', module);
  end if;
  perform stagedoor.check_their_keys(module, v_keys, coalesce(roles, '{}'));
  execute 'select b.public from storage.buckets as b where b.id = $1'
  into v_public using bucket;
  if v_public is not false then
    raise check_violation using
      message = case when v_public then format('The bucket %s is public', to_json(bucket))
        else format('There is no private bucket %s',
          coalesce(to_json(bucket)::pg_catalog.text, 'null')) end,
      detail = '{"error_code":"PUBLIC_BUCKET"}',
      hint = 'Files of a public bucket are read by their path, past every policy.';
  end if;

  foreach v_operation in array array['select', 'insert', 'update', 'delete'] loop
    v_allowed := format('bucket_id = %L and ((%s) or (owner_id = (select '
      'stagedoor.caller_id())::pg_catalog.text and %s))', bucket,
      stagedoor.path_condition(path,
        stagedoor.their_text_set(scope_type, v_keys ->> v_operation, false)),
      stagedoor.path_condition(path,
        stagedoor.their_text_set(scope_type, v_keys ->> v_operation, true)));
    v_policies := v_policies || jsonb_build_object(
      'step', format('%s files by %s', v_operation, v_keys ->> v_operation),
      'operation', v_operation,
      'using', case when v_operation <> 'insert' then v_allowed end,
      'check', case when v_operation in ('insert', 'update') then v_allowed end);
  end loop;

  for v_step in
    select * from stagedoor.plan_keys(jsonb_build_object(
      'module', module, 'keys', v_keys, 'roles', coalesce(roles, '{}')))
  loop
    if v_step.sql is not null and not dry_run then
      execute v_step.sql;
    end if;
    return query select v_step.step, v_step.sql, v_step.warning;
  end loop;
  return query select * from stagedoor.replace_policies(
    v_table, format('stagedoor %s ', left(md5(bucket), 12)), v_policies, dry_run);
  return query select case when dry_run then 'nothing was changed'
      else format('protected the bucket %s', to_json(bucket)) end, null::pg_catalog.text,
    'A signed URL outlives a revocation: let it expire within minutes.';
end;
$$;

comment on function stagedoor.protect_bucket is
'Put the files of a bucket under the keys of a module (F122).

For the owner of the database, on the platform; again to change it. bucket: its id; module:
its keys are <module>:view and <module>:edit; path: where the id of the scope stands in the
names, {scope_id}/... as shipped; scope_type: project or organization; roles: as protect
takes them. Own files are those of their uploader. Moving and copying need both paths.
Writes policies of storage.objects, nothing else. Answers every step. Raises 22023, and
23514 for a bucket that is public or not there.';

create function stagedoor.protect_channel(
  prefix     text,
  key        text,
  send_key   text    default null,
  scope_type text    default 'project',
  dry_run    boolean default false
)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_table    constant pg_catalog.regclass := stagedoor.check_platform(
    'realtime.messages', null, scope_type,
    array[key] || case when send_key is not null then array[send_key] else '{}' end);
  v_form     constant pg_catalog.text :=
    'extension in (''broadcast'', ''presence'') and (select realtime.topic()) = any (%s)';
  v_policies pg_catalog.jsonb;
begin
  if prefix !~ '^[A-Za-z0-9_-]{1,60}$' is not false then
    raise invalid_parameter_value using
      message = 'The topic begins with letters, digits, hyphens or underscores, at most 60',
      hint = 'The topics are <prefix>:<id of the scope>.';
  end if;
  -- The whole topic is compared, as text: one that names no scope matches nothing.
  v_policies := jsonb_build_array(jsonb_build_object(
    'step', format('read by %s', key), 'operation', 'select',
    'using', format(v_form,
      stagedoor.their_text_set(scope_type, key, false, prefix || ':'))));
  if send_key is not null then
    v_policies := v_policies || jsonb_build_object(
      'step', format('send by %s', send_key), 'operation', 'insert',
      'check', format(v_form,
        stagedoor.their_text_set(scope_type, send_key, false, prefix || ':')));
  end if;
  return query select * from stagedoor.replace_policies(
    v_table, format('stagedoor %s ', left(md5(prefix), 12)), v_policies, dry_run);
  return query select case when dry_run then 'nothing was changed'
      else format('protected the topics %s:<scope_id>', prefix) end, null::pg_catalog.text,
    'An open channel keeps what it had when it joined, until its token is renewed.';
end;
$$;

comment on function stagedoor.protect_channel is
'Put private channels under a key (F123).

For the owner of the database, on the platform; again to change it. Topics are
<prefix>:<id of the scope>. key: for reading; send_key: for sending, nobody without it;
scope_type: project or organization. Writes policies of realtime.messages, nothing else.
Answers every step. Raises 22023.';

-- Privileges. For the owner of the database only.

revoke all on function
  stagedoor.path_condition,
  stagedoor.their_text_set,
  stagedoor.check_platform,
  stagedoor.replace_policies,
  stagedoor.protect_bucket,
  stagedoor.protect_channel
from public, anon, authenticated, service_role;
