-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."account_aliases" (
  "former_id" uuid not null,
  "user_id"   uuid not null,
  constraint "account_aliases_names_another_check" check ((former_id <> user_id)),
  constraint "account_aliases_pkey" primary key (former_id),
  constraint "account_aliases_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."account_aliases"
  enable row level security;

create index account_aliases_user_id_idx on stagedoor.account_aliases using btree (user_id);

comment on table "stagedoor"."account_aliases" is 'Which account a former guest id belongs to now (F82).';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."account_aliases"
  to "postgres";

alter table "stagedoor"."account_aliases"
  add column "claimed_at" timestamp with time zone not null default stagedoor.instant();
