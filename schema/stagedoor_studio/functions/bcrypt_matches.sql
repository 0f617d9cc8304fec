-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.bcrypt_matches (
  p_code text,
  p_hash text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads a setting, which no request role may.
declare
  v_cost  integer := stagedoor.setting_number('master_code_cost', 12);
  -- Compared with where there is no code: nothing hashes to a digest of dots.
  v_none  pg_catalog.text :=
    '$2a$' || lpad(v_cost::pg_catalog.text, 2, '0') || '$' || repeat('.', 53);
  v_hash  pg_catalog.text := coalesce(p_hash, v_none);
  v_is_it boolean;
begin
  v_is_it := stagedoor_studio.bcrypt(coalesce(p_code, ''), v_hash) = v_hash;
  -- An imported hash of a lower cost takes the time of all others: 2^c + 2^c + ... + 2^11.
  for v_weaker in substr(v_hash, 5, 2)::integer .. v_cost - 1 loop
    perform stagedoor_studio.bcrypt(
      coalesce(p_code, ''),
      '$2a$' || lpad(v_weaker::pg_catalog.text, 2, '0') || '$' || repeat('.', 22));
  end loop;

  -- bcrypt reads 72 bytes: a longer attempt is not a code, whatever it begins with.
  return p_hash is not null
    and v_is_it is true
    and (octet_length(p_code) <= 72) is true;
end;
$function$;

comment on function "stagedoor_studio"."bcrypt_matches"(text, text) is
  'Whether a code is the one behind a hash.

Takes the same time for any hash, and for none.';

revoke all on function "stagedoor_studio"."bcrypt_matches"(text, text) from public;

grant execute on function "stagedoor_studio"."bcrypt_matches"(text, text) to "postgres";
