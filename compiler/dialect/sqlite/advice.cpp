// What SQLite takes but suffers from.
#include "compiler/dialect/advice.h"

namespace kura::dialect::sqlite {

extern const Advice kAdvice;
const Advice kAdvice{
    .indexes_foreign_keys = false,
    .has_time_zones = false,
    .sort_text_length = 0,
    .sort_columns = 0,
};

}  // namespace kura::dialect::sqlite
