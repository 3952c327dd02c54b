#include "gui/protocols_window.h"

#include "gui/protocols/name_dialog.h"
#include "support/window_tests.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QMimeData>

#include <atomic>
#include <thread>

#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

constexpr int noticed_ms = 1000;  ///< longer than any pause that nobody minds

/// Text that is handed over when it is asked for, as another program does it.
class SlowText final : public QMimeData
{
public:
    explicit SlowText(std::atomic<int>& fetched) : m_fetched(fetched) {}

    [[nodiscard]] QStringList formats() const override { return {QStringLiteral("text/plain")}; }

    [[nodiscard]] bool hasFormat(const QString& format) const override
    {
        return format == QStringLiteral("text/plain");
    }

protected:
    [[nodiscard]] QVariant retrieveData(const QString& /*format*/, QMetaType /*type*/) const override
    {
        ++m_fetched;
        return QStringLiteral("no steps at all");
    }

private:
    std::atomic<int>& m_fetched;
};

}  // namespace

/// What takes its time elsewhere (a disk, another program) does not take the window's.
class WaitsTest : public ProtocolsWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void aProjectIsLeftAtOnceWhileItsDatabaseIsLocked()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        const services::Project project = services::openProject(toPath(folder));
        const auto database = project.openDatabase();
        database->execute("BEGIN EXCLUSIVE");
        QTest::qWait(2500);  // the window looks every 2 s, and waits for the lock up to 5 s
        QElapsedTimer time;
        time.start();
        action(*window, "Close project")->trigger();
        const qint64 took_ms = time.elapsed();
        database->execute("COMMIT");
        QVERIFY2(took_ms < noticed_ms, qPrintable(QString::number(took_ms)));
        QVERIFY(window->windowTitle() == QStringLiteral("Aurora Cycler Manager"));
    }

    void droppedFilesAreLookedIntoBesideTheWindow()
    {
#ifdef Q_OS_UNIX
        const std::filesystem::path pipe = m_folder->path() / "slow.csv";  // as a share that is slow to answer
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        std::atomic<bool> over{false};
        std::thread writer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(2 * noticed_ms));
            while (!over) {
                const int file = ::open(pipe.c_str(), O_WRONLY | O_NONBLOCK);
                if (file >= 0) {
                    static_cast<void>(::write(file, "Sample ID\n", 10));
                    ::close(file);
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
        const auto window = openWindow({});
        QElapsedTimer time;
        time.start();
        window->openPaths({toQString(pathText(pipe))});
        const qint64 took_ms = time.elapsed();
        const bool answered = QTest::qWaitFor([&] { return !messages(*window).isEmpty(); }, patience_ms);
        over = true;
        writer.join();
        QVERIFY2(took_ms < noticed_ms, qPrintable(QString::number(took_ms)));
        QVERIFY2(answered && messages(*window).contains(QStringLiteral("Nothing can be imported now")),
                 qPrintable(messages(*window)));
#else
        QSKIP("files that wait are made on Unix only");
#endif
    }

    void aNameIsTypedWithoutWaitingForTheDisk()
    {
        const auto existing = [](const QString& name) {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            return name == QStringLiteral("cycle") ? QStringLiteral("4 steps") : QString();
        };
        auto* dialog = new NameDialog(QStringLiteral("Save"), QStringLiteral("Save"), QStringLiteral("c"),
                                      NameDialog::Overwriting::Offered, existing, nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("protocolName"));
        const auto* says = dialog->findChild<QLabel*>(QStringLiteral("nameSays"));
        const auto* button = dialog->findChild<QPushButton*>(QStringLiteral("nameButton"));
        QStringList named;
        QObject::connect(dialog, &NameDialog::named, dialog, [&](const QString& chosen) { named.append(chosen); });
        name->clear();
        QElapsedTimer time;
        time.start();
        QTest::keyClicks(name, QStringLiteral("cycle"));
        QVERIFY2(time.elapsed() < 300, qPrintable(QString::number(time.elapsed())));
        QVERIFY(!button->isEnabled());
        QTest::keyClick(name, Qt::Key_Return);  // before it is known that this overwrites
        QTRY_COMPARE_WITH_TIMEOUT(says->text(), QStringLiteral("▲ Overwrites “cycle”: 4 steps"), patience_ms);
        QCOMPARE(button->text(), QStringLiteral("Overwrite"));
        QVERIFY(dialog->isVisible() && named.isEmpty());
        QTest::keyClicks(name, QStringLiteral("s"));
        QTest::keyClick(name, Qt::Key_Return);  // nothing is overwritten: it need not be pressed again
        QTRY_COMPARE_WITH_TIMEOUT(named, QStringList{QStringLiteral("cycles")}, patience_ms);
    }

    void whatOtherProgramsCopyIsReadWhenItIsPasted()
    {
        QApplication::clipboard()->clear();
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        QTRY_VERIFY(!tool(*window, "pasteSteps")->isEnabled());
        std::atomic<int> fetched{0};
        QApplication::clipboard()->setMimeData(new SlowText(fetched));
        QTRY_VERIFY_WITH_TIMEOUT(tool(*window, "pasteSteps")->isEnabled(), patience_ms);
        QTest::qWait(50);
        QCOMPARE(fetched.load(), 0);
        QTest::mouseClick(tool(*window, "pasteSteps"), Qt::LeftButton);
        QCOMPARE(fetched.load(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("The clipboard holds no steps")),
                                 patience_ms);
        QApplication::clipboard()->clear();
    }
};

AURORA_WINDOW_TESTS(WaitsTest)
#include "waits_test.moc"
