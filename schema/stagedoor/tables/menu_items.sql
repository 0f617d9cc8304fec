-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."menu_items" (
  "id"                      uuid    not null default gen_random_uuid(),
  "scope_id"                uuid,
  "item_key"                text    not null,
  "parent_id"               uuid,
  "label"                   text    not null,
  "path"                    text    not null,
  "icon"                    text,
  "position"                integer not null default 0,
  "required_permission_key" text,
  "is_active"               boolean not null default true,
  constraint "menu_items_icon_length_check"
    check (((char_length(icon) >= 1) AND (char_length(icon) <= 60))),
  constraint "menu_items_item_key_grammar_check"
    check
    (((item_key ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$'::text) AND (char_length(item_key)
    <= 80))),
  constraint "menu_items_label_length_check"
    check (((char_length(label) >= 1) AND (char_length(label) <= 80))),
  constraint "menu_items_pkey" primary key (id),
  constraint "menu_items_parent_id_fkey" foreign key (parent_id)
    references stagedoor.menu_items(id) on delete cascade,
  constraint "menu_items_scope_id_item_key_key" unique nulls
    not DISTINCT (scope_id, item_key),
  constraint "menu_items_required_permission_key_fkey" foreign key (required_permission_key)
    references stagedoor.permissions(permission_key) on update cascade on delete restrict,
  constraint "menu_items_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "menu_items_path_inside_app_check"
    check ((stagedoor.is_app_path(path) AND (char_length(path) <= 300)))
);

alter table "stagedoor"."menu_items"
  enable row level security;

create index menu_items_parent_id_idx on stagedoor.menu_items using btree (parent_id);

create index menu_items_required_permission_key_idx on stagedoor.menu_items
  using btree (required_permission_key);

create trigger _100_refuse_cycle
  after insert or update on stagedoor.menu_items
  for each row
  when ((new.parent_id IS NOT NULL))
  execute function stagedoor.tg_menu_items__refuse_cycle();

alter table "stagedoor"."menu_items"
  enable always trigger "_100_refuse_cycle";

create trigger _900_record
  after insert or delete or update on stagedoor.menu_items
  for each row
  execute function stagedoor.tg_any__record('menu_item', 'scope_id');

alter table "stagedoor"."menu_items"
  enable always trigger "_900_record";

create policy "menu_items_select" on "stagedoor"."menu_items"
  for select
  to "authenticated"
  using ((((scope_id is null) AND (( select stagedoor.caller_id() as caller_id) is
    not null)) or (scope_id = ANY (( select stagedoor.my_scopes() as my_scopes)::uuid[]))));

comment on column "stagedoor"."menu_items"."icon" is 'A lucide icon name.';

comment on column "stagedoor"."menu_items"."required_permission_key" is
  'The key that opens the item. Null: every user sees it.';

comment on policy "menu_items_select"
  on "stagedoor"."menu_items" is 'Every user sees built-in items; users of a tenant see its own.';

comment on table "stagedoor"."menu_items" is 'Navigation items, built in where scope_id is null (F12).

Else they belong to a tenant.';

grant select on table "stagedoor"."menu_items" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."menu_items"
  to "postgres";
