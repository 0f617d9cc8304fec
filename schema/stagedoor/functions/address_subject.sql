-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.address_subject (
  p_address text
)
  returns text
  language plpgsql
  immutable
  set search_path to ''
  AS $function$
declare
  -- Of a list the last entry counts: what stands before it was sent by the client.
  v_text    pg_catalog.text := btrim(split_part(p_address, ',', -1), E' \t\r\n');
  v_address pg_catalog.inet;
begin
  if char_length(v_text) > 100 then
    return null;
  end if;
  -- [::1]:443 and 203.0.113.7:443, then fe80::1%eth0 and 203.0.113.7/24.
  v_text := coalesce(
    substring(v_text from '^\[([^]]*)\]'),
    substring(v_text from '^([0-9.]+):[0-9]*$'),
    v_text);
  v_address := regexp_replace(v_text, '[%/].*$', '')::pg_catalog.inet;

  -- An IPv4 address in the clothes of the other kind.
  if v_address <<= '::ffff:0:0/96'::pg_catalog.inet then
    v_address := '0.0.0.0'::pg_catalog.inet
      + (v_address - '::ffff:0:0'::pg_catalog.inet);
  end if;
  -- A household has a whole /64 of addresses to try from.
  return case family(v_address)
    when 6 then network(set_masklen(v_address, 64))::pg_catalog.text
    else host(v_address)
  end;
exception
  -- What is no address is not counted by address, whatever is wrong with it.
  when others then return null;
end;
$function$;

comment on function "stagedoor"."address_subject"(text) is 'What an address is counted as: itself, or the /64 around it.

Takes what a proxy writes: blanks, ports, brackets, zones, masks, lists (the last entry
counts). An IPv4 address mapped into IPv6 counts as itself. Null for what is no address.
Never raises.';

revoke all on function "stagedoor"."address_subject"(text) from public;

grant execute on function "stagedoor"."address_subject"(text) to "postgres";
