-- Generated from migrations/ by "npm run generate". Do not edit.

create unlogged table "stagedoor"."window_uses" (
  "xact_id"     xid8                     not null default pg_current_xact_id(),
  "window_kind" text                     not null,
  "window_id"   uuid                     not null,
  "scope_id"    uuid                     not null,
  "ends_at"     timestamp with time zone not null,
  constraint "window_uses_pkey" primary key (xact_id, window_kind, window_id, scope_id),
  constraint "window_uses_window_kind_snake_case_check"
    check ((window_kind ~ '^[a-z][a-z_]*$'::text))
);

alter table "stagedoor"."window_uses"
  enable row level security;

create constraint TRIGGER _150_hold_override
  after insert on stagedoor.window_uses deferrable initially deferred
  for each row
  when ((new.window_kind = 'override'::text))
  execute function stagedoor_film.tg_window_uses__hold_override();

alter table "stagedoor"."window_uses"
  enable always trigger "_150_hold_override";

create constraint TRIGGER _500_hold
  after insert on stagedoor.window_uses deferrable initially deferred
  for each row
  execute function stagedoor.tg_window_uses__hold();

alter table "stagedoor"."window_uses"
  enable always trigger "_500_hold";

comment on column "stagedoor"."window_uses"."scope_id" is 'Where was written. The nil uuid where that is nothing to the window.';

comment on table "stagedoor"."window_uses" is 'Windows that transactions wrote under (F118).

Elevations, and what parts add. Rows are looked at once, at the commit of their
transaction, and leave with it.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."window_uses"
  to "postgres";
