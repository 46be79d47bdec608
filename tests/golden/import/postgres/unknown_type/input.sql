-- A type that nothing in these files makes, and no extension is known for.
CREATE TABLE public.parcels (
    id bigint NOT NULL,
    place mystery_type,
    CONSTRAINT parcels_pkey PRIMARY KEY (id)
);
