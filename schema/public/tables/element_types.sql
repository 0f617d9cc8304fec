-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."element_types" (
  "element_type" text     not null,
  "description"  text     not null,
  "position"     smallint not null,
  constraint "element_types_description_length_check"
    check (((char_length(description) >= 1) AND (char_length(description) <= 200))),
  constraint "element_types_element_type_upper_case_check"
    check ((element_type ~ '^[A-Z][A-Z0-9_]{0,39}$'::text)),
  constraint "element_types_pkey" primary key (element_type)
);

alter table "public"."element_types"
  enable row level security;

create trigger _900_record
  after insert or delete or update on public.element_types
  for each row
  execute function
    stagedoor_theatre.tg_any__record('element_type', 'installation', '', 'element_type');

alter table "public"."element_types"
  enable always trigger "_900_record";

create policy "element_types_select" on "public"."element_types"
  for select
  to "authenticated"
  using ((( select stagedoor.live_caller() as live_caller) is not null));

comment on policy "element_types_select"
  on "public"."element_types" is 'Kinds of element are read by whoever is signed in.';

comment on table "public"."element_types" is 'What a script is made of (F77): CUE, NOTE and others.

Extensible by row.';

revoke all on table "public"."element_types" from "authenticated";

grant select on table "public"."element_types" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."element_types"
  to "postgres";

revoke all on table "public"."element_types" from "service_role";

grant select on table "public"."element_types" to "service_role";
