-- The clock, and the work that waits for the commit.

create or replace function tests.freeze_time(p_at timestamptz)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Replaces a function of the product; the rollback of the file brings it back.
begin
  execute format(
    'create or replace function stagedoor.instant() returns timestamptz
     language sql stable parallel safe set search_path = '''' as $sql$
       select %L::timestamptz
     $sql$', p_at);
end;
$$;

comment on function tests.freeze_time(timestamptz) is
'Let decisions be taken at one moment from now on. Checks at commit keep the real clock.';

create or replace function tests.unfreeze_time()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Replaces a function of the product by what it was.
begin
  create or replace function stagedoor.instant() returns timestamptz
  language sql stable parallel safe set search_path = '' as $sql$
    select pg_catalog.statement_timestamp()
  $sql$;
end;
$$;

comment on function tests.unfreeze_time() is
'Let the clock run again.';

create or replace function tests.flush()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Whoever speaks, what waits for the commit runs now: events, versions, closed windows.
begin
  set constraints all immediate;
  set constraints all deferred;
end;
$$;

comment on function tests.flush() is
'Do now what a commit would do. Say it before looking at versions or at the audit log.';
