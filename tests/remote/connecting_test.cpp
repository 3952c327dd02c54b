#include "lab.h"

#include "aurora/core/error.h"
#include "support/processes.h"

#include <thread>

namespace {

using namespace aurora;
using namespace aurora::remote;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::problemOf;
namespace fs = std::filesystem;

class Connecting : public test::Lab
{
protected:
    static void connect(const SshSettings& settings) { SshHost(settings).connect(Progress::none()); }

    [[nodiscard]] static std::optional<ConnectionProblem> problem(const SshSettings& settings,
                                                                  std::string* sentence = nullptr)
    {
        return problemOf([&] { connect(settings); }, sentence);
    }

    [[nodiscard]] fs::path makeKey(const std::string& name, const std::string& options)
    {
        const fs::path key = folder() / name;
        fs::create_directories(key.parent_path());
        test::outputOf("ssh-keygen -q " + options + " -f '" + key.string() + "'");
        return key;
    }
};

TEST_F(Connecting, WithTheConfiguredKey)
{
    EXPECT_EQ(problem(settings()), std::nullopt);
}

TEST_F(Connecting, ToAPortWhereNobodyListensTellsSoAtOnce)
{
    SshSettings settings = this->settings();
    settings.port = test::freePort();
    settings.connectTimeout = seconds(60);
    std::string sentence;
    EXPECT_LT(test::timeOf([&] { EXPECT_EQ(problem(settings, &sentence), ConnectionProblem::NotReachable); }),
              seconds(10));
    EXPECT_NE(sentence.find("tt1 (127.0.0.1:" + std::to_string(settings.port) + ")"), std::string::npos) << sentence;
}

TEST_F(Connecting, ToAServerThatSaysNothingEndsInTime)
{
    const test::SilentServer silent;
    SshSettings settings = this->settings();
    settings.port = silent.port();
    settings.connectTimeout = milliseconds(500);
    const milliseconds time = test::timeOf([&] { EXPECT_EQ(problem(settings), ConnectionProblem::NotReachable); });
    EXPECT_GE(time, milliseconds(450));
    EXPECT_LT(time, seconds(10)) << "the server stays silent for ever";
}

TEST_F(Connecting, ToAServerThatSaysNothingIsCancelled)
{
    const test::SilentServer silent;
    SshSettings settings = this->settings();
    settings.port = silent.port();
    settings.connectTimeout = seconds(60);
    const auto connecting = [&](const Progress& progress) { SshHost(settings).connect(progress); };
    EXPECT_LE(test::quickestCancel(milliseconds(200), connecting), test::longestCancel);
}

TEST_F(Connecting, ToANameThatIsNotFound)
{
    SshSettings settings = this->settings();
    settings.hostname = "no..such..host";  // no name server is asked for such a name
    EXPECT_EQ(problem(settings), ConnectionProblem::NameNotFound);
}

TEST_F(Connecting, WithAKeyThatTheServerDoesNotKnow)
{
    SshSettings settings = this->settings();
    settings.privateKeyPath = makeKey("other", "-t ed25519 -N ''");
    std::string sentence;
    EXPECT_EQ(problem(settings, &sentence), ConnectionProblem::KeyRefused);
    EXPECT_NE(sentence.find("authorized_keys"), std::string::npos) << sentence;
}

TEST_F(Connecting, WithoutAnyKey)
{
    SshSettings settings = this->settings();
    settings.privateKeyPath.clear();
    EXPECT_EQ(problem(settings), ConnectionProblem::NoUsableKey);
    settings.privateKeyPath = folder() / "missing";
    EXPECT_EQ(problem(settings), ConnectionProblem::NoUsableKey);
}

TEST_F(Connecting, WithALockedKeyAsksNobodyForThePassphrase)
{
    // The old format is read by another library, which would ask at the terminal.
    for (const std::string format : {"-t ed25519", "-t rsa -m PEM"}) {
        SshSettings settings = this->settings();
        settings.privateKeyPath = makeKey("locked" + std::to_string(format.size()), format + " -N geheim42");
        std::string sentence;
        EXPECT_EQ(problem(settings, &sentence), ConnectionProblem::NoUsableKey);
        EXPECT_NE(sentence.find("passphrase"), std::string::npos) << sentence;
    }
}

TEST_F(Connecting, WithAKeyOfTheKeysFolder)
{
    SshSettings settings = this->settings();
    fs::create_directories(settings.keysFolder);
    fs::copy_file(settings.privateKeyPath, settings.keysFolder / "id_ed25519");
    settings.privateKeyPath.clear();
    EXPECT_EQ(problem(settings), std::nullopt);
}

TEST_F(Connecting, WithAKeyThatTheAgentHolds)
{
    SshSettings settings = this->settings();
    const std::string socket = (folder() / "agent").string();
    const std::string answer = test::outputOf("ssh-agent -s -a '" + socket + "'");
    const std::string mark = "SSH_AGENT_PID=";
    const int agent = std::stoi(answer.substr(answer.find(mark) + mark.size()));
    test::outputOf("SSH_AUTH_SOCK='" + socket + "' ssh-add -q '" + settings.privateKeyPath.string() + "' 2>&1");
    settings.privateKeyPath.clear();
    settings.agentPath = socket;
    EXPECT_EQ(problem(settings), std::nullopt);
    test::endProcess(agent);
}

TEST_F(Connecting, ToAnUnknownHostTellsTheFingerprintAndHowToAcceptIt)
{
    SshSettings settings = this->settings();
    settings.knownHostsPath = folder() / "none";
    try {
        connect(settings);
        FAIL() << "a stranger was accepted";
    } catch (const ConnectionError& error) {
        EXPECT_EQ(error.problem(), ConnectionProblem::HostKeyUnknown);
        EXPECT_EQ(error.fingerprint(), sshd().fingerprint());
        EXPECT_NE(std::string(error.what()).find("server trust tt1 --fingerprint " + sshd().fingerprint()),
                  std::string::npos)
            << error.what();
    }
    EXPECT_FALSE(fs::exists(settings.knownHostsPath));
}

TEST_F(Connecting, ToAHostWhoseKeyChangedIsRefused)
{
    sshd().kill();
    sshd().makeHostKeys({"ed25519"});
    sshd().start();
    std::string sentence;
    EXPECT_EQ(problem(settings(), &sentence), ConnectionProblem::HostKeyChanged);
    EXPECT_NE(sentence.find(sshd().fingerprint()), std::string::npos) << sentence;
}

TEST_F(Connecting, ToAHostKnownByAnotherTypeOfKeyIsRefused)
{
    sshd().kill();
    sshd().makeHostKeys({"rsa"});
    sshd().start();
    EXPECT_EQ(problem(settings()), ConnectionProblem::HostKeyChanged);
}

TEST_F(Connecting, ToAHostOfSeveralKeysAsksForTheKnownOne)
{
    sshd().kill();
    sshd().makeHostKeys({"ed25519", "ecdsa", "rsa"});
    sshd().start();
    for (const std::string type : {"rsa", "ecdsa", "ed25519"}) {
        sshd().writeKnownHosts({type});
        EXPECT_EQ(problem(settings()), std::nullopt) << type;
    }
}

TEST_F(Connecting, KnownHostsMayBeHashedAndRevoked)
{
    test::outputOf("ssh-keygen -q -H -f '" + sshd().knownHosts().string() + "' 2>&1");
    ASSERT_EQ(contentOf(sshd().knownHosts()).substr(0, 3), "|1|");
    EXPECT_EQ(problem(settings()), std::nullopt);

    sshd().writeKnownHosts({"ed25519"});
    const std::string line = contentOf(sshd().knownHosts());
    write(sshd().knownHosts(), "# comment\n\n" + line + "@revoked " + line);
    EXPECT_EQ(problem(settings()), ConnectionProblem::HostKeyChanged);
}

TEST_F(Connecting, AHostKnownByAKeyThatCannotBeReadIsNoStranger)
{
    write(sshd().knownHosts(), "[127.0.0.1]:" + std::to_string(sshd().port()) + " ssh-new-kind AAAA\n");
    EXPECT_EQ(problem(settings()), ConnectionProblem::HostKeyChanged);
}

TEST_F(Connecting, TrustAcceptsTheKeyWithThatFingerprintOnly)
{
    SshSettings settings = this->settings();
    settings.knownHostsPath = folder() / "new folder" / "known";
    EXPECT_EQ(problemOf([&] { trustHostKey(settings, "SHA256:something", Progress::none()); }),
              ConnectionProblem::HostKeyUnknown);
    EXPECT_FALSE(fs::exists(settings.knownHostsPath));

    const TrustedKey trusted = trustHostKey(settings, sshd().fingerprint(), Progress::none());
    EXPECT_EQ(trusted.host, "[127.0.0.1]:" + std::to_string(sshd().port()));
    EXPECT_EQ(trusted.keyType, "ssh-ed25519");
    EXPECT_EQ(contentOf(settings.knownHostsPath), contentOf(sshd().knownHosts()));
    EXPECT_EQ(fs::status(settings.knownHostsPath).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(problem(settings), std::nullopt);
}

TEST_F(Connecting, TrustKeepsTheLinesOfOthersAndNeverReplacesAKey)
{
    const std::string others =
        "example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const std::string line = contentOf(sshd().knownHosts());
    write(sshd().knownHosts(), others);
    trustHostKey(settings(), sshd().fingerprint(), Progress::none());
    EXPECT_EQ(contentOf(sshd().knownHosts()), others + "\n" + line);
    trustHostKey(settings(), sshd().fingerprint(), Progress::none());
    EXPECT_EQ(contentOf(sshd().knownHosts()), others + "\n" + line) << "once is enough";

    sshd().kill();
    sshd().makeHostKeys({"ed25519"});
    sshd().start();
    EXPECT_EQ(problemOf([&] { trustHostKey(settings(), sshd().fingerprint(), Progress::none()); }),
              ConnectionProblem::HostKeyChanged);
}

TEST_F(Connecting, ThroughAJumpHost)
{
    test::Sshd gate(folder() / "gate");
    SshSettings settings = this->settings();
    settings.proxyHostname = "127.0.0.1";
    settings.proxyPort = gate.port();
    test::outputOf("cat '" + gate.knownHosts().string() + "' >> '" + sshd().knownHosts().string() + "'");
    EXPECT_EQ(problem(settings), ConnectionProblem::KeyRefused) << "the jump host does not know our key yet";

    write(gate.knownHosts().parent_path() / "authorized_keys", contentOf(sshd().clientKey().string() + ".pub"));
    SshHost host(settings);
    EXPECT_EQ(host.run("echo there", seconds(10), Progress::none()).output, "there\n");
    const std::string content = bytes(6'000'000);
    write(folder() / "far", content);
    host.download((folder() / "far").string(), folder() / "near", Progress::none());
    EXPECT_TRUE(contentOf(folder() / "near") == content);

    gate.kill();
    EXPECT_EQ(problemOf([&] { (void)host.run("true", seconds(10), Progress::none()); }),
              ConnectionProblem::NotReachable);
}

TEST_F(Connecting, TheKeyOfTheJumpHostIsCheckedAndTrustedAsWell)
{
    test::Sshd gate(folder() / "gate");
    write(gate.knownHosts().parent_path() / "authorized_keys", contentOf(sshd().clientKey().string() + ".pub"));
    SshSettings settings = this->settings();
    settings.proxyHostname = "127.0.0.1";
    settings.proxyPort = gate.port();
    std::string sentence;
    EXPECT_EQ(problem(settings, &sentence), ConnectionProblem::HostKeyUnknown);
    EXPECT_NE(sentence.find(gate.fingerprint()), std::string::npos) << sentence;
    const std::string computer = "tt1's jump host (127.0.0.1:" + std::to_string(gate.port()) + ")";
    EXPECT_EQ(sentence.find(computer), 0U) << sentence;
    try {
        connect(settings);
    } catch (const ConnectionError& error) {
        EXPECT_EQ(error.computer(), computer) << "who asks the user must not name the server";
    }
    for (int attempt = 0; attempt < 2; ++attempt) {  // accepting it twice does no harm
        const TrustedKey trusted = trustHostKey(settings, gate.fingerprint(), Progress::none());
        EXPECT_EQ(trusted.host, "[127.0.0.1]:" + std::to_string(gate.port()));
        EXPECT_EQ(trusted.computer, computer);
    }
    EXPECT_EQ(problem(settings), std::nullopt);
    EXPECT_EQ(trustHostKey(settings, sshd().fingerprint(), Progress::none()).host,
              "[127.0.0.1]:" + std::to_string(sshd().port()));
}

TEST_F(Connecting, ThroughAJumpHostToAPortWhereNobodyListens)
{
    SshSettings settings = this->settings();
    settings.proxyHostname = "127.0.0.1";
    settings.proxyPort = sshd().port();
    settings.port = test::freePort();
    EXPECT_EQ(problem(settings), ConnectionProblem::NotReachable);
}

}  // namespace
