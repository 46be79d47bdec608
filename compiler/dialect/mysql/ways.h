// Ways: by which algorithm the server carries a change out, and what that means for those who use the table.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "compiler/dialect/alteration.h"

namespace kura::dialect::mysql {

/// From the lightest to the heaviest: of several changes in one statement the heaviest counts. Each is said in the
/// statement, so that the server refuses it rather than copying the table without a word.
enum class Algorithm : std::uint8_t {
  instant,  // metadata only
  nocopy,   // the table is not written anew
  inplace,  // it is, while others write
  shared,   // it is, while others read
  copy,
  unsaid,  // the server takes no ALGORITHM here, or it is not known which it would take
};

struct Way {
  Algorithm algorithm;
  Lock lock;
  Work work;
};
inline constexpr Way kInstant{Algorithm::instant, Lock::none, Work::metadata};
inline constexpr Way kNoCopy{Algorithm::nocopy, Lock::none, Work::metadata};
inline constexpr Way kIndexBuild{Algorithm::nocopy, Lock::none, Work::index_build};
inline constexpr Way kOnlineCopy{Algorithm::inplace, Lock::none, Work::copy};
inline constexpr Way kSharedBuild{Algorithm::shared, Lock::writers, Work::index_build};
inline constexpr Way kSharedCopy{Algorithm::shared, Lock::writers, Work::copy};
inline constexpr Way kCopy{Algorithm::copy, Lock::writers, Work::copy};
inline constexpr Way kUnsaid{Algorithm::unsaid, Lock::writers, Work::copy};
inline constexpr Way kStatement{Algorithm::unsaid, Lock::none,
                                Work::metadata};  // not an ALTER TABLE of the table's shape

/// A row with its algorithm.
struct ServerRow {
  AlterRow row;
  Algorithm algorithm;
};

constexpr ServerRow server_row(change::Kind kind, Condition when, Method method, Way way, Readers views,
                               std::uint16_t risks, std::string_view reason, std::string_view fact) {
  return {{kind, when, method, way.lock, way.work, false, views, Readers::stay, risks, reason, fact}, way.algorithm};
}

/// The rows of a server and, beside them, their algorithms.
struct Answers {
  std::span<const AlterRow> rows;
  std::span<const Algorithm> algorithms;

  [[nodiscard]] Algorithm algorithm_of(const AlterRow& row) const {
    return algorithms[static_cast<std::size_t>(&row - rows.data())];
  }
};

template <std::size_t Size>
constexpr std::array<AlterRow, Size> rows_of(const std::array<ServerRow, Size>& from) {
  std::array<AlterRow, Size> rows{};
  for (std::size_t i = 0; i < Size; ++i) rows[i] = from[i].row;
  return rows;
}

template <std::size_t Size>
constexpr std::array<Algorithm, Size> algorithms_of(const std::array<ServerRow, Size>& from) {
  std::array<Algorithm, Size> algorithms{};
  for (std::size_t i = 0; i < Size; ++i) algorithms[i] = from[i].algorithm;
  return algorithms;
}

}  // namespace kura::dialect::mysql
