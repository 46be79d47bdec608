// What stands between a table's parentheses in SHOW CREATE TABLE, without what the server adds.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace kura::inspect::starrocks {

struct AddedByServer {
  /// Columns that hold the expressions of partitions: name -> expression.
  std::map<std::string, std::string> partition_columns;
  /// An index of words: with it the rows are not copied from the first of their places to the others.
  bool has_word_index = false;
};

/// `lines`: a statement's. Leaves out columns that nobody declared and the usual properties of indexes, and escapes the
/// comments of indexes, which are printed as they are.
AddedByServer clean_entries(std::vector<std::string>& lines);

/// "PARTITION BY (`__generated_partition_column_0`, `c`)" with the expression in the place of its column.
std::string with_expressions(std::string_view line, const AddedByServer& added);

}  // namespace kura::inspect::starrocks
