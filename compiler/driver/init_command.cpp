// `kura init`: a first schema in an empty folder.
#include <fmt/format.h>

#include <ostream>

#include "compiler/dialect/registry.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/load.h"
#include "compiler/driver/report.h"

namespace kura::driver {
namespace {

constexpr std::string_view kFirstSchema = R"(// The warehouse that these files describe; `kura build` prints its DDL.
warehouse dev : {} {{ }}

import "kura/audit.schema";

/// One row per customer.
table customers {{
  customer_id  bigint        identity  primary key;
  name         varchar(200)  not null;
  email        varchar(254);
  use audited;

  distribute by hash(customer_id);
  sort by (customer_id);
}}

/// One row per order.
table orders {{
  order_id     bigint          identity  primary key;
  customer_id  bigint          not null  references customers(customer_id);
  amount       decimal(18, 2)  not null  default 0;
  sold_on      date            not null;
  use audited;

  check positive_amount (amount >= 0);
  distribute by hash(order_id);
  sort by (sold_on);
}}

/// What each customer bought on each day.
view daily_sales as
  select customer_id, sold_on, sum(amount) as amount
  from orders
  group by customer_id, sold_on;
)";

}  // namespace

int init_command(const InitOptions& options, Streams streams) {
  const std::filesystem::path path = options.folder / "warehouse.schema";
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    return fail(streams, fmt::format("`{}` exists already; nothing was written", path.string()), kEnvironment);
  }
  const Result<bool> written = write_file(path, fmt::format(kFirstSchema, options.dialect));
  if (!written.ok()) return fail(streams, written.error(), kEnvironment);
  streams.out << fmt::format("wrote {}\n\nnext:\n  kura check {}\n  kura build {}\n", path.string(),
                             options.folder.string(), options.folder.string());
  return kOk;
}

}  // namespace kura::driver
