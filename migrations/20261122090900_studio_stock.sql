-- Stock: articles, and every movement of them.

create table public.stock_items (
  id            uuid           not null default gen_random_uuid(),
  project_id    uuid           not null,
  name          text           not null,
  sku           text,
  unit          text           not null default 'piece',
  price         numeric(14, 2),
  reorder_level numeric(14, 3) not null default 0,
  is_active     boolean        not null default true,
  quantity      numeric(14, 3) not null default 0,
  created_at    timestamptz    not null default now(),
  elevation_id  uuid,

  constraint stock_items_pkey
    primary key (id),
  constraint stock_items_project_id_id_key
    unique (project_id, id),
  constraint stock_items_project_id_sku_key
    unique (project_id, sku),
  constraint stock_items_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint stock_items_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,
  constraint stock_items_name_length_check
    check (char_length(name) between 1 and 200),
  constraint stock_items_sku_length_check
    check (char_length(sku) between 1 and 60),
  constraint stock_items_unit_length_check
    check (char_length(unit) between 1 and 30),
  -- The upper limit refuses NaN, which PostgreSQL sorts above every number.
  constraint stock_items_price_not_negative_check
    check (price between 0 and 999999999999.99),
  constraint stock_items_reorder_level_not_negative_check
    check (reorder_level between 0 and 99999999999.999),
  -- A withdrawal cannot exceed the stock.
  constraint stock_items_quantity_not_negative_check
    check (quantity between 0 and 99999999999.999)
);

comment on table public.stock_items is
'Articles of a studio (F52).';
comment on column public.stock_items.quantity is
'The stock on hand: the sum of its movements. Changed by move_stock.';
comment on column public.stock_items.elevation_id is
'The elevation under which it was last changed. Null: none was needed (F60).';

create index stock_items_elevation_id_idx on public.stock_items (elevation_id);

create table public.stock_movements (
  id              uuid           not null default gen_random_uuid(),
  project_id      uuid           not null,
  stock_item_id   uuid           not null,
  kind            text           not null,
  change          numeric(14, 3) not null,
  quantity_after  numeric(14, 3) not null,
  reason          text           not null,
  idempotency_key text,
  moved_by        uuid,
  moved_at        timestamptz    not null default now(),
  elevation_id    uuid,

  constraint stock_movements_pkey
    primary key (id),
  -- A repeated call moves stock once.
  constraint stock_movements_project_id_idempotency_key_key
    unique (project_id, idempotency_key),
  constraint stock_movements_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint stock_movements_stock_item_id_fkey
    foreign key (project_id, stock_item_id) references public.stock_items (project_id, id)
    on delete restrict,
  constraint stock_movements_moved_by_fkey
    foreign key (moved_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint stock_movements_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,
  constraint stock_movements_kind_known_check
    check (kind in ('stock_in', 'stock_adj', 'cycle_count')),
  -- A receipt adds, an adjustment changes; a count may confirm the quantity.
  constraint stock_movements_change_fits_kind_check
    check (case kind
      when 'stock_in' then change > 0
      when 'stock_adj' then change <> 0
      else true
    end),
  constraint stock_movements_reason_length_check
    check (char_length(reason) between 1 and 1000),
  constraint stock_movements_idempotency_key_length_check
    check (char_length(idempotency_key) between 1 and 100)
);

comment on table public.stock_movements is
'Receipts, adjustments and counts of stock (F52).

Written by move_stock, never rewritten.';
comment on column public.stock_movements.elevation_id is
'The elevation under which it was moved. Null: none was needed (F60).';

create index stock_movements_project_id_stock_item_id_idx
  on public.stock_movements (project_id, stock_item_id, moved_at);
create index stock_movements_moved_by_idx on public.stock_movements (moved_by);
create index stock_movements_elevation_id_idx on public.stock_movements (elevation_id);

-- What a check refuses is said by its comment.
comment on constraint stock_items_name_length_check on public.stock_items is
'An item has a name of 1 to 200 characters';
comment on constraint stock_items_sku_length_check on public.stock_items is
'A stock number has 1 to 60 characters';
comment on constraint stock_items_unit_length_check on public.stock_items is
'A unit has 1 to 30 characters';
comment on constraint stock_items_price_not_negative_check on public.stock_items is
'A price lies between 0 and 999999999999.99';
comment on constraint stock_items_reorder_level_not_negative_check on public.stock_items is
'A reorder level lies between 0 and 99999999999.999';
comment on constraint stock_items_quantity_not_negative_check on public.stock_items is
'A stock is never below 0, and at most 99999999999.999';
create trigger _180_say_rules
  before insert or update on public.stock_items
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.stock_items enable always trigger _180_say_rules;

create trigger _200_stamp_elevation
  before insert
  or update of project_id, name, sku, unit, price, reorder_level, is_active
  on public.stock_items
  for each row execute function stagedoor.tg_any__stamp_elevation(
    'inventory:create_item', 'inventory:edit_item', '');

-- What there is of it, move_stock records.
create trigger _900_record
  after insert or delete
  or update of project_id, name, sku, unit, price, reorder_level, is_active
  on public.stock_items
  for each row execute function stagedoor_studio.tg_any__record(
    'stock_item', 'name', 'sku', 'unit', 'price', 'reorder_level', 'is_active');
alter table public.stock_items enable always trigger _900_record;

-- Policies.

alter table public.stock_items enable row level security;
alter table public.stock_movements enable row level security;

create policy stock_items_select on public.stock_items
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('inventory:view'))::uuid[]));
comment on policy stock_items_select on public.stock_items is
'The whole studio sees what is in stock.';

create policy stock_items_insert on public.stock_items
  for insert to authenticated
  with check (
    project_id = any ((select stagedoor.scopes_with('inventory:create_item'))::uuid[])
  );
comment on policy stock_items_insert on public.stock_items is
'Adding an article is locked for assistants.

scopes_with holds it while elevated only.';

create policy stock_items_update on public.stock_items
  for update to authenticated
  using (project_id = any ((select stagedoor.scopes_with('inventory:edit_item'))::uuid[]))
  with check (
    project_id = any ((select stagedoor.scopes_with('inventory:edit_item'))::uuid[])
  );
comment on policy stock_items_update on public.stock_items is
'Changing an article is locked for assistants.

scopes_with holds it while elevated only.';

create policy stock_movements_select on public.stock_movements
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('inventory:view'))::uuid[]));
comment on policy stock_movements_select on public.stock_movements is
'Users who see the stock see its movements.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.stock_items', 'project_id'),
  ('public.stock_movements', 'project_id');

-- Privileges.

-- quantity follows from movements, and movements from move_stock: requests have no grant to
-- write either.
revoke all on public.stock_items, public.stock_movements
  from public, anon, authenticated, service_role;
grant
  select,
  insert (project_id, name, sku, unit, price, reorder_level, is_active),
  update (name, sku, unit, price, reorder_level, is_active)
on public.stock_items to authenticated, service_role;
grant select on public.stock_movements to authenticated, service_role;
