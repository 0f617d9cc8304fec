-- Studio: appointments, clients, takings and stock of one studio, and who may do what
-- there.
--
-- A studio is a project. Whatever an artist owns carries the id of their user account in
-- owner_id, taken from their profile by trigger and never from a request: an artist whose
-- profile is not linked to an account owns nothing (F49).

create schema stagedoor_studio;

comment on schema stagedoor_studio is
'The studio part: definers, triggers and what no request may read.

Tables of the part stand in public, under row-level security.';

revoke all on schema stagedoor_studio from public, anon, authenticated, service_role;
grant usage on schema stagedoor_studio to anon, authenticated, service_role;
