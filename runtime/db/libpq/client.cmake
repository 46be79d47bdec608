# The client library of this driver.
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
list(APPEND kura_db_clients PkgConfig::libpq)
set_property(GLOBAL APPEND PROPERTY kura_client_packages libpq-dev)
