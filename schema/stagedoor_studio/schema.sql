-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor_studio";

comment on schema "stagedoor_studio" is 'The studio part: definers, triggers, and tables closed to requests.

Tables of the part stand in public, under row-level security.';

grant usage on schema "stagedoor_studio" to "anon", "authenticated";

grant create, usage on schema "stagedoor_studio" to "postgres";

grant usage on schema "stagedoor_studio" to "service_role";
