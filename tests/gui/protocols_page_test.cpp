#include "gui/lab_window.h"

#include "gui/charts/chart_panel.h"
#include "support/without_root_rights.h"

#include <QCheckBox>
#include <QClipboard>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QToolButton>
#include <QTreeView>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a user does with protocols: reads them in words, changes them, and finds them in the submit dialog.
class ProtocolsPageTest : public LabWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        beginFresh();
        QApplication::clipboard()->clear();
    }

    void theStepsOfAProtocolStandInWords()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        QCOMPARE(steps(*window),
                 (QStringList{QStringLiteral("rest for 1 h"), QStringLiteral("charge C/2 until 4.2 V or 4 h"),
                              QStringLiteral("discharge D/2 until 3 V or 4 h"),
                              QStringLiteral("back to step 2, twice (3 cycles)")}));
        QCOMPARE(title(*window), QStringLiteral("cycle"));
    }

    void aNewProtocolIsMadeByHandAndSavedForTheSubmitDialog()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        QTest::mouseClick(tool(*window, "newProtocol"), Qt::LeftButton);
        QTRY_VERIFY(
            shown<QLabel>(*window, "protocolStepsNotice")->text().contains(QStringLiteral("Add the first one")));
        QVERIFY(trigger(*window, "Add charge or discharge"));
        QCOMPARE(steps(*window), QStringList{QStringLiteral("charge or discharge …")});
        const int limitAt =
            tool(*window, "addStep")->window()->findChild<QWidget*>(QStringLiteral("field-limit_voltage_max"))->y();
        // An empty form is no mistake yet, but cannot be saved.
        QCOMPARE(problem(*window, "current"), QStringLiteral("needed"));
        QVERIFY(action(*window, "Save")->toolTip().startsWith(QStringLiteral("Step 1: “Current” is still missing.")));
        type(*window, "current", "C/10");
        QTest::qWait(50);
        QCOMPARE(window->findChild<QWidget*>(QStringLiteral("field-limit_voltage_max"))->y(), limitAt);
        type(*window, "limit_voltage_max", "4.9");
        typeTime(*window, "15", "", "");
        QCOMPARE(steps(*window), QStringList{QStringLiteral("charge C/10 until 4.9 V or 15 h")});
        action(*window, "Save")->trigger();
        auto* name = shown<QLineEdit>(*window, "protocolName");
        QVERIFY(name != nullptr);
        name->setText(QStringLiteral("cycle"));
        QVERIFY(shown<QLabel>(*window, "nameSays")->text().startsWith(QStringLiteral("▲ Overwrites “cycle”: 4 steps")));
        QCOMPARE(shown<QPushButton>(*window, "nameButton")->text(), QStringLiteral("Overwrite"));
        name->setText(QStringLiteral("slow charge"));
        QCOMPARE(shown<QLabel>(*window, "nameSays")->text(), QStringLiteral("A new file: slow charge.json"));
        QVERIFY(click(*window, "nameButton"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("slow charge"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(files(*window),
                                  list("cycle slow_charge").replaceInStrings(QStringLiteral("_"), QStringLiteral(" ")),
                                  patience_ms);
        const Json written = Json::parse(readFile(toPath(folder) / "protocols" / "slow charge.json"));
        QCOMPARE(written["method"][0]["current"].get<std::string>(), std::string("C/10"));
        QCOMPARE(written["method"][0]["time"].get<double>(), 54000.0);
    }

    void aFieldIsCheckedWhileItIsTypedAndKeepsWhatWasTyped()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {1});
        type(*window, "limit_voltage_max", "42");
        QCOMPARE(edit(*window, "limit_voltage_max")->text(), QStringLiteral("42"));
        QVERIFY(problem(*window, "limit_voltage_max").startsWith(QStringLiteral("✕ 42 V is out of range")));
        QVERIFY(steps(*window).at(1).startsWith(QStringLiteral("✕ ")));
        QVERIFY(!action(*window, "Save")->isEnabled());
        type(*window, "limit_voltage_max", "4.x");
        QCOMPARE(problem(*window, "limit_voltage_max"), QStringLiteral("✕ “4.x” is no number."));
        choose(*window, {0});
        choose(*window, {1});
        QCOMPARE(edit(*window, "limit_voltage_max")->text(), QStringLiteral("4.x"));
        type(*window, "limit_voltage_max", "4,15");
        QCOMPARE(problem(*window, "limit_voltage_max"), QString());
        QCOMPARE(steps(*window).at(1), QStringLiteral("charge C/2 until 4.15 V or 4 h"));
        QVERIFY(action(*window, "Save")->isEnabled());
    }

    void theFormShowsOnlyTheFieldsOfTheTechniqueAndTimesAsHoursMinutesSeconds()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {0});
        QVERIFY(field(*window, "time") != nullptr);
        QVERIFY(field(*window, "current") == nullptr);
        QCOMPARE(timeTexts(*window), (QStringList{QStringLiteral("1"), QString(), QString()}));
        typeTime(*window, "1", "30", "5");
        QCOMPARE(steps(*window).at(0), QStringLiteral("rest for 1.5 h"));
        choose(*window, {3});
        QVERIFY(field(*window, "time") == nullptr);
        QCOMPARE(edit(*window, "n_gotos")->text(), QStringLiteral("3"));
        type(*window, "n_gotos", "100");
        QCOMPARE(steps(*window).at(3), QStringLiteral("back to step 2, 99 times (100 cycles)"));
    }

    void aLoopFollowsItsStepWhenStepsAreMovedAndRemovedAndUndoBringsAllBack()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        const QStringList before = steps(*window);
        choose(*window, {0});
        QTest::mouseClick(tool(*window, "removeSteps"), Qt::LeftButton);
        QCOMPARE(steps(*window).at(2), QStringLiteral("back to step 1, twice (3 cycles)"));
        choose(*window, {0});
        QVERIFY(action(*window, "Move steps up")->toolTip().startsWith(QStringLiteral("The first step cannot go")));
        QVERIFY(trigger(*window, "Move steps down"));
        QCOMPARE(steps(*window).at(2), QStringLiteral("back to step 2, twice (3 cycles)"));
        QTest::mouseClick(tool(*window, "removeSteps"), Qt::LeftButton);  // the step it goes back to
        QVERIFY(steps(*window).at(1).startsWith(QStringLiteral("✕ back to")));
        QVERIFY(!action(*window, "Save")->isEnabled());
        QVERIFY(title(*window).endsWith(QStringLiteral("not saved")));
        for (int edits = 0; edits < 3; ++edits) {
            action(*window, "Undo")->trigger();
        }
        QCOMPARE(steps(*window), before);
        QCOMPARE(title(*window), QStringLiteral("cycle"));
        QVERIFY(!action(*window, "Undo")->isEnabled());
        action(*window, "Redo")->trigger();
        QCOMPARE(steps(*window).size(), 3);
    }

    void aStepIsDraggedToAnotherPlace()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        QAbstractItemModel* model = view(*window)->model();
        const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(1, 0), model->index(1, 1)}));
        QVERIFY(model->canDropMimeData(dragged.get(), Qt::MoveAction, 3, 0, {}));
        model->dropMimeData(dragged.get(), Qt::MoveAction, 3, 0, {});
        QCOMPARE(steps(*window).at(2), QStringLiteral("charge C/2 until 4.2 V or 4 h"));
        QCOMPARE(steps(*window).at(3), QStringLiteral("back to step 3, twice (3 cycles)"));
    }

    void stepsAreCopiedIntoAnotherProtocol()
    {
        const QString folder = makeLab(slow);
        replaceFileText(
            toPath(folder) / "protocols" / "other.json",
            R"({"version": "0.2", "sample": {}, "method": [{"technique": "sequential", "delay": 2, "time": 5}]})");
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {1, 2, 3});
        QVERIFY(trigger(*window, "Copy"));
        QVERIFY(openProtocol(*window, "other"));
        QCOMPARE(steps(*window), QStringList{QStringLiteral("sequential for 5 s")});
        QVERIFY(trigger(*window, "Paste"));
        QCOMPARE(steps(*window).size(), 4);
        QCOMPARE(steps(*window).at(3), QStringLiteral("back to step 2, twice (3 cycles)"));
        choose(*window, {0});
        QVERIFY(shown<QLabel>(*window, "unknownTechnique") != nullptr);
        QVERIFY(shown<QLabel>(*window, "keptKeys")->text().contains(QStringLiteral("delay = 2")));
        QVERIFY(trigger(*window, "Save"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("other"), patience_ms);
        const Json written = Json::parse(readFile(toPath(folder) / "protocols" / "other.json"));
        QCOMPARE(written["method"][0]["delay"].get<int>(), 2);
        QCOMPARE(written["method"][3]["goto"].get<int>(), 1);
    }

    void changesThatAreNotSavedAreAskedFor()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "other.json", payloadFile);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        choose(*window, {0});
        typeTime(*window, "2", "", "");
        selectFile(*window, "other");
        QVERIFY(answer(*window, QMessageBox::Cancel));
        QTRY_COMPARE(title(*window), QStringLiteral("cycle · not saved"));
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
        selectFile(*window, "other");
        QVERIFY(answer(*window, QMessageBox::Save));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("other"), patience_ms);
        QCOMPARE(Json::parse(readFile(toPath(folder) / "protocols" / "cycle.json"))["method"][0]["time"].get<double>(),
                 7200.0);
    }

    void aSampleShowsWhatItsCurrentsAre()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        auto* sample = shown<QLineEdit>(*window, "protocolSample");
        sample->setText(QStringLiteral("lab_08"));
        // 2 mAh/cm² × π × 0.7² cm² = 3.0788 mAh; C/2 of it is 1.5394 mA.
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(*window, "protocolCapacity")->text(),
                                  QStringLiteral("3.079 mAh (areal)"), patience_ms);
        QCOMPARE(cells(*window), (QStringList{QStringLiteral("1 h"), QStringLiteral("1.539 mA"),
                                              QStringLiteral("−1.539 mA"), QStringLiteral("to step 2")}));
        choose(*window, {1});
        QCOMPARE(shown<QLabel>(*window, "remark-current")->text(), QStringLiteral("= 1.539 mA"));
        sample->setText(QStringLiteral("lab_11"));  // has no cathode diameter, but a nominal capacity
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(*window, "protocolCapacity")->text(), QStringLiteral("3 mAh (nominal)"),
                                  patience_ms);
    }

    void filesAreDuplicatedRenamedAndDeletedAfterAQuestion()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        QTest::mouseClick(tool(*window, "duplicateProtocol"), Qt::LeftButton);
        QVERIFY(click(*window, "nameButton"));
        QTRY_COMPARE_WITH_TIMEOUT(title(*window), QStringLiteral("cycle (2)"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(currentFile(*window), QStringLiteral("cycle (2)"), patience_ms);
        QTest::mouseClick(tool(*window, "renameProtocol"), Qt::LeftButton);
        auto* name = shown<QLineEdit>(*window, "protocolName");
        name->setText(QStringLiteral("cycle"));
        QVERIFY(!shown<QPushButton>(*window, "nameButton")->isEnabled());
        name->setText(QStringLiteral("a/b"));
        QVERIFY(shown<QLabel>(*window, "nameSays")->text().startsWith(QStringLiteral("✕ A name may hold none of")));
        name->setText(QStringLiteral("again"));
        QVERIFY(click(*window, "nameButton"));
        QTRY_COMPARE_WITH_TIMEOUT(files(*window), list("again cycle"), patience_ms);
        QCOMPARE(title(*window), QStringLiteral("again"));
        QTest::mouseClick(tool(*window, "deleteProtocol"), Qt::LeftButton);
        QVERIFY(click(*window, "confirmButton"));
        QTRY_COMPARE_WITH_TIMEOUT(files(*window), list("cycle"), patience_ms);
        QCOMPARE(title(*window), QString());
    }

    void aFileThatAnotherProgramChangesIsReadAgainAndOneItMakesAppears()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        replaceFileText(toPath(folder) / "protocols" / "another.json", payloadFile);
        QTRY_COMPARE_WITH_TIMEOUT(files(*window), list("another cycle"), patience_ms);
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
        replaceFileText(
            toPath(folder) / "protocols" / "cycle.json",
            R"({"version": "0.2", "sample": {}, "method": [{"technique": "open_circuit_voltage", "time": 60}]})");
        QTRY_COMPARE_WITH_TIMEOUT(steps(*window), QStringList{QStringLiteral("rest for 1 min")}, patience_ms);
        QVERIFY(!title(*window).contains(QStringLiteral("not saved")));
    }

    void aProtocolOfUnicyclerIsTranslatedAndHasToBeSavedUnderAName()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "u.json", R"({
            "unicycler": {"version": "0.4.3"}, "record": {"time_s": 10}, "safety": {"max_voltage_V": 5},
            "method": [{"step": "constant_current", "rate_C": 0.1, "until_time_s": 3600, "until_voltage_V": 4.2}]})");
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "u"));
        QCOMPARE(steps(*window), QStringList{QStringLiteral("charge C/10 until 4.2 V or 1 h")});
        QTRY_VERIFY(messages(*window).contains(QStringLiteral("max_voltage_V 5")));
        QCOMPARE(title(*window), QStringLiteral("u · not saved"));
        QVERIFY(trigger(*window, "Save"));
        QVERIFY(shown<QLabel>(*window, "nameSays")->text().startsWith(QStringLiteral("▲ Overwrites “u”")));
    }

    void aFileThatIsNoProtocolSaysSoAndLeavesWhatIsOpen()
    {
        const QString folder = makeLab(slow);
        replaceFileText(toPath(folder) / "protocols" / "notes.json", "{\"hello\": 1}");
        const auto window = openWindow({folder});
        QVERIFY(openProtocol(*window, "cycle"));
        selectFile(*window, "notes");
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("notes.json: this is no protocol")),
                                 patience_ms);
        QCOMPARE(title(*window), QStringLiteral("cycle"));
        QCOMPARE(currentFile(*window), QStringLiteral("cycle"));
    }

    void thePreviewSaysThatItsCellIsSimulatedOrWhatIsStillMissing()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        auto* chart = window->findChild<ChartPanel*>(QStringLiteral("protocolPreview"));
        QVERIFY(chart != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(chart->view().chart().model().series.size(), std::size_t(2), patience_ms);
        QVERIFY(visibleTexts(*chart).contains(QStringLiteral("simulated cell of 3.4 mAh")));
        choose(*window, {1});
        QTRY_COMPARE(chart->view().chart().model().series.size(), std::size_t(3));  // the chosen step stands out
        QVERIFY(!chart->view().chart().drawn(2).empty());
        type(*window, "current", "C/");
        QTRY_VERIFY_WITH_TIMEOUT(
            chart->view().chart().model().note.contains(QStringLiteral("Step 2: “C/” is no current")), patience_ms);
    }

    void aProjectThatCannotBeWrittenIsOnlyRead()
    {
        const QString folder = makeLab(slow);
        const aurora::test::WithoutRootRights ordinaryUser(m_folder->path());
        const std::filesystem::path database = toPath(folder) / "database";
        std::filesystem::permissions(database, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
        const auto window = openWindow({folder});
        const bool opened = openProtocol(*window, "cycle");
        std::filesystem::permissions(database, std::filesystem::perms::owner_all);
        QVERIFY(opened);
        choose(*window, {1});
        QTRY_VERIFY(edit(*window, "current")->isReadOnly());
        for (const char* name :
             {"newProtocol", "duplicateProtocol", "renameProtocol", "deleteProtocol", "addStep", "removeSteps"})
        {
            QVERIFY2(!tool(*window, name)->isEnabled(), name);
            QVERIFY2(tool(*window, name)->toolTip().contains(QStringLiteral("read-only")), name);
        }
        QVERIFY(action(*window, "Copy")->isEnabled());
        QVERIFY(action(*window, "Save as…")->toolTip().contains(QStringLiteral("read-only")));
    }

    void theKeyboardAloneIsEnough()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(openProtocol(*window, "cycle"));
        view(*window)->setFocus();
        view(*window)->setCurrentIndex(view(*window)->model()->index(0, 0));
        QTest::keyClick(view(*window), Qt::Key_Down);
        QTest::keyClick(view(*window), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(steps(*window).at(2), QStringLiteral("charge C/2 until 4.2 V or 4 h"));
        QTest::keyClick(view(*window), Qt::Key_Delete);
        QCOMPARE(steps(*window).size(), 3);
        for (const QLineEdit* line : window->findChildren<QLineEdit*>()) {
            QVERIFY2(!line->isVisible() || !line->accessibleName().isEmpty(), qPrintable(line->objectName()));
        }
    }

private:
    template <class Widget>
    static Widget* visible(const MainWindow& window, const QString& name)
    {
        for (Widget* candidate : window.findChildren<Widget*>(name)) {
            if (candidate->isVisible()) {
                return candidate;
            }
        }
        return nullptr;
    }

    static QTreeView* view(const MainWindow& window)
    {
        return window.findChild<QTreeView*>(QStringLiteral("protocolSteps"));
    }

    static QToolButton* tool(const MainWindow& window, const char* name)
    {
        return visible<QToolButton>(window, QString::fromLatin1(name));
    }

    static QString title(const MainWindow& window)
    {
        const auto* label = window.findChild<QLabel*>(QStringLiteral("protocolTitle"));
        return label != nullptr ? label->text() : QString();
    }

    static QStringList columnOf(const MainWindow& window, int column)
    {
        QStringList texts;
        const QAbstractItemModel* model = view(window)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            texts.append(model->index(row, column).data().toString());
        }
        return texts;
    }

    static QStringList steps(const MainWindow& window) { return columnOf(window, 1); }

    static QStringList cells(const MainWindow& window) { return columnOf(window, 2); }

    static QListView* fileView(const MainWindow& window)
    {
        return window.findChild<QListView*>(QStringLiteral("protocolFiles"));
    }

    static QStringList files(const MainWindow& window)
    {
        QStringList names;
        const QAbstractItemModel* model = fileView(window)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            names.append(model->index(row, 0).data().toString());
        }
        return names;
    }

    static QString currentFile(const MainWindow& window) { return fileView(window)->currentIndex().data().toString(); }

    static void selectFile(const MainWindow& window, const char* name)
    {
        const int row = static_cast<int>(files(window).indexOf(QString::fromUtf8(name)));
        fileView(window)->setCurrentIndex(fileView(window)->model()->index(row, 0));
    }

    /// Goes to the page and opens a protocol of its list.
    static bool openProtocol(MainWindow& window, const char* name)
    {
        QAction* page = action(window, "Protocols");
        const QString wanted = QString::fromUtf8(name);
        const auto listed = [&] {
            if (page->isEnabled() && fileView(window) == nullptr) {
                page->trigger();
            }
            return fileView(window) != nullptr && fileView(window)->isVisible() && files(window).contains(wanted);
        };
        if (!QTest::qWaitFor(listed, patience_ms)) {
            return false;
        }
        selectFile(window, name);
        return QTest::qWaitFor([&] { return title(window).startsWith(wanted); }, patience_ms);
    }

    static void choose(const MainWindow& window, const std::vector<int>& rows)
    {
        QItemSelectionModel* selection = view(window)->selectionModel();
        selection->clearSelection();
        for (const int row : rows) {
            selection->select(view(window)->model()->index(row, 0),
                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }

    static void addStep(const MainWindow& window, const char* technique)
    {
        for (QAction* offered : tool(window, "addStep")->menu()->actions()) {
            if (offered->objectName() == QStringLiteral("add-") + QString::fromLatin1(technique)) {
                offered->trigger();
            }
        }
    }

    static QWidget* field(const MainWindow& window, const char* key)
    {
        return visible<QWidget>(window, QStringLiteral("field-") + QString::fromLatin1(key));
    }

    static QLineEdit* edit(const MainWindow& window, const char* key)
    {
        return field(window, key)->findChild<QLineEdit*>();
    }

    static void type(const MainWindow& window, const char* key, const char* text)
    {
        QLineEdit* line = edit(window, key);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QString::fromUtf8(text));
    }

    static void typeTime(const MainWindow& window, const char* hours, const char* minutes, const char* seconds)
    {
        const QList<QLineEdit*> parts = field(window, "time")->findChildren<QLineEdit*>();
        const std::array texts{hours, minutes, seconds};
        for (int part = 0; part < parts.size(); ++part) {
            parts.at(part)->selectAll();
            QTest::keyClick(parts.at(part), Qt::Key_Delete);
            QTest::keyClicks(parts.at(part), QString::fromUtf8(texts.at(static_cast<std::size_t>(part))));
        }
    }

    static QStringList timeTexts(const MainWindow& window)
    {
        QStringList texts;
        for (const QLineEdit* part : field(window, "time")->findChildren<QLineEdit*>()) {
            texts.append(part->text());
        }
        return texts;
    }

    static QString problem(const MainWindow& window, const char* key)
    {
        const auto* label = visible<QLabel>(window, QStringLiteral("problem-") + QString::fromLatin1(key));
        return label != nullptr ? label->text() : QString();
    }

    static QString visibleTexts(const QWidget& parent)
    {
        QStringList texts;
        for (const QLabel* label : parent.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                texts.append(label->text());
            }
        }
        return texts.join(QLatin1Char('\n'));
    }

    static bool answer(MainWindow& window, QMessageBox::StandardButton button)
    {
        QMessageBox* box = nullptr;
        const auto asked = [&] {
            box = visible<QMessageBox>(window, QStringLiteral("unsavedQuestion"));
            return box != nullptr;
        };
        if (!QTest::qWaitFor(asked, patience_ms)) {
            return false;
        }
        box->button(button)->click();
        return true;
    }
};

QTEST_MAIN(ProtocolsPageTest)
#include "protocols_page_test.moc"
