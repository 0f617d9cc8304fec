-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."access_reviews" (
  "id"               uuid                     not null default gen_random_uuid(),
  "scope_id"         uuid                     not null,
  "default_decision" text                     not null,
  "due_at"           timestamp with time zone not null,
  "started_by"       uuid,
  "closed_by"        uuid,
  "closed_at"        timestamp with time zone,
  constraint "access_reviews_default_decision_known_check"
    check ((default_decision = ANY (ARRAY['keep'::text, 'revoke'::text]))),
  constraint "access_reviews_pkey" primary key (id),
  constraint "access_reviews_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "access_reviews_closed_by_fkey" foreign key (closed_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "access_reviews_started_by_fkey" foreign key (started_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "stagedoor"."access_reviews"
  enable row level security;

create index access_reviews_closed_by_idx on stagedoor.access_reviews
  using btree (closed_by);

create unique index access_reviews_scope_id_open_key on stagedoor.access_reviews
  using btree (scope_id)
  where (closed_at is null);

create index access_reviews_started_by_idx on stagedoor.access_reviews
  using btree (started_by);

comment on table "stagedoor"."access_reviews" is 'Reviews of the accesses of a scope, open until closed (F24, F100).

default_decision: keep or revoke, for what no reviewer has decided when it is closed.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."access_reviews"
  to "postgres";

alter table "stagedoor"."access_reviews"
  add column "started_at" timestamp with time zone not null default stagedoor.instant();

alter table "stagedoor"."access_reviews"
  add constraint "access_reviews_due_after_start_check"
    check (((due_at > started_at) AND isfinite(due_at)));

create index access_reviews_scope_id_idx on stagedoor.access_reviews
  using btree (scope_id, started_at desc);
