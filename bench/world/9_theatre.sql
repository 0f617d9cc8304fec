-- A play of 3,000 elements is written through the API when it is first asked about; here is
-- what stands beside its shares when they are written by hand: tokens, and a plain log.
--
-- Loaded by the superuser.

create table bench.shares_by_hand (
  token_hash   bytea       primary key,
  script_id    uuid        not null,
  is_active    boolean     not null default true,
  expires_at   timestamptz,
  max_uses     integer,
  access_count integer     not null default 0
);
create table bench.opened_by_hand (
  id         bigint      generated always as identity primary key,
  token_hash bytea       not null,
  opened_at  timestamptz not null default clock_timestamp(),
  client_ip  text,
  user_agent text
);
create index on bench.opened_by_hand (token_hash);
grant all on bench.shares_by_hand, bench.opened_by_hand to postgres;
