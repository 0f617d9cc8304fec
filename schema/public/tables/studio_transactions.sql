-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."studio_transactions" (
  "id"              uuid                     not null default gen_random_uuid(),
  "project_id"      uuid                     not null,
  "artist_id"       uuid,
  "owner_id"        uuid,
  "appointment_id"  uuid,
  "client_id"       uuid,
  "kind"            text                     not null default 'sale'::text,
  "status"          text                     not null default 'posted'::text,
  "amount"          numeric(14,2)            not null,
  "method"          text                     not null default 'cash'::text,
  "description"     text                     not null default ''::text,
  "business_day"    date                     not null,
  "refund_of"       uuid,
  "recorded_by"     uuid,
  "recorded_at"     timestamp with time zone not null default now(),
  "reversed_by"     uuid,
  "reversed_at"     timestamp with time zone,
  "reversal_reason" text,
  "elevation_id"    uuid,
  constraint "studio_transactions_amount_is_number_check"
    check ((amount <> 'NaN'::numeric)),
  constraint "studio_transactions_appointment_id_fkey"
    foreign key (project_id, appointment_id) references public.appointments(project_id, id)
    on delete set null (appointment_id),
  constraint "studio_transactions_artist_id_fkey" foreign key (project_id, artist_id)
    references public.artists(project_id, id) on delete restrict,
  constraint "studio_transactions_client_id_fkey" foreign key (project_id, client_id)
    references public.clients(project_id, id) on delete set null (client_id),
  constraint "studio_transactions_description_length_check"
    check ((char_length(description) <= 400)),
  constraint "studio_transactions_kind_known_check"
    check ((kind = ANY (ARRAY['sale'::text, 'refund'::text]))),
  constraint "studio_transactions_method_known_check"
    check
    ((method = ANY (ARRAY['cash'::text, 'card'::text, 'transfer'::text, 'voucher'::text]))),
  constraint "studio_transactions_pkey" primary key (id),
  constraint "studio_transactions_project_id_id_key" unique (project_id, id),
  constraint "studio_transactions_refund_of_fkey" foreign key (project_id, refund_of)
    references public.studio_transactions(project_id, id) on delete cascade,
  constraint "studio_transactions_refund_takes_back_check" check (
CASE kind
    WHEN 'sale'::text THEN ((amount > (0)::numeric) AND (refund_of IS NULL))
    ELSE ((amount < (0)::numeric) AND (refund_of IS NOT NULL) AND (status = 'posted'::text))
END),
  constraint "studio_transactions_reversal_reason_length_check"
    check
    (((char_length(reversal_reason) >= 1) AND (char_length(reversal_reason) <= 1000))),
  constraint "studio_transactions_reversed_together_check"
    check
    ((((status = 'posted'::text) = (reversed_at IS NULL)) AND ((reversed_at IS NULL) =
    (reversal_reason IS NULL)))),
  constraint "studio_transactions_status_known_check"
    check ((status = ANY (ARRAY['posted'::text, 'voided'::text, 'refunded'::text]))),
  constraint "studio_transactions_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "studio_transactions_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "studio_transactions_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "studio_transactions_recorded_by_fkey" foreign key (recorded_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "studio_transactions_reversed_by_fkey" foreign key (reversed_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."studio_transactions"
  enable row level security;

create unique index studio_transactions_appointment_id_paid_key
  on public.studio_transactions using btree (appointment_id)
  where ((kind = 'sale'::text) AND (status = 'posted'::text));

create index studio_transactions_elevation_id_idx on public.studio_transactions
  using btree (elevation_id);

create index studio_transactions_owner_id_idx on public.studio_transactions
  using btree (owner_id);

create index studio_transactions_project_id_appointment_id_idx on public.studio_transactions
  using btree (project_id, appointment_id);

create index studio_transactions_project_id_artist_id_idx on public.studio_transactions
  using btree (project_id, artist_id);

create index studio_transactions_project_id_business_day_idx on public.studio_transactions
  using btree (project_id, business_day);

create index studio_transactions_project_id_client_id_idx on public.studio_transactions
  using btree (project_id, client_id);

create index studio_transactions_project_id_refund_of_idx on public.studio_transactions
  using btree (project_id, refund_of);

create unique index studio_transactions_project_id_refund_of_key
  on public.studio_transactions using btree (project_id, refund_of)
  where (refund_of is not null);

create index studio_transactions_recorded_by_idx on public.studio_transactions
  using btree (recorded_by);

create index studio_transactions_reversed_by_idx on public.studio_transactions
  using btree (reversed_by);

create trigger _110_enter
  before insert on public.studio_transactions
  for each row
  execute function stagedoor_studio.tg_studio_transactions__enter();

alter table "public"."studio_transactions"
  enable always trigger "_110_enter";

create trigger _200_take_owner
  before insert or update of artist_id on public.studio_transactions
  for each row
  execute function stagedoor_studio.tg_any__take_owner();

create trigger _900_record
  after insert on public.studio_transactions
  for each row
  when ((new.kind = 'sale'::text))
  execute function
    stagedoor_studio.tg_any__record('sale', 'artist_id', 'appointment_id', 'client_id',
    'amount', 'method', 'business_day');

alter table "public"."studio_transactions"
  enable always trigger "_900_record";

create policy "studio_transactions_select" on "public"."studio_transactions"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('reports:view_tx'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('reports:view_tx'::text) as
    scopes_with_own)::uuid[])))));

comment on column "public"."studio_transactions"."amount" is 'In the currency of the studio. Negative for a refund.';

comment on column "public"."studio_transactions"."business_day" is 'The day in whose till it counts: the day of the payment, or the next one still open.';

comment on column "public"."studio_transactions"."elevation_id" is 'The elevation under which it was refunded or voided. Null: none was needed (F60).';

comment on column "public"."studio_transactions"."owner_id" is 'The account of the artist whose work was paid. Kept by trigger.';

comment on policy "studio_transactions_select"
  on "public"."studio_transactions" is 'The front desk sees every transaction, artists those of their own work.';

comment on table "public"."studio_transactions" is 'Sales and refunds of a studio (F49, F52).';

revoke all on table "public"."studio_transactions" from "authenticated";

grant select on table "public"."studio_transactions" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."studio_transactions"
  to "postgres";

revoke all ("amount") on table "public"."studio_transactions" from "service_role";

grant insert ("amount") on table "public"."studio_transactions" to "service_role";

revoke all ("appointment_id") on table "public"."studio_transactions" from "service_role";

grant insert ("appointment_id") on table "public"."studio_transactions" to "service_role";

revoke all ("artist_id") on table "public"."studio_transactions" from "service_role";

grant insert ("artist_id") on table "public"."studio_transactions" to "service_role";

revoke all ("business_day") on table "public"."studio_transactions" from "service_role";

grant insert ("business_day") on table "public"."studio_transactions" to "service_role";

revoke all ("client_id") on table "public"."studio_transactions" from "service_role";

grant insert ("client_id") on table "public"."studio_transactions" to "service_role";

revoke all ("description") on table "public"."studio_transactions" from "service_role";

grant insert ("description") on table "public"."studio_transactions" to "service_role";

revoke all ("method") on table "public"."studio_transactions" from "service_role";

grant insert ("method") on table "public"."studio_transactions" to "service_role";

revoke all ("project_id") on table "public"."studio_transactions" from "service_role";

grant insert ("project_id") on table "public"."studio_transactions" to "service_role";

revoke all on table "public"."studio_transactions" from "service_role";

grant select on table "public"."studio_transactions" to "service_role";
