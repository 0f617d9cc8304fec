/**
 * What a developer writes without an engine: the places in which the caller has a role with
 * the key of the lines, at this time.
 */
export const HELD_BY_HAND = `
  select a.scope_id
  from stagedoor.user_accesses as a
  join stagedoor.permission_role_links as k on k.permission_role_id = a.grant_id
  join stagedoor.permissions as p on p.id = k.permission_id
  where a.user_id = (select auth.uid())
    and a.status = 'Active'
    and (a.valid_from is null or a.valid_from <= now())
    and (a.valid_until is null or a.valid_until > now())
    and p.permission_key = 'budget:view:assigned'`;
