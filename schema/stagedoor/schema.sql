-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor";

comment on schema "stagedoor" is 'The permission engine: scopes, accounts, grants and decisions.

Tables are readable through policies and writable through definer functions only.';

grant usage on schema "stagedoor" to "anon", "authenticated";

grant create, usage on schema "stagedoor" to "postgres";

grant usage on schema "stagedoor" to "service_role", "stagedoor_auditor";
