-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."scopes" (
  "id"              uuid                     not null default gen_random_uuid(),
  "scope_type"      text                     not null,
  "parent_id"       uuid,
  "name"            text                     not null,
  "time_zone"       text,
  "archived_at"     timestamp with time zone,
  "path"            uuid[]                   not null,
  "organization_id" uuid                     not null,
  "project_id"      uuid,
  "is_archived"     boolean                  not null default false,
  constraint "scopes_archived_at_finite_check" check (isfinite(archived_at)),
  constraint "scopes_id_scope_type_key" unique (id, scope_type),
  constraint "scopes_name_length_check"
    check
    ((((char_length(name) >= 1) AND (char_length(name) <= 200)) AND (name = btrim(name)))),
  constraint "scopes_name_visible_check"
    check
    (((name !~ '[[:cntrl:]]'::text) AND (name ~
    '[^\s\u00A0\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF]'::text))),
  constraint "scopes_parent_is_another_check" check ((parent_id <> id)),
  constraint "scopes_path_ends_in_self_check"
    check (((path[cardinality(path)] = id) AND (path[1] = organization_id))),
  constraint "scopes_pkey" primary key (id),
  constraint "scopes_parent_id_fkey" foreign key (parent_id) references stagedoor.scopes(id)
    on delete restrict,
  constraint "scopes_scope_type_fkey" foreign key (scope_type)
    references stagedoor.scope_types(scope_type) on delete restrict,
  constraint "scopes_time_zone_known_check" check (stagedoor.is_time_zone(time_zone))
);

alter table "stagedoor"."scopes"
  enable row level security;

create index scopes_id_archived_idx on stagedoor.scopes using btree (id)
  where is_archived;

create index scopes_organization_id_project_idx on stagedoor.scopes
  using btree (organization_id) include (id)
  where ((scope_type = 'project'::text) AND (not is_archived));

create index scopes_parent_id_idx on stagedoor.scopes using btree (parent_id);

create index scopes_path_idx on stagedoor.scopes using gin (path);

create index scopes_project_id_idx on stagedoor.scopes using btree (project_id);

create index scopes_scope_type_idx on stagedoor.scopes using btree (scope_type);

create trigger _100_place
  before insert or update on stagedoor.scopes
  for each row
  execute function stagedoor.tg_scopes__place();

alter table "stagedoor"."scopes"
  enable always trigger "_100_place";

create trigger _200_keep_version_growing
  after update on stagedoor.scopes
  for each row
  when ((old.parent_id IS DISTINCT FROM new.parent_id))
  execute function stagedoor.tg_scopes__keep_version_growing();

create trigger _200_take_accesses_along
  before delete on stagedoor.scopes
  for each row
  execute function stagedoor.tg_scopes__take_accesses_along();

create trigger _210_place_children
  after update on stagedoor.scopes
  for each row
  when
    (((old.path IS DISTINCT FROM new.path) OR (old.is_archived IS DISTINCT FROM
    new.is_archived)))
  execute function stagedoor.tg_scopes__place_children();

create trigger _300_leave_tenant
  after update on stagedoor.scopes
  for each row
  when ((old.path IS DISTINCT FROM new.path))
  execute function stagedoor.tg_scopes__leave_tenant();

create trigger _310_end_elevations
  after update on stagedoor.scopes
  for each row
  when
    (((new.is_archived AND (NOT old.is_archived)) OR (old.path IS DISTINCT FROM new.path)))
  execute function stagedoor.tg_scopes__end_elevations();

create trigger _310_name_show
  after update of name on stagedoor.scopes
  for each row
  execute function stagedoor_theatre.tg_scopes__name_show();

create trigger _500_keep_duties_apart
  after update on stagedoor.scopes
  for each row
  when ((old.path IS DISTINCT FROM new.path))
  execute function stagedoor.tg_any__keep_duties_apart();

alter table "stagedoor"."scopes"
  enable always trigger "_500_keep_duties_apart";

create trigger _510_one_studio_role
  after update on stagedoor.scopes
  for each row
  when ((old.path IS DISTINCT FROM new.path))
  execute function stagedoor_studio.tg_scopes__one_studio_role();

alter table "stagedoor"."scopes"
  enable always trigger "_510_one_studio_role";

create trigger _600_keep_department
  after update on stagedoor.scopes
  for each row
  when ((old.project_id IS DISTINCT FROM new.project_id))
  execute function stagedoor_film.tg_scopes__keep_department();

alter table "stagedoor"."scopes"
  enable always trigger "_600_keep_department";

create trigger _900_record
  after insert or delete or update on stagedoor.scopes
  for each row
  execute function stagedoor.tg_scopes__record();

alter table "stagedoor"."scopes"
  enable always trigger "_900_record";

create policy "scopes_select" on "stagedoor"."scopes"
  for select
  to "authenticated"
  using ((id = ANY (( select stagedoor.my_scopes() as my_scopes)::uuid[])));

comment on column "stagedoor"."scopes"."archived_at" is 'When it was archived.

In it and below only keys with counts_when_archived count.';

comment on column "stagedoor"."scopes"."is_archived" is 'Whether it or a scope above it is archived. Kept by trigger.';

comment on column "stagedoor"."scopes"."organization_id" is 'The top of its tree. Kept by trigger.';

comment on column "stagedoor"."scopes"."path" is 'The scope and all above it, from the top down. Kept by trigger.';

comment on column "stagedoor"."scopes"."project_id" is 'The project it is or stands below. Null above projects. Kept by trigger.';

comment on column "stagedoor"."scopes"."time_zone" is 'Where its days begin and end (F127). Null: as in the scope above, UTC at the top.';

comment on policy "scopes_select" on "stagedoor"."scopes" is 'Users see the scopes that they work in, and those around.

Those above, and those that they oversee.';

comment on table "stagedoor"."scopes" is 'Where access is held: organization > project > department (F11, F93).';

grant select on table "stagedoor"."scopes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."scopes"
  to "postgres";

alter table "stagedoor"."scopes"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
