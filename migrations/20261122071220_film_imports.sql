-- Imports of costs: which rows went in under which key, so that no week is paid twice.

create table public.cost_imports (
  id              uuid        not null default gen_random_uuid(),
  project_id      uuid        not null,
  idempotency_key text        not null,
  rows_digest     bytea       not null,
  is_partial      boolean     not null,
  imported        integer     not null,
  rejected        jsonb       not null,
  created_by      uuid        not null,
  created_at      timestamptz not null default stagedoor.instant(),

  constraint cost_imports_pkey
    primary key (id),
  -- The same key of the same person is the same import.
  constraint cost_imports_idempotency_key_key
    unique (project_id, created_by, idempotency_key),

  constraint cost_imports_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint cost_imports_created_by_fkey
    foreign key (created_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,

  constraint cost_imports_idempotency_key_length_check
    check (char_length(idempotency_key) between 1 and 200),
  constraint cost_imports_rows_digest_sha256_check
    check (octet_length(rows_digest) = 32),
  constraint cost_imports_imported_positive_check
    check (imported > 0),
  constraint cost_imports_rejected_array_check
    check (jsonb_typeof(rejected) = 'array'),
  constraint cost_imports_whole_rejects_nothing_check
    check (is_partial or rejected = '[]')
);

comment on table public.cost_imports is
'Payrolls that were imported, and what was answered (F120).

One that was rejected whole left nothing, and no row here.';
comment on column public.cost_imports.rows_digest is
'SHA-256 of the rows: under the same key no others go in.';
comment on column public.cost_imports.rejected is
'What was left out, as import_transactions answered it.';

create index cost_imports_created_by_idx on public.cost_imports (created_by);

create function stagedoor_film.tg_cost_imports__keep()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts. Binds whoever writes, the service and the owner included: a guest who
-- claims an account takes the new id along.
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  if (to_jsonb(old) - 'created_by') <> (to_jsonb(new) - 'created_by')
    or stagedoor.is_other_person(old.created_by, new.created_by)
  then
    raise check_violation using message = 'An import stays as it was answered';
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_cost_imports__keep is
'Refuse to change what an import answered. Raises 23514.';

create trigger _100_keep
  before update on public.cost_imports
  for each row execute function stagedoor_film.tg_cost_imports__keep();
create trigger _120_refuse_truncate
  before truncate on public.cost_imports
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _130_refuse_delete
  before delete on public.cost_imports
  for each row execute function stagedoor_film.tg_any__refuse_delete();
create trigger _900_record
  after insert or update or delete on public.cost_imports
  for each row execute function stagedoor_film.tg_any__record('cost_import', 'figures');
alter table public.cost_imports enable always trigger _100_keep;
alter table public.cost_imports enable always trigger _120_refuse_truncate;
alter table public.cost_imports enable always trigger _130_refuse_delete;
alter table public.cost_imports enable always trigger _900_record;

-- Policies.

alter table public.cost_imports enable row level security;

create policy cost_imports_select on public.cost_imports
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('transaction:view:assigned'))::uuid[])
  );
comment on policy cost_imports_select on public.cost_imports is
'Whoever sees the costs of a production sees what was imported.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.cost_imports', 'project_id');

-- Privileges. Written through import_transactions.

revoke all on function
  stagedoor_film.tg_cost_imports__keep
from public, anon, authenticated, service_role;
revoke all on public.cost_imports from public, anon, authenticated, service_role;
grant select on public.cost_imports to authenticated, service_role;
