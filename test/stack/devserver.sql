-- What the development server's tests look through: a table with row-level security, all awkward types,
-- and functions that fail in every way that has a status of its own.

create table public.door_notes (
  id    bigint generated always as identity primary key,
  owner uuid not null default auth.uid(),
  body  text not null unique check (body <> 'forbidden'),
  seen  text default current_setting('request.headers', true)::json ->> 'x-project-id'
);
alter table public.door_notes enable row level security;
create policy door_notes_select on public.door_notes
  for select to authenticated using (owner = (select auth.uid()));
create policy door_notes_insert on public.door_notes
  for insert to authenticated with check (owner = (select auth.uid()));
revoke all on public.door_notes from public, anon, authenticated, service_role;
grant select, insert (body, owner) on public.door_notes to authenticated;

-- Nobody may read it, not even service_role.
create table public.door_closed (id integer primary key);
alter table public.door_closed enable row level security;
revoke all on public.door_closed from public, anon, authenticated, service_role;

create table public.door_values as
select
  1 as id,
  9007199254740993::bigint as large,
  42::bigint as small,
  1.10::numeric(14, 2) as price,
  123456789012345678901234567890.5::numeric as huge,
  'NaN'::numeric as nan,
  '2027-03-01 12:34:56.789012+02'::timestamptz as moment,
  '2027-03-01 12:34:56'::timestamp as local_moment,
  'infinity'::timestamptz as forever,
  '2027-03-01'::date as day,
  '\xdeadbeef'::bytea as bytes,
  '{"a": [1, null]}'::jsonb as document,
  array['x', null]::text[] as words,
  array['2027-03-01 12:00:00+00']::timestamptz[] as moments,
  array[1.10]::numeric[] as prices,
  '3 days'::interval as span,
  tstzrange('2027-03-01 00:00+00', null) as window_,
  null::text as nothing,
  'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid as key;
alter table public.door_values add primary key (id);
alter table public.door_values enable row level security;
create policy door_values_select on public.door_values
  for select to anon, authenticated using (true);
revoke all on public.door_values from public, anon, authenticated, service_role;
grant select on public.door_values to anon, authenticated;

create function public.door_values_as_json()
returns text
language sql
stable
set search_path = ''
as $$
  select to_json(v)::text from public.door_values as v
$$;

create function public.door_caller()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'user', current_user,
    'session', session_user,
    'uid', auth.uid(),
    'role', auth.role(),
    'claims', auth.jwt(),
    'timeout', current_setting('statement_timeout'),
    'method', current_setting('request.method', true),
    'path', current_setting('request.path', true),
    'header', nullif(current_setting('request.headers', true), '')::json ->> 'x-project-id',
    'address', nullif(current_setting('request.headers', true), '')::json
      ->> 'x-forwarded-for'
  )
$$;

create function public.door_raise(p_code text)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  if p_code = 'PGRST' then
    raise sqlstate 'PGRST' using
      message = '{"code": "own", "message": "teapot"}',
      detail  = '{"status": 418, "headers": {"x-tea": "green"}}';
  end if;
  raise exception 'no such luck' using
    errcode = p_code, detail = '{"error_code":"X"}', hint = 'give up';
end;
$$;

create function public.door_status(p_status integer)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
begin
  perform set_config('response.status', p_status::text, true);
  perform set_config('response.headers', '[{"retry-after": "7"}]', true);
  return '{"ok": false}';
end;
$$;

create function public.door_write()
returns bigint
language sql
volatile
set search_path = ''
as $$
  insert into public.door_notes (body) values ('by rpc') returning id
$$;

create function public.door_echo(p_text text)
returns text
language sql
stable
set search_path = ''
as $$ select p_text $$;

-- Where an operator has closed everything, nothing is open by itself.
grant execute on all functions in schema public to anon, authenticated, service_role;

notify pgrst, 'reload schema';
