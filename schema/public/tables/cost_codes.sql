-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cost_codes" (
  "id"                 uuid                     not null default gen_random_uuid(),
  "project_id"         uuid                     not null,
  "parent_id"          uuid,
  "code"               text                     not null,
  "source_code"        text,
  "name"               text                     not null,
  "category"           text                     not null,
  "kind"               text                     not null default 'account'::text,
  "union_agreement_id" uuid,
  "path"               uuid[]                   not null,
  "department_id"      uuid,
  "created_at"         timestamp with time zone not null default now(),
  constraint "cost_codes_category_known_check"
    check ((category = ANY (ARRAY['above_line'::text, 'below_line'::text]))),
  constraint "cost_codes_code_grammar_check"
    check (((code ~ '^[0-9]{4}([.-][0-9A-Z]+)*$'::text) AND (char_length(code) <= 40))),
  constraint "cost_codes_kind_known_check"
    check
    ((kind = ANY (ARRAY['header'::text, 'account'::text, 'fringe'::text,
    'contingency'::text]))),
  constraint "cost_codes_name_length_check"
    check (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint "cost_codes_path_ends_in_self_check" check ((path[cardinality(path)] = id)),
  constraint "cost_codes_pkey" primary key (id),
  constraint "cost_codes_project_id_code_key" unique (project_id, code),
  constraint "cost_codes_project_id_id_key" unique (project_id, id),
  constraint "cost_codes_parent_id_fkey" foreign key (project_id, parent_id)
    references public.cost_codes(project_id, id) on delete cascade,
  constraint "cost_codes_source_code_length_check"
    check (((char_length(source_code) >= 1) AND (char_length(source_code) <= 60))),
  constraint "cost_codes_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "cost_codes_union_agreement_id_fkey" foreign key (union_agreement_id)
    references public.union_agreements(id) on delete restrict,
  constraint "cost_codes_department_id_fkey" foreign key (department_id)
    references stagedoor.scopes(id) on delete set null
);

alter table "public"."cost_codes"
  enable row level security;

alter table "public"."cost_codes"
  add column "prefix" text generated always as ("left"(code, 4)) stored not null;

alter table "public"."cost_codes"
  add column "is_postable" boolean generated always as ((kind <> 'header'::text)) stored
    not null;

create index cost_codes_department_id_idx on public.cost_codes using btree (department_id);

create index cost_codes_parent_id_idx on public.cost_codes using btree (parent_id);

create index cost_codes_path_idx on public.cost_codes using gin (path);

create index cost_codes_project_id_parent_id_idx on public.cost_codes
  using btree (project_id, parent_id);

create index cost_codes_union_agreement_id_idx on public.cost_codes
  using btree (union_agreement_id);

create trigger _100_place
  before insert or update on public.cost_codes
  for each row
  execute function stagedoor_film.tg_cost_codes__place();

alter table "public"."cost_codes"
  enable always trigger "_100_place";

create trigger _200_place_children
  after update on public.cost_codes
  for each row
  when
    (((old.path IS DISTINCT FROM new.path) OR (old.department_id IS DISTINCT FROM
    new.department_id) OR (old.prefix IS DISTINCT FROM new.prefix)))
  execute function stagedoor_film.tg_cost_codes__place_children();

create trigger _500_keep_header
  after update on public.cost_codes
  for each row
  when
    ((((old.kind <> 'header'::text) AND (new.kind = 'header'::text)) OR (old.category <>
    new.category)))
  execute function stagedoor_film.tg_cost_codes__keep_header();

alter table "public"."cost_codes"
  enable always trigger "_500_keep_header";

create trigger _900_record
  after insert or delete or update on public.cost_codes
  for each row
  execute function stagedoor_film.tg_any__record('cost_code', 'access');

alter table "public"."cost_codes"
  enable always trigger "_900_record";

create policy "cost_codes_select" on "public"."cost_codes"
  for select
  to "authenticated"
  using
    ((((project_id = ANY (( select stagedoor.scopes_with('cost_code:view'::text) as
    scopes_with)::uuid[])) AND
    ((department_id is null) or (department_id <> all (( select
    stagedoor.scopes_without('cost_code:view'::text) as scopes_without)::uuid[])))) or
    (department_id = ANY (( select stagedoor.scopes_with('cost_code:view'::text) as
    scopes_with)::uuid[]))));

comment on column "public"."cost_codes"."category" is 'above_line or below_line: that of the root of its branch (F33).';

comment on column "public"."cost_codes"."department_id" is 'The department that department_prefixes says. Null: none. Kept by trigger.';

comment on column "public"."cost_codes"."kind" is 'header takes no costs; account, fringe and contingency do.';

comment on column "public"."cost_codes"."path" is 'The code and all above it, from the root down. Kept by trigger.';

comment on column "public"."cost_codes"."prefix" is 'The first four digits, by which departments and policies are looked up.';

comment on column "public"."cost_codes"."source_code" is 'The number as the chart that it came from prints it.';

comment on column "public"."cost_codes"."union_agreement_id" is 'Whose members alone may be paid here. Null: non-union, and takes every payee.';

comment on policy "cost_codes_select" on "public"."cost_codes" is 'Whoever codes a purchase sees the chart; a department its own part.';

comment on table "public"."cost_codes" is 'The chart of accounts of a production, a tree (F26, F27, F30).';

revoke all on table "public"."cost_codes" from "authenticated";

grant select on table "public"."cost_codes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cost_codes"
  to "postgres";

revoke all on table "public"."cost_codes" from "service_role";

grant select on table "public"."cost_codes" to "service_role";
