-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.transfer_ownership (
  p_kind       text,
  p_id         uuid,
  p_to_user_id uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085500_api_theatre_handing_over.sql

comment on function "public"."transfer_ownership"(text, uuid, uuid) is
  'Offer a script, venue, department or show to another owner (F68).

Returns the transfer id; nothing changes until the other calls accept_transfer, and a new
offer takes the place of the old. p_kind: script, venue, department, show. Whoever holds
access:escalate in the organization that it was made in may offer it without its owner, to
anybody but themselves; the log says so, and private elements of a script stay with its
owner, in a script of their own.

Raises:
- 22023: another kind, or the owner themselves.
- 42501: no live session; it is somebody else''s, and the caller sees it; access:escalate
  without a second factor; or the caller would take it themselves.
- PT404: no such thing, or no such account.';

revoke all on function "public"."transfer_ownership"(text, uuid, uuid) from public;

grant execute
  on function "public"."transfer_ownership"(text, uuid, uuid)
  to "authenticated", "postgres";
