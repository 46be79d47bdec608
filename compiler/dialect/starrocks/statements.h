// Statements: the SQL of changes, one function a shape; and the jobs that some of them start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/migrator.h"

namespace kura::dialect::starrocks {

/// What SHOW ALTER lists a job under.
enum class Job : std::uint8_t { column, optimize, rollup, synchronous_view };

class Statements {
 public:
  Statements(const Renderer& renderer, const MigrationContext& context) : renderer_(renderer), context_(context) {}

  [[nodiscard]] const Renderer& renderer() const { return renderer_; }
  [[nodiscard]] const MigrationContext& context() const { return context_; }
  [[nodiscard]] RenderContext state() const { return context_.new_state(); }

  [[nodiscard]] std::string name(std::string_view text) const { return renderer_.identifier(text, state()); }
  [[nodiscard]] std::string names(const std::vector<std::string>& list) const {
    return renderer_.name_list(list, state());
  }
  [[nodiscard]] std::string qualified(const ir::QualifiedName& name) const {
    return renderer_.qualified(name, state());
  }

  /// "ALTER TABLE `db`.`t` " and the rest.
  [[nodiscard]] std::string alter(const ir::QualifiedName& table, const std::string& rest) const;
  [[nodiscard]] std::string alter_view(const ir::View& view, const std::string& rest) const;
  /// Clauses of one statement, one a line where there are several.
  [[nodiscard]] std::string alter_all(const ir::QualifiedName& table, const std::vector<std::string>& clauses) const;

  /// A column with its whole definition: what ADD and MODIFY COLUMN take. KEY says that it is one.
  [[nodiscard]] std::string definition(const ir::Column& column, const ir::Table& table) const;

  /// GRANT and REVOKE; `object` is "TABLE", "VIEW" or "MATERIALIZED VIEW".
  [[nodiscard]] std::vector<std::string> grants(std::string_view object, const ir::QualifiedName& name,
                                                const std::vector<ir::Grant>& list) const;
  [[nodiscard]] std::string revoke(std::string_view object, const ir::QualifiedName& name,
                                   const ir::Grant& grant) const;

  /// The query that shows the newest job of a table.
  [[nodiscard]] change::Wait wait(Job job, const ir::QualifiedName& table) const;

 private:
  const Renderer& renderer_;
  const MigrationContext& context_;
};

/// `("k" = "v")`.
std::string property_pair(std::string_view key, std::string_view value);
bool is_synchronous(const ir::View& view);

}  // namespace kura::dialect::starrocks
