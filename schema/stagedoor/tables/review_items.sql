-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."review_items" (
  "id"         uuid                     not null default gen_random_uuid(),
  "review_id"  uuid                     not null,
  "access_id"  uuid                     not null,
  "decision"   text,
  "reason"     text,
  "decided_by" uuid,
  "decided_at" timestamp with time zone,
  "outcome"    text,
  constraint "review_items_decided_at_some_time_check"
    check (((decision IS NULL) = (decided_at IS NULL))),
  constraint "review_items_decision_known_check"
    check ((decision = ANY (ARRAY['keep'::text, 'revoke'::text]))),
  constraint "review_items_outcome_known_check"
    check ((outcome = ANY (ARRAY['kept'::text, 'revoked'::text, 'gone'::text]))),
  constraint "review_items_pkey" primary key (id),
  constraint "review_items_reason_length_check" check ((char_length(reason) <= 1000)),
  constraint "review_items_review_id_access_id_key" unique (review_id, access_id),
  constraint "review_items_review_id_fkey" foreign key (review_id)
    references stagedoor.access_reviews(id) on delete cascade,
  constraint "review_items_access_id_fkey" foreign key (access_id)
    references stagedoor.user_accesses(id) on delete cascade,
  constraint "review_items_decided_by_fkey" foreign key (decided_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "stagedoor"."review_items"
  enable row level security;

create index review_items_access_id_idx on stagedoor.review_items using btree (access_id);

create index review_items_decided_by_idx on stagedoor.review_items using btree (decided_by);

comment on table "stagedoor"."review_items" is 'The accesses under review, and what was decided of each (F100).

outcome, once the review is closed: kept, revoked, or gone for an access that had ended
already.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."review_items"
  to "postgres";
