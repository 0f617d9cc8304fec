-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."currencies" (
  "code"        text     not null,
  "name"        text     not null,
  "minor_units" smallint not null,
  constraint "currencies_code_letters_check" check ((code ~ '^[A-Z]{3}$'::text)),
  constraint "currencies_minor_units_range_check"
    check (((minor_units >= 0) AND (minor_units <= 3))),
  constraint "currencies_name_length_check"
    check (((char_length(name) >= 1) AND (char_length(name) <= 80))),
  constraint "currencies_pkey" primary key (code)
);

alter table "public"."currencies"
  enable row level security;

create trigger _900_record
  after insert or delete or update on public.currencies
  for each row
  execute function stagedoor_film.tg_any__record('currency', 'figures');

alter table "public"."currencies"
  enable always trigger "_900_record";

create policy "currencies_select" on "public"."currencies"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on column "public"."currencies"."minor_units" is 'Decimals of the smallest unit: 0 for JPY, 2 for USD, 3 for JOD.';

comment on policy "currencies_select" on "public"."currencies" is 'Which currencies there are is open to whoever is signed in.';

comment on table "public"."currencies" is 'Currencies by ISO 4217, and how many decimals an amount in them has.';

revoke all on table "public"."currencies" from "authenticated";

grant select on table "public"."currencies" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."currencies"
  to "postgres";

revoke all on table "public"."currencies" from "service_role";

grant select on table "public"."currencies" to "service_role";
