# The client library of this driver.
pkg_check_modules(libmariadb REQUIRED IMPORTED_TARGET libmariadb)
list(APPEND kura_db_clients PkgConfig::libmariadb)
set_property(GLOBAL APPEND PROPERTY kura_client_packages libmariadb-dev)
