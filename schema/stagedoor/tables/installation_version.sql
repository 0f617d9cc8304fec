-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."installation_version" (
  "is_only" boolean not null default true,
  "version" bigint  not null default 0,
  constraint "installation_version_is_only_check" check (is_only),
  constraint "installation_version_pkey" primary key (is_only)
);

alter table "stagedoor"."installation_version"
  enable row level security;

comment on table "stagedoor"."installation_version" is 'The counter of changes to keys, implications and built-in roles.

One row.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."installation_version"
  to "postgres";
