-- Shares: a script, or the scripts of a show, for whoever has the token.

create table public.script_shares (
  id                  uuid        not null default gen_random_uuid(),
  script_id           uuid,
  project_id          uuid,
  created_by          uuid,
  shared_with_user_id uuid,
  permissions         jsonb       not null default
    '{"view": true, "download": false, "departments": [], "elements": ["CUE", "NOTE"]}',
  share_name          text,
  notes               text,
  is_active           boolean     not null default true,
  valid_from          timestamptz,
  expires_at          timestamptz,
  max_uses            integer,
  access_count        integer     not null default 0,
  last_accessed_at    timestamptz,
  last_accessed_by_ip text,
  created_at          timestamptz not null default stagedoor.instant(),

  constraint script_shares_pkey
    primary key (id),
  constraint script_shares_script_id_fkey
    foreign key (script_id) references public.scripts (id) on delete cascade,
  constraint script_shares_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint script_shares_created_by_fkey
    foreign key (created_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint script_shares_shared_with_user_id_fkey
    foreign key (shared_with_user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,

  constraint script_shares_script_or_show_check
    check (num_nonnulls(script_id, project_id) = 1),
  -- F77 to the letter: what a share of nothing would be is no share.
  constraint script_shares_permissions_shape_check
    check (
      permissions ?& array['view', 'download', 'departments', 'elements']
      and permissions -> 'view' = 'true'
      and jsonb_typeof(permissions -> 'download') = 'boolean'
      and jsonb_typeof(permissions -> 'departments') = 'array'
      and jsonb_typeof(permissions -> 'elements') = 'array'
      and permissions -> 'elements' <> '[]'
      and not jsonb_path_exists(permissions,
        '$.departments[*] ? (@.type() != "string" || !(@ like_regex
          "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"))')
      and not jsonb_path_exists(permissions, '$.elements[*] ? (@.type() != "string")')
      and permissions - array['view', 'download', 'departments', 'elements'] = '{}'
    ),
  constraint script_shares_names_length_check
    check (char_length(share_name) <= 200 and char_length(notes) <= 4000),
  constraint script_shares_ends_after_start_check
    check (expires_at > valid_from and isfinite(valid_from) and isfinite(expires_at)),
  constraint script_shares_max_uses_positive_check
    check (max_uses > 0),
  constraint script_shares_access_count_not_negative_check
    check (access_count >= 0)
);

comment on table public.script_shares is
'Shares of scripts (F76, F77, F79). Written by calls alone.

The token is shown once; its hash stands where no policy reaches.';
comment on column public.script_shares.script_id is
'The script. Null: those of the show that project_id names.';
comment on column public.script_shares.shared_with_user_id is
'Who it is for, and who reads it without the token too. Null: whoever has the token.';
comment on column public.script_shares.permissions is
'view, download, departments ([] is all) and elements, the kinds that are shown.';
comment on column public.script_shares.access_count is
'How often it was opened. Reading through policies is no use of it.';

create index script_shares_script_id_idx on public.script_shares (script_id);
create index script_shares_project_id_idx on public.script_shares (project_id);
create index script_shares_created_by_idx on public.script_shares (created_by);
create index script_shares_shared_with_user_id_idx
  on public.script_shares (shared_with_user_id);
-- Which shares name a department.
create index script_shares_permissions_idx on public.script_shares
  using gin (permissions jsonb_path_ops);

create table stagedoor_theatre.share_tokens (
  share_id   uuid,
  token_hash bytea not null,

  constraint share_tokens_pkey
    primary key (token_hash),
  constraint share_tokens_share_id_key
    unique (share_id),
  -- The hash stays when the share goes: whoever has a token that once lived does not guess.
  constraint share_tokens_share_id_fkey
    foreign key (share_id) references public.script_shares (id) on delete set null,
  constraint share_tokens_token_hash_is_sha256_check
    check (octet_length(token_hash) = 32)
);

comment on table stagedoor_theatre.share_tokens is
'Token hashes of shares (F76). A definer compares, nobody reads.';
comment on column stagedoor_theatre.share_tokens.share_id is
'Null: the share went with its script or show.';

-- Rows never outlive their transaction, so there is nothing to recover after a crash.
create unlogged table stagedoor_theatre.share_contexts (
  xact_id  xid8 not null default pg_current_xact_id(),
  share_id uuid not null,

  constraint share_contexts_pkey
    primary key (xact_id),
  constraint share_contexts_share_id_fkey
    foreign key (share_id) references public.script_shares (id) on delete cascade
);

comment on table stagedoor_theatre.share_contexts is
'The share whose token a transaction has shown (F115).

Written by the definer that verified the token, read by policies, gone at commit: a row and
no setting, which any session could set.';

create index share_contexts_share_id_idx on stagedoor_theatre.share_contexts (share_id);

create table public.share_accesses (
  id          uuid        not null default gen_random_uuid(),
  share_id    uuid        not null,
  accessed_at timestamptz not null default stagedoor.instant(),
  is_ok       boolean     not null,
  reason      text,
  is_download boolean     not null default false,
  copy_number integer,
  client_ip   text,
  user_agent  text,

  constraint share_accesses_pkey
    primary key (id),
  constraint share_accesses_share_id_fkey
    foreign key (share_id) references public.script_shares (id) on delete cascade,
  constraint share_accesses_refused_has_reason_check
    check (is_ok or reason is not null),
  constraint share_accesses_text_length_check
    check (char_length(reason) <= 60 and char_length(client_ip) <= 100
      and char_length(user_agent) <= 400)
);

comment on table public.share_accesses is
'Every opening of a share, and refusals of what was valid once (F76).';
comment on column public.share_accesses.copy_number is
'The number of this copy. Null: refused, or nothing was handed out.';

create index share_accesses_share_id_accessed_at_idx
  on public.share_accesses (share_id, accessed_at);

-- Read by definers as whoever owns them.
create view stagedoor_theatre.standing_shares
with (security_invoker = true)
as
select
  h.id as share_id, s.id as script_id, h.shared_with_user_id, h.permissions,
  case
    when h.expires_at <= stagedoor.instant() then 'expired'
    when h.access_count >= h.max_uses then 'used_up'
  end as over
from public.script_shares as h
cross join lateral (
  select h.script_id
  union all
  select l.script_id
  from public.show_scripts as l
  join public.shows as w on w.project_id = l.project_id
  where l.project_id = h.project_id and w.owner_id = h.created_by
) as opened
join public.scripts as s on s.id = opened.script_id
where h.is_active
  and h.created_by = s.owner_id
  and (h.valid_from is null or h.valid_from <= stagedoor.instant())
  and stagedoor.account_is_live(s.owner_id)
  and stagedoor_theatre.script_is_open(s.id);

comment on view stagedoor_theatre.standing_shares is
'Shares that still stand, with each script of theirs.

Begun and not revoked; of an owner whose account is open, who has the script still; not
after closing night. over: expired or used_up, else null.';

create view stagedoor_theatre.live_shares
with (security_invoker = true)
as
select s.share_id, s.script_id, s.shared_with_user_id, s.permissions
from stagedoor_theatre.standing_shares as s
where s.over is null;

comment on view stagedoor_theatre.live_shares is
'Shares that open something now, with each script that they open (F78).

Standing, not expired and not used up.';

create function stagedoor_theatre.opened_share()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads share_contexts, which nobody else may. Asked by definers only.
begin
  -- A transaction without an id has shown no token; asking for its id would assign one.
  return (
    select c.share_id
    from stagedoor_theatre.share_contexts as c
    where c.xact_id = pg_current_xact_id_if_assigned()
  );
end;
$$;

comment on function stagedoor_theatre.opened_share is
'The share whose token this transaction has shown, or null (F115).';

create function stagedoor_theatre.tg_share_contexts__end()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes what the transaction has shown, whoever commits: a deferred trigger runs as the
-- committer before 18.
begin
  delete from stagedoor_theatre.share_contexts as c where c.xact_id = new.xact_id;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_share_contexts__end is
'Forget at commit which share a transaction has opened (F115).';

create constraint trigger _800_end
  after insert on stagedoor_theatre.share_contexts
  deferrable initially deferred
  for each row execute function stagedoor_theatre.tg_share_contexts__end();

-- Policies.

-- No policy and no grant: hashes are compared, and contexts written, by definers.
alter table stagedoor_theatre.share_tokens enable row level security;
alter table stagedoor_theatre.share_contexts enable row level security;

alter table public.script_shares enable row level security;
alter table public.share_accesses enable row level security;

create policy script_shares_select on public.script_shares
  for select to authenticated
  using (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or project_id = any ((select stagedoor_theatre.own_shows())::uuid[])
  );
comment on policy script_shares_select on public.script_shares is
'The owner sees the shares of what is theirs, never a token (F79).';

create policy share_accesses_select on public.share_accesses
  for select to authenticated
  using (exists (select from public.script_shares as s where s.id = share_id));
comment on policy share_accesses_select on public.share_accesses is
'The owner of a share sees who opened it (F76).';

create trigger _900_record
  after insert or update of is_active, expires_at, valid_from, max_uses, permissions,
    shared_with_user_id
  on public.script_shares
  for each row execute function stagedoor_theatre.tg_any__record(
    'script_share', 'share', 'id', 'script_id', 'project_id', 'permissions', 'is_active',
    'valid_from', 'expires_at', 'max_uses');
alter table public.script_shares enable always trigger _900_record;

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.script_shares', 'project_id');

-- Privileges.

revoke all on function
  stagedoor_theatre.opened_share,
  stagedoor_theatre.tg_share_contexts__end
from public, anon, authenticated, service_role;
revoke all on
  public.script_shares, public.share_accesses, stagedoor_theatre.share_tokens,
  stagedoor_theatre.share_contexts, stagedoor_theatre.standing_shares,
  stagedoor_theatre.live_shares
from public, anon, authenticated, service_role;
grant select on public.script_shares, public.share_accesses to authenticated, service_role;
