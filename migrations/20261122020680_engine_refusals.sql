-- Refusals: the errors of calls, in the words and codes of docs/errors.md.

create function stagedoor.raise_denied(p_required text, p_hint text default null)
returns void
language plpgsql
stable
set search_path = ''
as $$
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
$$;

comment on function stagedoor.raise_denied is
'Refuse an act in a scope that the caller may know of (F86, F87).

Raises 42501, HTTP 403. For an app''s token the hint says so (F131).';

create function stagedoor.raise_not_found(p_what text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise sqlstate 'PT404' using
    message = p_what || ' not found',
    detail = '{"error_code":"NOT_FOUND"}';
end;
$$;

comment on function stagedoor.raise_not_found is
'Refuse an id that is unknown, or unknown to the caller (F86).

Raises PT404, HTTP 404.';

create function stagedoor.nearest(p_word text, p_known text[])
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  -- The distance of two words is Dice's coefficient of their pairs of letters. A long word
  -- is cut.
  with pairs as (
    select distinct k.place, k.word, substr(padded.word, i.start, 2) as pair
    from unnest(array_prepend(p_word, p_known)) with ordinality as k (word, place)
    cross join lateral (select lower(' ' || left(k.word, 60) || ' ')) as padded (word)
    cross join lateral generate_series(1, char_length(padded.word) - 1) as i (start)
  ),
  sized as (
    select p.place, p.word, p.pair, count(*) over (partition by p.place) as size
    from pairs as p
  )
  select known.word
  from sized as asked
  join sized as known on known.pair = asked.pair and known.place > 1
  cross join lateral (select asked.size + known.size) as both_words (pairs)
  where asked.place = 1
  group by known.place, known.word, both_words.pairs
  having 2.0 * count(*) / both_words.pairs >= 0.4
  order by 2.0 * count(*) / both_words.pairs desc, known.word
  limit 1
$$;

comment on function stagedoor.nearest is
'The known word nearest to a mistyped one, or null.';

create function stagedoor.unknown_key(p_what text, p_key text, p_known text[])
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select format('There is no %s %s here', lower(p_what),
      coalesce(to_json(left(p_key, 100))::pg_catalog.text, 'null'))
    || coalesce('; the nearest is ' || stagedoor.nearest(p_key, p_known), '') || '.'
$$;

comment on function stagedoor.unknown_key is
'A sentence that names the unknown key and the nearest known one.';

create function stagedoor.raise_unknown(p_what text, p_key text, p_known text[])
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise sqlstate 'PT404' using
    message = p_what || ' not found',
    detail = json_build_object(
      'error_code', 'NOT_FOUND', 'key', left(p_key, 100),
      'nearest', stagedoor.nearest(p_key, p_known)),
    hint = stagedoor.unknown_key(p_what, p_key, p_known);
end;
$$;

comment on function stagedoor.raise_unknown is
'Refuse an unknown key, and name the nearest known one (F86).

p_known: the keys that the caller may know of. Raises PT404, HTTP 404.';

create function stagedoor.unknown_permission(p_key text)
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads every key, also for a caller without a session.
begin
  if exists (
    select from stagedoor.permissions as p where p.permission_key = p_key
  ) then
    return null;
  end if;
  return stagedoor.unknown_key(
    'permission', p_key, array(select p.permission_key from stagedoor.permissions as p));
end;
$$;

comment on function stagedoor.unknown_permission is
'The problem with a permission key; null for one that exists (F1).';

create function stagedoor.warn_of_unknown_permission(p_key text)
returns void
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads every key. Called only where the answer is no, so that a yes costs nothing more.
declare
  v_problem pg_catalog.text := stagedoor.unknown_permission(p_key);
begin
  if v_problem is not null then
    raise warning '%', v_problem using
      hint = 'An unknown key is never held: the answer is no.';
  end if;
end;
$$;

comment on function stagedoor.warn_of_unknown_permission is
'Warn of a permission key that does not exist (F1).

For questions that answer no instead of raising: a mistyped key would be a silent no.';

create function stagedoor.raise_unknown_permission(p_key text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads every key. Asked by definers only.
begin
  perform stagedoor.raise_unknown(
    'Permission', p_key, array(select p.permission_key from stagedoor.permissions as p));
end;
$$;

comment on function stagedoor.raise_unknown_permission is
'Refuse a permission key that does not exist (F86). Raises PT404.';

create function stagedoor.raise_overlap(p_access stagedoor.user_accesses, p_hint text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise unique_violation using
    message = 'The same is held already, in a window that overlaps',
    detail = json_build_object(
      'error_code', 'OVERLAPS', 'access_id', p_access.id,
      'valid_from', coalesce(p_access.valid_from, p_access.granted_at),
      'valid_until', p_access.valid_until),
    hint = p_hint;
end;
$$;

comment on function stagedoor.raise_overlap is
'Refuse a window that overlaps another of the same, and name that.

Raises 23505.';

create function stagedoor.raise_former_scope(p_id uuid)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  raise unique_violation using
    message = 'This id is or was the id of a scope',
    detail = json_build_object('error_code', 'FORMER_SCOPE', 'id', p_id),
    hint = 'Take a new id: what was granted at the old one would count again.';
end;
$$;

comment on function stagedoor.raise_former_scope is
'Raises 23505 for a new row with the id of a scope (F130).';

create function stagedoor.raise_window_closed(
  p_window_kind text, p_ended_at timestamptz, p_hint text
)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise insufficient_privilege using
    message = 'Access denied',
    detail = json_build_object(
      'error_code', 'WINDOW_CLOSED', 'window', p_window_kind, 'ended_at', p_ended_at),
    hint = p_hint;
end;
$$;

comment on function stagedoor.raise_window_closed is
'Refuse what was written under a window that has closed (F118).

Raises 42501.';

create function stagedoor.raise_conflict()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise sqlstate 'PT409' using
    message = 'Somebody else changed this at the same moment: try again',
    detail = '{"error_code":"CONFLICT"}';
end;
$$;

comment on function stagedoor.raise_conflict is
'Report a lost race as a conflict. Raises PT409, HTTP 409.';

create function stagedoor.refuse_client()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if stagedoor.client_id() is not null then
    perform stagedoor.raise_denied('session');
  end if;
end;
$$;

comment on function stagedoor.refuse_client is
'Refuse an app that acts with a user''s token (F131).

For calls that answer without asking for a key. Raises 42501.';

create function stagedoor.tg_any__say_rules()
returns trigger
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the catalogue. Each check of a table is asked before PostgreSQL asks it, so that
-- whoever breaks one reads its comment, which says what is allowed, and no constraint's
-- name. The rule itself stands once, in the constraint.
declare
  v_row     pg_catalog.jsonb := to_jsonb(new);
  v_broken  pg_catalog.text;
  v_missing pg_catalog.text;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  select a.attname into v_missing
  from pg_catalog.pg_attribute as a
  where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped
    and a.attnotnull and a.attgenerated = ''
    and v_row -> a.attname = 'null'
    -- What a trigger fills in is not the writer's to give.
    and has_column_privilege('authenticated', tg_relid, a.attnum, 'insert, update')
  order by a.attnum
  limit 1;
  if found then
    raise invalid_parameter_value using
      message = format('%s is needed', v_missing),
      detail = json_build_object('column', v_missing);
  end if;

  -- Of the catalogue's own words alone: expressions as it writes them, names as literals.
  execute (
    select format('select case %s end from (select ($1).*) as r',
      string_agg(format('when (%s) is false then %L',
        pg_get_expr(c.conbin, c.conrelid), c.conname), ' ' order by c.conname))
    from pg_catalog.pg_constraint as c
    where c.conrelid = tg_relid
      and c.contype = 'c'
      and obj_description(c.oid, 'pg_constraint') is not null
  ) into v_broken using new;
  if v_broken is not null then
    raise check_violation using
      message = (
        select obj_description(c.oid, 'pg_constraint')
        from pg_catalog.pg_constraint as c
        where c.conrelid = tg_relid and c.conname = v_broken),
      detail = '{"error_code":"BAD_VALUE"}',
      constraint = v_broken;
  end if;
  return new;
end;
$$;

comment on function stagedoor.tg_any__say_rules is
'Say the comment of a check that a row breaks (F86).

Raises 23514, 22023 for a column that is missing.';

-- Privileges. A wrapper in public catches a lost race and calls raise_conflict itself.

revoke all on function
  stagedoor.raise_denied,
  stagedoor.raise_not_found,
  stagedoor.nearest,
  stagedoor.unknown_key,
  stagedoor.raise_unknown,
  stagedoor.unknown_permission,
  stagedoor.warn_of_unknown_permission,
  stagedoor.raise_unknown_permission,
  stagedoor.raise_overlap,
  stagedoor.raise_former_scope,
  stagedoor.raise_window_closed,
  stagedoor.raise_conflict,
  stagedoor.refuse_client,
  stagedoor.tg_any__say_rules
from public, anon, authenticated, service_role;
grant execute on function stagedoor.raise_conflict to authenticated, service_role;
grant execute on function stagedoor.warn_of_unknown_permission to authenticated;
