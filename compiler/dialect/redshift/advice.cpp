// What Redshift takes but suffers from.
#include "compiler/dialect/advice.h"

namespace kura::dialect::redshift {

extern const Advice kAdvice;
const Advice kAdvice{
    .indexes_foreign_keys = false,
    .has_time_zones = true,
    // Zone maps hold the first bytes of a text only, and sorting buffers are as wide as the column is declared.
    .sort_text_length = 256,
    // A column counts only for rows that are equal in all columns before it.
    .sort_columns = 4,
};

}  // namespace kura::dialect::redshift
