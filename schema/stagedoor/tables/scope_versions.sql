-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."scope_versions" (
  "scope_id" uuid   not null,
  "version"  bigint not null default 0,
  constraint "scope_versions_pkey" primary key (scope_id),
  constraint "scope_versions_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "stagedoor"."scope_versions"
  enable row level security;

comment on table "stagedoor"."scope_versions" is 'Counters behind get_access_version: one per scope, raised at commit.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."scope_versions"
  to "postgres";
