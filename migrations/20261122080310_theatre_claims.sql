-- Claims: the token by which a guest takes over their own account.

create table stagedoor_theatre.guest_claims (
  id         uuid        not null default gen_random_uuid(),
  user_id    uuid        not null,
  email      text        not null,
  token_hash bytea       not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default stagedoor.instant(),
  claimed_at timestamptz,

  constraint guest_claims_pkey
    primary key (id),
  constraint guest_claims_token_hash_key
    unique (token_hash),
  constraint guest_claims_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint guest_claims_email_lower_case_check
    check (email = lower(email) and char_length(email) between 3 and 320),
  constraint guest_claims_token_hash_is_sha256_check
    check (octet_length(token_hash) = 32),
  constraint guest_claims_expires_at_finite_check
    check (isfinite(expires_at))
);

comment on table stagedoor_theatre.guest_claims is
'Token hashes of guests who have not claimed their account yet (F82).

The token is shown once, to whoever made the guest. A row that was claimed stays, so that
its claimer is answered alike again.';
comment on column stagedoor_theatre.guest_claims.email is
'The address that the claimer must have confirmed: that of the guest when it was made.';
comment on column stagedoor_theatre.guest_claims.user_id is
'The guest, and once it is claimed the account that took it over.';

-- One token a guest; a new one takes the place of the old.
create unique index guest_claims_user_id_open_key
  on stagedoor_theatre.guest_claims (user_id) where claimed_at is null;
create index guest_claims_user_id_idx on stagedoor_theatre.guest_claims (user_id);

insert into stagedoor.settings (key, value, description) values
  ('guest_claim_valid_hours', '2160',
    'How long a guest can claim their account, in hours (F82).'),
  ('share_guesses_per_minute', '60',
    'How many tokens that never existed one address may try within a minute (F78).')
on conflict (key) do nothing;

create function stagedoor_theatre.tg_user_accounts__void_claim()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes claims, which no request role may. Whoever had the old address, or an account
-- that is gone, claims nothing; nor do the guests of whoever has left.
begin
  delete from stagedoor_theatre.guest_claims as c
  where c.claimed_at is null
    and (c.user_id = new.id
      or c.user_id in (
        select a.id from stagedoor.user_accounts as a where a.created_by = new.id));
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_user_accounts__void_claim is
'Void the claim token of a guest whose address changed, or who is gone.

Those of the guests of whoever is gone, too.';

create trigger _300_void_claim
  after update on stagedoor.user_accounts
  for each row when (
    (old.deleted_at is null and new.deleted_at is not null)
    or (old.account_status = 'guest'
      and new.account_status = 'guest'
      and old.email is distinct from new.email))
  execute function stagedoor_theatre.tg_user_accounts__void_claim();

create function stagedoor_theatre.tg_crew_relationships__void_claim()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes claims, which no request role may. A guest whom nobody manages is nobody's to
-- invite.
begin
  delete from stagedoor_theatre.guest_claims as c
  where c.user_id = old.crew_user_id
    and c.claimed_at is null
    and not exists (
      select from public.crew_relationships as r where r.crew_user_id = old.crew_user_id
    );
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_crew_relationships__void_claim is
'Void the claim token of a guest who has lost their last manager.';

create trigger _300_void_claim
  after delete on public.crew_relationships
  for each row execute function stagedoor_theatre.tg_crew_relationships__void_claim();

-- No policy and no grant: a definer compares, nobody reads.
alter table stagedoor_theatre.guest_claims enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor_theatre.tg_user_accounts__void_claim,
  stagedoor_theatre.tg_crew_relationships__void_claim
from public, anon, authenticated, service_role;
revoke all on stagedoor_theatre.guest_claims from public, anon, authenticated, service_role;
