// lower: the passages that make one warehouse's model.
#include <algorithm>

#include "compiler/sema/passes.h"

namespace kura::sema {
namespace {

std::string_view dialect_of(const Target& target, const Vocabulary& vocabulary) {
  const std::string_view written = target.warehouse != nullptr ? target.warehouse->dialect.text : target.dialect;
  const DialectWords* words = vocabulary.find(written);
  return words == nullptr ? written : words->name;
}

/// What the setting `schema` calls the default namespace.
std::string_view default_schema_of(const Target& target, Parameters& parameters) {
  if (target.warehouse == nullptr) return {};
  for (const ast::Setting& setting : target.warehouse->settings) {
    if (setting.key.text == "schema") return parameters.fill_in(setting.value).text;
  }
  return {};
}

void add_externals(std::vector<ir::Table>& tables, ir::Schema& schema) {
  for (ir::Table& table : tables) {
    schema.externals.push_back({std::move(table.name), std::move(table.columns), std::move(table.primary_key),
                                std::move(table.unique_keys), table.at});
  }
}

/// The setting `owner`; a dialect whose tables have none does not know it, which was reported.
std::string default_owner(const ir::Warehouse& warehouse, const Vocabulary& vocabulary) {
  const DialectWords* words = vocabulary.find(warehouse.dialect);
  const bool is_known =
      words != nullptr && std::find(words->settings.begin(), words->settings.end(), "owner") != words->settings.end();
  return is_known ? warehouse.setting("owner") : std::string();
}

/// Gives it what states no owner of its own.
template <class Object>
void set_owner(std::vector<Object>& objects, const std::string& owner) {
  for (Object& object : objects) {
    if (object.owner.empty()) object.owner = owner;
  }
}

}  // namespace

ir::Schema lower(const Project& project, const Target& target, const Vocabulary& vocabulary, SourceManager& sources,
                 diag::Sink& sink) {
  const std::string_view dialect = dialect_of(target, vocabulary);
  Parameters parameters(sources, sink);
  parameters.declare(project, target);
  const std::string_view default_schema = default_schema_of(target, parameters);
  Lowering lowering{project,
                    vocabulary,
                    sources,
                    sink,
                    lineage_of(dialect, vocabulary),
                    dialect,
                    std::move(parameters),
                    RelationIndex(default_schema),
                    {},
                    {},
                    {}};
  lowering.relations.declare(project, lowering.lineage, sink);
  for (const auto& declared : project.mixins) lowering.mixins.emplace(declared.name, declared.decl);

  ir::Schema schema;
  std::vector<ir::Table> externals;
  schema.warehouse = lower_warehouse(target, lowering);
  lower_enums(lowering, schema);
  lower_sequences(lowering, schema);
  lower_tables(lowering, schema, externals);
  lower_views(lowering, schema);
  const std::string owner = default_owner(schema.warehouse, vocabulary);
  set_owner(schema.tables, owner);
  set_owner(schema.views, owner);
  resolve_references(lowering, schema, externals);
  add_externals(externals, schema);
  check_renames(lowering, schema);
  list_namespaces(lowering, schema);
  return schema;
}

}  // namespace kura::sema
