-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."invitations" (
  "access_id"  uuid                     not null,
  "email"      text                     not null,
  "token_hash" bytea                    not null,
  "expires_at" timestamp with time zone not null,
  constraint "invitations_email_lower_case_check"
    check
    (((email = lower(email)) AND ((char_length(email) >= 3) AND (char_length(email) <=
    320)))),
  constraint "invitations_expires_at_finite_check" check (isfinite(expires_at)),
  constraint "invitations_pkey" primary key (access_id),
  constraint "invitations_token_hash_is_sha256_check"
    check ((octet_length(token_hash) = 32)),
  constraint "invitations_token_hash_key" unique (token_hash),
  constraint "invitations_access_id_fkey" foreign key (access_id)
    references stagedoor.user_accesses(id) on delete cascade
);

alter table "stagedoor"."invitations"
  enable row level security;

create index invitations_email_idx on stagedoor.invitations using btree (email);

comment on table "stagedoor"."invitations" is 'Address and token hash of accesses that wait to be accepted.

The token itself is shown once, to the inviter, and not kept.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."invitations"
  to "postgres";

alter table "stagedoor"."invitations"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
