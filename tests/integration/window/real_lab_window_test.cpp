// Started by tests/integration/test_window.py, which gives it a lab and a project by the environment:
//   AURORA_LAB_PROJECT      a project without samples; its server `lab` has a host key that the user does not know yet
//   AURORA_LAB_SAMPLES      the robot's file; its first samples are 240606_svfe_gen1_01 and _02, and of the second the
//                           server has a finished job of three cycles
//   AURORA_LAB_FINGERPRINT  of the true host key
//   AURORA_TEST_PICTURES    optional: a folder for a picture of each stage
#include "gui/lab_window.h"

#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QRadioButton>
#include <QTabWidget>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Once through the window, as a user goes, on a real tomato behind a real sshd. The stages build on one another.
class RealLabWindowTest : public LabWindowTest
{
    Q_OBJECT

    static constexpr const char* sample = "240606_svfe_gen1_01";
    static constexpr const char* measuredSample = "240606_svfe_gen1_02";
    static constexpr const char* pipeline = "lab-MPG2-1-1";
    static constexpr int patienceWithTheLab_ms = 60000;  ///< Python starts for each answer, on a busy computer

    std::unique_ptr<MainWindow> m_window;
    QString m_job;
    int m_pictures = 0;
    bool m_brokeOff = false;

    /// The row of a table where a column has a value; -1 where none has.
    static int rowOf(const QTableView* table, const char* name, const QString& value)
    {
        return static_cast<int>(column(table, name).indexOf(value));
    }

    static QString cellOf(const QTableView* table, const char* key, const QString& value, const char* wanted)
    {
        return column(table, wanted).value(rowOf(table, key, value));
    }

    /// Reads the servers again, as a user would, until a cell says what it should.
    bool becomesByUpdate(const QTableView* table, const char* key, const QString& value, const char* name,
                         const char* text)
    {
        const auto is = [&] { return cellOf(table, key, value, name) == QString::fromUtf8(text); };
        const auto updated = [&] {
            if (m_window->tasks().active().empty() && !is()) {
                action(*m_window, "Update from cyclers")->trigger();
            }
            constexpr int look_ms = 500;
            return QTest::qWaitFor(is, look_ms);
        };
        const bool became = QTest::qWaitFor(updated, patienceWithTheLab_ms);
        if (!became) {
            qWarning("%s is %s\n%s", name, qPrintable(cellOf(table, key, value, name)),
                     qPrintable(messages(*m_window)));
        }
        return became;
    }

    bool select(QTableView* table, const char* key, const QString& value)
    {
        const int row = rowOf(table, key, value);
        if (row >= 0) {
            selectRows(table, {row});
        }
        return row >= 0;
    }

    /// Waits until nothing works in the background, and keeps what the window looks like then.
    void picture(const char* stage)
    {
        const QString folder = qEnvironmentVariable("AURORA_TEST_PICTURES");
        if (folder.isEmpty()) {
            return;
        }
        QDir().mkpath(folder);
        constexpr int settle_ms = 700;
        QTest::qWait(settle_ms);
        ++m_pictures;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            const bool isDialog = qobject_cast<QDialog*>(widget) != nullptr;
            if (widget->isVisible() && (isDialog || widget == m_window.get())) {
                widget->grab().save(QStringLiteral("%1/%2-%3%4.png")
                                        .arg(folder)
                                        .arg(m_pictures, 2, 10, QLatin1Char('0'))
                                        .arg(QLatin1String(stage), QLatin1String(isDialog ? "-dialog" : "")));
            }
        }
    }

    bool says(const QString& words)
    {
        const auto said = [&] { return messages(*m_window).contains(words); };
        const bool came = QTest::qWaitFor(said, patienceWithTheLab_ms);
        if (!came) {
            qWarning("the messages are: %s", qPrintable(messages(*m_window)));
        }
        return came;
    }

    QString questionText()
    {
        QString said;
        if (const auto* question = shown<QDialog>(*m_window, "confirmation")) {
            for (const QLabel* label : question->findChildren<QLabel*>()) {
                said += label->text() + QLatin1Char('\n');
            }
        }
        return said;
    }

private Q_SLOTS:

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("AURORA_LAB_PROJECT")) {
            QSKIP("AURORA_LAB_PROJECT names no project: tests/integration/test_window.py starts this with a lab");
        }
        captureSystemPalette();
        applyTheme(Theme::Light);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1440, 900);
        m_window->show();
        m_window->openPaths({qEnvironmentVariable("AURORA_LAB_PROJECT")});
    }

    void init()
    {
        if (m_brokeOff) {
            QSKIP("a stage before this one failed");
        }
    }

    void cleanup() { m_brokeOff = m_brokeOff || QTest::currentTestFailed(); }

    void theKeyOfTheServerIsShownAndTrustedBeforeAnythingIsSent()
    {
        const QTableView* table = pipelines(*m_window);
        QVERIFY(table != nullptr);
        picture("empty-pipelines");
        QVERIFY(trigger(*m_window, "Update from cyclers"));
        const QString fingerprint = qEnvironmentVariable("AURORA_LAB_FINGERPRINT");
        QVERIFY(fingerprint.startsWith(QStringLiteral("SHA256:")));
        QVERIFY(says(fingerprint));
        const auto* server = m_window->findChild<QToolButton*>(QStringLiteral("server-lab"));
        QCOMPARE(server->text(), QStringLiteral("◌ lab"));
        picture("unknown-key");
        QVERIFY(clickMessage(*m_window, "Trust it…"));
        const auto* question = shown<QMessageBox>(*m_window, "hostKeyQuestion");
        QVERIFY(question != nullptr);
        QVERIFY2((question->text() + question->informativeText()).contains(fingerprint),
                 qPrintable(question->informativeText()));
        picture("host-key-question");
        QVERIFY(click(*m_window, "trustButton"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("● lab"), patienceWithTheLab_ms);
        QVERIFY(says(QStringLiteral("is trusted from now on. Servers that answered: 1.")));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 7, patience_ms);
        QCOMPARE(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Ready"), QStringLiteral("○ empty"));
        picture("pipelines");
    }

    void theRobotsFileBecomesSamples()
    {
        QVERIFY(trigger(*m_window, "Import samples…"));
        auto* file = shown<QLineEdit>(*m_window, "file");
        QVERIFY(file != nullptr);
        file->setText(qEnvironmentVariable("AURORA_LAB_SAMPLES"));
        const auto* tabs = shown<QTabWidget>(*m_window, "tabs");
        QVERIFY(tabs != nullptr);
        QCOMPARE(tabs->tabText(0), QStringLiteral("New (10)"));
        picture("import-samples");
        QVERIFY(click(*m_window, "importButton"));
        const QTableView* table = samplesTable(*m_window);
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 10, patience_ms);
        QVERIFY(rowOf(table, "Sample ID", QString::fromLatin1(sample)) >= 0);
        picture("samples");
    }

    void aSampleIsLoadedOnAnEmptyPipelineAndMadeReady()
    {
        QTableView* table = pipelines(*m_window);
        QVERIFY(table != nullptr && select(table, "Pipeline", QString::fromLatin1(pipeline)));
        QVERIFY(trigger(*m_window, "Load samples…"));
        auto* chooser = shown<QComboBox>(*m_window, "sample0");
        QVERIFY(chooser != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(chooser->count(), 10, patience_ms);
        chooser->setEditText(QString::fromLatin1(sample));
        picture("load");
        QVERIFY(click(*m_window, "loadButton"));
        QVERIFY(says(QStringLiteral("Samples loaded: 1.")));
        QTRY_COMPARE_WITH_TIMEOUT(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Ready"),
                                  QStringLiteral("○ not ready"), patience_ms);
        QCOMPARE(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Sample ID"), QString::fromLatin1(sample));
        QVERIFY(select(table, "Pipeline", QString::fromLatin1(pipeline)));
        QVERIFY(trigger(*m_window, "Make ready"));
        QTRY_COMPARE_WITH_TIMEOUT(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Ready"),
                                  QStringLiteral("● ready"), patienceWithTheLab_ms);
        picture("ready");
    }

    void aPayloadIsSubmittedByCRate()
    {
        QTableView* table = pipelines(*m_window);
        QVERIFY(table != nullptr && select(table, "Pipeline", QString::fromLatin1(pipeline)));
        QVERIFY(trigger(*m_window, "Submit jobs…"));
        QVERIFY(choosePayload(*m_window, "cycling.json"));
        const auto* plan = shown<QTableView>(*m_window, "plan");
        auto* areal = shown<QRadioButton>(*m_window, "areal");
        QVERIFY(plan != nullptr && areal != nullptr);
        QTest::mouseClick(areal, Qt::LeftButton, {}, QPoint(8, areal->height() / 2));
        // 1 mAh/cm² × π × (1.4 cm / 2)² = 1.5394 mAh; a tenth of it in an hour is 0.15394 mA.
        QTRY_COMPARE_WITH_TIMEOUT(column(plan, "Capacity"), QStringList{QStringLiteral("1.539 mAh")}, patience_ms);
        const auto row = [plan] {
            QStringList cells;
            for (int cell = 0; cell < plan->model()->columnCount(); ++cell) {
                cells.append(plan->model()->index(0, cell).data().toString());
            }
            return cells;
        };
        // The steps come once the payload was read; samples and capacities are there before.
        QTRY_VERIFY2_WITH_TIMEOUT(row().contains(QStringLiteral("0.1539 mA")),
                                  qPrintable(row().join(QStringLiteral(" | "))), patience_ms);
        QVERIFY2(row().contains(QStringLiteral("−0.1539 mA")), qPrintable(row().join(QStringLiteral(" | "))));
        shown<QLineEdit>(*m_window, "comment")->setText(QStringLiteral("first formation"));
        picture("submit");
        QVERIFY(click(*m_window, "submitButton"));
        const QString submitted = QStringLiteral("■ submitted as ");
        QTRY_VERIFY_WITH_TIMEOUT(column(plan, "Result").value(0).startsWith(submitted), patienceWithTheLab_ms);
        m_job = column(plan, "Result").value(0).mid(submitted.size()).section(QLatin1Char(' '), 0, 0);
        QVERIFY2(m_job.startsWith(QStringLiteral("lab-")), qPrintable(m_job));
        picture("submitted");
        shown<QDialog>(*m_window, "SubmitDialog")->close();
    }

    void theJobIsSeenRunningAndItsSampleCannotBeTakenAway()
    {
        const QTableView* jobTable = jobs(*m_window);
        QVERIFY(jobTable != nullptr);
        QVERIFY(becomesByUpdate(jobTable, "Job ID", m_job, "Status", "▶ running"));
        QCOMPARE(cellOf(jobTable, "Job ID", m_job, "Sample ID"), QString::fromLatin1(sample));
        QCOMPARE(cellOf(jobTable, "Job ID", m_job, "Pipeline"), QString::fromLatin1(pipeline));
        QCOMPARE(cellOf(jobTable, "Job ID", m_job, "Comment"), QStringLiteral("first formation"));
        picture("jobs");
        QTableView* table = pipelines(*m_window);
        QVERIFY(becomesByUpdate(table, "Pipeline", QString::fromLatin1(pipeline), "Ready", "▶ running"));
        QCOMPARE(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Job ID"), m_job);
        QVERIFY(select(table, "Pipeline", QString::fromLatin1(pipeline)));
        QTRY_VERIFY_WITH_TIMEOUT(action(*m_window, "Cancel jobs…")->isEnabled(), patience_ms);
        const QAction* eject = action(*m_window, "Eject samples…");
        QVERIFY(!eject->isEnabled());
        QVERIFY2(eject->toolTip().contains(m_job), qPrintable(eject->toolTip()));
        picture("running");
    }

    void aSnapshotOfTheDummySaysWhatItLacksAndOneOfACellBecomesAResult()
    {
        QTableView* jobTable = jobs(*m_window);
        QVERIFY(jobTable != nullptr && select(jobTable, "Job ID", m_job));
        QVERIFY(trigger(*m_window, "Snapshot"));
        QVERIFY(says(QStringLiteral("voltage")));
        picture("snapshot-without-voltage");
        QVERIFY(select(jobTable, "Job ID", qEnvironmentVariable("AURORA_LAB_MEASURED_JOB")));
        QVERIFY(trigger(*m_window, "Snapshot"));
        const QTableView* results = showPage(*m_window, "Results", "resultsTable");
        QVERIFY(results != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(column(results, "Sample ID"), QStringList{QString::fromLatin1(measuredSample)},
                                  patienceWithTheLab_ms);
        QCOMPARE(column(results, "Number of cycles"), QStringList{QStringLiteral("3")});
        picture("results");
    }

    void theJobIsCancelledAndTheSampleEjected()
    {
        QTableView* jobTable = jobs(*m_window);
        QVERIFY(jobTable != nullptr && select(jobTable, "Job ID", m_job));
        QVERIFY(trigger(*m_window, "Cancel jobs…"));
        const QString cancelling = questionText();
        QVERIFY2(cancelling.contains(m_job) && cancelling.contains(QString::fromLatin1(sample)),
                 qPrintable(cancelling));
        picture("cancel-question");
        QVERIFY(click(*m_window, "confirmButton"));
        QVERIFY(becomesByUpdate(jobTable, "Job ID", m_job, "Status", "■ cancelled"));
        QTableView* table = pipelines(*m_window);
        QVERIFY(becomesByUpdate(table, "Pipeline", QString::fromLatin1(pipeline), "Ready", "○ not ready"));
        QVERIFY(select(table, "Pipeline", QString::fromLatin1(pipeline)));
        QVERIFY(trigger(*m_window, "Eject samples…"));
        const QString ejecting = questionText();
        QVERIFY2(ejecting.contains(QStringLiteral("%1 from %2").arg(QLatin1String(sample), QLatin1String(pipeline))),
                 qPrintable(ejecting));
        picture("eject-question");
        QVERIFY(click(*m_window, "confirmButton"));
        QTRY_COMPARE_WITH_TIMEOUT(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Ready"),
                                  QStringLiteral("○ empty"), patienceWithTheLab_ms);
        QCOMPARE(cellOf(table, "Pipeline", QString::fromLatin1(pipeline), "Sample ID"), QString());
        picture("ejected");
    }

    void cleanupTestCase() { m_window.reset(); }
};

QTEST_MAIN(RealLabWindowTest)
#include "real_lab_window_test.moc"
