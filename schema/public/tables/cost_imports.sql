-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cost_imports" (
  "id"              uuid    not null default gen_random_uuid(),
  "project_id"      uuid    not null,
  "idempotency_key" text    not null,
  "rows_digest"     bytea   not null,
  "is_partial"      boolean not null,
  "imported"        integer not null,
  "rejected"        jsonb   not null,
  "created_by"      uuid    not null,
  constraint "cost_imports_idempotency_key_key" unique
    (project_id, created_by, idempotency_key),
  constraint "cost_imports_idempotency_key_length_check"
    check (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 200))),
  constraint "cost_imports_imported_positive_check" check ((imported > 0)),
  constraint "cost_imports_pkey" primary key (id),
  constraint "cost_imports_rejected_array_check"
    check ((jsonb_typeof(rejected) = 'array'::text)),
  constraint "cost_imports_rows_digest_sha256_check"
    check ((octet_length(rows_digest) = 32)),
  constraint "cost_imports_whole_rejects_nothing_check"
    check ((is_partial OR (rejected = '[]'::jsonb))),
  constraint "cost_imports_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "cost_imports_created_by_fkey" foreign key (created_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."cost_imports"
  enable row level security;

create index cost_imports_created_by_idx on public.cost_imports using btree (created_by);

create trigger _100_keep
  before update on public.cost_imports
  for each row
  execute function stagedoor_film.tg_cost_imports__keep();

alter table "public"."cost_imports"
  enable always trigger "_100_keep";

create trigger _120_refuse_truncate
  before truncate on public.cost_imports
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."cost_imports"
  enable always trigger "_120_refuse_truncate";

create trigger _130_refuse_delete
  before delete on public.cost_imports
  for each row
  execute function stagedoor_film.tg_any__refuse_delete();

alter table "public"."cost_imports"
  enable always trigger "_130_refuse_delete";

create trigger _900_record
  after insert or delete or update on public.cost_imports
  for each row
  execute function stagedoor_film.tg_any__record('cost_import', 'figures');

alter table "public"."cost_imports"
  enable always trigger "_900_record";

create policy "cost_imports_select" on "public"."cost_imports"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('transaction:view:assigned'::text) as
    scopes_with)::uuid[])));

comment on column "public"."cost_imports"."rejected" is 'What was left out, as import_transactions answered it.';

comment on column "public"."cost_imports"."rows_digest" is 'SHA-256 of the rows: under the same key no others go in.';

comment on policy "cost_imports_select"
  on "public"."cost_imports" is 'Whoever sees the costs of a production sees what was imported.';

comment on table "public"."cost_imports" is 'Payrolls that were imported, and what was answered (F120).

One that was rejected whole left nothing, and no row here.';

revoke all on table "public"."cost_imports" from "authenticated";

grant select on table "public"."cost_imports" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cost_imports"
  to "postgres";

revoke all on table "public"."cost_imports" from "service_role";

grant select on table "public"."cost_imports" to "service_role";

alter table "public"."cost_imports"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
