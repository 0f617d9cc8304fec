-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cost_transactions" (
  "id"                       uuid                     not null default gen_random_uuid(),
  "project_id"               uuid                     not null,
  "budget_line_id"           uuid                     not null,
  "cost_code_id"             uuid                     not null,
  "kind"                     text                     not null default 'invoice'::text,
  "status"                   text                     not null default 'submitted'::text,
  "amount"                   numeric                  not null,
  "currency"                 text                     not null,
  "description"              text                     not null,
  "payee"                    text,
  "payee_union_agreement_id" uuid,
  "earning"                  text,
  "reference"                text,
  "transaction_date"         date                     not null,
  "coding"                   jsonb                    not null default '{}'::jsonb,
  "relieves_id"              uuid,
  "credits_id"               uuid,
  "reverses_id"              uuid,
  "revises_id"               uuid,
  "revision"                 integer                  not null default 1,
  "idempotency_key"          text                     not null,
  "note"                     text                     not null default ''::text,
  "created_by"               uuid                     not null,
  "approved_by"              uuid,
  "approved_at"              timestamp with time zone,
  "posted_by"                uuid,
  "posted_at"                timestamp with time zone,
  "voided_by"                uuid,
  "voided_at"                timestamp with time zone,
  "void_reason"              text,
  "override_id"              uuid,
  "elevation_id"             uuid,
  constraint "cost_transactions_amount_scale_check"
    check
    (((amount > (0)::numeric) AND (amount < '1000000000000'::numeric) AND
    (scale(trim_scale(amount)) <= 3))),
  constraint "cost_transactions_approved_together_check"
    check (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint "cost_transactions_budget_line_id_fkey"
    foreign key (project_id, budget_line_id) references public.budget_lines(project_id, id)
    on delete restrict,
  constraint "cost_transactions_coding_object_check"
    check
    (((jsonb_typeof(coding) = 'object'::text) AND (octet_length((coding)::text) <= 8192))),
  constraint "cost_transactions_cost_code_id_fkey" foreign key (project_id, cost_code_id)
    references public.cost_codes(project_id, id) on delete restrict,
  constraint "cost_transactions_credit_credits_check" check (((reverses_id IS
    NOT NULL) OR ((kind = 'credit'::text) = (credits_id IS NOT NULL)))),
  constraint "cost_transactions_description_length_check"
    check (((char_length(description) >= 1) AND (char_length(description) <= 400))),
  constraint "cost_transactions_earning_snake_case_check"
    check (((earning ~ '^[a-z][a-z0-9_]*$'::text) AND (char_length(earning) <= 60))),
  constraint "cost_transactions_idempotency_key_key" unique
    (project_id, created_by, idempotency_key),
  constraint "cost_transactions_idempotency_key_length_check"
    check (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 200))),
  constraint "cost_transactions_kind_known_check"
    check
    ((kind = ANY (ARRAY['order'::text, 'invoice'::text, 'petty_cash'::text, 'payroll'::text,
    'journal'::text, 'credit'::text]))),
  constraint "cost_transactions_note_length_check" check ((char_length(note) <= 4000)),
  constraint "cost_transactions_order_relieves_nothing_check"
    check (((relieves_id IS NULL) OR (kind <> ALL (ARRAY['order'::text, 'credit'::text])))),
  constraint "cost_transactions_payee_length_check"
    check (((char_length(payee) >= 1) AND (char_length(payee) <= 200))),
  constraint "cost_transactions_pkey" primary key (id),
  constraint "cost_transactions_posted_together_check"
    check (((posted_by IS NULL) = (posted_at IS NULL))),
  constraint "cost_transactions_posted_was_signed_check"
    check (((status <> 'posted'::text) OR (approved_by IS NOT NULL) OR (reverses_id IS
    NOT NULL))),
  constraint "cost_transactions_project_id_id_key" unique (project_id, id),
  constraint "cost_transactions_credits_id_fkey" foreign key (project_id, credits_id)
    references public.cost_transactions(project_id, id) on delete restrict,
  constraint "cost_transactions_reference_length_check"
    check (((char_length(reference) >= 1) AND (char_length(reference) <= 120))),
  constraint "cost_transactions_relieves_id_fkey" foreign key (project_id, relieves_id)
    references public.cost_transactions(project_id, id) on delete restrict,
  constraint "cost_transactions_reverses_id_fkey" foreign key (project_id, reverses_id)
    references public.cost_transactions(project_id, id) on delete restrict,
  constraint "cost_transactions_revises_id_fkey" foreign key (project_id, revises_id)
    references public.cost_transactions(project_id, id) on delete restrict,
  constraint "cost_transactions_revision_positive_check"
    check (((revision > 0) AND ((revision = 1) = (revises_id IS NULL)))),
  constraint "cost_transactions_status_known_check"
    check
    ((status = ANY (ARRAY['submitted'::text, 'signed'::text, 'posted'::text,
    'voided'::text]))),
  constraint "cost_transactions_transaction_date_finite_check"
    check (isfinite(transaction_date)),
  constraint "cost_transactions_void_reason_length_check"
    check (((char_length(void_reason) >= 1) AND (char_length(void_reason) <= 1000))),
  constraint "cost_transactions_voided_together_check"
    check ((((status = 'voided'::text) = (voided_at IS
    NOT NULL)) AND ((voided_at IS NULL) = (voided_by IS NULL)) AND
    ((voided_at IS NULL) = (void_reason IS NULL)))),
  constraint "cost_transactions_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "cost_transactions_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "cost_transactions_payee_union_agreement_id_fkey"
    foreign key (payee_union_agreement_id) references public.union_agreements(id)
    on delete restrict,
  constraint "cost_transactions_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "cost_transactions_approved_by_fkey" foreign key (approved_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "cost_transactions_created_by_fkey" foreign key (created_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "cost_transactions_posted_by_fkey" foreign key (posted_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "cost_transactions_voided_by_fkey" foreign key (voided_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."cost_transactions"
  enable row level security;

alter table "public"."cost_transactions"
  add column "signed_amount" numeric generated always as (
CASE
    when ((kind = 'credit'::text) <> (reverses_id is not null)) THEN (- amount)
    ELSE amount
end) stored not null;

create index cost_transactions_approved_by_idx on public.cost_transactions
  using btree (approved_by);

create index cost_transactions_budget_line_id_idx on public.cost_transactions
  using btree (project_id, budget_line_id);

create index cost_transactions_cost_code_id_idx on public.cost_transactions
  using btree (cost_code_id);

create index cost_transactions_created_by_idx on public.cost_transactions
  using btree (created_by);

create index cost_transactions_credits_id_idx on public.cost_transactions
  using btree (project_id, credits_id);

create index cost_transactions_currency_idx on public.cost_transactions
  using btree (currency);

create index cost_transactions_elevation_id_idx on public.cost_transactions
  using btree (elevation_id);

create index cost_transactions_orders_idx on public.cost_transactions
  using btree (project_id)
  where (kind = 'order'::text);

create index cost_transactions_override_id_idx on public.cost_transactions
  using btree (override_id)
  where (override_id is not null);

create index cost_transactions_payee_union_agreement_id_idx on public.cost_transactions
  using btree (payee_union_agreement_id);

create index cost_transactions_posted_by_idx on public.cost_transactions
  using btree (posted_by);

create index cost_transactions_project_id_cost_code_id_idx on public.cost_transactions
  using btree (project_id, cost_code_id, transaction_date);

create index cost_transactions_relieves_id_idx on public.cost_transactions
  using btree (project_id, relieves_id);

create unique index cost_transactions_reverses_id_key on public.cost_transactions
  using btree (project_id, reverses_id);

create unique index cost_transactions_revises_id_key on public.cost_transactions
  using btree (project_id, revises_id);

create index cost_transactions_voided_by_idx on public.cost_transactions
  using btree (voided_by);

create index cost_transactions_voids_idx on public.cost_transactions
  using btree (project_id)
  where (status = 'voided'::text);

create trigger _100_check_money
  before insert or update of amount, currency on public.cost_transactions
  for each row
  execute function stagedoor_film.tg_any__check_money('amount');

alter table "public"."cost_transactions"
  enable always trigger "_100_check_money";

create trigger _110_guard
  before insert or update on public.cost_transactions
  for each row
  execute function stagedoor_film.tg_cost_transactions__guard();

alter table "public"."cost_transactions"
  enable always trigger "_110_guard";

create trigger _120_refuse_truncate
  before truncate on public.cost_transactions
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."cost_transactions"
  enable always trigger "_120_refuse_truncate";

create trigger _130_refuse_delete
  before delete on public.cost_transactions
  for each row
  execute function stagedoor_film.tg_any__refuse_delete();

alter table "public"."cost_transactions"
  enable always trigger "_130_refuse_delete";

create trigger _180_say_rules
  before update of note on public.cost_transactions
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."cost_transactions"
  enable always trigger "_180_say_rules";

create trigger _210_stamp_override
  before update of note on public.cost_transactions
  for each row
  execute function stagedoor_film.tg_any__stamp_override('keep');

create trigger _500_separate_duties
  after insert or update on public.cost_transactions
  for each row
  execute function
    stagedoor.tg_any__separate_duties('cost_maker_checker', 'project_id', 'created_by',
    'approved_by', 'posted_by');

alter table "public"."cost_transactions"
  enable always trigger "_500_separate_duties";

create trigger _510_separate_override
  after insert or update of posted_by, override_id on public.cost_transactions
  for each row
  when (((new.override_id IS NOT NULL) AND (new.posted_by IS NOT NULL)))
  execute function stagedoor_film.tg_cost_transactions__separate_override();

alter table "public"."cost_transactions"
  enable always trigger "_510_separate_override";

create trigger _900_record
  after insert or delete or update on public.cost_transactions
  for each row
  execute function
    stagedoor_film.tg_any__record('cost', 'figures', 'payee', 'description', 'note');

alter table "public"."cost_transactions"
  enable always trigger "_900_record";

create policy "cost_transactions_select" on "public"."cost_transactions"
  for select
  to "authenticated"
  using
    ((((project_id = ANY (( select stagedoor.scopes_with('transaction:view:assigned'::text)
    as scopes_with)::uuid[])) AND
    (cost_code_id <> all (( select
    stagedoor_film.codes_without('transaction:view:assigned'::text) as
    codes_without)::uuid[]))) or
    (cost_code_id = ANY (( select
    stagedoor_film.codes_with('transaction:view:assigned'::text) as codes_with)::uuid[])) or
    ((created_by = ( select stagedoor.caller_id() as caller_id)) AND ((project_id = ANY ((
    select stagedoor.scopes_with_own('transaction:view:assigned'::text) as
    scopes_with_own)::uuid[])) or
    (cost_code_id = ANY (( select
    stagedoor_film.codes_with_own('transaction:view:assigned'::text) as
    codes_with_own)::uuid[]))))));

create policy "cost_transactions_update" on "public"."cost_transactions"
  for update
  to "authenticated"
  using
    ((cost_code_id = ANY (( select
    stagedoor_film.codes_with_write('transaction:view:assigned'::text) as
    codes_with_write)::uuid[])))
  with
    check
    ((cost_code_id = ANY (( SELECT
    stagedoor_film.codes_with_write('transaction:view:assigned'::text) AS
    codes_with_write)::uuid[])));

comment on column "public"."cost_transactions"."amount" is 'Above zero, in the currency of its line. A credit counts the other way.';

comment on column "public"."cost_transactions"."approved_by" is 'Who gave the last sign-off. All of them stand in transaction_approvals.';

comment on column "public"."cost_transactions"."coding" is 'Further codes: episode, set, location, tax tag.';

comment on column "public"."cost_transactions"."credits_id" is 'The cost that a credit gives back.';

comment on column "public"."cost_transactions"."earning" is 'What kind of earning it is: straight_time, overtime, meal_penalty, box_rental.';

comment on column "public"."cost_transactions"."elevation_id" is 'The elevation under which it was entered. Null: none was needed (F60).';

comment on column "public"."cost_transactions"."override_id" is 'The emergency override under which it was entered, signed or noted. Null: none (F112).';

comment on column "public"."cost_transactions"."payee_union_agreement_id" is
  'The agreement of whoever is paid. Null: non-union.';

comment on column "public"."cost_transactions"."relieves_id" is 'The order that it draws on. Null: none.';

comment on column "public"."cost_transactions"."reverses_id" is 'The cost that it takes back, voided after its period was closed.';

comment on column "public"."cost_transactions"."revises_id" is 'The revision before it, which is voided. Null: this is the first.';

comment on column "public"."cost_transactions"."signed_amount" is 'What it adds to the cost: a credit, and the reversal of anything else, take away.';

comment on column "public"."cost_transactions"."status" is 'submitted, signed (all sign-offs given), posted or voided.';

comment on column "public"."cost_transactions"."transaction_date" is
  'The day on which it counts, and so the period. In no closed one.';

comment on constraint "cost_transactions_note_length_check"
  on "public"."cost_transactions" is 'A note on a cost has at most 4000 characters';

comment on policy "cost_transactions_select"
  on "public"."cost_transactions" is 'Both sides are read by the view key; a coordinator reads own entries.

Payroll and cast fees pass the same office.';

comment on policy "cost_transactions_update"
  on "public"."cost_transactions" is 'A note is written where resolve_cost_access says approve (F33, F35).

Of all columns a request may write the note alone; the rest has its calls.';

comment on table "public"."cost_transactions" is 'Costs of a production, each charged to a budget line (F4, F33, F113).

What a row says stays; it is signed, posted and voided.';

revoke all ("note") on table "public"."cost_transactions" from "authenticated";

grant update ("note") on table "public"."cost_transactions" to "authenticated";

revoke all on table "public"."cost_transactions" from "authenticated";

grant select on table "public"."cost_transactions" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cost_transactions"
  to "postgres";

revoke all ("note") on table "public"."cost_transactions" from "service_role";

grant update ("note") on table "public"."cost_transactions" to "service_role";

revoke all on table "public"."cost_transactions" from "service_role";

grant select on table "public"."cost_transactions" to "service_role";

alter table "public"."cost_transactions"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
