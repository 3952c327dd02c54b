#include "support/postgres_server.h"

#include "aurora/core/text.h"
#include "support/sshd.h"
#include "support/temporary_folder.h"

#include <cstdint>
#include <fstream>
#include <optional>

#ifndef _WIN32
#    include <unistd.h>
#endif

namespace aurora::test {

namespace fs = std::filesystem;

namespace {

// It refuses to run as root, and needs a user who may own its folder.
constexpr const char* otherUser = "postgres";

/// Where the newest of the installed versions has its programs (Debian: /usr/lib/postgresql/15/bin); empty when none
/// is.
fs::path newestPrograms()
{
    std::error_code none;
    fs::path newest;
    int version = 0;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
        const std::optional<std::int64_t> number = parseInteger(entry.path().filename().string());
        if (number && *number > version && fs::exists(entry.path() / "bin" / "initdb")) {
            version = static_cast<int>(*number);
            newest = entry.path() / "bin";
        }
    }
    return newest;
}

const fs::path& programs()
{
    static const fs::path folder = newestPrograms();
    return folder;
}

bool isRoot()
{
#ifdef _WIN32
    return false;
#else
    return ::getuid() == 0;
#endif
}

std::string inQuotes(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

fs::path newFolder()
{
    static const TemporaryFolder folder;  // outlives the server, which is made after it
    static int number = 0;
    fs::path inside = folder.path() / std::to_string(++number);
    fs::create_directories(inside);
    return inside;
}

}  // namespace

bool PostgresServer::isInstalled()
{
    return !programs().empty();
}

PostgresServer& PostgresServer::shared()
{
    static PostgresServer server;
    return server;
}

void PostgresServer::asOwner(const std::string& commandLine) const
{
    const std::string inFolder = "cd " + inQuotes(m_folder.string()) + " && ";
    outputOf(inFolder + (isRoot() ? std::string("setpriv --reuid=") + otherUser + " --regid=" + otherUser +
                                        " --clear-groups env -u PGPASSFILE " + commandLine
                                  : commandLine));
}

PostgresServer::PostgresServer() : m_folder(newFolder()), m_port(freePort())
{
    std::ofstream(m_folder / "password") << password() << '\n';
    if (isRoot()) {
        outputOf(std::string("chown -R ") + otherUser + " " + inQuotes(m_folder.string()));
    }
    asOwner((programs() / "initdb").string() +
            " -D data -U owner --pwfile=password --auth=trust --encoding=UTF8 --locale=C.UTF-8 "
            "--locale-provider=icu --icu-locale=de --no-sync 2>&1");
    // The owner of the tests' server is let in as he is; the lab's user needs the password.
    std::ofstream(m_folder / "pg_hba.conf") << "host all owner 127.0.0.1/32 trust\n"
                                               "host all all 127.0.0.1/32 scram-sha-256\n";
    fs::copy_file(m_folder / "pg_hba.conf", m_folder / "data" / "pg_hba.conf", fs::copy_options::overwrite_existing);
    start();
    std::string quoted = password();
    quoted.replace(quoted.find('\''), 1, "''");
    run("postgres", "CREATE ROLE " + user() + " LOGIN PASSWORD '" + quoted + "'");
}

PostgresServer::~PostgresServer()
{
    try {
        kill();
    } catch (const std::exception&) {  // it is gone already
    }
}

void PostgresServer::start()
{
    asOwner((programs() / "pg_ctl").string() + " -D data -w -l log -o '-p " + std::to_string(m_port) +
            " -c listen_addresses=127.0.0.1 -c lc_messages=C -c unix_socket_directories= -c fsync=off -c "
            "max_connections=40' start "
            ">pg_ctl.log 2>&1");
}

void PostgresServer::kill()
{
    asOwner((programs() / "pg_ctl").string() + " -D data -m immediate stop >pg_ctl.log 2>&1");
}

void PostgresServer::killConnections()
{
    run("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + user() + "'");
}

std::string PostgresServer::makeDatabase()
{
    const std::string name = "lab" + std::to_string(++m_databases);
    run("postgres", "CREATE DATABASE " + name + " OWNER " + user());
    return name;
}

void PostgresServer::run(const std::string& database, const std::string& sql) const
{
    asOwner((programs() / "psql").string() + " -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p " + std::to_string(m_port) +
            " -U owner -d " + database + " -c " + inQuotes(sql) + " 2>&1");
}

}  // namespace aurora::test
