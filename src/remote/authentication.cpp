#include "handshake.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace aurora::remote {

namespace {

namespace fs = std::filesystem;

/// libssh and OpenSSL ask a terminal for the passphrase when nobody else answers: we do, and have none.
int haveNoPassphrase(const char*, char*, size_t, int, int, void* asked)
{
    *static_cast<bool*>(asked) = true;
    return -1;
}

struct LoadedKey
{
    Key key;
    std::string problem;  ///< why there is none
};

LoadedKey loadKey(const fs::path& path)
{
    constexpr std::uintmax_t mostBytes = std::uintmax_t{1024} * 1024;
    std::error_code code;
    const std::uintmax_t size = fs::file_size(path, code);
    if (code) {
        return {{}, pathText(path) + " is not there"};
    }
    if (size > mostBytes) {
        return {{}, pathText(path) + " is no private key"};
    }
    std::string text;
    try {
        text = readFile(path);
    } catch (const Error&) {
        return {{}, pathText(path) + " cannot be read"};
    }
    bool asked = false;
    ssh_key key = nullptr;
    const int imported = ssh_pki_import_privkey_base64(text.c_str(), nullptr, haveNoPassphrase, &asked, &key);
    std::fill(text.begin(), text.end(), '\0');
    if (imported == SSH_OK) {
        return {Key(key), {}};
    }
    return {{},
            pathText(path) + (asked ? " needs a passphrase; add it to the agent with ssh-add"
                                    : " is no private key that can be used")};
}

/// The attempts to log in at one host, until one is taken.
class Login
{
public:
    Login(ssh_session session, const Peer& peer, const Watch& watch) : m_session(session), m_peer(peer), m_watch(watch)
    {
    }

    bool withFile(const fs::path& path, bool configured)
    {
        const LoadedKey loaded = loadKey(path);
        if (!loaded.key) {
            if (configured) {
                m_configuredProblem = loaded.problem;
            } else {
                note(m_unusable, loaded.problem);
            }
            return false;
        }
        note(m_tried, pathText(path));
        return taken(ssh_userauth_publickey(m_session, nullptr, loaded.key.get()));
    }

    bool withAgent()
    {
        m_agent = true;
        return taken(logInByAgent(m_session));
    }

    [[noreturn]] void fail() const
    {
        if (!m_configuredProblem.empty()) {
            throw ConnectionError(ConnectionProblem::NoUsableKey,
                                  m_peer.title + ": the configured private key cannot be used: " + m_configuredProblem +
                                      ". No other key was taken.",
                                  tried());
        }
        if (m_tried.empty() && !m_agent) {
            throw ConnectionError(ConnectionProblem::NoUsableKey,
                                  m_peer.title + ": there is no key to log in with. Name one as \"SSH private key "
                                                 "path\", or add one to the agent.",
                                  m_unusable);
        }
        refuse();
    }

private:
    static void note(std::string& list, const std::string& entry) { list += (list.empty() ? "" : ", ") + entry; }

    [[nodiscard]] std::string tried() const
    {
        std::string keys = m_tried;
        if (m_agent) {
            note(keys, "those of the agent");
        }
        return keys.empty() ? "No other key was found." : "Keys tried: " + keys + ".";
    }

    [[noreturn]] void refuse() const
    {
        const std::string user = m_peer.username.empty() ? "this user" : "\"" + m_peer.username + "\"";
        throw ConnectionError(ConnectionProblem::KeyRefused,
                              m_peer.title + " takes none of our keys for " + user +
                                  ". Add the public key to its authorized_keys, and check the username. " + tried(),
                              m_partial ? "The server asked for more than a key." : ssh_get_error(m_session));
    }

    bool taken(int answer)
    {
        if (answer == SSH_AUTH_SUCCESS) {
            return true;
        }
        m_partial = m_partial || answer == SSH_AUTH_PARTIAL;
        if (m_watch.end() == Watch::End::Cancelled) {
            throw Cancelled();
        }
        if (m_watch.end() == Watch::End::TimedOut) {
            throw ConnectionError(ConnectionProblem::NotReachable,
                                  m_peer.title + " stopped answering while logging in. Is it very busy?");
        }
        if (ssh_is_connected(m_session) == 0) {
            refuse();  // servers hang up after a number of keys that they do not take
        }
        return false;
    }

    ssh_session m_session;
    const Peer& m_peer;
    const Watch& m_watch;
    bool m_agent = false;
    bool m_partial = false;
    std::string m_configuredProblem;
    std::string m_unusable;
    std::string m_tried;
};

fs::path keysFolder(const SshSettings& settings)
{
    if (!settings.keysFolder.empty()) {
        return settings.keysFolder;
    }
    return pathFromText(homeFolder()) / ".ssh";
}

}  // namespace

void authenticate(const Greeted& greeted, const Peer& peer, const SshSettings& settings, const Progress& progress)
{
    Socket agent = agentSocket(settings.agentPath);
    Socket agentLine;
    std::vector<const Socket*> lines{&greeted.line};
    if (agent) {
        // An agent may ask its user, who went home: the watch ends that as well.
        agentLine = duplicate(agent.handle());
        lines.push_back(&agentLine);
    }
    const Watch watch(progress, lines, settings.connectTimeout);
    ssh_session session = greeted.session.get();
    Login login(session, peer, watch);
    if (!settings.privateKeyPath.empty() && login.withFile(settings.privateKeyPath, true)) {
        return;
    }
    if (agent) {
        ssh_set_agent_socket(session, agent.release());
        if (login.withAgent()) {
            return;
        }
    }
    for (const char* name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
        std::error_code ignored;
        const fs::path path = keysFolder(settings) / name;
        if (path != settings.privateKeyPath && fs::exists(path, ignored) && login.withFile(path, false)) {
            return;
        }
    }
    login.fail();
}

}  // namespace aurora::remote
