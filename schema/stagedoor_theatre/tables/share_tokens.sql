-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_theatre"."share_tokens" (
  "share_id"   uuid,
  "token_hash" bytea not null,
  constraint "share_tokens_pkey" primary key (token_hash),
  constraint "share_tokens_share_id_fkey" foreign key (share_id)
    references public.script_shares(id) on delete set null,
  constraint "share_tokens_share_id_key" unique (share_id),
  constraint "share_tokens_token_hash_is_sha256_check"
    check ((octet_length(token_hash) = 32))
);

alter table "stagedoor_theatre"."share_tokens"
  enable row level security;

comment on column "stagedoor_theatre"."share_tokens"."share_id" is 'Null: the share went with its script or show.';

comment on table "stagedoor_theatre"."share_tokens" is 'Token hashes of shares (F76). A definer compares, nobody reads.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."share_tokens"
  to "postgres";
