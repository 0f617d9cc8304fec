-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."endpoint_limits" (
  "endpoint" text     not null,
  "at_most"  integer  not null,
  "within"   interval not null,
  constraint "endpoint_limits_any_at_least_sampled_check"
    check (((endpoint <> '*'::text) OR (at_most >= 16))),
  constraint "endpoint_limits_at_most_positive_check" check ((at_most >= 1)),
  constraint "endpoint_limits_event_or_any_check"
    check (((endpoint = '*'::text) OR (endpoint ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$'::text))),
  constraint "endpoint_limits_pkey" primary key (endpoint),
  constraint "endpoint_limits_within_a_year_check"
    check (((within >= '00:00:01'::interval) AND (within <= '1 year'::interval)))
);

alter table "stagedoor"."endpoint_limits"
  enable row level security;

create trigger _900_record
  after insert or delete or update on stagedoor.endpoint_limits
  for each row
  execute function stagedoor.tg_any__record('endpoint_limit', '');

alter table "stagedoor"."endpoint_limits"
  enable always trigger "_900_record";

comment on column "stagedoor"."endpoint_limits"."endpoint" is 'The event, such as access.delegated, or * for any other.';

comment on column "stagedoor"."endpoint_limits"."within" is 'In which time. It slides: each use is free again after its part of it.';

comment on table "stagedoor"."endpoint_limits" is 'How often one person may do what is recorded as an event (F92).

A part adds rows, an operator changes them. Of an event without a row * is the limit. The
service and the owner of the database have none.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."endpoint_limits"
  to "postgres";
