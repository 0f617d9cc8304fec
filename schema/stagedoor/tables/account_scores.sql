-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."account_scores" (
  "user_id" uuid     not null,
  "score"   smallint not null,
  "lines"   bigint   not null,
  constraint "account_scores_pkey" primary key (user_id, score),
  constraint "account_scores_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."account_scores"
  enable row level security;

alter table "stagedoor"."account_scores"
  set (fillfactor=70);

comment on column "stagedoor"."account_scores"."score" is 'Quarters of a bit.';

comment on table "stagedoor"."account_scores" is 'How surprising the lines of each account were, as a histogram (F92).';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."account_scores"
  to "postgres";
