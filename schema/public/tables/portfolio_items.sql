-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."portfolio_items" (
  "id"           uuid                     not null default gen_random_uuid(),
  "project_id"   uuid                     not null,
  "artist_id"    uuid                     not null,
  "owner_id"     uuid,
  "title"        text                     not null,
  "caption"      text                     not null default ''::text,
  "image_path"   text,
  "is_shown"     boolean                  not null default true,
  "uploaded_at"  timestamp with time zone not null default now(),
  "elevation_id" uuid,
  constraint "portfolio_items_artist_id_fkey" foreign key (project_id, artist_id)
    references public.artists(project_id, id) on delete restrict,
  constraint "portfolio_items_caption_length_check" check ((char_length(caption) <= 4000)),
  constraint "portfolio_items_image_path_inside_bucket_check"
    check
    (((image_path !~ '^/|://'::text) AND ((char_length(image_path) >= 1) AND
    (char_length(image_path) <= 500)))),
  constraint "portfolio_items_pkey" primary key (id),
  constraint "portfolio_items_title_length_check"
    check (((char_length(title) >= 1) AND (char_length(title) <= 200))),
  constraint "portfolio_items_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "portfolio_items_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "portfolio_items_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."portfolio_items"
  enable row level security;

create index portfolio_items_elevation_id_idx on public.portfolio_items
  using btree (elevation_id);

create index portfolio_items_owner_id_idx on public.portfolio_items using btree (owner_id);

create index portfolio_items_project_id_artist_id_idx on public.portfolio_items
  using btree (project_id, artist_id);

create trigger _180_say_rules
  before insert or update on public.portfolio_items
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."portfolio_items"
  enable always trigger "_180_say_rules";

create trigger _200_take_owner
  before insert or update of artist_id on public.portfolio_items
  for each row
  execute function stagedoor_studio.tg_any__take_owner();

create trigger _210_stamp_elevation
  before insert or update of project_id,
    artist_id, title, caption, image_path, is_shown on public.portfolio_items
  for each row
  execute function
    stagedoor.tg_any__stamp_elevation('portfolio:upload', 'portfolio:edit', '');

create trigger _900_record
  after insert or delete or update on public.portfolio_items
  for each row
  execute function
    stagedoor_studio.tg_any__record('portfolio_item', 'artist_id', 'is_shown');

alter table "public"."portfolio_items"
  enable always trigger "_900_record";

create policy "portfolio_items_insert" on "public"."portfolio_items"
  for insert
  to "authenticated"
  with
    check
    (((project_id = ANY (( SELECT stagedoor.scopes_with('portfolio:upload'::text) AS
    scopes_with)::uuid[])) OR
    ((owner_id = ( SELECT stagedoor.caller_id() AS caller_id)) AND (project_id = ANY ((
    SELECT stagedoor.scopes_with_own('portfolio:upload'::text) AS
    scopes_with_own)::uuid[])))));

create policy "portfolio_items_select" on "public"."portfolio_items"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('portfolio:view'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('portfolio:view'::text) as
    scopes_with_own)::uuid[])))));

create policy "portfolio_items_update" on "public"."portfolio_items"
  for update
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('portfolio:edit'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('portfolio:edit'::text) as
    scopes_with_own)::uuid[])))))
  with
    check
    (((project_id = ANY (( SELECT stagedoor.scopes_with('portfolio:edit'::text) AS
    scopes_with)::uuid[])) OR
    ((owner_id = ( SELECT stagedoor.caller_id() AS caller_id)) AND (project_id = ANY ((
    SELECT stagedoor.scopes_with_own('portfolio:edit'::text) AS
    scopes_with_own)::uuid[])))));

comment on column "public"."portfolio_items"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on column "public"."portfolio_items"."image_path" is 'The path of the picture in the storage bucket of the studio.';

comment on column "public"."portfolio_items"."owner_id" is 'The account of the artist. Kept by trigger; null while the profile is not linked.';

comment on constraint "portfolio_items_caption_length_check"
  on "public"."portfolio_items" is 'A caption has at most 4000 characters';

comment on constraint "portfolio_items_image_path_inside_bucket_check"
  on "public"."portfolio_items" is 'An image is named by its path inside the bucket, in 1 to 500 characters, and not by an address';

comment on constraint "portfolio_items_title_length_check"
  on "public"."portfolio_items" is 'A piece has a title of 1 to 200 characters';

comment on policy "portfolio_items_insert"
  on "public"."portfolio_items" is 'Artists add their own work; the front desk has no key for it.';

comment on policy "portfolio_items_select"
  on "public"."portfolio_items" is 'The whole studio sees every portfolio.';

comment on policy "portfolio_items_update"
  on "public"."portfolio_items" is 'Artists change their own pieces.';

comment on table "public"."portfolio_items" is 'Pieces that artists show (F49, F52).

Taken down with is_shown, never deleted.';

revoke all ("artist_id") on table "public"."portfolio_items" from "authenticated";

grant insert ("artist_id") on table "public"."portfolio_items" to "authenticated";

revoke all ("caption") on table "public"."portfolio_items" from "authenticated";

grant insert ("caption"), update ("caption")
  on table "public"."portfolio_items"
  to "authenticated";

revoke all ("image_path") on table "public"."portfolio_items" from "authenticated";

grant insert ("image_path"), update ("image_path")
  on table "public"."portfolio_items"
  to "authenticated";

revoke all ("is_shown") on table "public"."portfolio_items" from "authenticated";

grant insert ("is_shown"), update ("is_shown")
  on table "public"."portfolio_items"
  to "authenticated";

revoke all ("project_id") on table "public"."portfolio_items" from "authenticated";

grant insert ("project_id") on table "public"."portfolio_items" to "authenticated";

revoke all ("title") on table "public"."portfolio_items" from "authenticated";

grant insert ("title"), update ("title")
  on table "public"."portfolio_items"
  to "authenticated";

revoke all on table "public"."portfolio_items" from "authenticated";

grant select on table "public"."portfolio_items" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."portfolio_items"
  to "postgres";

revoke all ("artist_id") on table "public"."portfolio_items" from "service_role";

grant insert ("artist_id") on table "public"."portfolio_items" to "service_role";

revoke all ("caption") on table "public"."portfolio_items" from "service_role";

grant insert ("caption"), update ("caption")
  on table "public"."portfolio_items"
  to "service_role";

revoke all ("image_path") on table "public"."portfolio_items" from "service_role";

grant insert ("image_path"), update ("image_path")
  on table "public"."portfolio_items"
  to "service_role";

revoke all ("is_shown") on table "public"."portfolio_items" from "service_role";

grant insert ("is_shown"), update ("is_shown")
  on table "public"."portfolio_items"
  to "service_role";

revoke all ("project_id") on table "public"."portfolio_items" from "service_role";

grant insert ("project_id") on table "public"."portfolio_items" to "service_role";

revoke all ("title") on table "public"."portfolio_items" from "service_role";

grant insert ("title"), update ("title")
  on table "public"."portfolio_items"
  to "service_role";

revoke all on table "public"."portfolio_items" from "service_role";

grant select on table "public"."portfolio_items" to "service_role";
