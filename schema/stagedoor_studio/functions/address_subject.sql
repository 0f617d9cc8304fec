-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.address_subject (
  p_client_ip text
)
  returns text
  language plpgsql
  stable
  set search_path to ''
  AS $function$
declare
  v_address pg_catalog.inet := p_client_ip::pg_catalog.inet;
begin
  -- A household has a whole /64 of addresses to try from.
  return case family(v_address)
    when 6 then network(set_masklen(v_address, 64))::pg_catalog.text
    else host(v_address)
  end;
exception
  -- What is no address is not counted by address.
  when invalid_text_representation then return null;
end;
$function$;

comment on function "stagedoor_studio"."address_subject"(text) is 'What an address is counted as: itself, or the /64 around it.

Null for what is no address.';

revoke all on function "stagedoor_studio"."address_subject"(text) from public;

grant execute on function "stagedoor_studio"."address_subject"(text) to "postgres";
