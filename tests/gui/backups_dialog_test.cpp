#include "window_test.h"

#include "aurora/services/backups.h"
#include "aurora/services/tables.h"
#include "support/window_tests.h"

#include <QLabel>
#include <QPushButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

QString rowText(const QTableView& table, int row)
{
    QStringList cells;
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        cells.append(table.model()->index(row, column).data().toString());
    }
    return cells.join(QLatin1Char('|'));
}

}  // namespace

/// File ▸ Backups…
class BackupsDialogTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void whatWasBackedUpComesBackAndWhatWasThereIsKept()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* const samples = samplesTable(*window);
        QVERIFY(samples != nullptr);
        action(*window, "Backups…")->trigger();
        auto* table = dialogChild<QTableView>(*window, "backupsTable");
        QVERIFY(table != nullptr);
        auto* restore = dialogChild<QPushButton>(*window, "restoreBackup");
        QVERIFY(!restore->isEnabled());
        QCOMPARE(restore->toolTip(), QStringLiteral("Select a backup first."));
        QTest::mouseClick(dialogChild<QPushButton>(*window, "backUpNow"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        QVERIFY2(rowText(*table, 0).contains(QLatin1String("|Asked for|")), qPrintable(rowText(*table, 0)));

        const services::Project project = services::openProject(toPath(folder));
        project.openDatabase()->execute(R"(DELETE FROM samples WHERE "Sample ID" = 'run_a_2')");
        QTRY_COMPARE_WITH_TIMEOUT(samples->model()->rowCount(), 2, patience_ms);

        table->selectRow(0);
        QTRY_VERIFY(restore->isEnabled());
        QTest::mouseClick(restore, Qt::LeftButton);
        QPushButton* agree = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((agree = window->findChild<QPushButton*>(QStringLiteral("confirmButton"))) != nullptr,
                                 patience_ms);
        QString question;
        for (const QLabel* label : agree->window()->findChildren<QLabel*>()) {
            question += label->text() + QLatin1Char('\n');
        }
        QVERIFY2(question.contains(QLatin1String("samples: rows now 2, in the backup 3")), qPrintable(question));
        QTest::mouseClick(agree, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(samples->model()->rowCount(), 3, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience_ms);
        QVERIFY(column(table, "Occasion").contains(QStringLiteral("Before a backup was restored")));
    }

    void whyABackupCannotBeRestoredStaysOnScreen()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        const services::Project project = services::openProject(toPath(folder));
        const auto backup = project.config().backupFolder / "database.nightly.2026-01-31T02-00-00Z.db";
        std::filesystem::create_directories(backup.parent_path());
        replaceFileText(backup, std::string(5000, 'x'));
        action(*window, "Backups…")->trigger();
        auto* table = dialogChild<QTableView>(*window, "backupsTable");
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        QVERIFY(column(table, "Occasion").contains(QStringLiteral("Nightly work")));
        table->selectRow(0);
        QTest::mouseClick(dialogChild<QPushButton>(*window, "restoreBackup"), Qt::LeftButton);
        const auto* failure = dialogChild<QLabel>(*window, "backupsFailure");
        QTRY_VERIFY_WITH_TIMEOUT(failure->text().contains(QLatin1String("not an SQLite database")), patience_ms);
        QTest::mouseClick(dialogChild<QPushButton>(*window, "backUpNow"), Qt::LeftButton);  // reads the list again
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience_ms);
        QVERIFY(failure->isVisible() && failure->text().contains(QLatin1String("not an SQLite database")));
    }

    void withoutAProjectThereIsNothingToBackUp()
    {
        const auto window = openWindow({});
        QVERIFY(!action(*window, "Backups…")->isEnabled());
    }
};

AURORA_WINDOW_TESTS(BackupsDialogTest)
#include "backups_dialog_test.moc"
