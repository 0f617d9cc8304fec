-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor_audit" authorization "stagedoor_auditor";

comment on schema "stagedoor_audit" is 'The audit log. Owned by a role that nobody can log in as or is a member of.

Nobody enters directly: the engine appends at commit, and definers in stagedoor read.';

grant usage on schema "stagedoor_audit" to "postgres";
