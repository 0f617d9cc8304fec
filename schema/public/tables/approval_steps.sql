-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."approval_steps" (
  "id"             uuid     not null default gen_random_uuid(),
  "project_id"     uuid     not null,
  "kind"           text,
  "department_id"  uuid,
  "position"       smallint not null,
  "permission_key" text     not null,
  "role_key"       text,
  "from_amount"    numeric  not null default 0,
  "currency"       text     not null,
  constraint "approval_steps_from_amount_scale_check"
    check
    (((from_amount >= (0)::numeric) AND (from_amount < '1000000000000'::numeric) AND
    (scale(trim_scale(from_amount)) <= 3))),
  constraint "approval_steps_kind_known_check"
    check
    ((kind = ANY (ARRAY['order'::text, 'invoice'::text, 'petty_cash'::text, 'payroll'::text,
    'journal'::text, 'credit'::text]))),
  constraint "approval_steps_one_at_a_position_key" unique nulls
    not DISTINCT (project_id, kind, department_id, "position"),
  constraint "approval_steps_permission_key_signs_check"
    check
    ((permission_key = ANY (ARRAY['cost:approve'::text, 'transaction:approve'::text]))),
  constraint "approval_steps_pkey" primary key (id),
  constraint "approval_steps_position_positive_check" check (("position" > 0)),
  constraint "approval_steps_role_key_snake_case_check"
    check ((role_key ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "approval_steps_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "approval_steps_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "approval_steps_permission_key_fkey" foreign key (permission_key)
    references stagedoor.permissions(permission_key) on update cascade on delete restrict,
  constraint "approval_steps_department_id_fkey" foreign key (department_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "public"."approval_steps"
  enable row level security;

create index approval_steps_currency_idx on public.approval_steps using btree (currency);

create index approval_steps_department_id_idx on public.approval_steps
  using btree (department_id);

create index approval_steps_permission_key_idx on public.approval_steps
  using btree (permission_key);

create trigger _100_check_money
  before insert or update on public.approval_steps
  for each row
  execute function stagedoor_film.tg_any__check_money('from_amount0');

alter table "public"."approval_steps"
  enable always trigger "_100_check_money";

create trigger _110_check
  before insert or update on public.approval_steps
  for each row
  execute function stagedoor_film.tg_approval_steps__check();

alter table "public"."approval_steps"
  enable always trigger "_110_check";

create trigger _900_record
  after insert or delete or update on public.approval_steps
  for each row
  execute function stagedoor_film.tg_any__record('approval_step', 'access');

alter table "public"."approval_steps"
  enable always trigger "_900_record";

create policy "approval_steps_select" on "public"."approval_steps"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_film.projects_with('cost_code:view'::text) as
    projects_with)::uuid[])));

comment on column "public"."approval_steps"."department_id" is 'Costs of that department. Null: any that has no chain of its own.';

comment on column "public"."approval_steps"."from_amount" is 'The step is asked for from this amount on.';

comment on column "public"."approval_steps"."kind" is 'Costs of that kind. Null: any that has no chain of its own.';

comment on column "public"."approval_steps"."role_key" is 'The role that has to sign, beside holding the key. Null: any.';

comment on policy "approval_steps_select"
  on "public"."approval_steps" is 'Whoever codes a purchase sees who has to sign it.';

comment on table "public"."approval_steps" is 'The chain of signatures of a production (F99, F113).

Without rows: one cost:approve, then one transaction:approve, which posts.';

revoke all on table "public"."approval_steps" from "authenticated";

grant select on table "public"."approval_steps" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."approval_steps"
  to "postgres";

revoke all on table "public"."approval_steps" from "service_role";

grant select on table "public"."approval_steps" to "service_role";
