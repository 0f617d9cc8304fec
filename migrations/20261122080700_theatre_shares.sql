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
  share_id   uuid  not null,
  token_hash bytea not null,

  constraint share_tokens_pkey
    primary key (share_id),
  constraint share_tokens_token_hash_key
    unique (token_hash),
  constraint share_tokens_share_id_fkey
    foreign key (share_id) references public.script_shares (id) on delete cascade,
  constraint share_tokens_token_hash_is_sha256_check
    check (octet_length(token_hash) = 32)
);

comment on table stagedoor_theatre.share_tokens is
'Token hashes of shares (F76). A definer compares, nobody reads.';

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
create view stagedoor_theatre.live_shares
with (security_invoker = true)
as
select
  h.id as share_id, s.id as script_id, h.shared_with_user_id, h.permissions
from public.script_shares as h
join public.scripts as s
  on s.id = h.script_id
  or exists (
    select
    from public.show_scripts as l
    join public.shows as w on w.project_id = l.project_id
    where l.project_id = h.project_id and l.script_id = s.id and w.owner_id = s.owner_id)
where h.is_active
  and (h.valid_from is null or h.valid_from <= stagedoor.instant())
  and (h.expires_at is null or h.expires_at > stagedoor.instant())
  and (h.max_uses is null or h.access_count < h.max_uses)
  and stagedoor.account_is_live(s.owner_id)
  and stagedoor_theatre.script_is_open(s.id);

comment on view stagedoor_theatre.live_shares is
'Shares that open something now, with each script that they open (F78).

Not revoked, not expired, not used up; of an owner whose account is open, and not after
closing night.';

-- Policies.

-- No policy and no grant: hashes are compared by definers.
alter table stagedoor_theatre.share_tokens enable row level security;

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

revoke all on
  public.script_shares, public.share_accesses, stagedoor_theatre.share_tokens,
  stagedoor_theatre.live_shares
from public, anon, authenticated, service_role;
grant select on public.script_shares, public.share_accesses to authenticated, service_role;
