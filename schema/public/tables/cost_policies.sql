-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cost_policies" (
  "id"                        uuid    not null default gen_random_uuid(),
  "project_id"                uuid,
  "permission_role_id"        uuid    not null,
  "prefix"                    text,
  "category"                  text    not null,
  "union_agreement_id"        uuid,
  "phase"                     text,
  "requires_guild_approval"   boolean not null default false,
  "allows_line_producer_edit" boolean not null default false,
  constraint "cost_policies_category_known_check"
    check ((category = ANY (ARRAY['above_line'::text, 'below_line'::text]))),
  constraint "cost_policies_one_of_a_kind_key" unique nulls
    not DISTINCT
    (project_id, permission_role_id, prefix, category, union_agreement_id, phase),
  constraint "cost_policies_phase_known_check"
    check
    ((phase = ANY (ARRAY['development'::text, 'prep'::text, 'principal_photography'::text,
    'wrap'::text, 'post'::text]))),
  constraint "cost_policies_pkey" primary key (id),
  constraint "cost_policies_prefix_four_digits_check" check ((prefix ~ '^[0-9]{4}$'::text)),
  constraint "cost_policies_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "cost_policies_union_agreement_id_fkey" foreign key (union_agreement_id)
    references public.union_agreements(id) on delete restrict,
  constraint "cost_policies_permission_role_id_fkey" foreign key (permission_role_id)
    references stagedoor.permission_roles(id) on delete cascade
);

alter table "public"."cost_policies"
  enable row level security;

create index cost_policies_permission_role_id_idx on public.cost_policies
  using btree (permission_role_id);

create index cost_policies_union_agreement_id_idx on public.cost_policies
  using btree (union_agreement_id);

create trigger _100_check
  before insert or update on public.cost_policies
  for each row
  execute function stagedoor_film.tg_cost_policies__check();

alter table "public"."cost_policies"
  enable always trigger "_100_check";

create trigger _900_record
  after insert or delete or update on public.cost_policies
  for each row
  execute function stagedoor_film.tg_any__record('cost_policy', 'access');

alter table "public"."cost_policies"
  enable always trigger "_900_record";

create policy "cost_policies_select" on "public"."cost_policies"
  for select
  to "authenticated"
  using ((((project_id is null) AND (( select stagedoor.caller_id() as caller_id) is
    not null)) or
    (project_id = ANY (( select stagedoor_film.projects_with('cost_code:view'::text) as
    projects_with)::uuid[]))));

comment on column "public"."cost_policies"."allows_line_producer_edit" is
  'Below the line: the role signs and writes.';

comment on column "public"."cost_policies"."phase" is 'While the production is in it. Null: in any.';

comment on column "public"."cost_policies"."prefix" is 'Codes with it, and those below them. Null: any.';

comment on column "public"."cost_policies"."project_id" is 'The production. Null: it ships and is read-only.';

comment on column "public"."cost_policies"."requires_guild_approval" is
  'Above the line: the role reads, and somebody else signs.';

comment on column "public"."cost_policies"."union_agreement_id" is 'Codes of that agreement. Null: any, non-union included.';

comment on policy "cost_policies_select"
  on "public"."cost_policies" is 'Whoever sees the chart sees what binds those who sign.';

comment on table "public"."cost_policies" is 'What a bound role may do: the most specific row says (F31, F32).

A production''s own row before one that ships, then prefix, agreement and phase, in this
order. No row is denied.';

revoke all on table "public"."cost_policies" from "authenticated";

grant select on table "public"."cost_policies" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cost_policies"
  to "postgres";

revoke all on table "public"."cost_policies" from "service_role";

grant select on table "public"."cost_policies" to "service_role";
