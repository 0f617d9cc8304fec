-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."account_habits" (
  "user_id" uuid                     not null,
  "trait"   text                     not null,
  "value"   text                     not null,
  "uses"    double precision         not null,
  "used_at" timestamp with time zone not null,
  constraint "account_habits_pkey" primary key (user_id, trait, value),
  constraint "account_habits_trait_known_check"
    check
    ((trait = ANY (ARRAY['hour'::text, 'network'::text, 'resource'::text,
    'action'::text]))),
  constraint "account_habits_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."account_habits"
  enable row level security;

alter table "stagedoor"."account_habits"
  set (fillfactor=70);

comment on column "stagedoor"."account_habits"."uses" is 'How often, as of used_at. It halves with every habit_half_life_days.';

comment on column "stagedoor"."account_habits"."value" is 'The hour of the week in UTC, from 0 on Monday; the address or /64; the type; the act.';

comment on table "stagedoor"."account_habits" is 'How often each account did what, from where and when (F92).

Personal: it goes with a person who is erased, and after access_log_retention_days.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."account_habits"
  to "postgres";
