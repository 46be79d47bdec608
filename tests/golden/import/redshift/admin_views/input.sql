--DROP TABLE public.sales;
CREATE TABLE IF NOT EXISTS public.sales
(
	sale_id BIGINT NOT NULL DEFAULT "identity"(105216, 0, '1,1'::text) ENCODE az64
	,customer_id INTEGER   ENCODE RAW
	,region VARCHAR(256)  DEFAULT 'eu'::character varying ENCODE lzo
	,amount NUMERIC(18,2)   ENCODE az64
	,sold_at TIMESTAMP WITHOUT TIME ZONE  DEFAULT getdate() ENCODE az64
	,doc SUPER   
	,PRIMARY KEY (sale_id)
)
DISTSTYLE KEY
 DISTKEY (customer_id)
 SORTKEY (
	sold_at
	, sale_id
	)
;
ALTER TABLE public.sales owner to dwuser;
COMMENT ON TABLE public.sales IS 'Everything sold';
CREATE TABLE IF NOT EXISTS public.regions
(
	region CHAR(2) NOT NULL  ENCODE bytedict
	,name TEXT
)
DISTSTYLE ALL
;
GRANT SELECT ON public.sales TO GROUP reporting;
GRANT SELECT ON public.sales TO ROLE reader;
