-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."spending_authorities" (
  "id"                  uuid                     not null default gen_random_uuid(),
  "project_id"          uuid                     not null,
  "user_id"             uuid                     not null,
  "cost_code_id"        uuid                     not null,
  "phases"              text[],
  "union_agreement_ids" uuid[],
  "currency"            text                     not null,
  "per_transaction"     numeric                  not null,
  "cumulative"          numeric                  not null,
  "spent"               numeric                  not null default 0,
  "reserved"            numeric                  not null default 0,
  "delegated_from"      uuid,
  "delegated_by"        uuid                     not null,
  "valid_from"          timestamp with time zone,
  "valid_until"         timestamp with time zone,
  "created_at"          timestamp with time zone not null default now(),
  "ended_at"            timestamp with time zone,
  "ended_by"            uuid,
  "end_reason"          text,
  constraint "spending_authorities_cost_code_id_fkey" foreign key (project_id, cost_code_id)
    references public.cost_codes(project_id, id) on delete restrict,
  constraint "spending_authorities_cumulative_scale_check"
    check
    (((cumulative > (0)::numeric) AND (cumulative < '1000000000000'::numeric) AND
    (scale(trim_scale(cumulative)) <= 3))),
  constraint "spending_authorities_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "spending_authorities_end_reason_length_check"
    check (((char_length(end_reason) >= 1) AND (char_length(end_reason) <= 1000))),
  constraint "spending_authorities_ended_together_check"
    check (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint "spending_authorities_ends_after_start_check"
    check ((valid_until > valid_from)),
  constraint "spending_authorities_from_another_check" check ((delegated_from <> id)),
  constraint "spending_authorities_per_transaction_scale_check"
    check
    (((per_transaction > (0)::numeric) AND (per_transaction < '1000000000000'::numeric) AND
    (scale(trim_scale(per_transaction)) <= 3))),
  constraint "spending_authorities_per_transaction_within_check"
    check ((per_transaction <= cumulative)),
  constraint "spending_authorities_phases_known_check"
    check
    (((phases <> '{}'::text[]) AND (phases <@ ARRAY['development'::text, 'prep'::text,
    'principal_photography'::text, 'wrap'::text, 'post'::text]))),
  constraint "spending_authorities_pkey" primary key (id),
  constraint "spending_authorities_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "spending_authorities_project_id_id_key" unique (project_id, id),
  constraint "spending_authorities_delegated_from_fkey"
    foreign key (project_id, delegated_from)
    references public.spending_authorities(project_id, id) on delete restrict,
  constraint "spending_authorities_union_agreement_ids_some_check"
    check ((union_agreement_ids <> '{}'::uuid[])),
  constraint "spending_authorities_window_finite_check"
    check ((isfinite(valid_from) AND isfinite(valid_until))),
  constraint "spending_authorities_within_cumulative_check"
    check
    (((spent >= (0)::numeric) AND (reserved >= (0)::numeric) AND ((spent + reserved) <=
    cumulative))),
  constraint "spending_authorities_delegated_by_fkey" foreign key (delegated_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "spending_authorities_ended_by_fkey" foreign key (ended_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "spending_authorities_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."spending_authorities"
  enable row level security;

create index spending_authorities_cost_code_id_idx on public.spending_authorities
  using btree (cost_code_id);

create index spending_authorities_currency_idx on public.spending_authorities
  using btree (currency);

create index spending_authorities_delegated_by_idx on public.spending_authorities
  using btree (delegated_by);

create index spending_authorities_delegated_from_idx on public.spending_authorities
  using btree (project_id, delegated_from);

create index spending_authorities_ended_by_idx on public.spending_authorities
  using btree (ended_by);

create index spending_authorities_project_id_cost_code_id_idx on public.spending_authorities
  using btree (project_id, cost_code_id);

create index spending_authorities_user_id_project_id_idx on public.spending_authorities
  using btree (user_id, project_id);

create trigger _100_check_money
  before insert or update of per_transaction,
    cumulative, spent, reserved, currency on public.spending_authorities
  for each row
  execute function
    stagedoor_film.tg_any__check_money('per_transaction', 'cumulative', 'spent0',
    'reserved0');

alter table "public"."spending_authorities"
  enable always trigger "_100_check_money";

create trigger _110_guard
  before insert or update on public.spending_authorities
  for each row
  execute function stagedoor_film.tg_spending_authorities__guard();

alter table "public"."spending_authorities"
  enable always trigger "_110_guard";

create trigger _900_record
  after insert or delete or update on public.spending_authorities
  for each row
  execute function stagedoor_film.tg_any__record('spending_authority', 'access');

alter table "public"."spending_authorities"
  enable always trigger "_900_record";

create policy "spending_authorities_select" on "public"."spending_authorities"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('authority:view'::text) as
    scopes_with)::uuid[])) or
    (cost_code_id = ANY (( select stagedoor_film.codes_with('authority:view'::text) as
    codes_with)::uuid[])) or
    ((user_id = ( select stagedoor.caller_id() as caller_id)) AND ((project_id = ANY ((
    select stagedoor.scopes_with_own('authority:view'::text) as scopes_with_own)::uuid[]))
    or
    (cost_code_id = ANY (( select stagedoor_film.codes_with_own('authority:view'::text) as
    codes_with_own)::uuid[]))))));

comment on column "public"."spending_authorities"."cost_code_id" is
  'The code for which, with all below it, it counts.';

comment on column "public"."spending_authorities"."delegated_by" is
  'Who gave it or passed it on.';

comment on column "public"."spending_authorities"."delegated_from" is
  'The authority that it is a part of. Null: given by the executive producer.';

comment on column "public"."spending_authorities"."phases" is 'The phases in which it counts. Null: any.';

comment on column "public"."spending_authorities"."reserved" is 'Passed on to others and not freed again.';

comment on column "public"."spending_authorities"."spent" is 'Signed off under it and not voided. Debited by approve_transaction.';

comment on column "public"."spending_authorities"."union_agreement_ids" is
  'The agreements whose payees it counts for. Null: any, non-union included.';

comment on policy "spending_authorities_select"
  on "public"."spending_authorities" is 'Who may spend what is for those who watch it.

A head of department sees the own one.';

comment on table "public"."spending_authorities" is 'What somebody may sign off below a code (F28, F113).

Given by the designated executive producer, or passed on in a part that is reserved there.';

revoke all on table "public"."spending_authorities" from "authenticated";

grant select on table "public"."spending_authorities" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."spending_authorities"
  to "postgres";

revoke all on table "public"."spending_authorities" from "service_role";

grant select on table "public"."spending_authorities" to "service_role";
