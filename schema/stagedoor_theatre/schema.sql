-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor_theatre";

comment on schema "stagedoor_theatre" is 'The theatre part: definers, triggers and what no request may read.

Tables of the part stand in public, under row-level security.';

grant usage on schema "stagedoor_theatre" to "anon", "authenticated";

grant create, usage on schema "stagedoor_theatre" to "postgres";

grant usage on schema "stagedoor_theatre" to "service_role";
