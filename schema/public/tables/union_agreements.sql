-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."union_agreements" (
  "id"           uuid                     not null default gen_random_uuid(),
  "project_id"   uuid,
  "code"         text                     not null,
  "guild"        text                     not null,
  "jurisdiction" text                     not null,
  "covers"       text                     not null default ''::text,
  "valid_from"   date,
  "valid_until"  date,
  "is_example"   boolean                  not null default false,
  "created_at"   timestamp with time zone not null default now(),
  constraint "union_agreements_code_grammar_check"
    check (((code ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text) AND (char_length(code) <= 40))),
  constraint "union_agreements_covers_length_check" check ((char_length(covers) <= 400)),
  constraint "union_agreements_ends_after_start_check" check ((valid_until > valid_from)),
  constraint "union_agreements_guild_length_check"
    check (((char_length(guild) >= 1) AND (char_length(guild) <= 120))),
  constraint "union_agreements_jurisdiction_length_check"
    check (((char_length(jurisdiction) >= 1) AND (char_length(jurisdiction) <= 200))),
  constraint "union_agreements_pkey" primary key (id),
  constraint "union_agreements_project_id_code_key" unique nulls
    not DISTINCT (project_id, code),
  constraint "union_agreements_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "union_agreements_window_finite_check"
    check ((isfinite(valid_from) AND isfinite(valid_until)))
);

alter table "public"."union_agreements"
  enable row level security;

create trigger _100_guard
  before delete or update on public.union_agreements
  for each row
  execute function stagedoor_film.tg_union_agreements__guard();

alter table "public"."union_agreements"
  enable always trigger "_100_guard";

create trigger _110_refuse_truncate
  before truncate on public.union_agreements
  for each STATEMENT
  execute function stagedoor_film.tg_any__refuse_truncate();

alter table "public"."union_agreements"
  enable always trigger "_110_refuse_truncate";

create trigger _900_record
  after insert or delete or update on public.union_agreements
  for each row
  execute function stagedoor_film.tg_any__record('union_agreement', 'access');

alter table "public"."union_agreements"
  enable always trigger "_900_record";

create policy "union_agreements_select" on "public"."union_agreements"
  for select
  to "authenticated"
  using ((((project_id is null) AND (( select stagedoor.caller_id() as caller_id) is
    not null)) or
    (project_id = ANY (( select stagedoor.scopes_with('union_rate:view'::text) as
    scopes_with)::uuid[]))));

comment on column "public"."union_agreements"."is_example" is 'Whether its window is an example that somebody has to replace.';

comment on column "public"."union_agreements"."project_id" is 'The production. Null: it ships with the part and is read-only.';

comment on column "public"."union_agreements"."valid_until" is 'The first day on which it no longer holds. Null: no end is known.';

comment on policy "union_agreements_select"
  on "public"."union_agreements" is 'What ships is public; what a production agreed on goes with its rates.';

comment on table "public"."union_agreements" is 'Collective agreements: a production''s own, and what ships (F30, F45).

A production''s own agreement stands in for the one that ships with the same code.';

revoke all on table "public"."union_agreements" from "authenticated";

grant select on table "public"."union_agreements" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."union_agreements"
  to "postgres";

revoke all on table "public"."union_agreements" from "service_role";

grant select on table "public"."union_agreements" to "service_role";
