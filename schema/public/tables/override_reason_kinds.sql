-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."override_reason_kinds" (
  "reason_kind" text not null,
  "label"       text not null,
  constraint "override_reason_kinds_label_length_check"
    check (((char_length(label) >= 1) AND (char_length(label) <= 80))),
  constraint "override_reason_kinds_pkey" primary key (reason_kind),
  constraint "override_reason_kinds_reason_kind_snake_case_check"
    check (((reason_kind ~ '^[a-z][a-z0-9_]*$'::text) AND (char_length(reason_kind) <= 60)))
);

alter table "public"."override_reason_kinds"
  enable row level security;

create trigger _900_record
  after insert or delete or update on public.override_reason_kinds
  for each row
  execute function stagedoor_film.tg_any__record('override_reason_kind', 'figures');

alter table "public"."override_reason_kinds"
  enable always trigger "_900_record";

create policy "override_reason_kinds_select" on "public"."override_reason_kinds"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on policy "override_reason_kinds_select"
  on "public"."override_reason_kinds" is 'Which kinds of emergency there are is open to whoever is signed in.';

comment on table "public"."override_reason_kinds" is 'What an emergency can be (F40). An adopter adds rows.';

revoke all on table "public"."override_reason_kinds" from "authenticated";

grant select on table "public"."override_reason_kinds" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."override_reason_kinds"
  to "postgres";

revoke all on table "public"."override_reason_kinds" from "service_role";

grant select on table "public"."override_reason_kinds" to "service_role";
