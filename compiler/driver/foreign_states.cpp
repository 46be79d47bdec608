// Foreign states: statements to a declared model, and that through the compiler like any other.
#include "compiler/driver/foreign_states.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/dialect/registry.h"
#include "compiler/driver/load.h"
#include "compiler/driver/streams.h"
#include "compiler/import/import.h"
#include "compiler/raise/raise.h"

namespace kura::driver {
namespace {

bool is_sql_file(const std::string& text) {
  return text.ends_with(".sql");
}

bool is_address(const std::string& text, const DatabaseReader& database) {
  return database.is_address && database.is_address(text);
}

/// What the statements of a text may be read as.
std::variant<const dialect::Dialect*, CompileFailure> dialect_for(const StateOptions& options,
                                                                  const DatabaseReader& database,
                                                                  const CompiledWarehouse* like) {
  std::string name = options.compile.dialect;
  if (name.empty() && like != nullptr) name = like->dialect->name;
  if (name.empty() && is_address(options.text, database)) name = database.dialect_of(options.text);
  if (name.empty() && is_address(options.text, database)) {
    DatabaseScript script = database.read(options.text, name, {});
    return CompileFailure{std::move(script.error), script.exit_code};
  }
  if (name.empty()) {
    return CompileFailure{fmt::format("`{}` is SQL, and nothing says of which engine; give `--dialect`", options.text),
                          kUsage};
  }
  return dialect::find_dialect(name);
}

std::vector<std::string> namespaces_of(const CompiledWarehouse* like) {
  std::set<std::string> names;
  if (like != nullptr) {
    for (const ir::Namespace& space : like->schema.namespaces) names.insert(space.name);
    for (const ir::Table& table : like->schema.tables) names.insert(table.name.schema);
    for (const ir::View& view : like->schema.views) names.insert(view.name.schema);
  }
  names.erase(std::string());
  return {names.begin(), names.end()};
}

/// The statements as one buffer, and what else the reader tells.
struct Texts {
  BufferId buffer;
  DatabaseScript script;
};

std::variant<Texts, CompileFailure> read_texts(const StateOptions& options, const DatabaseReader& database,
                                               const dialect::Dialect& dialect, const CompiledWarehouse* like,
                                               SourceManager& sources) {
  if (!is_address(options.text, database)) {
    Result<std::string> text = read_file(options.text);
    if (!text.ok()) return CompileFailure{text.error(), kEnvironment};
    return Texts{sources.add(options.text, std::move(text.value())), {}};
  }
  DatabaseScript script = database.read(options.text, std::string(dialect.name), namespaces_of(like));
  if (!script.error.empty()) return CompileFailure{script.error, script.exit_code};
  std::string text;
  for (const std::string& statement : script.statements) text += statement + ";\n";
  return Texts{sources.add(database.without_secrets(options.text), std::move(text)), std::move(script)};
}

/// Relations, types and sequences share their names in a catalog.
bool has_catalog_name(const raise::RaisedObject& object) {
  return object.kind != "warehouse" && object.kind != "schema" && object.kind != "external";
}

bool is_mentioned(const std::vector<raise::RaisedObject>& objects, const std::string& name) {
  return std::any_of(objects.begin(), objects.end(), [&](const raise::RaisedObject& object) {
    if (object.kind == "enum") return false;
    for (std::size_t at = object.text.find(name); at != std::string::npos; at = object.text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool begins = at == 0 || !is_name_part(object.text[at - 1]);
      if (begins && (end == object.text.size() || !is_name_part(object.text[end]))) return true;
    }
    return false;
  });
}

/// Where enums are no objects of the engine, tables that Kura made name those of their declarations, and only the other
/// tables have enums that were found in them.
void settle_enums(std::vector<raise::RaisedObject>& objects, const std::map<std::string, std::string>& declared,
                  const ObjectChoice& choice) {
  constexpr std::string_view kEnum = "enum ";
  std::map<ir::QualifiedName, raise::RaisedObject> enums;
  for (raise::RaisedObject& object : objects) {
    if (object.kind == "enum" && is_mentioned(objects, object.name.name)) enums.emplace(object.name, object);
  }
  for (const auto& [key, text] : declared) {
    if (!key.starts_with(kEnum)) continue;
    const std::string whole = key.substr(kEnum.size());
    const std::size_t dot = whole.find('.');
    const ir::QualifiedName name = dot == std::string::npos
                                       ? ir::QualifiedName{{}, whole}
                                       : ir::QualifiedName{whole.substr(0, dot), whole.substr(dot + 1)};
    if (is_mentioned(objects, name.name) || is_chosen(name, choice))
      enums.insert_or_assign(name, raise::RaisedObject{"enum", name, text});
  }
  std::erase_if(objects, [](const raise::RaisedObject& object) { return object.kind == "enum"; });
  const auto place = std::find_if(objects.begin(), objects.end(),
                                  [](const raise::RaisedObject& object) { return object.kind != "warehouse"; });
  std::vector<raise::RaisedObject> sorted;
  for (auto& [name, object] : enums) sorted.push_back(std::move(object));
  objects.insert(place, sorted.begin(), sorted.end());
}

}  // namespace

bool is_foreign_state(const std::string& text, const DatabaseReader& database) {
  return is_sql_file(text) || is_address(text, database);
}

std::variant<Compilation, CompileFailure> compile_text(const std::string& text, const std::string& name,
                                                       SourceManager& sources, diag::Sink& sink) {
  CompileOptions options;
  options.path = name;
  options.texts.emplace(name, text);
  options.keeps_declared = true;
  diag::Sink own;
  auto compiled = compile(options, sources, own);
  for (const diag::Diagnostic& diagnostic : own.sorted()) {
    if (diagnostic.kind->severity == diag::Severity::error) sink.add(diagnostic);
  }
  return compiled;
}

std::variant<ForeignObjects, CompileFailure> read_foreign_objects(const StateOptions& options,
                                                                  const DatabaseReader& database,
                                                                  const CompiledWarehouse* like, SourceManager& sources,
                                                                  diag::Sink& sink) {
  const auto dialect = dialect_for(options, database, like);
  if (const auto* failure = std::get_if<CompileFailure>(&dialect)) return *failure;
  const dialect::Dialect& engine = *std::get<const dialect::Dialect*>(dialect);
  auto read = read_texts(options, database, engine, like, sources);
  if (const auto* failure = std::get_if<CompileFailure>(&read)) return *failure;
  Texts& texts = std::get<Texts>(read);
  const std::string name = like != nullptr ? like->schema.warehouse.name : std::string(engine.name);
  ir::Schema declared = chosen(import::read({&texts.buffer, 1}, engine, name, sources, sink), options.choice);
  if (like != nullptr) {
    declared.warehouse = like->declared ? like->declared->warehouse : like->schema.warehouse;
    declared.warehouse.settings.erase("url");
    declared.warehouse.settings.erase("schema");
  }
  ForeignObjects result{&engine,
                        is_address(options.text, database) ? database.without_secrets(options.text) : options.text,
                        raise::raise_objects(declared), std::move(texts.script.unstated)};
  for (raise::RaisedObject& object : result.objects) {
    const auto known = texts.script.declared.find(ir::to_text(object.name));
    if (known != texts.script.declared.end() && has_catalog_name(object)) object.text = known->second;
  }
  if (engine.capabilities->enums != dialect::EnumStyle::named_type)
    settle_enums(result.objects, texts.script.declared, options.choice);
  return result;
}

std::variant<State, CompileFailure> read_foreign_state(const StateOptions& options, const DatabaseReader& database,
                                                       const CompiledWarehouse* like, SourceManager& sources,
                                                       diag::Sink& sink) {
  auto read = read_foreign_objects(options, database, like, sources, sink);
  if (const auto* failure = std::get_if<CompileFailure>(&read)) return *failure;
  ForeignObjects& foreign = std::get<ForeignObjects>(read);
  auto compiled = compile_text(raise::assemble(foreign.objects), "database.schema", sources, sink);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled)) return *failure;
  return State{foreign.name, false, std::move(std::get<Compilation>(compiled))};
}

}  // namespace kura::driver
