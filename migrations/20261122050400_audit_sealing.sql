-- Reads of the sealer: the length of each sequence, and the leaves that it has not sealed.
--
-- It signs outside the database, with a key and a last checkpoint that never enter it. What
-- it reads is committed: a head is locked until its transaction ends, so a leaf that can be
-- seen has all leaves before it.

grant stagedoor_auditor to current_user;

create function stagedoor_audit.identity()
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads which installation this is, which no other role may. A copy of the database has
  -- the same id, and another server or another name in it.
  select format('%s/%s/%s', i.id, c.system_identifier, d.oid)
  from stagedoor_audit.installation as i
  cross join pg_catalog.pg_control_system() as c
  cross join pg_catalog.pg_database as d
  where d.datname = current_database()
$$;

comment on function stagedoor_audit.identity is
'Which installation this is, on which server, in which database.';

create function stagedoor_audit.heads_after(p_after uuid, p_limit integer)
returns table (sequence_id uuid, sequence text, size bigint, installation text)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads heads, which no other role may.
  select
    h.sequence_id, stagedoor_audit.sequence_name(h.sequence_id), h.last_seq,
    -- The same for all rows: computed once.
    (select stagedoor_audit.identity())
  from stagedoor_audit.heads as h
  where p_after is null or h.sequence_id > p_after
  order by h.sequence_id
  limit p_limit
$$;

comment on function stagedoor_audit.heads_after is
'Sequences and their lengths, by id, each with its installation.';

create function stagedoor_audit.leaves_after(
  p_sequence_id uuid, p_after bigint, p_limit integer
)
returns table (seq bigint, body bytea)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads leaves, which no other role may.
  select l.seq, l.body
  from stagedoor_audit.leaves as l
  where l.sequence_id = p_sequence_id and l.seq > p_after
  order by l.seq
  limit p_limit
$$;

comment on function stagedoor_audit.leaves_after is
'The leaves of a sequence after a position.';

revoke all on function
  stagedoor_audit.identity,
  stagedoor_audit.heads_after,
  stagedoor_audit.leaves_after
from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();

create function stagedoor.read_audit_heads(p_after uuid, p_limit integer)
returns table (sequence_id uuid, sequence text, size bigint, installation text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Calls into the audit log, which no other role may.
begin
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  end if;
  -- Where a run of the sealer begins.
  if p_after is null then
    perform stagedoor.note_policies();
  end if;
  return query select h.* from stagedoor_audit.heads_after(p_after, p_limit) as h;
end;
$$;

comment on function stagedoor.read_audit_heads is
'Sequences and their lengths. Guard of public.read_audit_heads.';

create function stagedoor.read_audit_leaves(
  p_sequence_id uuid, p_after bigint, p_limit integer
)
returns table (seq bigint, body bytea)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Calls into the audit log, which no other role may.
begin
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  end if;
  return query
  select l.* from stagedoor_audit.leaves_after(p_sequence_id, p_after, p_limit) as l;
end;
$$;

comment on function stagedoor.read_audit_leaves is
'Leaves after a position. Guard of public.read_audit_leaves.';

revoke all on function
  stagedoor.read_audit_heads,
  stagedoor.read_audit_leaves
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.read_audit_heads,
  stagedoor.read_audit_leaves
to service_role;
