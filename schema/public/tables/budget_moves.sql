-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."budget_moves" (
  "id"                uuid    not null default gen_random_uuid(),
  "project_id"        uuid    not null,
  "budget_id"         uuid    not null,
  "currency"          text    not null,
  "from_line_id"      uuid    not null,
  "to_line_id"        uuid    not null,
  "from_cost_code_id" uuid    not null,
  "to_cost_code_id"   uuid    not null,
  "amount"            numeric not null,
  "reason"            text    not null,
  "idempotency_key"   text,
  "moved_by"          uuid    not null,
  "override_id"       uuid,
  "elevation_id"      uuid,
  constraint "budget_moves_amount_scale_check"
    check
    (((amount > (0)::numeric) AND (amount < '1000000000000'::numeric) AND
    (scale(trim_scale(amount)) <= 3))),
  constraint "budget_moves_from_line_id_fkey" foreign key (project_id, from_line_id)
    references public.budget_lines(project_id, id) on delete cascade,
  constraint "budget_moves_idempotency_key_key" unique
    (project_id, moved_by, idempotency_key),
  constraint "budget_moves_idempotency_key_length_check"
    check (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 200))),
  constraint "budget_moves_pkey" primary key (id),
  constraint "budget_moves_reason_length_check"
    check (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint "budget_moves_to_line_id_fkey" foreign key (project_id, to_line_id)
    references public.budget_lines(project_id, id) on delete cascade,
  constraint "budget_moves_two_lines_check" check ((from_line_id <> to_line_id)),
  constraint "budget_moves_budget_id_fkey" foreign key (project_id, budget_id, currency)
    references public.budgets(project_id, id, currency) on delete cascade,
  constraint "budget_moves_from_cost_code_id_fkey"
    foreign key (project_id, from_cost_code_id) references public.cost_codes(project_id, id)
    on delete restrict,
  constraint "budget_moves_to_cost_code_id_fkey" foreign key (project_id, to_cost_code_id)
    references public.cost_codes(project_id, id) on delete restrict,
  constraint "budget_moves_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "budget_moves_moved_by_fkey" foreign key (moved_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."budget_moves"
  enable row level security;

create index budget_moves_budget_id_idx on public.budget_moves
  using btree (project_id, budget_id, currency);

create index budget_moves_elevation_id_idx on public.budget_moves using btree (elevation_id);

create index budget_moves_from_cost_code_id_idx on public.budget_moves
  using btree (from_cost_code_id);

create index budget_moves_from_line_id_idx on public.budget_moves
  using btree (project_id, from_line_id);

create index budget_moves_moved_by_idx on public.budget_moves using btree (moved_by);

create index budget_moves_override_id_idx on public.budget_moves using btree (override_id)
  where (override_id is not null);

create index budget_moves_project_id_from_cost_code_id_idx on public.budget_moves
  using btree (project_id, from_cost_code_id);

create index budget_moves_project_id_to_cost_code_id_idx on public.budget_moves
  using btree (project_id, to_cost_code_id);

create index budget_moves_to_cost_code_id_idx on public.budget_moves
  using btree (to_cost_code_id);

create index budget_moves_to_line_id_idx on public.budget_moves
  using btree (project_id, to_line_id);

create trigger _110_guard
  before insert or update on public.budget_moves
  for each row
  execute function stagedoor_film.tg_budget_moves__guard();

alter table "public"."budget_moves"
  enable always trigger "_110_guard";

create trigger _120_refuse_truncate
  before truncate on public.budget_moves
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."budget_moves"
  enable always trigger "_120_refuse_truncate";

create trigger _130_refuse_delete
  before delete on public.budget_moves
  for each row
  execute function stagedoor_film.tg_any__refuse_delete();

alter table "public"."budget_moves"
  enable always trigger "_130_refuse_delete";

create trigger _300_apply
  after insert on public.budget_moves
  for each row
  execute function stagedoor_film.tg_budget_moves__apply();

create trigger _900_record
  after insert or delete or update on public.budget_moves
  for each row
  execute function stagedoor_film.tg_any__record('budget_move', 'figures');

alter table "public"."budget_moves"
  enable always trigger "_900_record";

create policy "budget_moves_select" on "public"."budget_moves"
  for select
  to "authenticated"
  using
    ((((project_id = ANY (( select stagedoor.scopes_with('budget:view:assigned'::text) as
    scopes_with)::uuid[])) AND
    ((from_cost_code_id <> all (( select
    stagedoor_film.codes_without('budget:view:assigned'::text) as codes_without)::uuid[]))
    or
    (to_cost_code_id <> all (( select
    stagedoor_film.codes_without('budget:view:assigned'::text) as codes_without)::uuid[]))))
    or
    (from_cost_code_id = ANY (( select
    stagedoor_film.codes_with('budget:view:assigned'::text) as codes_with)::uuid[])) or
    (to_cost_code_id = ANY (( select stagedoor_film.codes_with('budget:view:assigned'::text)
    as codes_with)::uuid[]))));

comment on column "public"."budget_moves"."elevation_id" is 'The elevation under which it was made. Null: none was needed (F60).';

comment on column "public"."budget_moves"."from_cost_code_id" is 'The code of the line at that moment. Kept by trigger, as budget and currency are.';

comment on column "public"."budget_moves"."idempotency_key" is 'What is sent twice under it is one move. Null: none was named.';

comment on column "public"."budget_moves"."override_id" is 'The override that lifted it, that names its reserve, or under which its mover worked.

Null: none (F112).';

comment on policy "budget_moves_select"
  on "public"."budget_moves" is 'Whoever sees a line sees what was moved out of it or into it.';

comment on table "public"."budget_moves" is 'Money that went from one line of a budget to another, and why (F119).';

revoke all on table "public"."budget_moves" from "authenticated";

grant select on table "public"."budget_moves" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."budget_moves"
  to "postgres";

revoke all on table "public"."budget_moves" from "service_role";

grant select on table "public"."budget_moves" to "service_role";

alter table "public"."budget_moves"
  add column "moved_at" timestamp with time zone not null default stagedoor.instant();
