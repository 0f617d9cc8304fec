-- Generated from migrations/ by "npm run generate". Do not edit.

create schema "stagedoor_film";

comment on schema "stagedoor_film" is 'The film part: definers, triggers and what no request may read.

Tables of the part stand in public, under row-level security.';

grant usage on schema "stagedoor_film" to "anon", "authenticated";

grant create, usage on schema "stagedoor_film" to "postgres";

grant usage on schema "stagedoor_film" to "service_role";
