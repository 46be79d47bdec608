"""The shop: what a project declares before and after a large migration, for each engine, and the rows of its tables."""

import re

START = 1_767_225_600  # 2026-01-01

_POSTGRES_BEFORE = """enum state { open, paid, sent }

table customers {
  id      bigint       primary key;
  name    text         not null;
  region  varchar(20);
}

table orders {
  id           bigint  primary key;
  customer_id  bigint  references customers(id);
  state        state   not null  default 'open';
  amount       int     not null;
  note         text;

  index by_customer on (customer_id);
}

/// What happened, one row a moment.
table events {
  id     bigint  primary key;
  day    date    not null;
  kind   text    not null;
  value  int     not null;
}

view big_orders {
  grant select to reporting;
} as select id, customer_id, amount from orders where amount > 10;
view by_region as select c.region, sum(o.amount) as total from big_orders o join customers c on c.id = o.customer_id group by c.region;
materialized view daily {
  unique index on (day);
} as select day, count(*) as n, sum(value) as total from events group by day;
"""
_POSTGRES_AFTER = """enum state { open, paid, sent, returned }
enum channel { web, shop }

table customers {
  id    bigint       primary key;
  name  text         not null;
  area  varchar(40)  was region;
  mail  text;

  index by_name on (name);
}

table sales was orders {
  id           bigint          primary key;
  customer_id  bigint          not null  references customers(id);
  state        state           not null  default 'open';
  amount       decimal(12, 2)  not null;
  note         text;
  channel      channel         not null  default 'web';

  index by_customer on (customer_id);
  index by_state on (state, channel);
  check positive (amount > 0);
}

table returns {
  id       bigint  primary key;
  sale_id  bigint  not null  references sales(id);
  reason   text;
}

/// What happened, one row a moment.
table events {
  id     bigint  not null;
  day    date    not null;
  kind   text    not null;
  value  bigint  not null;

  primary key (id, day);
  index by_kind on (kind);
  partition by range(day);
  partition early values less than ('2024-01-01');
  partition late values less than ('2025-01-01');
  partition rest default;
}

view big_orders {
  grant select to reporting;
} as select id, customer_id, amount, channel from sales where amount > 10;
view by_region as select c.area as region, sum(o.amount) as total from big_orders o join customers c on c.id = o.customer_id group by c.area;
materialized view daily {
  unique index on (day, kind);
} as select day, kind, count(*) as n, sum(value) as total from events group by day, kind;
"""
_MARIADB_BEFORE = """table customers {
  id      bigint        primary key;
  name    varchar(100)  not null;
  region  varchar(20);
}

table orders {
  id           bigint        primary key;
  customer_id  bigint        references customers(id);
  state        varchar(10)   not null  default 'open';
  amount       int           not null;
  note         varchar(100);
}

/// What happened, one row a moment.
table events {
  id           bigint       identity  primary key;
  customer_id  bigint       not null  references customers(id);
  day          date         not null;
  kind         varchar(20)  not null;
  value        int          not null;
}

view big_orders {
  grant select to reporting;
} as select id, customer_id, amount from orders where amount > 10;
view by_region as select c.region, sum(o.amount) as total from big_orders o join customers c on c.id = o.customer_id group by c.region;
view daily as select day, count(*) as n, sum(value) as total from events group by day;
"""
_MARIADB_AFTER = """table customers {
  id    bigint        primary key;
  name  varchar(100)  not null;
  area  varchar(40)   was region;
  mail  varchar(100);

  index by_name on (name);
}

table sales was orders {
  id           bigint          primary key;
  customer_id  bigint          not null  references customers(id);
  state        varchar(10)     not null  default 'open';
  amount       decimal(12, 2)  not null;
  note         varchar(100);
  channel      varchar(10)     not null  default 'web';

  index by_state on (state, channel);
  check positive (amount > 0);
}

table returns {
  id       bigint        primary key;
  sale_id  bigint        not null  references sales(id);
  reason   varchar(100);
}

/// What happened, one row a moment.
table events {
  id           bigint       identity  primary key;
  customer_id  bigint       not null  references customers(id);
  day          date         not null;
  kind         varchar(20)  not null;
  value        bigint       not null;

  check sound (value >= 0);
  index by_kind on (kind);
}

view big_orders {
  grant select to reporting;
} as select id, customer_id, amount, channel from sales where amount > 10;
view by_region as select c.area as region, sum(o.amount) as total from big_orders o join customers c on c.id = o.customer_id group by c.area;
view daily as select day, kind, count(*) as n, sum(value) as total from events group by day, kind;
"""
_SQLITE_BEFORE = """table customers {
  id      bigint       primary key;
  name    text         not null;
  region  varchar(20);
}

table orders {
  id           bigint  primary key;
  customer_id  bigint  references customers(id);
  state        text    not null  default 'open';
  amount       int     not null;
  note         text;
}

table events {
  id           int     identity  primary key;
  customer_id  bigint  not null  references customers(id);
  day          date    not null;
  kind         text    not null;
  value        int     not null;

  index by_day on (day);
}

view big_orders as select id, customer_id, amount from orders where amount > 10;
view by_region as select c.region, sum(o.amount) as total from big_orders o join customers c on c.id = o.customer_id group by c.region;
view daily as select day, count(*) as n, sum(value) as total from events group by day;
"""
_SQLITE_AFTER = """table customers {
  id    bigint       primary key;
  name  text         not null;
  area  varchar(40)  was region;
  mail  text;

  index by_name on (name);
}

table sales was orders {
  id           bigint          primary key;
  customer_id  bigint          not null  references customers(id);
  state        text            not null  default 'open';
  amount       decimal(12, 2)  not null;
  note         text;
  channel      text            not null  default 'web';

  index by_state on (state, channel);
  check positive (amount > 0);
}

table returns {
  id       bigint  primary key;
  sale_id  bigint  not null  references sales(id);
  reason   text;
}

table events {
  id           int     identity  primary key;
  customer_id  bigint  not null  references customers(id);
  day          date    not null;
  kind         text    not null;
  value        int     not null  default 0;

  check sound (value >= 0);
  index by_kind on (kind);
  index by_day on (day);
}

view big_orders as select id, customer_id, amount, channel from sales where amount > 10;
view by_region as select c.area as region, sum(o.amount) as total from big_orders o join customers c on c.id = o.customer_id group by c.area;
view daily as select day, kind, count(*) as n, sum(value) as total from events group by day, kind;
"""
_STATES = {
    "postgres": (_POSTGRES_BEFORE, _POSTGRES_AFTER),
    "mariadb": (_MARIADB_BEFORE, _MARIADB_AFTER),
    "sqlite": (_SQLITE_BEFORE, _SQLITE_AFTER),
}


def states(engine):
    """(name of the migration, what the project declares before `kura migrate NAME`, its options), in order."""
    before, after = _STATES[engine]
    last = re.sub(r"(  reason .*\n)", r"\1  day      date;\n\n  index by_sale on (sale_id);\n", after)
    rebuild = ("--rebuild", "always") if engine == "mariadb" else ()
    return (("begin", before, ()), ("grow", after, rebuild), ("last", last, ()))


# Where a row stands before and after, and its values as one text: the same before and after.
ROWS = (
    ("customers", "id, name, region", "customers", "id, name, area"),
    ("orders", "id, customer_id, state, amount, coalesce(note, '-')", "sales", "id, customer_id, state, {whole_amount}, coalesce(note, '-')"),
    ("events", "id, day, kind, value", "events", "id, day, kind, value"),
)
# Writers begin to count here.
FIRST_OF_WRITERS = 10_000_000
