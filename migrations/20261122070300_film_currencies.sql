-- Currencies: what money is counted in, and how finely. Amounts are never converted.

create table public.currencies (
  code        text     not null,
  name        text     not null,
  minor_units smallint not null,

  constraint currencies_pkey
    primary key (code),
  constraint currencies_code_letters_check
    check (code ~ '^[A-Z]{3}$'),
  constraint currencies_name_length_check
    check (char_length(name) between 1 and 80),
  -- Amounts have at most three decimals.
  constraint currencies_minor_units_range_check
    check (minor_units between 0 and 3)
);

comment on table public.currencies is
'Currencies by ISO 4217, and how many decimals an amount in them has.';
comment on column public.currencies.minor_units is
'Decimals of the smallest unit: 0 for JPY, 2 for USD, 3 for JOD.';

insert into public.currencies (code, name, minor_units) values
  ('AED', 'UAE dirham', 2), ('ALL', 'Lek', 2), ('AMD', 'Armenian dram', 2),
  ('ARS', 'Argentine peso', 2), ('AUD', 'Australian dollar', 2),
  ('AZN', 'Azerbaijan manat', 2), ('BAM', 'Convertible mark', 2), ('BDT', 'Taka', 2),
  ('BHD', 'Bahraini dinar', 3), ('BIF', 'Burundi franc', 0), ('BOB', 'Boliviano', 2),
  ('BRL', 'Brazilian real', 2), ('BSD', 'Bahamian dollar', 2), ('BWP', 'Pula', 2),
  ('CAD', 'Canadian dollar', 2), ('CHF', 'Swiss franc', 2), ('CLP', 'Chilean peso', 0),
  ('CNY', 'Yuan renminbi', 2), ('COP', 'Colombian peso', 2),
  ('CRC', 'Costa Rican colon', 2), ('CZK', 'Czech koruna', 2),
  ('DJF', 'Djibouti franc', 0), ('DKK', 'Danish krone', 2), ('DOP', 'Dominican peso', 2),
  ('DZD', 'Algerian dinar', 2), ('EGP', 'Egyptian pound', 2), ('ETB', 'Ethiopian birr', 2),
  ('EUR', 'Euro', 2), ('FJD', 'Fiji dollar', 2), ('GBP', 'Pound sterling', 2),
  ('GEL', 'Lari', 2), ('GHS', 'Ghana cedi', 2), ('GNF', 'Guinean franc', 0),
  ('GTQ', 'Quetzal', 2), ('HKD', 'Hong Kong dollar', 2), ('HNL', 'Lempira', 2),
  ('HUF', 'Forint', 2), ('IDR', 'Rupiah', 2), ('ILS', 'New Israeli sheqel', 2),
  ('INR', 'Indian rupee', 2), ('IQD', 'Iraqi dinar', 3), ('ISK', 'Iceland krona', 0),
  ('JMD', 'Jamaican dollar', 2), ('JOD', 'Jordanian dinar', 3), ('JPY', 'Yen', 0),
  ('KES', 'Kenyan shilling', 2), ('KHR', 'Riel', 2), ('KMF', 'Comorian franc', 0),
  ('KRW', 'Won', 0), ('KWD', 'Kuwaiti dinar', 3), ('KZT', 'Tenge', 2),
  ('LKR', 'Sri Lanka rupee', 2), ('LYD', 'Libyan dinar', 3),
  ('MAD', 'Moroccan dirham', 2), ('MDL', 'Moldovan leu', 2), ('MKD', 'Denar', 2),
  ('MNT', 'Tugrik', 2), ('MUR', 'Mauritius rupee', 2), ('MXN', 'Mexican peso', 2),
  ('MYR', 'Malaysian ringgit', 2), ('NAD', 'Namibia dollar', 2), ('NGN', 'Naira', 2),
  ('NOK', 'Norwegian krone', 2), ('NPR', 'Nepalese rupee', 2),
  ('NZD', 'New Zealand dollar', 2), ('OMR', 'Rial Omani', 3), ('PAB', 'Balboa', 2),
  ('PEN', 'Sol', 2), ('PHP', 'Philippine peso', 2), ('PKR', 'Pakistan rupee', 2),
  ('PLN', 'Zloty', 2), ('PYG', 'Guarani', 0), ('QAR', 'Qatari rial', 2),
  ('RON', 'Romanian leu', 2), ('RSD', 'Serbian dinar', 2), ('RWF', 'Rwanda franc', 0),
  ('SAR', 'Saudi riyal', 2), ('SEK', 'Swedish krona', 2), ('SGD', 'Singapore dollar', 2),
  ('THB', 'Baht', 2), ('TND', 'Tunisian dinar', 3), ('TRY', 'Turkish lira', 2),
  ('TTD', 'Trinidad and Tobago dollar', 2), ('TWD', 'New Taiwan dollar', 2),
  ('TZS', 'Tanzanian shilling', 2), ('UAH', 'Hryvnia', 2), ('UGX', 'Uganda shilling', 0),
  ('USD', 'US dollar', 2), ('UYU', 'Peso uruguayo', 2), ('UZS', 'Uzbekistan sum', 2),
  ('VND', 'Dong', 0), ('VUV', 'Vatu', 0), ('XAF', 'CFA franc BEAC', 0),
  ('XCD', 'East Caribbean dollar', 2), ('XOF', 'CFA franc BCEAO', 0),
  ('XPF', 'CFP franc', 0), ('ZAR', 'Rand', 2), ('ZMW', 'Zambian kwacha', 2);

create function stagedoor_film.check_amount(
  p_amount numeric, p_currency text, p_name text, p_may_be_zero boolean default false
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads currencies for whoever writes money, request or not.
declare
  v_minor_units smallint;
begin
  select c.minor_units into v_minor_units
  from public.currencies as c
  where c.code = p_currency;
  if not found then
    raise invalid_parameter_value using
      message = 'A currency is one of public.currencies, such as USD',
      detail = json_build_object('error_code', 'CURRENCY', 'actual', left(p_currency, 20));
  end if;

  -- NaN and infinity are more than any bound.
  if p_amount is null or p_amount < 0 or p_amount >= 1e12
    or (p_amount = 0 and not p_may_be_zero)
  then
    raise invalid_parameter_value using
      message = format('%s is %s and below 1000000000000', p_name,
        case when p_may_be_zero then 'zero or more' else 'above zero' end),
      detail = json_build_object(
        'error_code', 'AMOUNT', 'actual', left(p_amount::pg_catalog.text, 40));
  elsif scale(trim_scale(p_amount)) > v_minor_units then
    -- A cast would round in silence.
    raise invalid_parameter_value using
      message = format('%s in %s has at most %s decimals',
        p_name, p_currency, v_minor_units),
      detail = json_build_object(
        'error_code', 'AMOUNT', 'actual', left(p_amount::pg_catalog.text, 40),
        'minor_units', v_minor_units);
  end if;
end;
$$;

comment on function stagedoor_film.check_amount is
'Refuse an amount that a currency does not have.

p_name begins the sentence of the error. Raises 22023: an unknown currency; an amount that
is null, negative, zero unless p_may_be_zero, NaN, not below 1000000000000, or finer than
the smallest unit.';

create function stagedoor_film.tg_any__check_money()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads currencies. Binds whoever writes, the service key and the owner included.
-- Arguments: columns of money in new.currency; with ? it may be null, with 0 zero as well.
declare
  v_row    pg_catalog.jsonb := to_jsonb(new);
  v_column pg_catalog.text;
  v_name   pg_catalog.text;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  foreach v_column in array tg_argv[0:] loop
    v_name := rtrim(v_column, '?0');
    continue when v_column like '%?%' and v_row ->> v_name is null;
    perform stagedoor_film.check_amount(
      (v_row ->> v_name)::pg_catalog.numeric, v_row ->> 'currency', v_name,
      v_column like '%0%');
  end loop;
  return new;
end;
$$;

comment on function stagedoor_film.tg_any__check_money is
'Refuse a row with an amount that its currency does not have.

Raises 22023 as check_amount does.';

create trigger _900_record
  after insert or update or delete on public.currencies
  for each row execute function stagedoor_film.tg_any__record('currency', 'figures');
alter table public.currencies enable always trigger _900_record;

alter table public.currencies enable row level security;

create policy currencies_select on public.currencies
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy currencies_select on public.currencies is
'Which currencies there are is open to whoever is signed in.';

-- Privileges. Rows change by migration only.

revoke all on function
  stagedoor_film.check_amount,
  stagedoor_film.tg_any__check_money
from public, anon, authenticated, service_role;
revoke all on public.currencies from public, anon, authenticated, service_role;
grant select on public.currencies to authenticated, service_role;
