#include "support/sshd.h"

#include "support/processes.h"

#include <fstream>
#include <stdexcept>

#ifndef _WIN32
#    include <arpa/inet.h>
#    include <cstdio>
#    include <fcntl.h>
#    include <netinet/in.h>
#    include <pwd.h>
#    include <spawn.h>
#    include <sys/socket.h>
#    include <sys/wait.h>
#    include <unistd.h>

#    include <chrono>
#    include <sstream>
#    include <thread>

extern char** environ;
#endif

namespace aurora::test {

#ifndef _WIN32

namespace fs = std::filesystem;

namespace {

const char* const program = "/usr/sbin/sshd";

std::string inQuotes(const fs::path& path)
{
    return "'" + path.string() + "'";
}

std::string textOf(const fs::path& path)
{
    std::ifstream stream(path);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

int listenSocket(int& port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket, generic, length) != 0 || ::getsockname(socket, generic, &length) != 0) {
        throw std::runtime_error("no free port on 127.0.0.1");
    }
    port = ntohs(address.sin_port);
    return socket;
}

}  // namespace

bool Sshd::isInstalled()
{
    return fs::exists(program) && fs::exists("/usr/bin/ssh-keygen") && processesAreListed();
}

Sshd::Sshd(fs::path folder, std::string extraConfiguration)
    : m_folder(std::move(folder)), m_extra(std::move(extraConfiguration)), m_port(freePort())
{
    fs::create_directories(m_folder);
    outputOf("ssh-keygen -q -t ed25519 -N '' -f " + inQuotes(clientKey()));
    fs::copy_file(m_folder / "client.pub", m_folder / "authorized_keys");
    makeHostKeys({"ed25519"});
    writeKnownHosts({"ed25519"});
    start();
}

Sshd::~Sshd()
{
    kill();
}

void Sshd::start()
{
    writeConfiguration();
    const fs::path log = m_folder / "sshd.log";
    fs::remove(log);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const std::string configuration = (m_folder / "sshd_config").string();
    std::vector<std::string> words{program, "-D", "-e", "-f", configuration};
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const int code = ::posix_spawn(&m_process, program, &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0) {
        throw std::runtime_error("sshd did not start");
    }
    for (int attempt = 0; textOf(log).find("Server listening") == std::string::npos; ++attempt) {
        if (attempt == 1000) {
            throw std::runtime_error("sshd does not listen: " + textOf(log));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

void Sshd::kill()
{
    if (m_process < 0) {
        return;
    }
    std::vector<int> all = descendantsOf(m_process);
    all.push_back(m_process);
    for (const int process : all) {
        killProcess(process);
    }
    ::waitpid(m_process, nullptr, 0);
    m_process = -1;
}

void Sshd::killConnections()
{
    for (const int process : descendantsOf(m_process)) {
        killProcess(process);
    }
}

void Sshd::freezeConnections()
{
    for (const int process : descendantsOf(m_process)) {
        freezeProcess(process);
    }
}

void Sshd::makeHostKeys(const std::vector<std::string>& types)
{
    for (const std::string& type : m_types) {
        fs::remove(hostKey(type));
        fs::remove(hostKey(type + ".pub"));
    }
    m_types = types;
    for (const std::string& type : m_types) {
        outputOf("ssh-keygen -q -t " + type + " -N '' -f " + inQuotes(hostKey(type)));
    }
}

void Sshd::writeConfiguration() const
{
    if (::getuid() == 0) {
        fs::create_directories("/run/sshd");
    }
    std::ofstream stream(m_folder / "sshd_config");
    stream << "Port " << m_port << "\nListenAddress 127.0.0.1\n";
    for (const std::string& type : m_types) {
        stream << "HostKey " << hostKey(type).string() << '\n';
    }
    stream << "AuthorizedKeysFile " << (m_folder / "authorized_keys").string() << '\n'
           << "PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
              "PermitRootLogin prohibit-password\nMaxStartups 100\nMaxSessions 100\n"
           << m_extra;
    if (m_extra.find("Subsystem") == std::string::npos) {
        stream << "Subsystem sftp internal-sftp\n";
    }
}

std::string Sshd::fingerprint(const std::string& type) const
{
    const std::string line = outputOf("ssh-keygen -lf " + inQuotes(hostKey(type + ".pub")));  // "256 SHA256:… …"
    const std::size_t begin = line.find("SHA256:");
    return line.substr(begin, line.find(' ', begin) - begin);
}

void Sshd::writeKnownHosts(const std::vector<std::string>& types) const
{
    std::ofstream stream(knownHosts());
    for (const std::string& type : types) {
        std::istringstream key(textOf(hostKey(type + ".pub")));
        std::string algorithm;
        std::string base64;
        key >> algorithm >> base64;
        stream << "[127.0.0.1]:" << m_port << ' ' << algorithm << ' ' << base64 << '\n';
    }
}

std::string outputOf(const std::string& commandLine)
{
    FILE* pipe = ::popen(commandLine.c_str(), "r");
    std::string output;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        output += static_cast<char>(c);
    }
    if (::pclose(pipe) != 0) {
        throw std::runtime_error("this failed: " + commandLine);
    }
    return output;
}

std::string userName()
{
    return ::getpwuid(::getuid())->pw_name;
}

int freePort()
{
    int port = 0;
    ::close(listenSocket(port));
    return port;
}

SilentServer::SilentServer()
{
    m_socket = listenSocket(m_port);
    ::listen(m_socket, 5);
}

SilentServer::~SilentServer()
{
    ::close(m_socket);
}

#else

// Windows: what the tests skip, so that they are programs there, too.
namespace {

[[noreturn]] void nothingToTestWith()
{
    throw std::runtime_error("the tests have no OpenSSH server and no POSIX shell on Windows");
}

}  // namespace

bool Sshd::isInstalled()
{
    return false;
}

Sshd::Sshd(std::filesystem::path, std::string)
{
    nothingToTestWith();
}

Sshd::~Sshd() = default;

void Sshd::start()
{
    nothingToTestWith();
}

void Sshd::kill()
{
    nothingToTestWith();
}

void Sshd::killConnections()
{
    nothingToTestWith();
}

void Sshd::freezeConnections()
{
    nothingToTestWith();
}

void Sshd::makeHostKeys(const std::vector<std::string>&)
{
    nothingToTestWith();
}

std::string Sshd::fingerprint(const std::string&) const
{
    nothingToTestWith();
}

void Sshd::writeKnownHosts(const std::vector<std::string>&) const
{
    nothingToTestWith();
}

std::string outputOf(const std::string&)
{
    nothingToTestWith();
}

std::string userName()
{
    nothingToTestWith();
}

int freePort()
{
    nothingToTestWith();
}

SilentServer::SilentServer()
{
    nothingToTestWith();
}

SilentServer::~SilentServer() = default;

#endif

}  // namespace aurora::test
