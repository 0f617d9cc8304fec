-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.disclose_personal_data (
  p_scope_id uuid,
  p_seq      bigint
)
  returns table (
    key   text,
    value text,
    salt  text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

comment on function "public"."disclose_personal_data"(uuid, bigint) is
  'The personal values of one event of the audit log, with the salts.

Service only. The sha256 of the salt (hexadecimal here) and the value is what the event
holds under that key in personal: whoever is given the three can prove the value, also after
it was erased. What was erased is left out. A disclosure is an event itself. A null scope is
the installation''s log. (F47)';

revoke all on function "public"."disclose_personal_data"(uuid, bigint) from public;

grant execute
  on function "public"."disclose_personal_data"(uuid, bigint)
  to "postgres", "service_role";
