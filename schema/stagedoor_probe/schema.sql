-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor_probe" authorization "stagedoor_probe";

comment on schema "stagedoor_probe" is 'The probe: operations tried as another user.

Owned by a role without a login and without members.';

grant usage on schema "stagedoor_probe" to "postgres";
