-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."stock_items" (
  "id"            uuid                     not null default gen_random_uuid(),
  "project_id"    uuid                     not null,
  "name"          text                     not null,
  "sku"           text,
  "unit"          text                     not null default 'piece'::text,
  "price"         numeric(14,2),
  "reorder_level" numeric(14,3)            not null default 0,
  "is_active"     boolean                  not null default true,
  "quantity"      numeric(14,3)            not null default 0,
  "created_at"    timestamp with time zone not null default now(),
  "elevation_id"  uuid,
  constraint "stock_items_name_length_check"
    check (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint "stock_items_pkey" primary key (id),
  constraint "stock_items_price_not_negative_check"
    check (((price >= (0)::numeric) AND (price <= 999999999999.99))),
  constraint "stock_items_project_id_id_key" unique (project_id, id),
  constraint "stock_items_project_id_sku_key" unique (project_id, sku),
  constraint "stock_items_quantity_not_negative_check"
    check (((quantity >= (0)::numeric) AND (quantity <= 99999999999.999))),
  constraint "stock_items_reorder_level_not_negative_check"
    check (((reorder_level >= (0)::numeric) AND (reorder_level <= 99999999999.999))),
  constraint "stock_items_sku_length_check"
    check (((char_length(sku) >= 1) AND (char_length(sku) <= 60))),
  constraint "stock_items_unit_length_check"
    check (((char_length(unit) >= 1) AND (char_length(unit) <= 30))),
  constraint "stock_items_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "stock_items_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "public"."stock_items"
  enable row level security;

create index stock_items_elevation_id_idx on public.stock_items using btree (elevation_id);

create trigger _180_say_rules
  before insert or update on public.stock_items
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."stock_items"
  enable always trigger "_180_say_rules";

create trigger _200_stamp_elevation
  before insert or update of project_id,
    name, sku, unit, price, reorder_level, is_active on public.stock_items
  for each row
  execute function
    stagedoor.tg_any__stamp_elevation('inventory:create_item', 'inventory:edit_item', '');

create trigger _900_record
  after insert or delete or update of project_id,
    name, sku, unit, price, reorder_level, is_active on public.stock_items
  for each row
  execute function
    stagedoor_studio.tg_any__record('stock_item', 'name', 'sku', 'unit', 'price',
    'reorder_level', 'is_active');

alter table "public"."stock_items"
  enable always trigger "_900_record";

create policy "stock_items_insert" on "public"."stock_items"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor.scopes_with('inventory:create_item'::text) AS
    scopes_with)::uuid[])));

create policy "stock_items_select" on "public"."stock_items"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('inventory:view'::text) as
    scopes_with)::uuid[])));

create policy "stock_items_update" on "public"."stock_items"
  for update
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('inventory:edit_item'::text) as
    scopes_with)::uuid[])))
  with
    check
    ((project_id = ANY (( SELECT stagedoor.scopes_with('inventory:edit_item'::text) AS
    scopes_with)::uuid[])));

comment on column "public"."stock_items"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on column "public"."stock_items"."quantity" is 'The stock on hand: the sum of its movements. Changed by move_stock.';

comment on constraint "stock_items_name_length_check"
  on "public"."stock_items" is 'An item has a name of 1 to 200 characters';

comment on constraint "stock_items_price_not_negative_check"
  on "public"."stock_items" is 'A price lies between 0 and 999999999999.99';

comment on constraint "stock_items_quantity_not_negative_check"
  on "public"."stock_items" is 'A stock is never below 0, and at most 99999999999.999';

comment on constraint "stock_items_reorder_level_not_negative_check"
  on "public"."stock_items" is 'A reorder level lies between 0 and 99999999999.999';

comment on constraint "stock_items_sku_length_check"
  on "public"."stock_items" is 'A stock number has 1 to 60 characters';

comment on constraint "stock_items_unit_length_check"
  on "public"."stock_items" is 'A unit has 1 to 30 characters';

comment on policy "stock_items_insert"
  on "public"."stock_items" is 'Adding an article is locked for assistants.

scopes_with holds it while elevated only.';

comment on policy "stock_items_select"
  on "public"."stock_items" is 'The whole studio sees what is in stock.';

comment on policy "stock_items_update"
  on "public"."stock_items" is 'Changing an article is locked for assistants.

scopes_with holds it while elevated only.';

comment on table "public"."stock_items" is 'Articles of a studio (F52).';

revoke all ("is_active") on table "public"."stock_items" from "authenticated";

grant insert ("is_active"), update ("is_active")
  on table "public"."stock_items"
  to "authenticated";

revoke all ("name") on table "public"."stock_items" from "authenticated";

grant insert ("name"), update ("name") on table "public"."stock_items" to "authenticated";

revoke all ("price") on table "public"."stock_items" from "authenticated";

grant insert ("price"), update ("price") on table "public"."stock_items" to "authenticated";

revoke all ("project_id") on table "public"."stock_items" from "authenticated";

grant insert ("project_id") on table "public"."stock_items" to "authenticated";

revoke all ("reorder_level") on table "public"."stock_items" from "authenticated";

grant insert ("reorder_level"), update ("reorder_level")
  on table "public"."stock_items"
  to "authenticated";

revoke all ("sku") on table "public"."stock_items" from "authenticated";

grant insert ("sku"), update ("sku") on table "public"."stock_items" to "authenticated";

revoke all ("unit") on table "public"."stock_items" from "authenticated";

grant insert ("unit"), update ("unit") on table "public"."stock_items" to "authenticated";

revoke all on table "public"."stock_items" from "authenticated";

grant select on table "public"."stock_items" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."stock_items"
  to "postgres";

revoke all ("is_active") on table "public"."stock_items" from "service_role";

grant insert ("is_active"), update ("is_active")
  on table "public"."stock_items"
  to "service_role";

revoke all ("name") on table "public"."stock_items" from "service_role";

grant insert ("name"), update ("name") on table "public"."stock_items" to "service_role";

revoke all ("price") on table "public"."stock_items" from "service_role";

grant insert ("price"), update ("price") on table "public"."stock_items" to "service_role";

revoke all ("project_id") on table "public"."stock_items" from "service_role";

grant insert ("project_id") on table "public"."stock_items" to "service_role";

revoke all ("reorder_level") on table "public"."stock_items" from "service_role";

grant insert ("reorder_level"), update ("reorder_level")
  on table "public"."stock_items"
  to "service_role";

revoke all ("sku") on table "public"."stock_items" from "service_role";

grant insert ("sku"), update ("sku") on table "public"."stock_items" to "service_role";

revoke all ("unit") on table "public"."stock_items" from "service_role";

grant insert ("unit"), update ("unit") on table "public"."stock_items" to "service_role";

revoke all on table "public"."stock_items" from "service_role";

grant select on table "public"."stock_items" to "service_role";
