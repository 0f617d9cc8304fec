-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."emergency_overrides" (
  "id"                  uuid                     not null default gen_random_uuid(),
  "project_id"          uuid                     not null,
  "cost_code_id"        uuid                     not null,
  "contingency_line_id" uuid                     not null,
  "requested_by"        uuid                     not null,
  "lapses_at"           timestamp with time zone not null,
  "reason"              text                     not null,
  "reason_kind"         text                     not null default 'other'::text,
  "guild_approval_ref"  text,
  "duration_minutes"    integer                  not null,
  "max_amount"          numeric                  not null,
  "currency"            text                     not null,
  "spent"               numeric                  not null default 0,
  "moved"               numeric                  not null default 0,
  "status"              text                     not null default 'Requested'::text,
  "authorized_by"       uuid,
  "authorized_at"       timestamp with time zone,
  "ends_at"             timestamp with time zone,
  "started_at"          timestamp with time zone,
  "ended_at"            timestamp with time zone,
  "error"               text,
  "revoked_by"          uuid,
  "revoked_at"          timestamp with time zone,
  "revoke_reason"       text,
  constraint "emergency_overrides_authorized_by_another_check"
    check ((authorized_by <> requested_by)),
  constraint "emergency_overrides_authorized_together_check"
    check
    (((num_nonnulls(authorized_by, authorized_at, ends_at) = ANY (ARRAY[0, 3])) AND ((status
    <> 'Requested'::text) OR (authorized_at IS NULL)) AND
    ((status = ANY (ARRAY['Requested'::text, 'Revoked'::text])) OR (authorized_at IS
    NOT NULL)))),
  constraint "emergency_overrides_contingency_line_id_fkey"
    foreign key (project_id, contingency_line_id)
    references public.budget_lines(project_id, id) on delete cascade,
  constraint "emergency_overrides_cost_code_id_fkey" foreign key (project_id, cost_code_id)
    references public.cost_codes(project_id, id) on delete cascade,
  constraint "emergency_overrides_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "emergency_overrides_duration_minutes_range_check"
    check (((duration_minutes >= 1) AND (duration_minutes <= 10080))),
  constraint "emergency_overrides_ended_check"
    check
    ((((status = ANY (ARRAY['Expired'::text, 'Completed'::text, 'Failed'::text])) OR
    ((status = 'Revoked'::text) AND (started_at IS NOT NULL))) = (ended_at IS NOT NULL))),
  constraint "emergency_overrides_error_length_check"
    check (((char_length(error) >= 1) AND (char_length(error) <= 1000))),
  constraint "emergency_overrides_guild_approval_ref_length_check"
    check
    (((char_length(guild_approval_ref) >= 1) AND (char_length(guild_approval_ref) <= 200))),
  constraint "emergency_overrides_max_amount_scale_check"
    check
    (((max_amount > (0)::numeric) AND (max_amount < '1000000000000'::numeric) AND
    (scale(trim_scale(max_amount)) <= 3))),
  constraint "emergency_overrides_moved_within_check"
    check
    (((moved >= (0)::numeric) AND (moved <= max_amount) AND (scale(trim_scale(moved)) <=
    3))),
  constraint "emergency_overrides_pkey" primary key (id),
  constraint "emergency_overrides_reason_length_check"
    check (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint "emergency_overrides_revoke_reason_length_check"
    check (((char_length(revoke_reason) >= 1) AND (char_length(revoke_reason) <= 1000))),
  constraint "emergency_overrides_revoked_together_check"
    check ((((status = 'Revoked'::text) = (revoked_at IS
    NOT NULL)) AND ((revoked_at IS NULL) = (revoke_reason IS NULL)) AND
    ((revoked_by IS NULL) OR (revoked_at IS NOT NULL)))),
  constraint "emergency_overrides_spent_within_check"
    check
    (((spent >= (0)::numeric) AND (spent <= max_amount) AND (scale(trim_scale(spent)) <=
    3))),
  constraint "emergency_overrides_started_check"
    check ((((started_at IS NULL) OR (authorized_at IS
    NOT NULL)) AND
    ((status <> ALL (ARRAY['Requested'::text, 'Granted'::text])) OR (started_at IS NULL))
    AND
    ((status = ANY (ARRAY['Requested'::text, 'Granted'::text, 'Revoked'::text])) OR
    (started_at IS NOT NULL)))),
  constraint "emergency_overrides_status_known_check"
    check
    ((status = ANY (ARRAY['Requested'::text, 'Granted'::text, 'Active'::text,
    'Expired'::text, 'Completed'::text, 'Failed'::text, 'Revoked'::text]))),
  constraint "emergency_overrides_window_is_duration_check"
    check (((ends_at - authorized_at) = make_interval(mins => duration_minutes))),
  constraint "emergency_overrides_reason_kind_fkey" foreign key (reason_kind)
    references public.override_reason_kinds(reason_kind) on update cascade
    on delete restrict,
  constraint "emergency_overrides_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "emergency_overrides_authorized_by_fkey" foreign key (authorized_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "emergency_overrides_requested_by_fkey" foreign key (requested_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict,
  constraint "emergency_overrides_revoked_by_fkey" foreign key (revoked_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."emergency_overrides"
  enable row level security;

create index emergency_overrides_authorized_at_idx on public.emergency_overrides
  using btree (authorized_at);

create index emergency_overrides_authorized_by_idx on public.emergency_overrides
  using btree (authorized_by);

create index emergency_overrides_contingency_line_id_idx on public.emergency_overrides
  using btree (project_id, contingency_line_id);

create index emergency_overrides_cost_code_id_idx on public.emergency_overrides
  using btree (project_id, cost_code_id);

create index emergency_overrides_currency_idx on public.emergency_overrides
  using btree (currency);

create index emergency_overrides_reason_kind_idx on public.emergency_overrides
  using btree (reason_kind);

create index emergency_overrides_requested_by_idx on public.emergency_overrides
  using btree (requested_by, project_id, status);

create index emergency_overrides_revoked_by_idx on public.emergency_overrides
  using btree (revoked_by);

create index emergency_overrides_status_open_idx on public.emergency_overrides
  using btree (status, ends_at, lapses_at)
  where (status <> 'Revoked'::text);

create trigger _100_guard
  before insert or update on public.emergency_overrides
  for each row
  execute function stagedoor_film.tg_emergency_overrides__guard();

alter table "public"."emergency_overrides"
  enable always trigger "_100_guard";

create trigger _110_check_money
  before insert or update of max_amount,
    spent, moved, currency on public.emergency_overrides
  for each row
  execute function stagedoor_film.tg_any__check_money('max_amount', 'spent0', 'moved0');

alter table "public"."emergency_overrides"
  enable always trigger "_110_check_money";

create trigger _120_refuse_truncate
  before truncate on public.emergency_overrides
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."emergency_overrides"
  enable always trigger "_120_refuse_truncate";

create trigger _130_refuse_delete
  before delete on public.emergency_overrides
  for each row
  execute function stagedoor_film.tg_any__refuse_delete();

alter table "public"."emergency_overrides"
  enable always trigger "_130_refuse_delete";

create trigger _300_note_end
  after update of status on public.emergency_overrides
  for each row
  when (((old.status = 'Active'::text) AND (new.status <> 'Active'::text)))
  execute function stagedoor_film.tg_emergency_overrides__note_end();

create trigger _900_record_steps
  after update on public.emergency_overrides
    referencing OLD table as old_rows NEW table as new_rows
  for each STATEMENT
  execute function stagedoor_film.tg_emergency_overrides__record_steps();

alter table "public"."emergency_overrides"
  enable always trigger "_900_record_steps";

create trigger _900_record
  after insert or delete on public.emergency_overrides
  for each row
  execute function stagedoor_film.tg_emergency_overrides__record();

alter table "public"."emergency_overrides"
  enable always trigger "_900_record";

create policy "emergency_overrides_select" on "public"."emergency_overrides"
  for select
  to "authenticated"
  using
    ((((project_id = ANY (( select stagedoor.scopes_with('override:view'::text) as
    scopes_with)::uuid[])) AND
    (cost_code_id <> all (( select stagedoor_film.codes_without('override:view'::text) as
    codes_without)::uuid[]))) or
    (cost_code_id = ANY (( select stagedoor_film.codes_with('override:view'::text) as
    codes_with)::uuid[]))));

comment on column "public"."emergency_overrides"."contingency_line_id" is
  'The reserve that it draws on, and whose currency it has.';

comment on column "public"."emergency_overrides"."cost_code_id" is 'The code for which, with all below it, it counts.';

comment on column "public"."emergency_overrides"."ends_at" is 'The end of its window, which begins with the authorization. Starting never lengthens it.';

comment on column "public"."emergency_overrides"."error" is 'Why the work failed. Null: it did not.';

comment on column "public"."emergency_overrides"."guild_approval_ref" is
  'The approval of the guild. Null: none, and it lifts nothing above the line.';

comment on column "public"."emergency_overrides"."lapses_at" is 'When a request that nobody authorized is over.';

comment on column "public"."emergency_overrides"."max_amount" is 'How much may be signed under it, and how much moved, each in all.';

comment on column "public"."emergency_overrides"."moved" is 'Moved between lines under it. Debited by reallocate_budget.';

comment on column "public"."emergency_overrides"."spent" is 'Signed off under it and not voided. Debited by approve_transaction.';

comment on column "public"."emergency_overrides"."status" is 'Requested, Granted, Active, Expired, Completed, Failed or Revoked.';

comment on policy "emergency_overrides_select"
  on "public"."emergency_overrides" is 'Who asks, who authorizes and who checks the reserve hold the key.';

comment on table "public"."emergency_overrides" is 'Emergency overrides: asked for, authorized, worked under, revoked (F40).

Effective for its requester only, while Active, inside its window, and while they hold
override:request there: it lifts read and denied to approve at a code and all below it.';

revoke all on table "public"."emergency_overrides" from "authenticated";

grant select on table "public"."emergency_overrides" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."emergency_overrides"
  to "postgres";

revoke all on table "public"."emergency_overrides" from "service_role";

grant select on table "public"."emergency_overrides" to "service_role";

alter table "public"."emergency_overrides"
  add column "requested_at" timestamp with time zone not null default stagedoor.instant();

alter table "public"."emergency_overrides"
  add constraint "emergency_overrides_lapses_after_request_check"
    check (((lapses_at > requested_at) AND isfinite(lapses_at)));
