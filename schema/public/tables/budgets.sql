-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."budgets" (
  "id"         uuid                     not null default gen_random_uuid(),
  "project_id" uuid                     not null,
  "name"       text                     not null,
  "version"    integer                  not null default 1,
  "currency"   text                     not null,
  "created_by" uuid                     not null,
  "edited_by"  uuid                     not null,
  "locked_by"  uuid,
  "locked_at"  timestamp with time zone,
  constraint "budgets_locked_together_check"
    check (((locked_by IS NULL) = (locked_at IS NULL))),
  constraint "budgets_name_length_check"
    check (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  constraint "budgets_pkey" primary key (id),
  constraint "budgets_project_id_id_currency_key" unique (project_id, id, currency),
  constraint "budgets_project_id_name_version_key" unique (project_id, name, version),
  constraint "budgets_version_positive_check" check ((version > 0)),
  constraint "budgets_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "budgets_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "budgets_created_by_fkey" foreign key (created_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "budgets_edited_by_fkey" foreign key (edited_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "budgets_locked_by_fkey" foreign key (locked_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."budgets"
  enable row level security;

create index budgets_created_by_idx on public.budgets using btree (created_by);

create index budgets_currency_idx on public.budgets using btree (currency);

create index budgets_edited_by_idx on public.budgets using btree (edited_by);

create index budgets_locked_by_idx on public.budgets using btree (locked_by);

create trigger _100_guard
  before update on public.budgets
  for each row
  execute function stagedoor_film.tg_budgets__guard();

alter table "public"."budgets"
  enable always trigger "_100_guard";

create trigger _900_record
  after insert or delete or update on public.budgets
  for each row
  execute function stagedoor_film.tg_any__record('budget', 'figures');

alter table "public"."budgets"
  enable always trigger "_900_record";

create policy "budgets_select" on "public"."budgets"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_film.projects_with('budget:view:assigned'::text)
    as projects_with)::uuid[])));

comment on column "public"."budgets"."edited_by" is 'Who changed it or a line of it last, and so does not lock it (F116).';

comment on column "public"."budgets"."locked_at" is 'When the version was locked. Its lines then keep their amounts.';

comment on policy "budgets_select" on "public"."budgets" is 'Whoever sees lines, be it one department''s, sees which budget it is.';

comment on table "public"."budgets" is 'Budgets of a production, a row per version (F4, F119).';

revoke all on table "public"."budgets" from "authenticated";

grant select on table "public"."budgets" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."budgets"
  to "postgres";

revoke all on table "public"."budgets" from "service_role";

grant select on table "public"."budgets" to "service_role";

alter table "public"."budgets"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();

alter table "public"."budgets"
  add column "edited_at" timestamp with time zone not null default stagedoor.instant();
