// What MySQL takes but suffers from.
#include "compiler/dialect/advice.h"

namespace kura::dialect::mysql {

extern const Advice kAdvice;
const Advice kAdvice{
    // InnoDB makes one where none fits.
    .indexes_foreign_keys = true,
    // TIMESTAMP is a moment, and ends in 2038.
    .has_time_zones = false,
    .sort_text_length = 0,
    .sort_columns = 0,
};

}  // namespace kura::dialect::mysql
