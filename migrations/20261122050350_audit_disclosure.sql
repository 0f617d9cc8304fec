-- Disclosing personal values of the log, with the salts that prove them.

grant stagedoor_auditor to current_user;

create function stagedoor_audit.disclosed(p_sequence_id uuid, p_seq bigint)
returns table (key text, value text, salt text)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads personal values and their salts, which no other role may.
  select v.key, v.value, encode(v.salt, 'hex')
  from stagedoor_audit.personal_values as v
  where v.sequence_id = p_sequence_id and v.seq = p_seq
  order by v.key collate "C"
$$;

comment on function stagedoor_audit.disclosed is
'The personal values of one event that are not erased, with their salts.';

revoke all on function stagedoor_audit.disclosed
  from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();

create function stagedoor.disclose_personal_data(p_scope_id uuid, p_seq bigint)
returns table (key text, value text, salt text)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Calls into the audit log, which no other role may.
declare
  v_sequence_id pg_catalog.uuid;
  v_keys        pg_catalog.jsonb;
begin
  -- A disclosed salt outlives an erasure: the service is responsible for its recipients.
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  end if;
  v_sequence_id := stagedoor.readable_sequence(p_scope_id);

  select jsonb_agg(d.key) into v_keys
  from stagedoor_audit.disclosed(v_sequence_id, p_seq) as d;
  if v_keys is null then
    return;
  end if;
  perform stagedoor.record_event(
    'personal_data.disclosed', p_scope_id,
    p_object_type => 'leaves',
    p_object_id => p_seq::pg_catalog.text,
    p_after => jsonb_build_object('keys', v_keys),
    p_sequence_id => v_sequence_id
  );
  perform stagedoor.log_access(
    'export', 'personal_values', format('%s/%s', coalesce(p_scope_id::pg_catalog.text,
      'installation'), p_seq),
    (select s.id from stagedoor.scopes as s where s.id = p_scope_id));
  return query
  select d.key, d.value, d.salt from stagedoor_audit.disclosed(v_sequence_id, p_seq) as d;
end;
$$;

comment on function stagedoor.disclose_personal_data is
'Disclose the personal values of one event.

Implementation of public.disclose_personal_data.';

revoke all on function stagedoor.disclose_personal_data
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.disclose_personal_data to service_role;
