-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_theatre"."guest_claims" (
  "id"         uuid                     not null default gen_random_uuid(),
  "user_id"    uuid                     not null,
  "email"      text                     not null,
  "token_hash" bytea                    not null,
  "expires_at" timestamp with time zone not null,
  "claimed_at" timestamp with time zone,
  constraint "guest_claims_email_lower_case_check"
    check
    (((email = lower(email)) AND ((char_length(email) >= 3) AND (char_length(email) <=
    320)))),
  constraint "guest_claims_expires_at_finite_check" check (isfinite(expires_at)),
  constraint "guest_claims_pkey" primary key (id),
  constraint "guest_claims_token_hash_is_sha256_check"
    check ((octet_length(token_hash) = 32)),
  constraint "guest_claims_token_hash_key" unique (token_hash),
  constraint "guest_claims_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor_theatre"."guest_claims"
  enable row level security;

create index guest_claims_user_id_idx on stagedoor_theatre.guest_claims
  using btree (user_id);

create unique index guest_claims_user_id_open_key on stagedoor_theatre.guest_claims
  using btree (user_id)
  where (claimed_at is null);

comment on column "stagedoor_theatre"."guest_claims"."email" is 'The address that the claimer must have confirmed: that of the guest when it was made.';

comment on column "stagedoor_theatre"."guest_claims"."user_id" is 'The guest, and once it is claimed the account that took it over.';

comment on table "stagedoor_theatre"."guest_claims" is 'Token hashes of guests who have not claimed their account yet (F82).

The token is shown once, to whoever made the guest. A row that was claimed stays, so that
its claimer is answered alike again.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."guest_claims"
  to "postgres";

alter table "stagedoor_theatre"."guest_claims"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
