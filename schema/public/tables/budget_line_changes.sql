-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."budget_line_changes" (
  "id"                   bigint  generated always as identity not null,
  "project_id"           uuid    not null,
  "budget_line_id"       uuid    not null,
  "cost_code_id"         uuid    not null,
  "amount"               numeric not null,
  "estimate_to_complete" numeric,
  "changed_by"           uuid,
  constraint "budget_line_changes_pkey" primary key (id),
  constraint "budget_line_changes_budget_line_id_fkey"
    foreign key (project_id, budget_line_id) references public.budget_lines(project_id, id)
    on delete cascade,
  constraint "budget_line_changes_changed_by_fkey" foreign key (changed_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."budget_line_changes"
  enable row level security;

create index budget_line_changes_changed_by_idx on public.budget_line_changes
  using btree (changed_by);

create index budget_line_changes_cost_code_id_idx on public.budget_line_changes
  using btree (cost_code_id);

create trigger _100_keep
  before insert or delete or update on public.budget_line_changes
  for each row
  execute function stagedoor_film.tg_budget_line_changes__keep();

alter table "public"."budget_line_changes"
  enable always trigger "_100_keep";

create trigger _110_refuse_truncate
  before truncate on public.budget_line_changes
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."budget_line_changes"
  enable always trigger "_110_refuse_truncate";

create policy "budget_line_changes_select" on "public"."budget_line_changes"
  for select
  to "authenticated"
  using
    ((((project_id = ANY (( select stagedoor.scopes_with('budget:view:assigned'::text) as
    scopes_with)::uuid[])) AND
    (cost_code_id <> all (( select
    stagedoor_film.codes_without('budget:view:assigned'::text) as codes_without)::uuid[])))
    or
    (cost_code_id = ANY (( select stagedoor_film.codes_with('budget:view:assigned'::text) as
    codes_with)::uuid[]))));

comment on policy "budget_line_changes_select"
  on "public"."budget_line_changes" is 'Whoever sees a line sees what it was worth before.';

comment on table "public"."budget_line_changes" is 'What a line was worth and what was still to come, from when on.

So that a report of a day can be made again. Written by trigger.';

revoke all on table "public"."budget_line_changes" from "authenticated";

grant select on table "public"."budget_line_changes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."budget_line_changes"
  to "postgres";

revoke all on table "public"."budget_line_changes" from "service_role";

grant select on table "public"."budget_line_changes" to "service_role";

alter table "public"."budget_line_changes"
  add column "changed_at" timestamp with time zone not null default stagedoor.instant();

create index budget_line_changes_budget_line_id_idx on public.budget_line_changes
  using btree (project_id, budget_line_id, changed_at);
