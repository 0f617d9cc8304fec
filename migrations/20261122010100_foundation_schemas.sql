-- Schemas: where the engine lives, and which extensions it stands on.
--
-- Nothing in `stagedoor` is served over HTTP. Request roles may look a name up there,
-- because policies and the thin functions in `public` call into it; what they may do with
-- each object is granted beside that object and nowhere else.

create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pgcrypto with schema extensions;

create schema if not exists stagedoor;

comment on schema stagedoor is
'The permission engine: scopes, accounts, grants and decisions.

Tables are readable through policies and writable through definer functions only.';

revoke all on schema stagedoor from public, anon, authenticated, service_role;
grant usage on schema stagedoor to anon, authenticated, service_role;
