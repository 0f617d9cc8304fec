-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."union_rates" (
  "id"                 uuid                     not null default gen_random_uuid(),
  "project_id"         uuid,
  "union_agreement_id" uuid                     not null,
  "rate_kind"          text                     not null,
  "classification"     text                     not null default ''::text,
  "amount"             numeric,
  "unit"               text,
  "percent"            numeric,
  "ceiling"            numeric,
  "currency"           text,
  "valid_from"         date                     not null,
  "valid_until"        date,
  "is_locked"          boolean                  not null default false,
  "is_example"         boolean                  not null default false,
  "entered_by"         uuid,
  "entered_at"         timestamp with time zone not null default now(),
  "rate_unlock_id"     uuid,
  constraint "union_rates_amount_has_unit_check"
    check (((amount IS NULL) = (unit IS NULL))),
  constraint "union_rates_amount_or_percent_check"
    check ((num_nonnulls(amount, percent) = 1)),
  constraint "union_rates_amount_scale_check"
    check
    (((amount > (0)::numeric) AND (amount < '1000000000000'::numeric) AND
    (scale(trim_scale(amount)) <= 3))),
  constraint "union_rates_ceiling_of_contribution_check"
    check (((ceiling IS NULL) OR (rate_kind <> 'wage'::text))),
  constraint "union_rates_ceiling_scale_check"
    check
    (((ceiling > (0)::numeric) AND (ceiling < '1000000000000'::numeric) AND
    (scale(trim_scale(ceiling)) <= 3))),
  constraint "union_rates_classification_length_check"
    check
    (((char_length(classification) <= 120) AND (classification = btrim(classification)))),
  constraint "union_rates_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "union_rates_ends_after_start_check" check ((valid_until > valid_from)),
  constraint "union_rates_money_has_currency_check"
    check ((((amount IS NULL) AND (ceiling IS NULL)) = (currency IS NULL))),
  constraint "union_rates_one_at_a_time_excl" EXCLUDE using gist (union_agreement_id
    with =,
    rate_kind with =, classification with =, daterange(valid_from, valid_until) with &&),
  constraint "union_rates_percent_range_check"
    check
    ((((percent >= (0)::numeric) AND (percent <= (100)::numeric)) AND
    (scale(trim_scale(percent)) <= 3))),
  constraint "union_rates_pkey" primary key (id),
  constraint "union_rates_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "union_rates_rate_kind_known_check"
    check
    ((rate_kind = ANY (ARRAY['wage'::text, 'pension'::text, 'health'::text,
    'other_fringe'::text]))),
  constraint "union_rates_rate_unlock_id_fkey" foreign key (rate_unlock_id)
    references public.rate_unlocks(id) on delete set null,
  constraint "union_rates_union_agreement_id_fkey" foreign key (union_agreement_id)
    references public.union_agreements(id) on delete cascade,
  constraint "union_rates_unit_length_check"
    check (((char_length(unit) >= 1) AND (char_length(unit) <= 40))),
  constraint "union_rates_wage_is_amount_check"
    check (((rate_kind <> 'wage'::text) OR (amount IS NOT NULL))),
  constraint "union_rates_window_finite_check"
    check ((isfinite(valid_from) AND isfinite(valid_until))),
  constraint "union_rates_entered_by_fkey" foreign key (entered_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."union_rates"
  enable row level security;

create index union_rates_currency_idx on public.union_rates using btree (currency);

create index union_rates_entered_by_idx on public.union_rates using btree (entered_by);

create index union_rates_project_id_idx on public.union_rates using btree (project_id);

create index union_rates_rate_unlock_id_idx on public.union_rates
  using btree (rate_unlock_id);

create index union_rates_union_agreement_id_locked_idx on public.union_rates
  using btree (union_agreement_id)
  where is_locked;

create trigger _100_guard
  before insert or delete or update on public.union_rates
  for each row
  execute function stagedoor_film.tg_union_rates__guard();

alter table "public"."union_rates"
  enable always trigger "_100_guard";

create trigger _110_check_money
  before insert or update on public.union_rates
  for each row
  execute function stagedoor_film.tg_union_rates__check_money();

alter table "public"."union_rates"
  enable always trigger "_110_check_money";

create trigger _120_refuse_truncate
  before truncate on public.union_rates
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."union_rates"
  enable always trigger "_120_refuse_truncate";

create trigger _900_record
  after insert or delete or update on public.union_rates
  for each row
  execute function stagedoor_film.tg_any__record('union_rate', 'figures');

alter table "public"."union_rates"
  enable always trigger "_900_record";

create policy "union_rates_select" on "public"."union_rates"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('union_rate:view'::text) as
    scopes_with)::uuid[])));

comment on column "public"."union_rates"."ceiling" is 'Earnings per person and picture above which no contribution is due. Null: none.';

comment on column "public"."union_rates"."classification" is 'The job or grade that it is for. Empty: all.';

comment on column "public"."union_rates"."is_locked" is 'Whether it is changed under a window of rate_unlocks only. Never taken back.';

comment on column "public"."union_rates"."project_id" is 'That of its agreement. Kept by trigger.';

comment on column "public"."union_rates"."rate_unlock_id" is 'The window under which it was last changed while locked. Null: none.';

comment on policy "union_rates_select"
  on "public"."union_rates" is 'Rates, pension and health are for those who hold union_rate:view.';

comment on table "public"."union_rates" is 'Wages, pension, health and other fringes of an agreement (F34).';

revoke all on table "public"."union_rates" from "authenticated";

grant select on table "public"."union_rates" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."union_rates"
  to "postgres";

revoke all on table "public"."union_rates" from "service_role";

grant select on table "public"."union_rates" to "service_role";
