-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."earnings" (
  "earning"             text    not null,
  "name"                text    not null,
  "bears_contributions" boolean not null,
  constraint "earnings_earning_snake_case_check"
    check (((earning ~ '^[a-z][a-z0-9_]*$'::text) AND (char_length(earning) <= 60))),
  constraint "earnings_name_length_check"
    check (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint "earnings_pkey" primary key (earning)
);

alter table "public"."earnings"
  enable row level security;

create trigger _900_record
  after insert or delete or update on public.earnings
  for each row
  execute function stagedoor_film.tg_any__record('earning', 'figures');

alter table "public"."earnings"
  enable always trigger "_900_record";

create policy "earnings_select" on "public"."earnings"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on column "public"."earnings"."bears_contributions" is 'False for penalties, travel and rentals: they are no wage.';

comment on policy "earnings_select" on "public"."earnings" is 'Which earnings there are is open to whoever is signed in.';

comment on table "public"."earnings" is 'Kinds of earnings, and whether contributions are due on them (F120).

Rows ship; what is not here bears contributions.';

revoke all on table "public"."earnings" from "authenticated";

grant select on table "public"."earnings" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."earnings"
  to "postgres";

revoke all on table "public"."earnings" from "service_role";

grant select on table "public"."earnings" to "service_role";
