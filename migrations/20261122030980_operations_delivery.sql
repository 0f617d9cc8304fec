-- Delivery: what a courier takes from the outbox to send to a webhook, and what became of
-- it.
--
-- A message that is taken is put off at once, further each time: a courier that dies with
-- it, or a webhook that never answers, delays it and loses nothing. It can arrive twice,
-- never not at all while it is young.

insert into stagedoor.settings (key, value, description) values
  ('alert_delivery_hours', '168',
    'How long an alert that could not be delivered is tried again, in hours (F89).');

create index outbox_topic_due_at_idx on stagedoor.outbox (topic, due_at)
  where delivered_at is null;

create function stagedoor.take_alert_messages(p_limit integer default 20)
returns table (
  message_id uuid, created_at timestamptz, attempt integer, payload jsonb
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the outbox, of which the service may mark alone what it delivered.
begin
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  end if;
  perform stagedoor.check_limit(p_limit);
  return query
  update stagedoor.outbox as o
  set
    attempts = o.attempts + 1,
    -- One minute, two, four, up to an hour.
    due_at = stagedoor.instant() + least(
      interval '1 minute' * power(2, least(o.attempts, 10)), interval '1 hour')
  where o.id in (
    select due.id
    from stagedoor.outbox as due
    where due.topic = 'alert.raised'
      and due.delivered_at is null
      and due.due_at <= stagedoor.instant()
      and due.created_at > stagedoor.instant() - make_interval(
        hours => stagedoor.setting_number('alert_delivery_hours', 168))
    order by due.due_at, due.id
    limit p_limit
    -- Another courier has it.
    for no key update skip locked
  )
  returning o.id, o.created_at, o.attempts, o.payload;
end;
$$;

comment on function stagedoor.take_alert_messages is
'Implementation of public.take_alert_messages.';

create function stagedoor.settle_alert_message(
  p_message_id uuid, p_is_delivered boolean, p_error text default null
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the outbox, of which the service may mark alone what it delivered.
begin
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  elsif p_is_delivered is null then
    raise invalid_parameter_value using message = 'p_is_delivered is true or false';
  end if;
  update stagedoor.outbox as o
  set
    delivered_at = case when p_is_delivered then stagedoor.instant() end,
    last_error = case when not p_is_delivered then left(p_error, 400) end
  where o.id = p_message_id
    and o.topic = 'alert.raised'
    and o.attempts > 0
    and o.delivered_at is null;
  return found;
end;
$$;

comment on function stagedoor.settle_alert_message is
'Implementation of public.settle_alert_message.';

-- Privileges. For couriers, which have the service key.

revoke all on function
  stagedoor.take_alert_messages,
  stagedoor.settle_alert_message
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.take_alert_messages,
  stagedoor.settle_alert_message
to service_role;
