-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."transaction_approvals" (
  "id"             uuid                     not null default gen_random_uuid(),
  "project_id"     uuid                     not null,
  "transaction_id" uuid                     not null,
  "revision"       integer                  not null default 1,
  "cost_code_id"   uuid                     not null,
  "maker_id"       uuid                     not null,
  "position"       smallint                 not null,
  "permission_key" text                     not null,
  "user_id"        uuid                     not null,
  "authority_id"   uuid,
  "amount"         numeric                  not null,
  "override_id"    uuid,
  "released_at"    timestamp with time zone,
  constraint "transaction_approvals_amount_scale_check"
    check
    (((amount > (0)::numeric) AND (amount < '1000000000000'::numeric) AND
    (scale(trim_scale(amount)) <= 3))),
  constraint "transaction_approvals_authority_id_fkey"
    foreign key (project_id, authority_id)
    references public.spending_authorities(project_id, id) on delete restrict,
  constraint "transaction_approvals_permission_key_signs_check"
    check
    ((permission_key = ANY (ARRAY['cost:approve'::text, 'transaction:approve'::text]))),
  constraint "transaction_approvals_pkey" primary key (id),
  constraint "transaction_approvals_position_positive_check" check (("position" > 0)),
  constraint "transaction_approvals_transaction_id_fkey"
    foreign key (project_id, transaction_id)
    references public.cost_transactions(project_id, id) on delete cascade,
  constraint "transaction_approvals_transaction_id_position_key" unique
    (transaction_id, revision, "position"),
  constraint "transaction_approvals_transaction_id_user_id_key" unique
    (transaction_id, revision, user_id),
  constraint "transaction_approvals_permission_key_fkey" foreign key (permission_key)
    references stagedoor.permissions(permission_key) on update cascade on delete restrict,
  constraint "transaction_approvals_maker_id_fkey" foreign key (maker_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "transaction_approvals_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."transaction_approvals"
  enable row level security;

create index transaction_approvals_authority_id_idx on public.transaction_approvals
  using btree (project_id, authority_id);

create index transaction_approvals_cost_code_id_idx on public.transaction_approvals
  using btree (cost_code_id);

create index transaction_approvals_maker_id_idx on public.transaction_approvals
  using btree (maker_id);

create index transaction_approvals_permission_key_idx on public.transaction_approvals
  using btree (permission_key);

create index transaction_approvals_project_id_transaction_id_idx
  on public.transaction_approvals using btree (project_id, transaction_id);

create index transaction_approvals_user_id_idx on public.transaction_approvals
  using btree (user_id);

create trigger _100_guard
  before insert or update on public.transaction_approvals
  for each row
  execute function stagedoor_film.tg_transaction_approvals__guard();

alter table "public"."transaction_approvals"
  enable always trigger "_100_guard";

create trigger _110_refuse_truncate
  before truncate on public.transaction_approvals
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."transaction_approvals"
  enable always trigger "_110_refuse_truncate";

create trigger _130_refuse_delete
  before delete on public.transaction_approvals
  for each row
  execute function stagedoor_film.tg_any__refuse_delete();

alter table "public"."transaction_approvals"
  enable always trigger "_130_refuse_delete";

create trigger _500_separate_duties
  after insert or update on public.transaction_approvals
  for each row
  execute function
    stagedoor.tg_any__separate_duties('cost_maker_checker', 'project_id', 'maker_id',
    'user_id');

alter table "public"."transaction_approvals"
  enable always trigger "_500_separate_duties";

create trigger _900_record
  after insert or delete or update on public.transaction_approvals
  for each row
  execute function stagedoor_film.tg_any__record('cost_approval', 'figures');

alter table "public"."transaction_approvals"
  enable always trigger "_900_record";

create policy "transaction_approvals_select" on "public"."transaction_approvals"
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
    ((maker_id = ( select stagedoor.caller_id() as caller_id)) AND ((project_id = ANY ((
    select stagedoor.scopes_with_own('transaction:view:assigned'::text) as
    scopes_with_own)::uuid[])) or
    (cost_code_id = ANY (( select
    stagedoor_film.codes_with_own('transaction:view:assigned'::text) as
    codes_with_own)::uuid[]))))));

comment on column "public"."transaction_approvals"."authority_id" is
  'The authority that was debited. Null: posting debits none.';

comment on column "public"."transaction_approvals"."maker_id" is 'Who entered the cost: never the one who signs. Kept by trigger.';

comment on column "public"."transaction_approvals"."released_at" is
  'When a void gave the amount back to the authority.';

comment on policy "transaction_approvals_select"
  on "public"."transaction_approvals" is 'Whoever sees a cost sees who signed it.';

comment on table "public"."transaction_approvals" is 'Who signed a cost, by which key and under which authority (F113, F116).';

revoke all on table "public"."transaction_approvals" from "authenticated";

grant select on table "public"."transaction_approvals" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."transaction_approvals"
  to "postgres";

revoke all on table "public"."transaction_approvals" from "service_role";

grant select on table "public"."transaction_approvals" to "service_role";

alter table "public"."transaction_approvals"
  add column "approved_at" timestamp with time zone not null default stagedoor.instant();
