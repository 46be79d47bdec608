-- Another default schema than public, and the same names in both.
CREATE SCHEMA app;
CREATE TABLE public.orders (id int PRIMARY KEY);
CREATE TABLE app.orders (id int PRIMARY KEY, before int REFERENCES public.orders (id));
CREATE VIEW app.both AS SELECT o.id, p.id AS old FROM app.orders o LEFT JOIN public.orders p ON p.id = o.before;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path TO missing, app, public', current_database()); END $$;
