-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.read_audit_heads (
  p_after uuid    default null::uuid,
  p_limit integer default 1000
)
  returns table (
    sequence_id  uuid,
    sequence     text,
    size         bigint,
    installation text
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select h.* from stagedoor.read_audit_heads(p_after, p_limit) as h;
end;
$function$;

comment on function "public"."read_audit_heads"(uuid, integer) is 'How long each sequence of the audit log is: what there is to seal.

Service only. Sequences come by id; p_after is the last id of the page before. The API may
cut a page short, so read on until a page is empty. installation says which installation it
is, on which server, in which database: a sealer signs for the one that it remembers
(F47).';

revoke all on function "public"."read_audit_heads"(uuid, integer) from public;

grant execute
  on function "public"."read_audit_heads"(uuid, integer)
  to "postgres", "service_role";
