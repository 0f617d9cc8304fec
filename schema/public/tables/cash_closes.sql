-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."cash_closes" (
  "id"           uuid                     not null default gen_random_uuid(),
  "project_id"   uuid                     not null,
  "business_day" date                     not null,
  "expected"     numeric(20,2)            not null,
  "counted"      numeric(14,2)            not null,
  "closed_by"    uuid,
  "closed_at"    timestamp with time zone not null default now(),
  "elevation_id" uuid,
  constraint "cash_closes_counted_not_negative_check" check ((counted >= (0)::numeric)),
  constraint "cash_closes_pkey" primary key (id),
  constraint "cash_closes_project_id_business_day_key" unique (project_id, business_day),
  constraint "cash_closes_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "cash_closes_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "cash_closes_closed_by_fkey" foreign key (closed_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."cash_closes"
  enable row level security;

alter table "public"."cash_closes"
  add column "difference" numeric(20,2) generated always as ((counted - expected)) stored
    not null;

create index cash_closes_closed_by_idx on public.cash_closes using btree (closed_by);

create index cash_closes_elevation_id_idx on public.cash_closes using btree (elevation_id);

create policy "cash_closes_select" on "public"."cash_closes"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('reports:view'::text) as
    scopes_with)::uuid[])));

comment on column "public"."cash_closes"."elevation_id" is 'The elevation under which it was closed. Null: none was needed (F60).';

comment on column "public"."cash_closes"."expected" is 'The cash that the transactions of the day add up to.';

comment on policy "cash_closes_select"
  on "public"."cash_closes" is 'A till belongs to no artist: users who see all figures see it.';

comment on table "public"."cash_closes" is 'Days on which the till was counted and closed (F52).';

revoke all on table "public"."cash_closes" from "authenticated";

grant select on table "public"."cash_closes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."cash_closes"
  to "postgres";

revoke all on table "public"."cash_closes" from "service_role";

grant select on table "public"."cash_closes" to "service_role";
