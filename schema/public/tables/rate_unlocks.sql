-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."rate_unlocks" (
  "id"                 uuid                     not null default gen_random_uuid(),
  "project_id"         uuid                     not null,
  "union_agreement_id" uuid                     not null,
  "unlocked_by"        uuid                     not null,
  "ends_at"            timestamp with time zone not null,
  "ended_at"           timestamp with time zone,
  "ended_by"           uuid,
  "reason"             text                     not null,
  constraint "rate_unlocks_pkey" primary key (id),
  constraint "rate_unlocks_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "rate_unlocks_reason_length_check"
    check (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint "rate_unlocks_union_agreement_id_fkey" foreign key (union_agreement_id)
    references public.union_agreements(id) on delete cascade,
  constraint "rate_unlocks_ended_by_fkey" foreign key (ended_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "rate_unlocks_unlocked_by_fkey" foreign key (unlocked_by)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."rate_unlocks"
  enable row level security;

create index rate_unlocks_ended_by_idx on public.rate_unlocks using btree (ended_by);

create index rate_unlocks_project_id_idx on public.rate_unlocks using btree (project_id);

create index rate_unlocks_union_agreement_id_idx on public.rate_unlocks
  using btree (union_agreement_id, ends_at);

create index rate_unlocks_unlocked_by_idx on public.rate_unlocks using btree (unlocked_by);

create trigger _100_only_end
  before insert or update on public.rate_unlocks
  for each row
  execute function stagedoor_film.tg_rate_unlocks__only_end();

alter table "public"."rate_unlocks"
  enable always trigger "_100_only_end";

create trigger _900_record
  after insert or delete or update on public.rate_unlocks
  for each row
  execute function stagedoor_film.tg_any__record('rate_unlock', 'figures');

alter table "public"."rate_unlocks"
  enable always trigger "_900_record";

create policy "rate_unlocks_select" on "public"."rate_unlocks"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('union_rate:view'::text) as
    scopes_with)::uuid[])));

comment on column "public"."rate_unlocks"."ended_at" is 'When it was closed before its end. Null: it was not.';

comment on policy "rate_unlocks_select"
  on "public"."rate_unlocks" is 'Whoever sees the rates sees when they were open, and why.';

comment on table "public"."rate_unlocks" is 'Windows in which locked rates of an agreement may be changed (F34).';

revoke all on table "public"."rate_unlocks" from "authenticated";

grant select on table "public"."rate_unlocks" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."rate_unlocks"
  to "postgres";

revoke all on table "public"."rate_unlocks" from "service_role";

grant select on table "public"."rate_unlocks" to "service_role";

alter table "public"."rate_unlocks"
  add column "unlocked_at" timestamp with time zone not null default stagedoor.instant();

alter table "public"."rate_unlocks"
  add constraint "rate_unlocks_ends_after_start_check"
    check (((ends_at > unlocked_at) AND isfinite(ends_at)));
