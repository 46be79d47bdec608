# The client library of this driver.
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
list(APPEND kura_db_clients PkgConfig::sqlite3)
