-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor_audit" authorization "stagedoor_auditor";

comment on schema "stagedoor_audit" is 'The audit log, owned by a role without a login and without members.

No login enters directly: the engine appends at commit, and definers in stagedoor read.';

grant usage on schema "stagedoor_audit" to "postgres";
