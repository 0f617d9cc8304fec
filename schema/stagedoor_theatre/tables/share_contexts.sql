-- Generated from migrations/ by "npm run generate". Do not edit.

create unlogged table "stagedoor_theatre"."share_contexts" (
  "xact_id"  xid8 not null default pg_current_xact_id(),
  "share_id" uuid not null,
  constraint "share_contexts_pkey" primary key (xact_id),
  constraint "share_contexts_share_id_fkey" foreign key (share_id)
    references public.script_shares(id) on delete cascade
);

alter table "stagedoor_theatre"."share_contexts"
  enable row level security;

create index share_contexts_share_id_idx on stagedoor_theatre.share_contexts
  using btree (share_id);

create constraint TRIGGER _800_end
  after insert on stagedoor_theatre.share_contexts deferrable initially deferred
  for each row
  execute function stagedoor_theatre.tg_share_contexts__end();

comment on table "stagedoor_theatre"."share_contexts" is 'The share whose token a transaction has shown (F115).

Written by the definer that verified the token, read by policies, gone at commit: a row and
no setting, which any session could set.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."share_contexts"
  to "postgres";
