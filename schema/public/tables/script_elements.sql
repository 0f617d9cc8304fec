-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."script_elements" (
  "id"                uuid    not null default gen_random_uuid(),
  "script_id"         uuid    not null,
  "rank"              text    collate pg_catalog."C" not null,
  "element_type"      text    not null,
  "department_id"     uuid,
  "cue_number"        text,
  "call"              text,
  "text"              text    not null default ''::text,
  "notes"             text,
  "offset_ms"         bigint,
  "duration_ms"       bigint,
  "priority"          text    not null default 'NORMAL'::text,
  "parent_element_id" uuid,
  "is_private"        boolean not null default false,
  constraint "script_elements_call_has_cue_check" check (((call IS NULL) OR (cue_number IS
    NOT NULL))),
  constraint "script_elements_call_known_check"
    check ((call = ANY (ARRAY['WARN'::text, 'STANDBY'::text, 'GO'::text]))),
  constraint "script_elements_cue_number_grammar_check"
    check
    (((cue_number ~
    '^([A-Za-z][A-Za-z0-9]{0,11} [0-9]{1,6}(\.[0-9]{1,4})?(, |$)){1,20}$'::text) AND
    (cue_number !~ ', $'::text))),
  constraint "script_elements_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete restrict,
  constraint "script_elements_element_type_fkey" foreign key (element_type)
    references public.element_types(element_type) on update cascade on delete restrict,
  constraint "script_elements_go_is_one_cue_check"
    check
    (((call = ANY (ARRAY['WARN'::text, 'STANDBY'::text])) OR (cue_number !~ ','::text))),
  constraint "script_elements_parent_is_another_check" check ((parent_element_id <> id)),
  constraint "script_elements_pkey" primary key (id),
  constraint "script_elements_priority_known_check"
    check
    ((priority = ANY (ARRAY['SAFETY'::text, 'CRITICAL'::text, 'HIGH'::text, 'NORMAL'::text,
    'LOW'::text, 'OPTIONAL'::text]))),
  constraint "script_elements_private_is_not_called_check"
    check (((NOT is_private) OR (cue_number IS NULL))),
  constraint "script_elements_rank_letters_and_digits_check"
    check ((rank ~ '^[0-9A-Za-z]{1,200}$'::text)),
  constraint "script_elements_script_id_id_key" unique (script_id, id),
  constraint "script_elements_parent_element_id_fkey"
    foreign key (script_id, parent_element_id)
    references public.script_elements(script_id, id) on delete set null (parent_element_id),
  constraint "script_elements_text_length_check"
    check (((char_length(text) <= 20000) AND (char_length(notes) <= 8000))),
  constraint "script_elements_times_not_negative_check"
    check (((offset_ms >= 0) AND (duration_ms >= 0))),
  constraint "script_elements_script_id_fkey" foreign key (script_id)
    references public.scripts(id) on delete cascade
);

alter table "public"."script_elements"
  enable row level security;

alter table "public"."script_elements"
  add column "cue_prefix" text generated always as
    (upper("substring"(cue_number, '^[^ ]+'::text))) stored;

alter table "public"."script_elements"
  add column "cue_value" numeric generated always as
    (("substring"(cue_number, '^[^ ]+ ([0-9.]+)'::text))::numeric) stored;

create unique index script_elements_cue_number_key on public.script_elements
  using btree (script_id, cue_prefix, cue_value)
  where ((call is null) or (call = 'GO'::text));

create index script_elements_department_id_idx on public.script_elements
  using btree (department_id);

create index script_elements_element_type_idx on public.script_elements
  using btree (element_type);

create index script_elements_script_id_cue_prefix_cue_value_idx on public.script_elements
  using btree (script_id, cue_prefix, cue_value);

create index script_elements_script_id_parent_element_id_idx on public.script_elements
  using btree (script_id, parent_element_id);

create index script_elements_script_id_rank_idx on public.script_elements
  using btree (script_id, rank);

create trigger _100_check
  before insert or update on public.script_elements
  for each row
  execute function stagedoor_theatre.tg_script_elements__check();

alter table "public"."script_elements"
  enable always trigger "_100_check";

create trigger _110_keep_to_delegation
  before update on public.script_elements
  for each row
  execute function stagedoor_theatre.tg_script_elements__keep_to_delegation();

alter table "public"."script_elements"
  enable always trigger "_110_keep_to_delegation";

create trigger _900_revise_deleted
  after delete on public.script_elements referencing OLD table as old_rows
  for each STATEMENT
  execute function stagedoor_theatre.tg_script_elements__revise();

alter table "public"."script_elements"
  enable always trigger "_900_revise_deleted";

create trigger _900_revise_inserted
  after insert on public.script_elements referencing NEW table as new_rows
  for each STATEMENT
  execute function stagedoor_theatre.tg_script_elements__revise();

alter table "public"."script_elements"
  enable always trigger "_900_revise_inserted";

create trigger _900_revise_updated
  after update on public.script_elements
    referencing OLD table as old_rows NEW table as new_rows
  for each STATEMENT
  execute function stagedoor_theatre.tg_script_elements__revise();

alter table "public"."script_elements"
  enable always trigger "_900_revise_updated";

create policy "script_elements_delete" on "public"."script_elements"
  for delete
  to "authenticated"
  using
    (((script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[]))
    or ((not is_private) AND (exists ( select
   from public.script_delegations d
  where
    ((d.id = ANY (( select stagedoor_theatre.live_delegations() as
    live_delegations)::uuid[])) AND (d.script_id = script_elements.script_id) AND
    (d.department_id = script_elements.department_id) AND
    ('delete'::text = ANY (d.operations))))))));

create policy "script_elements_insert" on "public"."script_elements"
  for insert
  to "authenticated"
  with
    check
    (((script_id = ANY (( SELECT stagedoor_theatre.own_scripts() AS own_scripts)::uuid[]))
    OR ((NOT is_private) AND (EXISTS ( SELECT
   FROM public.script_delegations d
  WHERE
    ((d.id = ANY (( SELECT stagedoor_theatre.live_delegations() AS
    live_delegations)::uuid[])) AND (d.script_id = script_elements.script_id) AND
    (d.department_id = script_elements.department_id) AND
    ('insert'::text = ANY (d.operations))))))));

create policy "script_elements_select" on "public"."script_elements"
  for select
  to "authenticated"
  using
    (((script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[]))
    or
    ((not is_private) AND ((script_id = ANY (( select stagedoor_theatre.whole_scripts() as
    whole_scripts)::uuid[])) or
    (id = ANY (( select stagedoor_theatre.limited_elements() as
    limited_elements)::uuid[]))))));

create policy "script_elements_update" on "public"."script_elements"
  for update
  to "authenticated"
  using
    (((script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[]))
    or ((not is_private) AND (exists ( select
   from public.script_delegations d
  where
    ((d.id = ANY (( select stagedoor_theatre.live_delegations() as
    live_delegations)::uuid[])) AND (d.script_id = script_elements.script_id) AND
    ((d.department_id is null) or (d.department_id = script_elements.department_id)) AND
    ('update'::text = ANY (d.operations))))))))
  with
    check
    (((script_id = ANY (( SELECT stagedoor_theatre.own_scripts() AS own_scripts)::uuid[]))
    OR ((NOT is_private) AND (EXISTS ( SELECT
   FROM public.script_delegations d
  WHERE
    ((d.id = ANY (( SELECT stagedoor_theatre.live_delegations() AS
    live_delegations)::uuid[])) AND (d.script_id = script_elements.script_id) AND
    ((d.department_id IS NULL) OR (d.department_id = script_elements.department_id)) AND
    ('update'::text = ANY (d.operations))))))));

comment on column "public"."script_elements"."call" is 'WARN, STANDBY or GO. Null: the cue itself.';

comment on column "public"."script_elements"."cue_number" is 'As called: LX 12, SQ 4.5. One of a kind in a script.

A warning or standby names the cues that it is for: "LX 3, LX 4".';

comment on column "public"."script_elements"."department_id" is 'Whose it is. Null: it concerns everybody. Further ones stand in element_departments.';

comment on column "public"."script_elements"."is_private" is 'For the owner of the script alone: in no share, for no crew, not even as a gap.';

comment on column "public"."script_elements"."rank" is 'Where it stands: compared as bytes. Null on the way in: at the end.

Keys as of the npm package fractional-indexing, with gaps of random size.';

comment on policy "script_elements_delete"
  on "public"."script_elements" is 'The owner, and crew in the department where removing is delegated (F71).';

comment on policy "script_elements_insert"
  on "public"."script_elements" is 'The owner, and crew in the department where adding is delegated (F71).';

comment on policy "script_elements_select"
  on "public"."script_elements" is 'Readers see their part of a script, the owner private notes too.';

comment on policy "script_elements_update"
  on "public"."script_elements" is 'The owner, and crew in what is delegated; never private elements (F71).';

comment on table "public"."script_elements" is 'The elements of scripts, in the order of rank (F77).';

revoke all ("call") on table "public"."script_elements" from "authenticated";

grant insert ("call"), update ("call")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("cue_number") on table "public"."script_elements" from "authenticated";

grant insert ("cue_number"), update ("cue_number")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("department_id") on table "public"."script_elements" from "authenticated";

grant insert ("department_id"), update ("department_id")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("duration_ms") on table "public"."script_elements" from "authenticated";

grant insert ("duration_ms"), update ("duration_ms")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("element_type") on table "public"."script_elements" from "authenticated";

grant insert ("element_type"), update ("element_type")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("is_private") on table "public"."script_elements" from "authenticated";

grant insert ("is_private"), update ("is_private")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("notes") on table "public"."script_elements" from "authenticated";

grant insert ("notes"), update ("notes")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("offset_ms") on table "public"."script_elements" from "authenticated";

grant insert ("offset_ms"), update ("offset_ms")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("parent_element_id") on table "public"."script_elements" from "authenticated";

grant insert ("parent_element_id"), update ("parent_element_id")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("priority") on table "public"."script_elements" from "authenticated";

grant insert ("priority"), update ("priority")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("rank") on table "public"."script_elements" from "authenticated";

grant insert ("rank"), update ("rank")
  on table "public"."script_elements"
  to "authenticated";

revoke all ("script_id") on table "public"."script_elements" from "authenticated";

grant insert ("script_id") on table "public"."script_elements" to "authenticated";

revoke all ("text") on table "public"."script_elements" from "authenticated";

grant insert ("text"), update ("text")
  on table "public"."script_elements"
  to "authenticated";

revoke all on table "public"."script_elements" from "authenticated";

grant delete, select on table "public"."script_elements" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."script_elements"
  to "postgres";

revoke all on table "public"."script_elements" from "service_role";

grant select on table "public"."script_elements" to "service_role";
