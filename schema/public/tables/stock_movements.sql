-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."stock_movements" (
  "id"              uuid                     not null default gen_random_uuid(),
  "project_id"      uuid                     not null,
  "stock_item_id"   uuid                     not null,
  "kind"            text                     not null,
  "change"          numeric(14,3)            not null,
  "quantity_after"  numeric(14,3)            not null,
  "reason"          text                     not null,
  "idempotency_key" text,
  "moved_by"        uuid,
  "moved_at"        timestamp with time zone not null default now(),
  "elevation_id"    uuid,
  constraint "stock_movements_change_fits_kind_check" check (
CASE kind
    WHEN 'stock_in'::text THEN (change > (0)::numeric)
    WHEN 'stock_adj'::text THEN (change <> (0)::numeric)
    ELSE true
END),
  constraint "stock_movements_idempotency_key_length_check"
    check (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 100))),
  constraint "stock_movements_kind_known_check"
    check ((kind = ANY (ARRAY['stock_in'::text, 'stock_adj'::text, 'cycle_count'::text]))),
  constraint "stock_movements_pkey" primary key (id),
  constraint "stock_movements_project_id_idempotency_key_key" unique
    (project_id, idempotency_key),
  constraint "stock_movements_reason_length_check"
    check (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint "stock_movements_stock_item_id_fkey" foreign key (project_id, stock_item_id)
    references public.stock_items(project_id, id) on delete restrict,
  constraint "stock_movements_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "stock_movements_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "stock_movements_moved_by_fkey" foreign key (moved_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."stock_movements"
  enable row level security;

create index stock_movements_elevation_id_idx on public.stock_movements
  using btree (elevation_id);

create index stock_movements_moved_by_idx on public.stock_movements using btree (moved_by);

create index stock_movements_project_id_stock_item_id_idx on public.stock_movements
  using btree (project_id, stock_item_id, moved_at);

create policy "stock_movements_select" on "public"."stock_movements"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('inventory:view'::text) as
    scopes_with)::uuid[])));

comment on column "public"."stock_movements"."elevation_id" is 'The elevation under which it was moved. Null: none was needed (F60).';

comment on policy "stock_movements_select"
  on "public"."stock_movements" is 'Users who see the stock see its movements.';

comment on table "public"."stock_movements" is 'Receipts, adjustments and counts of stock (F52).

Written by move_stock, never rewritten.';

revoke all on table "public"."stock_movements" from "authenticated";

grant select on table "public"."stock_movements" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."stock_movements"
  to "postgres";

revoke all on table "public"."stock_movements" from "service_role";

grant select on table "public"."stock_movements" to "service_role";
