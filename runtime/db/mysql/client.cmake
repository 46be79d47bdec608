# The client library of this driver.
pkg_check_modules(libmariadb REQUIRED IMPORTED_TARGET libmariadb)
list(APPEND kura_db_clients PkgConfig::libmariadb)
