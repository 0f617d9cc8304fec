-- Schemas: where the engine lives, and which extensions it stands on.
--
-- Nothing in `stagedoor` is served over HTTP. Request roles have usage on the schema,
-- because policies and the thin functions in `public` call into it; each object is granted
-- in its own file.

create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pgcrypto with schema extensions;

create schema if not exists stagedoor;

comment on schema stagedoor is
'The permission engine: scopes, accounts, grants and decisions.

Tables are readable through policies and writable through definer functions only.';

revoke all on schema stagedoor from public, anon, authenticated, service_role;
grant usage on schema stagedoor to anon, authenticated, service_role;
