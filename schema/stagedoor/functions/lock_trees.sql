-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.lock_trees (
  p_scope_ids uuid[]
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks scopes, which no request role may.
declare
  v_locked pg_catalog.uuid[] := '{}';
  v_roots  pg_catalog.uuid[];
begin
  -- Again where a scope has moved below another root while it was waited for.
  loop
    select array_agg(distinct s.path[1]) into v_roots
    from stagedoor.scopes as s
    where s.id = any (p_scope_ids) and s.path[1] <> all (v_locked);
    exit when v_roots is null;

    -- A holder may be taken away at the scope, above it or below it, and each of these
    -- three stands below the same root. Roots first, then scopes by id, as everywhere.
    perform from stagedoor.scopes as s
    where s.id = any (v_roots || p_scope_ids)
    order by s.parent_id is not null, s.id
    for no key update;
    -- A write, so that a transaction that looks with an old snapshot fails instead.
    update stagedoor.scopes as s set name = s.name where s.id = any (v_roots);
    v_locked := v_locked || v_roots;
  end loop;
end;
$function$;

comment on function "stagedoor"."lock_trees"(uuid[]) is 'Lock scopes and their roots for a change that may remove a holder.

Whoever could leave a place without anybody who can give access waits for each other, in
one order, wherever in the tree they act; giving access waits for nobody here (F94).';

revoke all on function "stagedoor"."lock_trees"(uuid[]) from public;

grant execute on function "stagedoor"."lock_trees"(uuid[]) to "postgres";
