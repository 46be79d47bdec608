// Type families: what StarRocks makes of a type, for the rules that ask what a column may do.
#pragma once

#include "compiler/ir/types.h"

namespace kura::dialect::starrocks {

enum class TypeFamily {
  boolean,
  tinyint,
  smallint,
  int_,
  bigint,
  largeint,
  float_,
  double_,
  decimal,
  char_,
  varchar,
  varbinary,
  date,
  datetime,
  json,
  array,
  map,
  struct_,
  bitmap,
  hll,
  percentile,
  other,
};

TypeFamily family_of(const ir::Type& type);

bool is_integer(TypeFamily family);
bool is_number(TypeFamily family);
bool is_text(TypeFamily family);
bool is_time(TypeFamily family);
bool is_nested(TypeFamily family);
/// What a DUPLICATE, AGGREGATE or UNIQUE KEY, a hash or a sort key takes.
bool is_keyable(TypeFamily family);
/// What a PRIMARY KEY takes.
bool is_primary_keyable(TypeFamily family);

/// Bytes of a text, 65533 where no length was written.
std::int64_t text_length(const ir::Type& type);
/// Bytes of a value in a key; the longest one for texts.
std::int64_t key_width(const ir::Type& type);

}  // namespace kura::dialect::starrocks
