-- The demonstration: one company, two productions, and the people of both. Everything goes
-- through the API that clients use, as Olivia, who founded the company. Running it again
-- changes nothing. Everybody's password is `stagedoor`.

-- Who exists: confirmed users with fixed ids, as the auth service would have made them. It
-- reads null tokens as an error, hence the empty ones.

insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
  confirmation_token, recovery_token, email_change_token_new, email_change
)
select
  '00000000-0000-0000-0000-000000000000', p.id, 'authenticated', 'authenticated',
  p.name || '@example.com', extensions.crypt('stagedoor', extensions.gen_salt('bf', 10)),
  now(), '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', ''
from (
  values
    ('5eed0000-0000-4000-8000-000000000001'::uuid, 'olivia'),
    ('5eed0000-0000-4000-8000-000000000002'::uuid, 'sarah'),
    ('5eed0000-0000-4000-8000-000000000003'::uuid, 'liam'),
    ('5eed0000-0000-4000-8000-000000000004'::uuid, 'priya'),
    ('5eed0000-0000-4000-8000-000000000005'::uuid, 'cora'),
    ('5eed0000-0000-4000-8000-000000000006'::uuid, 'dana'),
    ('5eed0000-0000-4000-8000-000000000007'::uuid, 'milo'),
    ('5eed0000-0000-4000-8000-000000000008'::uuid, 'eve'),
    ('5eed0000-0000-4000-8000-000000000009'::uuid, 'una'),
    ('5eed0000-0000-4000-8000-000000000010'::uuid, 'bob')
) as p (id, name)
on conflict (id) do nothing;

insert into auth.identities (
  id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
)
select
  gen_random_uuid(), u.id::text, u.id,
  jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true),
  'email', now(), now(), now()
from auth.users as u
where u.id::text like '5eed0000-0000-4000-8000-%'
on conflict (provider_id, provider) do nothing;

do $$
declare
  v_olivia  constant uuid := '5eed0000-0000-4000-8000-000000000001';
  v_company uuid;
  v_alpha   uuid;
  v_beta    uuid;
  v_camera  uuid;
  v_grant   record;
begin
  perform set_config(
    'request.jwt.claims',
    jsonb_build_object('sub', v_olivia, 'role', 'authenticated', 'aal', 'aal1')::text,
    true
  );
  if exists (select from public.get_my_projects()) then
    return;
  end if;

  v_company := public.create_organization('Northlight Pictures');
  v_alpha   := public.create_project(v_company, 'Alpha');
  v_beta    := public.create_project(v_company, 'Beta');
  v_camera  := public.create_department(v_alpha, 'Camera');

  for v_grant in
    select u.id as user_id, g.scope_id, g.role_key
    from (
      values
        ('sarah', v_alpha, 'producer'),
        ('sarah', v_beta, 'crew_member'),
        ('liam', v_alpha, 'line_producer'),
        ('priya', v_alpha, 'production_accountant'),
        ('priya', v_beta, 'production_accountant'),
        ('cora', v_alpha, 'coordinator'),
        ('dana', v_camera, 'department_head'),
        ('milo', v_alpha, 'crew_member')
    ) as g (name, scope_id, role_key)
    join auth.users as u on u.email = g.name || '@example.com'
  loop
    perform public.grant_access(
      v_grant.user_id, v_grant.scope_id, 'role', v_grant.role_key,
      p_reason => 'Cast of the demonstration'
    );
  end loop;
end;
$$;
