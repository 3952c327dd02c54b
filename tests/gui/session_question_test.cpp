#include "gui/protocols_window.h"

#include "gui/frame/session_end.h"
#include "gui/frame/settings.h"
#include "support/window_tests.h"

#include <QSessionManager>
#include <QSettings>
#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// A session that lets programs ask, and notes what they want.
class AskingSession final : public SessionEnd
{
public:
    [[nodiscard]] bool mayAsk() override { return true; }

    void cancel() override { isCancelled = true; }

    void giveBack() override { isGivenBack = true; }

    bool isCancelled = false;
    bool isGivenBack = false;
};

}  // namespace

/// The session of the desktop ends while a protocol has changes that are not saved.
class SessionQuestionTest : public ProtocolsWindowTest
{
    Q_OBJECT

    static double firstTime_s(const QString& folder)
    {
        const std::filesystem::path file = toPath(folder) / "protocols" / "cycle.json";
        return Json::parse(readFile(file))["method"][0]["time"].get<double>();
    }

    /// The window with changes of cycle.json: 2 h of rest instead of 1 h.
    std::unique_ptr<MainWindow> withChanges(const QString& folder)
    {
        auto window = openWindow({folder});
        if (!openProtocol(*window, "cycle")) {
            return nullptr;
        }
        choose(*window, {0});
        typeTime(*window, "2", "", "");
        return title(*window) == QStringLiteral("cycle · not saved") ? std::move(window) : nullptr;
    }

    /// The session ends, and the question of the window is answered. @return what was asked
    static QString endSession(MainWindow& window, AskingSession& session, QMessageBox::StandardButton button)
    {
        QString asked;
        QTimer timer;
        connect(&timer, &QTimer::timeout, &window, [&] {
            if (auto* box = visible<QMessageBox>(window, QStringLiteral("quitQuestion"));
                box != nullptr && asked.isEmpty()) {
                asked = box->text();
                box->button(button)->click();
            }
        });
        timer.start(20);
        window.commitSession(session);
        return asked;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theSessionGoesOnWhenTheUserWantsToKeepWorking()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        AskingSession session;
        const QString asked = endSession(*window, session, QMessageBox::Cancel);
        QVERIFY2(asked.contains(QStringLiteral("cycle")), qPrintable(asked));
        QVERIFY(session.isCancelled && session.isGivenBack);
        QCOMPARE(title(*window), QStringLiteral("cycle · not saved"));
    }

    void theSessionWaitsUntilChangesAreSaved()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        AskingSession session;
        QVERIFY(!endSession(*window, session, QMessageBox::Save).isEmpty());
        QVERIFY(session.isCancelled);  // saving is not over yet
        QTRY_COMPARE_WITH_TIMEOUT(firstTime_s(folder), 7200.0, patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!window->isVisible(), patience_ms);
    }

    void theSessionEndsWhenTheChangesAreGivenUp()
    {
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        AskingSession session;
        QVERIFY(!endSession(*window, session, QMessageBox::Discard).isEmpty());
        QVERIFY(!session.isCancelled && session.isGivenBack);
        QCOMPARE(firstTime_s(folder), 3600.0);
    }

    void aSessionThatLetsNobodyAskKeepsTheStateOfTheWindow()
    {
        auto* manager = qApp->findChild<QSessionManager*>();
        if (manager == nullptr || manager->allowsInteraction()) {
            QSKIP("This platform has a session manager of its own.");
        }
        const QString folder = makeLab(slow);
        const auto window = withChanges(folder);
        QVERIFY(window != nullptr);
        const auto page = [] {
            return QSettings(windowStateFile(), QSettings::IniFormat).value(QStringLiteral("window/page")).toString();
        };
        QVERIFY(page() != QStringLiteral("protocols"));
        Q_EMIT qApp->commitDataRequest(*manager);
        QCOMPARE(page(), QStringLiteral("protocols"));
        QVERIFY(window->isVisible());
        QCOMPARE(title(*window), QStringLiteral("cycle · not saved"));
    }
};

AURORA_WINDOW_TESTS(SessionQuestionTest)
#include "session_question_test.moc"
