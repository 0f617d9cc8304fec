-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.bytes_of (
  p_sequence_id uuid,
  p_from        timestamp with time zone,
  p_to          timestamp with time zone
)
  returns bytea
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads leaves, which nobody else may.
  select coalesce(string_agg(l.body || '\x0a'::pg_catalog.bytea, '' order by l.seq), '')
  from stagedoor_audit.leaves as l
  where l.sequence_id = p_sequence_id
    -- Events join the log in the order of commits, which is nearly, not quite, that of
    -- their times. A gap could not be told from a removal: hence everything between the
    -- ends.
    and l.seq between (
      select min(b.seq)
      from stagedoor_audit.leaves as b
      where b.sequence_id = p_sequence_id
        and (p_from is null or b.occurred_at >= p_from)
    ) and (
      select max(b.seq)
      from stagedoor_audit.leaves as b
      where b.sequence_id = p_sequence_id
        and (p_to is null or b.occurred_at < p_to)
    )
$function$;

alter function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
  with time zone) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
  with time zone) is 'The bodies of a sequence, a line each, of one period.

From the first to the last event of it, without a gap.';

revoke all
  on function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
    with time zone)
  to "postgres";
