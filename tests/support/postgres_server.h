#pragma once

#include <filesystem>
#include <string>

namespace aurora::test {

/// A real PostgreSQL server on 127.0.0.1 with a port, a user and a password of its own, whose texts sort in German:
/// what the tests rely on must not come from the server's language. Tests skip where it is not installed.
class PostgresServer
{
public:
    [[nodiscard]] static bool isInstalled();

    /// The one of this program: started when it is first asked for, ended with the program.
    [[nodiscard]] static PostgresServer& shared();

    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// Makes an empty database. @return its name
    [[nodiscard]] std::string makeDatabase();

    /// Ends the server and all connections at once; start begins it again at the same port.
    void kill();
    void start();

    /// Ends the connections only, as a network does that is away for a moment.
    void killConnections();

    /// Runs SQL as the one who owns the server.
    void run(const std::string& database, const std::string& sql) const;

    [[nodiscard]] int port() const { return m_port; }

    [[nodiscard]] static std::string user() { return "lab"; }

    [[nodiscard]] static std::string password() { return "pass'word \\1"; }

private:
    void asOwner(const std::string& commandLine) const;

    std::filesystem::path m_folder;
    int m_port = 0;
    int m_databases = 0;
};

}  // namespace aurora::test
