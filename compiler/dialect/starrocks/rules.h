// The rules of StarRocks, one function each, and the questions that several of them ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/dialect/starrocks/target.h"
#include "compiler/dialect/starrocks/type_family.h"

namespace kura::dialect::starrocks {

#define KURA_TABLE_RULE(name) void name(ir::Table& table, const Target& target, diag::Sink& sink);
#define KURA_VIEW_RULE(name) void name(ir::View& view, const Target& target, diag::Sink& sink);
#include "compiler/dialect/starrocks/rules.def"

void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);
void normalize(ir::Schema& schema, const Dialect& dialect);

// Keys. The model was settled.

/// "PRIMARY KEY", "DUPLICATE KEY" …
std::string_view model_word(ir::KeyModelKind kind);
bool is_key_column(const ir::Table& table, std::string_view column);
bool has_model(const ir::Table& table, ir::KeyModelKind kind);

// Partitions. They were settled.

enum class PartitionForm { none, range, list, automatic };
PartitionForm partition_form(const ir::Physical& physical);
/// "`a`, `b` and `c`", for messages.
std::string in_words(const std::vector<std::string>& names);

/// Partition clauses that tables and materialized views share: `range(c) every 1 month` becomes `date_trunc('month',
/// c)`, `list(c)` without partitions becomes the column itself. False after a report.
bool settle_partition_expressions(ir::Partitioning& partitioning, const std::string& relation, diag::Sink& sink);

/// Names that StarRocks takes for partitions and indexes: 64 characters, a letter or `_` first.
void check_object_name(const std::string& name, std::string_view what, SourceRange at, diag::Sink& sink);
/// Indexes of a materialized view, whose columns have no types yet.
void settle_view_indexes(ir::View& view, const Target& target, diag::Sink& sink);

/// Gives indexes without a name one that fits.
void name_indexes(ir::Physical& physical, const std::string& relation, const Target& target);

}  // namespace kura::dialect::starrocks
