-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cost_period_rows" (
  "project_id"   uuid    not null,
  "ends_on"      date    not null,
  "cost_code_id" uuid    not null,
  "currency"     text    not null,
  "budget"       numeric not null,
  "this_period"  numeric not null,
  "actual"       numeric not null,
  "committed"    numeric not null,
  "to_complete"  numeric not null,
  constraint "cost_period_rows_cost_code_id_fkey" foreign key (project_id, cost_code_id)
    references public.cost_codes(project_id, id) on delete restrict,
  constraint "cost_period_rows_pkey" primary key
    (project_id, ends_on, cost_code_id, currency),
  constraint "cost_period_rows_ends_on_fkey" foreign key (project_id, ends_on)
    references public.cost_periods(project_id, ends_on) on delete cascade,
  constraint "cost_period_rows_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict
);

alter table "public"."cost_period_rows"
  enable row level security;

create index cost_period_rows_cost_code_id_idx on public.cost_period_rows
  using btree (project_id, cost_code_id);

create index cost_period_rows_currency_idx on public.cost_period_rows using btree (currency);

create trigger _100_keep_closed
  before delete or update on public.cost_period_rows
  for each row
  execute function stagedoor_film.tg_any__keep_closed();

alter table "public"."cost_period_rows"
  enable always trigger "_100_keep_closed";

create trigger _110_refuse_truncate
  before truncate on public.cost_period_rows
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."cost_period_rows"
  enable always trigger "_110_refuse_truncate";

create policy "cost_period_rows_select" on "public"."cost_period_rows"
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

comment on column "public"."cost_period_rows"."currency" is 'Nothing is converted: a code with lines in two currencies has two rows.';

comment on policy "cost_period_rows_select"
  on "public"."cost_period_rows" is 'A closed report is read as the open one is.';

comment on table "public"."cost_period_rows" is 'The cost report of a period as it stood when it was closed (F120).

Of codes that take costs, one row a currency; headers and totals add up from it.';

revoke all on table "public"."cost_period_rows" from "authenticated";

grant select on table "public"."cost_period_rows" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cost_period_rows"
  to "postgres";

revoke all on table "public"."cost_period_rows" from "service_role";

grant select on table "public"."cost_period_rows" to "service_role";
