# The client library of this driver.
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
list(APPEND kura_db_clients PkgConfig::sqlite3)
set_property(GLOBAL APPEND PROPERTY kura_client_packages libsqlite3-dev)
