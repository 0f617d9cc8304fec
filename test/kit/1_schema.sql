-- tests: verbs for pgTAP files: make users and scopes, grant access, speak as a user,
-- freeze the clock.
--
-- For throw-away databases. A caller of these functions may do anything, so that no
-- migration installs them. Run the files in order, as the owner of the product, on
-- top of its migrations; run them again after a change of either.

create schema if not exists tests;

comment on schema tests is
'Verbs for pgTAP files. For databases that are thrown away, never for production.

A file begins a transaction, makes its world as the owner, speaks as its people one after
the other and rolls back. Makers work whoever is speaking at the moment.';

revoke all on schema tests from public;
grant usage on schema tests to anon, authenticated, service_role;
