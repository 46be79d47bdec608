-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  region    VARCHAR(32)    NOT NULL,
  amount    DECIMAL(18, 2) NOT NULL,
  is_paid   BOOLEAN        DEFAULT FALSE NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

CREATE VIEW region_totals AS
with paid as (select region, amount from orders where is_paid)
  select region, sum(amount) as amount
  from paid
  group by region;

CREATE VIEW top_regions AS
select region, amount from region_totals where amount > 1000;

CREATE VIEW all_regions AS
select r.region, t.amount
  from region_totals r
  left join top_regions t on t.region = r.region  -- the comment names orders;
  where r.region <> 'no; where';

