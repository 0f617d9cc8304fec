-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."productions" (
  "project_id"            uuid not null,
  "phase"                 text not null default 'development'::text,
  "phase_reason"          text not null default 'created'::text,
  "executive_producer_id" uuid,
  "currency"              text not null,
  constraint "productions_currency_fkey" foreign key (currency)
    references public.currencies(code) on delete restrict,
  constraint "productions_phase_known_check"
    check
    ((phase = ANY (ARRAY['development'::text, 'prep'::text, 'principal_photography'::text,
    'wrap'::text, 'post'::text]))),
  constraint "productions_phase_reason_length_check"
    check (((char_length(phase_reason) >= 1) AND (char_length(phase_reason) <= 1000))),
  constraint "productions_pkey" primary key (project_id),
  constraint "productions_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "productions_executive_producer_id_fkey" foreign key (executive_producer_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."productions"
  enable row level security;

create index productions_currency_idx on public.productions using btree (currency);

create index productions_executive_producer_id_idx on public.productions
  using btree (executive_producer_id);

create trigger _900_record
  after insert or delete or update on public.productions
  for each row
  execute function stagedoor_film.tg_any__record('production', 'access');

alter table "public"."productions"
  enable always trigger "_900_record";

create policy "productions_select" on "public"."productions"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_film.projects_with('project:view:assigned'::text)
    as projects_with)::uuid[])));

comment on column "public"."productions"."currency" is 'The currency of new budgets.';

comment on column "public"."productions"."executive_producer_id" is
  'The designated executive producer, who gives spending authority and authorizes overrides.

Being named here is not enough: both calls ask for a key as well.';

comment on column "public"."productions"."phase" is 'development, prep, principal_photography, wrap or post. Changed by set_production_phase.';

comment on column "public"."productions"."phase_reason" is 'Why it came into the phase: the reason of the event, too.';

comment on policy "productions_select"
  on "public"."productions" is 'Whoever works on a production, or in a department, knows its phase.';

comment on table "public"."productions" is 'Productions: phase, currency and executive producer (F36, F40).

The time zone is that of the scope.';

revoke all on table "public"."productions" from "authenticated";

grant select on table "public"."productions" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."productions"
  to "postgres";

revoke all on table "public"."productions" from "service_role";

grant select on table "public"."productions" to "service_role";

alter table "public"."productions"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
