-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_theatre"."personal_organizations" (
  "user_id"         uuid not null,
  "organization_id" uuid not null,
  constraint "personal_organizations_organization_id_fkey" foreign key (organization_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "personal_organizations_pkey" primary key (user_id),
  constraint "personal_organizations_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor_theatre"."personal_organizations"
  enable row level security;

create index personal_organizations_organization_id_idx
  on stagedoor_theatre.personal_organizations using btree (organization_id);

comment on table "stagedoor_theatre"."personal_organizations" is 'The organization of those who work for themselves.

Made when first needed.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."personal_organizations"
  to "postgres";
