#include "gui/cyclers/host_key_question.h"

#include "aurora/remote/host.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/lab_window.h"
#include "support/window_tests.h"

#include <QMessageBox>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The question about a host key that nobody knows yet. Nothing listens where the server is said to be.
class HostKeyQuestionTest : public LabWindowTest
{
    Q_OBJECT

    struct Parts
    {
        TaskRunner tasks;
        ProjectSession session;
        CommandSet commands;
        QWidget window;
        MessageBar messages{&window};
        Frame frame{tasks, session, commands, messages};
        LabWatch watch{frame, &window};
        HostKeyQuestion question{frame, watch, &window};
    };

    std::unique_ptr<Parts> open()
    {
        auto parts = std::make_unique<Parts>();
        parts->window.show();
        parts->session.open(makeLab(
            slow, Json::array({{{"label", "tt1"}, {"hostname", "127.0.0.1"}, {"port", 1}, {"shell_type", "bash"}}})));
        return QTest::qWaitFor([&] { return parts->session.lab() != nullptr; }, patience_ms) ? std::move(parts)
                                                                                             : nullptr;
    }

    static QStringList said(const Parts& parts)
    {
        QStringList texts;
        for (const QLabel* label : parts.messages.findChildren<QLabel*>(QStringLiteral("messageText"))) {
            texts.append(label->text());
        }
        return texts;
    }

    static void fail(Parts& parts, remote::ConnectionProblem problem, const std::string& fingerprint)
    {
        parts.session.lab()->noteFailure("tt1", remote::ConnectionError(problem, "The key of tt1 is not the one.", {},
                                                                        fingerprint, {}, "ssh-ed25519"));
        parts.watch.look();
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void anUnknownKeyIsShownWithServerHostAndFingerprintAndTrustedByNobodyElse()
    {
        const auto parts = open();
        QVERIFY(parts != nullptr);
        fail(*parts, remote::ConnectionProblem::HostKeyUnknown, "SHA256:abc123");
        fail(*parts, remote::ConnectionProblem::HostKeyUnknown, "SHA256:abc123");
        QCOMPARE(said(*parts).size(), 1);  // said once, however often the server is tried
        QVERIFY2(said(*parts).front().contains(QStringLiteral("SHA256:abc123")), qPrintable(said(*parts).front()));
        parts->question.askNow(QStringLiteral("tt1"));
        auto* box = parts->window.findChild<QMessageBox*>(QStringLiteral("hostKeyQuestion"));
        QVERIFY(box != nullptr && box->isVisible());
        QVERIFY(box->text().contains(QStringLiteral("tt1")));
        QVERIFY(box->informativeText().contains(QStringLiteral("Host: 127.0.0.1:1\n")));
        QVERIFY(box->informativeText().contains(QStringLiteral("Fingerprint: SHA256:abc123 (ssh-ed25519)\n")));
        QCOMPARE(box->defaultButton()->text(), QStringLiteral("Do not trust"));
        QTest::keyClick(box, Qt::Key_Escape);
        QVERIFY(parts->tasks.active().empty());
    }

    void trustingAsksTheServerForItsKeyAgainAndSaysWhenThatFails()
    {
        const auto parts = open();
        QVERIFY(parts != nullptr);
        fail(*parts, remote::ConnectionProblem::HostKeyUnknown, "SHA256:abc123");
        QString failure;
        connect(&parts->tasks, &TaskRunner::finished, this,
                [&failure](const Task* task) { failure = task->failure().message; });
        parts->question.askNow(QStringLiteral("tt1"));
        auto* yes = parts->window.findChild<QPushButton*>(QStringLiteral("trustButton"));
        QVERIFY(yes != nullptr);
        QTest::mouseClick(yes, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(failure.contains(QStringLiteral("127.0.0.1")), patience_ms);
    }

    void aChangedKeyIsNeverAskedAbout()
    {
        const auto parts = open();
        QVERIFY(parts != nullptr);
        fail(*parts, remote::ConnectionProblem::HostKeyChanged, "SHA256:other");
        QVERIFY(said(*parts).isEmpty());
        parts->question.askNow(QStringLiteral("tt1"));
        QVERIFY(parts->window.findChild<QMessageBox*>(QStringLiteral("hostKeyQuestion")) == nullptr);
    }
};

AURORA_WINDOW_TESTS(HostKeyQuestionTest)
#include "host_key_question_test.moc"
