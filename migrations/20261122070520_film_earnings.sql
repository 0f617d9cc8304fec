-- Earnings: what a payroll calls them, and which of them contributions are due on.

create table public.earnings (
  earning             text    not null,
  name                text    not null,
  bears_contributions boolean not null,

  constraint earnings_pkey
    primary key (earning),
  constraint earnings_earning_snake_case_check
    check (earning ~ '^[a-z][a-z0-9_]*$' and char_length(earning) <= 60),
  constraint earnings_name_length_check
    check (char_length(name) between 1 and 80)
);

comment on table public.earnings is
'Kinds of earnings, and whether contributions are due on them (F120).

Rows ship; what is not here bears contributions.';
comment on column public.earnings.bears_contributions is
'False for penalties, travel and rentals: they are no wage.';

insert into public.earnings (earning, name, bears_contributions) values
  ('straight_time', 'Straight time', true), ('overtime', 'Overtime', true),
  ('double_time', 'Double time', true), ('holiday', 'Holiday worked', true),
  ('meal_penalty', 'Meal penalty', false), ('travel', 'Travel', false),
  ('per_diem', 'Per diem', false), ('mileage', 'Mileage', false),
  ('box_rental', 'Box rental', false), ('kit_rental', 'Kit rental', false),
  ('car_allowance', 'Car allowance', false), ('fringe', 'Fringes', false);

create trigger _900_record
  after insert or update or delete on public.earnings
  for each row execute function stagedoor_film.tg_any__record('earning', 'figures');
alter table public.earnings enable always trigger _900_record;

alter table public.earnings enable row level security;

create policy earnings_select on public.earnings
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy earnings_select on public.earnings is
'Which earnings there are is open to whoever is signed in.';

-- Privileges. Rows change by migration only.

revoke all on public.earnings from public, anon, authenticated, service_role;
grant select on public.earnings to authenticated, service_role;
