-- Opening: reading a script whole, as oneself or by the token of a share.
--
-- A token makes nobody of its bearer: what it opens is read as somebody who is not signed
-- in, under the policies that everybody is under, which find the share in the transaction
-- (F115). An owner who opens a share of their own sees what its recipient sees.
--
-- An attempt at a secret: it returns its outcome and does not raise, so that a guess stays
-- counted. The token is looked up first, and only one that nobody ever had is a guess: a
-- company shares one address, and a right token is never refused because others guess.

create function stagedoor_theatre.numbered_elements(p_script_id uuid)
returns table (number bigint, element jsonb)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what the claims of the moment let their bearer read. Called by definers only.
begin
  return query
  select e.number, e.row
  from stagedoor_probe.read_rows(
    'public.script_elements', jsonb_build_object('script_id', p_script_id), 'rank', 5000
  ) with ordinality as e (row, number);
end;
$$;

comment on function stagedoor_theatre.numbered_elements is
'The elements of a script that the caller reads, numbered in its order.

5,000 at the most: more are read in pages from the tables.';

create function stagedoor_theatre.script_page(p_script_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what the claims of the moment let their bearer read. Called by definers only.
begin
  return jsonb_build_object(
    'script', (
      select to_jsonb(s.row) - 'created_at'
      from stagedoor_probe.read_rows(
        'public.scripts', jsonb_build_object('id', p_script_id)) as s (row)
    ),
    'elements', (
      select coalesce(
        jsonb_agg(e.element - 'cue_prefix' - 'cue_value' order by e.number), '[]')
      from stagedoor_theatre.numbered_elements(p_script_id) as e
    )
  );
end;
$$;

comment on function stagedoor_theatre.script_page is
'A script and its elements, as far as the caller reads them (F84).';

create function stagedoor_theatre.shared_page(
  p_script_id uuid, p_department_ids uuid[]
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what the token of a share lets its bearer read, and says nothing of what it does
-- not: no id, no rank, no parent or department that is not shared.
begin
  return jsonb_build_object(
    'script', (
      select jsonb_build_object(
        'title', s.row -> 'title', 'starts_at', s.row -> 'starts_at',
        'ends_at', s.row -> 'ends_at')
      from stagedoor_probe.read_rows(
        'public.scripts', jsonb_build_object('id', p_script_id)) as s (row)
    ),
    'elements', (
      with numbered as materialized (
        select e.number, e.element as row, e.element ->> 'id' as id
        from stagedoor_theatre.numbered_elements(p_script_id) as e
      ),
      called as (
        select c.id, jsonb_agg(d.name order by d.name, d.id) as names
        from (
          select n.id, (n.row ->> 'department_id')::pg_catalog.uuid as department_id
          from numbered as n
          union
          select d.element_id::pg_catalog.text, d.department_id
          from public.element_departments as d
          where d.script_id = p_script_id
        ) as c
        join public.departments as d on d.id = c.department_id
        where p_department_ids = '{}' or d.id = any (p_department_ids)
        group by c.id
      )
      select coalesce(jsonb_agg(jsonb_build_object(
        'number', n.number,
        'parent', p.number,
        'departments', coalesce(c.names, '[]'),
        'element_type', n.row -> 'element_type',
        'cue_number', n.row -> 'cue_number',
        'call', n.row -> 'call',
        'text', n.row -> 'text',
        'notes', n.row -> 'notes',
        'offset_ms', n.row -> 'offset_ms',
        'duration_ms', n.row -> 'duration_ms',
        'priority', n.row -> 'priority'
      ) order by n.number), '[]')
      from numbered as n
      left join numbered as p on p.id = n.row ->> 'parent_element_id'
      left join called as c on c.id = n.id
    )
  );
end;
$$;

comment on function stagedoor_theatre.shared_page is
'A script as a share shows it: elements numbered anew (F77, F90).';

create function stagedoor_theatre.shared_content(p_share public.script_shares)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Notes that this transaction has shown the token, which nobody else may, and reads as
-- nobody: whoever is signed in must not see more by a share than it opens. Called by a
-- definer that has verified the token.
declare
  c_claims constant pg_catalog.text[] := array[
    'request.jwt.claims', 'request.jwt.claim.sub', 'request.headers'];
  v_kept   pg_catalog.text[] := array(
    select coalesce(current_setting(c.name, true), '')
    from unnest(c_claims) with ordinality as c (name, nth)
    order by c.nth);
  v_ids    pg_catalog.uuid[] := array(
    select jsonb_array_elements_text(p_share.permissions -> 'departments')
  )::pg_catalog.uuid[];
  v_pages  pg_catalog.jsonb;
begin
  -- A session that has made all constraints immediate must not end it at once.
  set constraints stagedoor_theatre._800_end deferred;
  insert into stagedoor_theatre.share_contexts as c (share_id)
  values (p_share.id)
  on conflict on constraint share_contexts_pkey do update set share_id = excluded.share_id;

  perform set_config(c.name, '', true) from unnest(c_claims) as c (name);
  select jsonb_agg(
    stagedoor_theatre.shared_page(s.script_id, v_ids) order by s.script_id)
  into v_pages
  from stagedoor_theatre.live_shares as s
  where s.share_id = p_share.id;
  perform set_config(c.name, c.value, true)
  from unnest(c_claims, v_kept) as c (name, value);

  return case when p_share.script_id is null
    then jsonb_build_object('scripts', v_pages) else v_pages -> 0 end;
end;
$$;

comment on function stagedoor_theatre.shared_content is
'What a share opens: its script, or the scripts of its show (F115).

{script, elements}, or {scripts: [{script, elements}]}. From here to the end of the
transaction policies know the share.';

create function stagedoor_theatre.share_answer(p_share public.script_shares)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads people and shows, for whoever has shown the token.
declare
  v_guest  boolean := exists (
    select from stagedoor.user_accounts as a
    where a.id = p_share.shared_with_user_id
      and a.account_status = 'guest'
      and a.deleted_at is null
      and a.claimed_as is null);
  v_answer pg_catalog.jsonb := stagedoor_theatre.shared_content(p_share)
    || jsonb_build_object(
      'share_name', p_share.share_name,
      'expires_at', p_share.expires_at,
      'permissions', p_share.permissions,
      -- What its holder may do besides: a guest has no session to ask for it (F90).
      'can_edit_profile', v_guest,
      'recipient', case
        when v_guest then stagedoor_theatre.guest_view(p_share.shared_with_user_id)
        else (
          select jsonb_build_object(
            'fullname_first', a.fullname_first, 'fullname_last', a.fullname_last)
          from stagedoor.user_accounts as a
          where a.id = p_share.shared_with_user_id)
      end);
begin
  -- Of what is shown alone: it must not move when something else does.
  return v_answer || jsonb_build_object('version',
    encode(sha256(convert_to(v_answer::pg_catalog.text, 'UTF8')), 'hex'));
end;
$$;

comment on function stagedoor_theatre.share_answer is
'All that a share answers, with a version of it (F65, F78, F90).';

create function stagedoor_theatre.note_access(
  p_share public.script_shares, p_refused text, p_is_download boolean,
  p_copy_number integer, p_client_ip text, p_user_agent text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes share_accesses and the access log, which no request role may.
declare
  v_ip  pg_catalog.text := host(
    stagedoor.parse_address(stagedoor.client_address(p_client_ip)));
  v_log pg_catalog.uuid;
begin
  -- Every use is noted. Of what is no use, one a minute: a dead token and a phone that asks
  -- whether something is new must not make the list grow without end.
  if p_copy_number is null and exists (
    select from public.share_accesses as a
    where a.share_id = p_share.id
      and a.accessed_at > stagedoor.instant() - interval '1 minute'
      and a.copy_number is null
      and a.reason is not distinct from p_refused
  ) then
    return;
  end if;
  insert into public.share_accesses (
    share_id, is_ok, reason, is_download, copy_number, client_ip, user_agent)
  values (
    p_share.id, p_refused is null, p_refused, p_is_download, p_copy_number, v_ip,
    left(coalesce(p_user_agent, stagedoor.request_header('user-agent')), 400));
  foreach v_log in array stagedoor_theatre.logs_of('share', p_share.id) loop
    perform stagedoor.log_access(
      p_action => case when p_is_download then 'download' else 'open' end,
      p_resource_type => 'script_share', p_resource_id => p_share.id::pg_catalog.text,
      p_scope_id => v_log, p_refused => p_refused, p_client_ip => p_client_ip,
      p_user_agent => p_user_agent);
  end loop;
end;
$$;

comment on function stagedoor_theatre.note_access is
'Note that a share was opened, or refused (F76, F88).';

create function stagedoor_theatre.try_share(
  p_token text, p_script_id uuid, p_is_download boolean, p_known_version text,
  p_client_ip text, p_user_agent text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with hashes of tokens, reads and counts for whoever has one: nobody is asked who
-- they are. An agent that is said, and not seen, is believed from the service alone.
declare
  v_agent    pg_catalog.text := case when stagedoor.is_service() then p_user_agent end;
  v_share    public.script_shares;
  v_existed  boolean;
  v_over     pg_catalog.text;
  v_refused  pg_catalog.text;
  v_answer   pg_catalog.jsonb;
  v_copy     integer;
  v_retry_at pg_catalog.timestamptz;
begin
  select h.* into v_share
  from stagedoor_theatre.share_tokens as t
  left join public.script_shares as h on h.id = t.share_id
  where t.token_hash = stagedoor.token_hash(
    case when octet_length(p_token) <= 200 then p_token end);
  v_existed := found;
  -- The token of something else opens nothing here, and is no guess.
  select s.over into v_over
  from stagedoor_theatre.standing_shares as s
  where s.share_id = v_share.id and (p_script_id is null or s.script_id = p_script_id)
  limit 1;
  v_refused := case
    when found then v_over
    when v_share.id is null then 'invalid'
    when not v_share.is_active then 'revoked'
    when v_share.valid_from > stagedoor.instant() then 'not_begun'
    else 'closed'
  end;

  if v_refused is null and p_is_download
    and v_share.permissions -> 'download' <> 'true'
  then
    v_refused := 'download_not_allowed';
  end if;
  if v_refused is null then
    v_answer := stagedoor_theatre.share_answer(v_share);
    if v_answer ->> 'version' = p_known_version and not p_is_download then
      perform stagedoor_theatre.note_access(
        v_share, null, false, null, p_client_ip, v_agent);
      return jsonb_build_object(
        'ok', true, 'unchanged', true, 'version', v_answer -> 'version');
    end if;

    -- Two who open it at the same moment take turns here, and are looked at again.
    update public.script_shares as h
    set access_count = h.access_count + 1, last_accessed_at = stagedoor.instant(),
      last_accessed_by_ip = host(
        stagedoor.parse_address(stagedoor.client_address(p_client_ip)))
    where h.id = v_share.id
      and h.is_active
      and (h.expires_at is null or h.expires_at > stagedoor.instant())
      and (h.max_uses is null or h.access_count < h.max_uses)
    returning h.access_count into v_copy;
    if found then
      perform stagedoor_theatre.note_access(
        v_share, null, p_is_download, v_copy, p_client_ip, v_agent);
      return jsonb_build_object('ok', true, 'copy_number', v_copy) || v_answer;
    end if;
    select case when not h.is_active then 'revoked'
      when h.expires_at <= stagedoor.instant() then 'expired' else 'used_up' end
    into v_refused
    from public.script_shares as h where h.id = v_share.id;
  end if;

  if v_share.id is not null and (p_script_id is null or v_refused <> 'closed') then
    perform stagedoor_theatre.note_access(
      v_share, v_refused, p_is_download, null, p_client_ip, v_agent);
  end if;
  if v_refused = 'download_not_allowed' then
    return stagedoor.refused(
      403, v_refused, 'Access denied', 'Open it without p_download.');
  elsif v_refused in ('expired', 'used_up') then
    return stagedoor.refused(
      410, v_refused, 'Share has expired', 'Ask whoever shared it for another one.');
  end if;
  -- Unknown, malformed and revoked tokens write the same, and are answered the same.
  v_retry_at := stagedoor_theatre.count_guess(
    stagedoor.client_address(p_client_ip), v_existed);
  if v_retry_at is not null then
    return stagedoor.refused(
      429, 'too_many_tries', 'Too many requests',
      'Try again after retry_after seconds.', v_retry_at);
  end if;
  return stagedoor.refused(404, 'invalid', 'Invalid or expired share');
exception
  -- A GET and a HEAD only read: they count nothing, and open nothing.
  when sqlstate '25006' then
    raise;
  -- Whoever is not signed in may call nothing else that would answer these.
  when query_canceled or assert_failure or others then
    return stagedoor.unfinished_attempt(sqlstate);
end;
$$;

comment on function stagedoor_theatre.try_share is
'Open a share by its token, and count it (F76, F78).

p_script_id: only as a share of this script. Answers an outcome. A refusal of a share that
exists is noted with it, any other by open_by_token.';

create function stagedoor_theatre.open_by_token(
  p_token text, p_script_id uuid, p_is_download boolean, p_known_version text,
  p_client_ip text, p_user_agent text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with hashes of tokens, and writes the access log, which no request role may.
declare
  v_outcome pg_catalog.jsonb := stagedoor_theatre.try_share(
    p_token, p_script_id, p_is_download, p_known_version, p_client_ip, p_user_agent);
begin
  -- What a share that exists refuses is in the log of its show.
  if v_outcome ->> 'reason' in ('expired', 'used_up', 'download_not_allowed') then
    return v_outcome;
  end if;
  return stagedoor.note_refusal(
    v_outcome, case when p_is_download then 'download' else 'open' end, 'script_share',
    p_client_ip => p_client_ip,
    p_user_agent => case when stagedoor.is_service() then p_user_agent end);
end;
$$;

comment on function stagedoor_theatre.open_by_token is
'Open a share by its token, and note a refusal (F76, F78, F88).

Answers an outcome.';

create function stagedoor_theatre.open_script_share(
  p_token         text,
  p_download      boolean default false,
  p_known_version text    default null,
  p_client_ip     text    default null,
  p_user_agent    text    default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Opens for whoever has the token, whoever asks.
begin
  return stagedoor_theatre.open_by_token(
    p_token, null, coalesce(p_download, false), p_known_version, p_client_ip, p_user_agent);
end;
$$;

comment on function stagedoor_theatre.open_script_share is
'Implementation of public.open_script_share.';

create function stagedoor_theatre.open_script(
  p_script_id uuid, p_share_token text default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the access log, which no request role may, and reads as the caller.
declare
  v_answer  pg_catalog.jsonb;
  v_refused pg_catalog.jsonb;
  v_log     pg_catalog.uuid;
begin
  perform stagedoor.require_account();
  if p_share_token is not null then
    v_answer := stagedoor_theatre.open_by_token(
      p_share_token, p_script_id, false, null, null, null);
    if (v_answer ->> 'ok')::boolean then
      return v_answer;
    end if;
    v_refused := v_answer;
  end if;

  v_answer := stagedoor_theatre.script_page(p_script_id);
  if v_answer -> 'script' = 'null' then
    -- A token that was compared stays counted.
    if v_refused is not null then
      return v_refused;
    end if;
    perform stagedoor.raise_not_found('Script');
  end if;
  perform stagedoor.set_status(200);
  foreach v_log in array stagedoor_theatre.logs_of('script', p_script_id) loop
    perform stagedoor.log_access(
      'open', 'script', p_script_id::pg_catalog.text, v_log);
  end loop;
  return jsonb_build_object('ok', true) || v_answer;
end;
$$;

comment on function stagedoor_theatre.open_script is
'Implementation of public.open_script.';

-- Privileges.

revoke all on function
  stagedoor_theatre.numbered_elements,
  stagedoor_theatre.script_page,
  stagedoor_theatre.shared_page,
  stagedoor_theatre.shared_content,
  stagedoor_theatre.share_answer,
  stagedoor_theatre.note_access,
  stagedoor_theatre.try_share,
  stagedoor_theatre.open_by_token,
  stagedoor_theatre.open_script_share,
  stagedoor_theatre.open_script
from public, anon, authenticated, service_role;
grant execute on function stagedoor_theatre.open_script_share
  to anon, authenticated, service_role;
grant execute on function stagedoor_theatre.open_script to authenticated;
