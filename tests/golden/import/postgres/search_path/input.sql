-- One table after the other by the search path, and names that are looked up along it.
CREATE TABLE feature (feature_id bigint PRIMARY KEY, name varchar(40) NOT NULL);
CREATE SCHEMA lab;
SET search_path = lab, public;
CREATE TABLE sample (
  sample_id bigint PRIMARY KEY,
  feature_id bigint REFERENCES feature (feature_id) INITIALLY DEFERRED
);
CREATE INDEX feature_name_idx ON feature (name);
SET search_path TO public, pg_catalog;
CREATE TABLE feature_note (feature_id bigint REFERENCES feature (feature_id), note text);
COMMENT ON TABLE feature_note IS 'Said of features.';
COMMENT ON INDEX feature_name_idx IS 'For searches.';
CREATE TABLE public.last (feature_id bigint REFERENCES public.feature (feature_id), taken real, weight float(53), size float(10), note text);
CREATE INDEX last_words ON last USING gin (note public.gin_trgm_ops, taken pg_catalog.float4_ops);
CREATE COLLATION lab.loose (provider = icu, locale = 'und', deterministic = false);
SET search_path = lab;
ALTER TABLE sample ADD COLUMN label text COLLATE loose;
CLUSTER sample USING sample_pkey;
