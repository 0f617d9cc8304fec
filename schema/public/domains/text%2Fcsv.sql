-- Generated from migrations/ by "npm run generate". Do not edit.

create domain "public"."text/csv" as text;

comment on domain "public"."text/csv" is 'A table as CSV: PostgREST knows it by its name.';

grant usage on type "public"."text/csv" to "postgres";
