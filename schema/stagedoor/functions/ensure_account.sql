-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.ensure_account (
  p_user_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accounts, which no request role may. Asked by definers only.
begin
  if exists (
    select from stagedoor.user_accounts as a
    where a.id = p_user_id and a.deleted_at is null and a.claimed_as is null
  ) then
    return true;
  end if;

  insert into stagedoor.user_accounts (id, auth_user_id, account_status, email)
  select u.id, u.id, 'verified', u.email
  from stagedoor.auth_account(p_user_id) as u
  on conflict on constraint user_accounts_pkey do nothing;
  return found;
end;
$function$;

comment on function "stagedoor"."ensure_account"(uuid) is 'Make sure that somebody who can sign in has an account.

Returns whether one is there. False for an id that nobody has, for a deleted account and for
a guest that was claimed.';

revoke all on function "stagedoor"."ensure_account"(uuid) from public;

grant execute on function "stagedoor"."ensure_account"(uuid) to "postgres";
