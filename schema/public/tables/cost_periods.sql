-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cost_periods" (
  "project_id" uuid not null,
  "ends_on"    date not null,
  "closed_by"  uuid not null,
  constraint "cost_periods_ends_on_finite_check" check (isfinite(ends_on)),
  constraint "cost_periods_pkey" primary key (project_id, ends_on),
  constraint "cost_periods_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "cost_periods_closed_by_fkey" foreign key (closed_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."cost_periods"
  enable row level security;

create index cost_periods_closed_by_idx on public.cost_periods using btree (closed_by);

create trigger _100_keep_closed
  before delete or update on public.cost_periods
  for each row
  execute function stagedoor_film.tg_any__keep_closed();

alter table "public"."cost_periods"
  enable always trigger "_100_keep_closed";

create trigger _110_refuse_truncate
  before truncate on public.cost_periods
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."cost_periods"
  enable always trigger "_110_refuse_truncate";

create trigger _900_record
  after insert or delete or update on public.cost_periods
  for each row
  execute function stagedoor_film.tg_any__record('cost_period', 'figures');

alter table "public"."cost_periods"
  enable always trigger "_900_record";

create policy "cost_periods_select" on "public"."cost_periods"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_film.projects_with('budget:view:assigned'::text)
    as projects_with)::uuid[])));

comment on column "public"."cost_periods"."ends_on" is 'The last day of it, in the time zone of the production. All before it is closed, too.';

comment on policy "cost_periods_select"
  on "public"."cost_periods" is 'Whoever sees a budget, be it one department''s, knows what is closed.';

comment on table "public"."cost_periods" is 'Periods of a production that are closed (F120).';

revoke all on table "public"."cost_periods" from "authenticated";

grant select on table "public"."cost_periods" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cost_periods"
  to "postgres";

revoke all on table "public"."cost_periods" from "service_role";

grant select on table "public"."cost_periods" to "service_role";

alter table "public"."cost_periods"
  add column "closed_at" timestamp with time zone not null default stagedoor.instant();
