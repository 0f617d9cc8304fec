-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.heads_after (
  p_after uuid,
  p_limit integer
)
  returns table (
    sequence_id  uuid,
    sequence     text,
    size         bigint,
    installation text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads heads, which nobody else may.
  select
    h.sequence_id, stagedoor_audit.sequence_name(h.sequence_id), h.last_seq,
    stagedoor_audit.identity()
  from stagedoor_audit.heads as h
  where p_after is null or h.sequence_id > p_after
  order by h.sequence_id
  limit p_limit
$function$;

alter function "stagedoor_audit"."heads_after"(uuid, integer) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."heads_after"(uuid, integer) is
  'Sequences and their lengths, by id, each with whose they are.';

revoke all on function "stagedoor_audit"."heads_after"(uuid, integer) from public;

grant execute on function "stagedoor_audit"."heads_after"(uuid, integer) to "postgres";
