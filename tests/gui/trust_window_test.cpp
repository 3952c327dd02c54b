#include "gui/lab_window.h"

#include "support/sshd.h"
#include "support/window_tests.h"

#include <QMessageBox>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;
using aurora::test::Sshd;

/// The question about an unknown host key against a real SSH server: what is trusted, what is written, what goes on.
class TrustWindowTest : public LabWindowTest
{
    Q_OBJECT

    /// A program that answers what the window asks, as `ketchup` does where one pipeline is empty.
    void writeKetchup()
    {
        const std::filesystem::path file = m_folder->path() / "bin" / "ketchup";
        std::filesystem::create_directories(file.parent_path());
        replaceFileText(file, "#!/bin/sh\n"
                              "case \"$*\" in\n"
                              "*queue*) echo '{}' ;;\n"
                              "*) echo '{\"pipeline\": [\"MPG2-1-1\"], \"sampleid\": [null], \"ready\": [0], "
                              "\"jobid\": [null], \"pid\": [null]}' ;;\n"
                              "esac\n");
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    }

    /// A project that knows this sshd as `tt1`, of a user who has never been there.
    QString makeStrangeLab(const Sshd& sshd)
    {
        writeKetchup();
        const std::string folder = pathText(m_folder->path());
        std::filesystem::create_directories(m_folder->path() / "user");
        replaceFileText(m_folder->path() / "user" / "config.json",
                        Json{{"SSH private key path", pathText(sshd.clientKey())},
                             {"SSH known hosts path", folder + "/known_hosts"}}
                            .dump());
        return makeLab(slow, Json::array({{{"label", "tt1"},
                                           {"hostname", "127.0.0.1"},
                                           {"port", sshd.port()},
                                           {"username", aurora::test::userName()},
                                           {"server_type", "tomato"},
                                           {"shell_type", "bash"},
                                           {"command_prefix", ""},
                                           {"tomato_scripts_path", folder + "/bin/"},
                                           {"tomato_data_path", folder + "/jobs"},
                                           {"save_location", folder}}}));
    }

    [[nodiscard]] std::string knownHosts() const
    {
        const std::filesystem::path file = m_folder->path() / "known_hosts";
        return std::filesystem::exists(file) ? readFile(file) : std::string();
    }

private Q_SLOTS:

    void initTestCase()
    {
        if (!Sshd::isInstalled()) {
            QSKIP(Sshd::missing);
        }
        qunsetenv("SSH_AUTH_SOCK");
    }

    void init() { beginFresh(); }

    void trustingTheShownKeyWritesItAndReadsTheServer()
    {
        const Sshd sshd(m_folder->path() / "sshd");
        const auto window = openWindow({makeStrangeLab(sshd)});
        const QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr && trigger(*window, "Update from cyclers"));
        const auto* server = window->findChild<QToolButton*>(QStringLiteral("server-tt1"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("◌ tt1"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(toQString(sshd.fingerprint())), patience_ms);
        QCOMPARE(knownHosts(), std::string());
        QVERIFY(clickMessage(*window, "Trust it…"));
        const auto* question = shown<QMessageBox>(*window, "hostKeyQuestion");
        QVERIFY(question != nullptr);
        QVERIFY2(question->informativeText().contains(
                     QStringLiteral("Fingerprint: %1 (ssh-ed25519)\n").arg(toQString(sshd.fingerprint()))),
                 qPrintable(question->informativeText()));
        QCOMPARE(knownHosts(), std::string());  // asking is not trusting
        QVERIFY(click(*window, "trustButton"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("● tt1"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(column(table, "Pipeline").contains(QStringLiteral("tt1-MPG2-1-1")), patience_ms);
        QVERIFY2(knownHosts().find("[127.0.0.1]:" + std::to_string(sshd.port())) == 0, knownHosts().c_str());
        QVERIFY2(messages(*window).contains(QStringLiteral("The host key of tt1 is trusted from now on.")),
                 qPrintable(messages(*window)));
        // What is trusted is not offered any more.
        QVERIFY2(!messages(*window).contains(QStringLiteral("shows a host key that is not known yet")),
                 qPrintable(messages(*window)));
    }

    void aServerThatShowsAnotherKeyLaterIsRefusedWithoutAQuestion()
    {
        Sshd sshd(m_folder->path() / "sshd");
        const QString folder = makeStrangeLab(sshd);
        sshd.writeKnownHosts({"ed25519"});
        std::filesystem::copy_file(sshd.knownHosts(), m_folder->path() / "known_hosts");
        const std::string before = knownHosts();
        sshd.kill();
        sshd.makeHostKeys({"ed25519"});
        sshd.start();
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr && trigger(*window, "Update from cyclers"));
        const auto* server = window->findChild<QToolButton*>(QStringLiteral("server-tt1"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("◌ tt1"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Failed:")), patience_ms);
        QVERIFY(!messages(*window).contains(QStringLiteral("not known yet")));
        QVERIFY(window->findChild<QMessageBox*>(QStringLiteral("hostKeyQuestion")) == nullptr);
        QCOMPARE(knownHosts(), before);
    }
};

AURORA_WINDOW_TESTS(TrustWindowTest)
#include "trust_window_test.moc"
