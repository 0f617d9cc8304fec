-- Development only, and only where scripts/devserver serves the database: @supabase/lite numbers
-- refresh tokens itself, with uuids.

do $$
begin
  if (select a.atttypid from pg_attribute as a
      where a.attrelid = 'auth.refresh_tokens'::regclass and a.attname = 'id')
    <> 'text'::regtype
  then
    alter table auth.refresh_tokens alter column id drop default;
    alter table auth.refresh_tokens alter column id type text;
  end if;
end;
$$;
