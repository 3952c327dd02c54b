#include "gui/window_test.h"

#include "aurora/gui/gui.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/charts/chart_panel.h"
#include "gui/import/import_data_dialog.h"
#include "gui/sample_plots/sample_list.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QDir>
#include <QFileOpenEvent>
#include <QLabel>
#include <QListWidget>
#include <QScopeGuard>
#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Files that the desktop hands to the program, as the Finder of macOS does with what is double-clicked.
class HandedFilesTest : public WindowTest
{
    Q_OBJECT

    QString writeRecording(const char* name)
    {
        simulation::CellProgram program;
        program.cycles = 2;
        const auto file = m_folder->path() / name;
        simulation::writeMpr(file, simulation::simulate({}, program), program, {});
        return nativePath(file);
    }

    /// As the system does it: to the application, one after the other.
    static void hand(const QStringList& files)
    {
        for (const QString& file : files) {
            QFileOpenEvent event(file);
            QCoreApplication::sendEvent(qApp, &event);
        }
    }

    /// The files that are plotted, once their curves are there.
    static QStringList plottedFiles(const MainWindow& window)
    {
        const auto* list = window.findChild<SampleList*>();
        auto* chart = window.findChild<ChartPanel*>(QStringLiteral("timeChart"));
        if (list == nullptr || chart == nullptr || !chart->isVisible()) {
            return {};
        }
        const auto& series = chart->view().chart().model().series;
        return static_cast<qsizetype>(series.size()) == list->ticked().size() ? list->ticked() : QStringList();
    }

    static QString projectOf(const MainWindow& window)
    {
        return window.findChild<QLabel*>(QStringLiteral("projectLabel"))->text();
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aFileIsPlottedAsIfItHadBeenAnArgument()
    {
        const QString file = writeRecording("cell.mpr");
        const auto named = openWindow({file});
        QTRY_COMPARE_WITH_TIMEOUT(plottedFiles(*named), QStringList{file}, patience_ms);
        MainWindow handed;
        handed.show();
        hand({file});
        QTRY_COMPARE_WITH_TIMEOUT(plottedFiles(handed), QStringList{file}, patience_ms);
        QCOMPARE(handed.windowTitle(), named->windowTitle());
    }

    void filesOfOneDoubleClickAreImportedTogether()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        const QStringList files{writeRecording("a.mpr"), writeRecording("b.mpr")};
        hand(files);
        const auto* paths = dialogChild<QListWidget>(*window, "paths");
        QVERIFY(paths != nullptr);
        QCOMPARE(paths->count(), 2);
        QCOMPARE(paths->item(0)->text(), QDir::toNativeSeparators(files.front()));
        QCOMPARE(paths->item(1)->text(), QDir::toNativeSeparators(files.back()));
        QTest::qWait(200);
        QCOMPARE(window->findChildren<ImportDataDialog*>().size(), 1);
    }

    void aWindowThatIsMinimizedComesBackWithTheFile()
    {
        const auto window = openWindow({});
        window->showMinimized();
        hand({writeRecording("cell.mpr")});
        QTRY_VERIFY_WITH_TIMEOUT(!window->isMinimized(), patience_ms);
    }

    void aFileThatStartsTheProgramIsOpenedInsteadOfTheLastProject()
    {
        qputenv("AURORA_PROJECT", makeProject().toUtf8());
        const auto tidy = qScopeGuard([before = qInstallMessageHandler(nullptr)] {
            qInstallMessageHandler(before);  // the program writes what Qt says into its log
            qunsetenv("AURORA_PROJECT");
        });
        const QString file = writeRecording("cell.mpr");
        QCoreApplication::postEvent(qApp, new QFileOpenEvent(file));
        QStringList plotted;
        QString project;
        QTimer look;
        connect(&look, &QTimer::timeout, &look, [&] {
            for (const QWidget* widget : QApplication::topLevelWidgets()) {
                if (const auto* window = qobject_cast<const MainWindow*>(widget)) {
                    plotted = plottedFiles(*window);
                    project = projectOf(*window);
                }
            }
            if (!plotted.isEmpty()) {
                QApplication::exit();
            }
        });
        constexpr int betweenLooks_ms = 20;
        look.start(betweenLooks_ms);
        QTimer::singleShot(patience_ms, &look, [] { QApplication::exit(1); });
        QCOMPARE(gui::run({}), 0);
        QCOMPARE(plotted, QStringList{file});
        QCOMPARE(project, QStringLiteral("No project"));
    }
};

AURORA_WINDOW_TESTS(HandedFilesTest)
#include "handed_files_test.moc"
