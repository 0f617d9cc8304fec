-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_scope (
  p_permission_key text,
  p_scope_id       uuid,
  p_scope_type     text                   default null::text,
  p_removes        boolean                default false,
  OUT              scope stagedoor.scopes,
  OUT              elevation_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a scope, which no request role may. Asked before the lock, so that strangers cannot
-- hold a scope, and again behind it, because rights may have gone while waiting.
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id);
  if p_removes then
    perform stagedoor.lock_trees(array[p_scope_id]);
  end if;
  select s.* into scope
  from stagedoor.scopes as s
  where s.id = p_scope_id
  for no key update;
  elevation_id := stagedoor.require(p_permission_key, p_scope_id);
  -- Whoever holds the key may know that there is a scope, and of which type.
  if scope.scope_type <> p_scope_type then
    perform stagedoor.raise_not_found(initcap(p_scope_type));
  end if;
end;
$function$;

comment on function "stagedoor"."require_scope"(text, uuid, text, boolean) is
  'Guard a change of a scope: enforce, lock it, require.

p_scope_type: the only type that will do, null for any; p_removes: whether the change may
take somebody away who can give access, which locks the tree. Returns the scope and the
elevation that opened it. Raises 42501 or PT404.';

revoke all on function "stagedoor"."require_scope"(text, uuid, text, boolean) from public;

grant execute
  on function "stagedoor"."require_scope"(text, uuid, text, boolean)
  to "postgres";
