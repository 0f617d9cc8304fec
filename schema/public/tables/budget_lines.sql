-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."budget_lines" (
  "id"                   uuid                     not null default gen_random_uuid(),
  "project_id"           uuid                     not null,
  "budget_id"            uuid                     not null,
  "cost_code_id"         uuid                     not null,
  "currency"             text                     not null,
  "amount"               numeric                  not null,
  "moved"                numeric                  not null default 0,
  "description"          text                     not null default ''::text,
  "note"                 text                     not null default ''::text,
  "estimate_to_complete" numeric,
  "is_contingency"       boolean                  not null default false,
  "created_at"           timestamp with time zone not null default now(),
  "approved_by"          uuid,
  "approved_at"          timestamp with time zone,
  "override_id"          uuid,
  "elevation_id"         uuid,
  constraint "budget_lines_amount_scale_check"
    check
    (((amount >= (0)::numeric) AND (amount < '1000000000000'::numeric) AND
    (scale(trim_scale(amount)) <= 3))),
  constraint "budget_lines_approved_together_check"
    check (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint "budget_lines_description_length_check"
    check ((char_length(description) <= 400)),
  constraint "budget_lines_estimate_to_complete_scale_check"
    check
    (((estimate_to_complete >= (0)::numeric) AND (estimate_to_complete <
    '1000000000000'::numeric) AND (scale(trim_scale(estimate_to_complete)) <= 3))),
  constraint "budget_lines_moved_scale_check"
    check
    (((abs(moved) < '1000000000000000'::numeric) AND (scale(trim_scale(moved)) <= 3))),
  constraint "budget_lines_note_length_check" check ((char_length(note) <= 4000)),
  constraint "budget_lines_pkey" primary key (id),
  constraint "budget_lines_project_id_id_key" unique (project_id, id),
  constraint "budget_lines_budget_id_fkey" foreign key (project_id, budget_id, currency)
    references public.budgets(project_id, id, currency) on delete cascade,
  constraint "budget_lines_cost_code_id_fkey" foreign key (project_id, cost_code_id)
    references public.cost_codes(project_id, id) on delete restrict,
  constraint "budget_lines_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "budget_lines_approved_by_fkey" foreign key (approved_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."budget_lines"
  enable row level security;

create index budget_lines_approved_by_idx on public.budget_lines using btree (approved_by);

create index budget_lines_budget_id_idx on public.budget_lines
  using btree (project_id, budget_id, currency);

create index budget_lines_cost_code_id_idx on public.budget_lines using btree (cost_code_id);

create index budget_lines_elevation_id_idx on public.budget_lines using btree (elevation_id);

create index budget_lines_project_id_cost_code_id_idx on public.budget_lines
  using btree (project_id, cost_code_id);

create trigger _100_check_money
  before insert or update of amount, estimate_to_complete, currency on public.budget_lines
  for each row
  execute function stagedoor_film.tg_any__check_money('amount0', 'estimate_to_complete?0');

alter table "public"."budget_lines"
  enable always trigger "_100_check_money";

create trigger _110_guard
  before insert or delete or update on public.budget_lines
  for each row
  execute function stagedoor_film.tg_budget_lines__guard();

alter table "public"."budget_lines"
  enable always trigger "_110_guard";

create trigger _120_match_moves
  before insert or update of moved on public.budget_lines
  for each row
  execute function stagedoor_film.tg_budget_lines__match_moves();

alter table "public"."budget_lines"
  enable always trigger "_120_match_moves";

create trigger _180_say_rules
  before update of estimate_to_complete, note on public.budget_lines
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."budget_lines"
  enable always trigger "_180_say_rules";

create trigger _200_stamp_elevation
  before update of estimate_to_complete, note on public.budget_lines
  for each row
  execute function stagedoor.tg_any__stamp_elevation('', 'budget:edit:assigned', '');

create trigger _210_stamp_override
  before update of estimate_to_complete, note on public.budget_lines
  for each row
  execute function stagedoor_film.tg_any__stamp_override();

create trigger _300_keep_history
  after insert or update on public.budget_lines
  for each row
  execute function stagedoor_film.tg_budget_lines__keep_history();

create trigger _900_record
  after insert or delete or update on public.budget_lines
  for each row
  execute function stagedoor_film.tg_any__record('budget_line', 'figures');

alter table "public"."budget_lines"
  enable always trigger "_900_record";

create policy "budget_lines_select" on "public"."budget_lines"
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

create policy "budget_lines_update" on "public"."budget_lines"
  for update
  to "authenticated"
  using
    ((cost_code_id = ANY (( select
    stagedoor_film.codes_with_write('budget:edit:assigned'::text) as
    codes_with_write)::uuid[])))
  with
    check
    ((cost_code_id = ANY (( SELECT
    stagedoor_film.codes_with_write('budget:edit:assigned'::text) AS
    codes_with_write)::uuid[])));

comment on column "public"."budget_lines"."amount" is 'In the currency of its budget. Changed by save_budget_line while the version is open, and
by what is moved.';

comment on column "public"."budget_lines"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on column "public"."budget_lines"."estimate_to_complete" is
  'What is still to come, as somebody estimates it. Null: what remains of the amount.';

comment on column "public"."budget_lines"."is_contingency" is 'Whether it is a reserve, spent under an override that names it.';

comment on column "public"."budget_lines"."moved" is 'What came from other lines of the budget, less what went to them, by budget_moves.';

comment on column "public"."budget_lines"."override_id" is 'The emergency override under which it was last changed. Null: none (F112).';

comment on constraint "budget_lines_estimate_to_complete_scale_check"
  on "public"."budget_lines" is 'An estimate to complete lies between 0 and 999999999999.999';

comment on constraint "budget_lines_note_length_check"
  on "public"."budget_lines" is 'A note on a budget line has at most 4000 characters';

comment on policy "budget_lines_select"
  on "public"."budget_lines" is 'Both sides are read by the view key; a department reads its own codes.';

comment on policy "budget_lines_update"
  on "public"."budget_lines" is 'Estimates are written where resolve_cost_access says approve (F33, F35).

So a line producer estimates below the line only, and stops where the phase says so.';

comment on table "public"."budget_lines" is 'What a budget allows for a code (F33, F119).';

revoke all ("estimate_to_complete") on table "public"."budget_lines" from "authenticated";

grant update ("estimate_to_complete") on table "public"."budget_lines" to "authenticated";

revoke all ("note") on table "public"."budget_lines" from "authenticated";

grant update ("note") on table "public"."budget_lines" to "authenticated";

revoke all on table "public"."budget_lines" from "authenticated";

grant select on table "public"."budget_lines" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."budget_lines"
  to "postgres";

revoke all ("estimate_to_complete") on table "public"."budget_lines" from "service_role";

grant update ("estimate_to_complete") on table "public"."budget_lines" to "service_role";

revoke all ("note") on table "public"."budget_lines" from "service_role";

grant update ("note") on table "public"."budget_lines" to "service_role";

revoke all on table "public"."budget_lines" from "service_role";

grant select on table "public"."budget_lines" to "service_role";
