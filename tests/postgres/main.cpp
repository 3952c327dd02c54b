#include "support/postgres_server.h"

#include <gtest/gtest.h>

#include <clocale>
#include <iostream>

/// As the other suites, in the user's locale; all of it needs a server.
int main(int argc, char** argv)
{
    std::setlocale(LC_ALL, "");
    testing::InitGoogleTest(&argc, argv);
    if (!aurora::test::PostgresServer::isInstalled()) {
        std::cout << "PostgreSQL is not installed\n";
        return 0;
    }
    return RUN_ALL_TESTS();
}
