-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."review_reviewers" (
  "review_id" uuid not null,
  "user_id"   uuid not null,
  constraint "review_reviewers_pkey" primary key (review_id, user_id),
  constraint "review_reviewers_review_id_fkey" foreign key (review_id)
    references stagedoor.access_reviews(id) on delete cascade,
  constraint "review_reviewers_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."review_reviewers"
  enable row level security;

create index review_reviewers_user_id_idx on stagedoor.review_reviewers
  using btree (user_id);

comment on table "stagedoor"."review_reviewers" is 'The users who decide in a review (F100).';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."review_reviewers"
  to "postgres";
