#include "gui/preferences_window.h"

#include "aurora/services/columns.h"
#include "aurora/services/preferences.h"
#include "gui/activity/task_table.h"
#include "gui/frame/task_runner.h"
#include "support/window_tests.h"

#include <QListWidget>
#include <QTableWidget>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The dialog Preferences: what is refused, what is written, and that it takes effect.
class PreferencesTest : public PreferencesWindow
{
    Q_OBJECT

    static QLabel* reason(MainWindow& window, const char* key)
    {
        return shown<QLabel>(window, qPrintable(QStringLiteral("field-%1-reason").arg(QString::fromLatin1(key))));
    }

    static bool isOnScreen(const MainWindow& window, const char* label)
    {
        const QList<QLabel*> labels = window.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [label](const QLabel* candidate) {
            return candidate->isVisible() && candidate->text() == QLatin1String(label);
        });
    }

    static Json sharedOf(const QString& folder)
    {
        return services::readConfiguration(toPath(folder) / "shared_config.json");
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aWrongPortSaysWhyNextToItsFieldAndCannotBeSaved()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(samplesTable(*window) != nullptr || pipelines(*window) != nullptr);
        QVERIFY(open(*window, "servers") != nullptr);
        shown<QComboBox>(*window, "field-server_type")->setCurrentText(QStringLiteral("tomato"));
        shown<QComboBox>(*window, "field-shell_type")->setCurrentText(QStringLiteral("bash"));
        field(*window, "hostname")->setText(QStringLiteral("cycler-pc-1"));
        auto* port = field(*window, "port");
        QVERIFY(port != nullptr);
        QTest::keyClicks(port, QStringLiteral("99999"));
        const auto* said = reason(*window, "port");
        QVERIFY(said != nullptr);
        QCOMPARE(said->text(), QStringLiteral("✕ \"port\" is 99999, but must be a whole number from 1 to 65535."));
        QVERIFY(!shown<QPushButton>(*window, "savePreferences")->isEnabled());
        port->setText(QStringLiteral("twenty"));
        QCOMPARE(said->text(), QStringLiteral("✕ \"port\" is \"twenty\", but must be a whole number from 1 to 65535."));
        QCOMPARE(port->text(), QStringLiteral("twenty"));
        port->setText(QStringLiteral("2222"));
        QTRY_VERIFY(!said->isVisible());
        QVERIFY(shown<QPushButton>(*window, "savePreferences")->isEnabled());
    }

    void aServerIsAddedTestedAndSavedAndTheWindowKnowsItAtOnce()
    {
        const QString folder = makeLab(slow);
        Json before = sharedOf(folder);
        before["Colour of the lab"] = "blue";
        replaceFileText(toPath(folder) / "shared_config.json", before.dump());
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "servers") != nullptr);
        QVERIFY(click(*window, "servers-add"));
        field(*window, "label")->setText(QStringLiteral("tt9"));
        QVERIFY(!shown<QPushButton>(*window, "savePreferences")->isEnabled());  // tomato needs a host
        QVERIFY(reason(*window, "hostname")->text().contains(QStringLiteral("is missing")));
        shown<QComboBox>(*window, "field-server_type")->setCurrentText(QStringLiteral("simulated"));
        QVERIFY(click(*window, "testConnection"));
        const auto usable = [&] {
            for (const QLabel* line : window->findChildren<QLabel*>(QStringLiteral("testLine"))) {
                if (line->text() == QStringLiteral("● tt9 can be used.")) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(usable(), patience_ms);
        QVERIFY(click(*window, "savePreferences"));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QToolButton*>(QStringLiteral("server-tt9")) != nullptr, patience_ms);
        const Json after = sharedOf(folder);
        QCOMPARE(after["Servers"].size(), 2U);
        QCOMPARE(after["Servers"][1]["label"].get<std::string>(), std::string("tt9"));
        QCOMPARE(after["Colour of the lab"].get<std::string>(), std::string("blue"));
    }

    void aSimulatedServerIsAskedForNoHostAndSaysInWhatItsSpeedIsCounted()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "servers") != nullptr);
        const auto* speed = field(*window, "speed");
        QVERIFY(speed != nullptr);
        const auto onScreen = [&](const char* label) { return isOnScreen(*window, label); };
        QVERIFY(onScreen("Speed (times real time)"));
        for (const char* foreign : {"Host name", "User name", "Port", "Shell", "Jump host", "Folder of ketchup"}) {
            QVERIFY2(!onScreen(foreign), foreign);
        }
        const int before = speed->mapTo(window.get(), QPoint()).x();
        shown<QComboBox>(*window, "field-server_type")->setCurrentText(QStringLiteral("tomato"));
        QTRY_VERIFY(onScreen("Host name") && onScreen("Jump host") && onScreen("Port"));
        QVERIFY(!onScreen("Speed (times real time)"));
        QTRY_COMPARE(field(*window, "hostname")->mapTo(window.get(), QPoint()).x(), before);
    }

    void aDatabaseInAFileIsAskedForNoServer()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "project") != nullptr);
        auto* kind = shown<QComboBox>(*window, "field-Database type");
        QVERIFY(kind != nullptr);
        QCOMPARE(kind->currentText(), QStringLiteral("sqlite"));
        QVERIFY(isOnScreen(*window, "Database"));
        for (const char* foreign :
             {"Database server", "Port of the server", "Name on the server", "User on the server"}) {
            QVERIFY2(!isOnScreen(*window, foreign), foreign);
        }
        kind->setCurrentText(QStringLiteral("postgresql"));
        QTRY_VERIFY(isOnScreen(*window, "Database server") && isOnScreen(*window, "Name on the server"));
        QVERIFY(!isOnScreen(*window, "Database"));
        kind->setCurrentText(QStringLiteral("sqlite"));
        QTRY_VERIFY(isOnScreen(*window, "Database") && !isOnScreen(*window, "Database server"));
    }

    void fieldsOfOnePageBeginAtTheSamePlace()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "daemon") != nullptr);
        QTRY_COMPARE(field(*window, "Nightly at")->mapTo(window.get(), QPoint()).x(),
                     field(*window, "Form eff")->mapTo(window.get(), QPoint()).x());
    }

    void columnsSayWhatTheyHoldInWordsAndKeepTheirTypeInTheFile()
    {
        const QString folder = makeLab(slow);
        configure(folder, {{"Sample database",
                            {{{"Name", "Sample ID"}, {"Type", "VARCHAR(255)"}},
                             {{"Name", "Comment"}, {"Type", "TEXT"}},
                             {{"Name", "Rack"}, {"Type", "VARCHAR(40)"}},
                             {{"Name", "Mass (mg)"}, {"Type", "FLOAT"}},
                             {{"Name", "Position"}, {"Type", "INT"}},
                             {{"Name", "Made"}, {"Type", "DATETIME"}}}}});
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "columns") != nullptr);
        auto* table = shown<QTableWidget>(*window, "columnsTable");
        QVERIFY(table != nullptr);
        const auto kind = [table](int row) { return qobject_cast<QComboBox*>(table->cellWidget(row, 1)); };
        const QStringList said{kind(0)->currentText(), kind(1)->currentText(), kind(2)->currentText(),
                               kind(3)->currentText(), kind(4)->currentText(), kind(5)->currentText()};
        QCOMPARE(said.join(u'|'), QStringLiteral("Text|Text|Text|Number|Whole number|Date and time"));
        for (int entry = 0; entry < kind(0)->count(); ++entry) {
            QVERIFY2(!kind(0)->itemText(entry).contains(QStringLiteral("VARCHAR")),
                     qPrintable(kind(0)->itemText(entry)));
        }
        kind(4)->setCurrentText(QStringLiteral("Number"));
        kind(2)->setCurrentText(QStringLiteral("Number"));
        kind(2)->setCurrentText(QStringLiteral("Text"));  // back to what it was
        QVERIFY(click(*window, "savePreferences"));
        const auto typeOf = [&](std::size_t column) {
            return sharedOf(folder)["Sample database"][column]["Type"].get<std::string>();
        };
        QTRY_COMPARE_WITH_TIMEOUT(typeOf(4), std::string("FLOAT"), patience_ms);
        QCOMPARE(typeOf(1), std::string("TEXT"));
        QCOMPARE(typeOf(2), std::string("VARCHAR(40)"));
        QCOMPARE(typeOf(5), std::string("DATETIME"));
    }

    void serversByTheirLabelAreEditedAndStayInThatForm()
    {
        const QString folder = makeLab(slow);
        Json before = sharedOf(folder);
        before["Servers"] = {{"sim", {{"server_type", "simulated"}, {"speed", 1}, {"rack", "B"}}},
                             {"sim2", {{"server_type", "simulated"}}}};
        replaceFileText(toPath(folder) / "shared_config.json", before.dump());
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "servers") != nullptr);
        const auto* labels = shown<QListWidget>(*window, "servers-labels");
        QCOMPARE(labels->count(), 2);
        QCOMPARE(labels->item(1)->text(), QStringLiteral("sim2"));
        field(*window, "label")->setText(QStringLiteral("sim2"));  // an object cannot hold both
        QVERIFY(!shown<QPushButton>(*window, "savePreferences")->isEnabled());
        field(*window, "label")->setText(QStringLiteral("sim1"));
        field(*window, "speed")->setText(QStringLiteral("60"));
        QVERIFY(click(*window, "savePreferences"));
        const Json wanted = {{"sim1", {{"server_type", "simulated"}, {"speed", 60}, {"rack", "B"}}},
                             {"sim2", {{"server_type", "simulated"}}}};
        // Which of them comes first is no matter: compared without order.
        const auto stored = [&] {
            return nlohmann::json::parse(sharedOf(folder)["Servers"].dump()) == nlohmann::json::parse(wanted.dump());
        };
        QTRY_VERIFY_WITH_TIMEOUT(stored(), patience_ms);
    }

    void aHarvestedFolderIsTriedBeforeItIsSaved()
    {
        const QString folder = makeLab(slow);
        const std::filesystem::path files = toPath(folder) / "from the cyclers";
        std::filesystem::create_directories(files);
        replaceFileText(files / "notes.txt", "x");
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "harvesters") != nullptr);
        QVERIFY(click(*window, "eclab-add"));
        field(*window, "EC-lab folder location")->setText(toQString(pathText(files)));
        QVERIFY(click(*window, "testConnection"));
        const auto lines = [&] {
            QStringList texts;
            for (const QLabel* line : window->findChildren<QLabel*>(QStringLiteral("testLine"))) {
                texts.append(line->text());
            }
            return texts;
        };
        QTRY_VERIFY_WITH_TIMEOUT(lines().contains(QStringLiteral("● ec can be used.")), patience_ms);
        QVERIFY(lines().contains(QStringLiteral("■ folder: 1 file")));
        field(*window, "EC-lab folder location")->setText(QStringLiteral("/no/such/folder"));
        QVERIFY(click(*window, "testConnection"));
        QTRY_VERIFY_WITH_TIMEOUT(lines().contains(QStringLiteral("○ recordings: not tried")), patience_ms);
        const TaskTable tasks(window->tasks());
        const auto state = [&tasks](int row) { return tasks.index(row, 1).data().toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(tasks.rowCount(), 2, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(state(0), QStringLiteral("✕ failed"), patience_ms);
        QCOMPARE(state(1), QStringLiteral("■ done"));
    }

    void theTestStaysImpossibleWhenThatChangedWhileItRan()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(open(*window, "servers") != nullptr);
        auto* button = shown<QPushButton>(*window, "testConnection");
        const QString label = field(*window, "label")->text();
        QVERIFY(click(*window, "testConnection"));
        QVERIFY(!button->isEnabled());
        field(*window, "label")->clear();
        const QString why = button->toolTip();
        QTRY_VERIFY_WITH_TIMEOUT(window->tasks().active().empty(), patience_ms);
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), why);
        field(*window, "label")->setText(label);
        QVERIFY(button->isEnabled());
    }

    void removingAColumnCountsWhatWouldBeLostAndAsksTwice()
    {
        const QString folder = makeProject();  // two of its samples have an anode mass
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(open(*window, "columns") != nullptr);
        auto* table = shown<QTableWidget>(*window, "columnsTable");
        QVERIFY(table != nullptr);
        const auto items = table->findItems(QStringLiteral("Anode mass (mg)"), Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        table->setCurrentItem(items.front());
        QVERIFY(click(*window, "columns-remove"));
        QVERIFY(shown<QLabel>(*window, "columnsNotice")->text().contains(QStringLiteral("Anode mass (mg)")));
        QVERIFY(click(*window, "savePreferences"));
        const auto said = [&] {
            QString text;
            const auto* question = shown<QDialog>(*window, "confirmation");
            for (const QLabel* label : question->findChildren<QLabel*>()) {
                text += label->text();
            }
            return text;
        };
        QVERIFY2(said().contains(QStringLiteral("Filled fields that would be lost: 2.")), qPrintable(said()));
        QVERIFY(click(*window, "confirmButton"));
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(QStringLiteral("Really lose the content of 2 fields?")), patience_ms);
        QVERIFY(click(*window, "confirmButton"));
        const auto gone = [&] {
            const services::Project project = services::openProject(toPath(folder), services::MissingColumns::Left);
            return services::planColumns(project).removed.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(gone(), patience_ms);
    }

    void aPrivateKeyThatIsNotThereIsToldBesideItsFieldByTheTestAndWhenItIsSaved()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(pipelines(*window) != nullptr);
        auto* dialog = open(*window, "own");
        QVERIFY(dialog != nullptr);
        const QString said = QStringLiteral("▲ /no/such/key is not there: without it, only the agent and the keys in "
                                            "~/.ssh are tried.");
        auto* key = field(*window, "SSH private key path");
        key->setText(QStringLiteral("/no/such/key"));
        const auto* beside = reason(*window, "SSH private key path");
        QVERIFY(beside != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(beside->text(), said, patience_ms);
        QVERIFY(shown<QPushButton>(*window, "savePreferences")->isEnabled());  // it may be put there later
        key->setText(write("key", "a key"));
        QTRY_VERIFY_WITH_TIMEOUT(!beside->isVisible(), patience_ms);
        key->setText(QStringLiteral("/no/such/key"));

        dialog->showSection(QStringLiteral("servers"));
        shown<QComboBox>(*window, "field-server_type")->setCurrentText(QStringLiteral("tomato"));
        shown<QComboBox>(*window, "field-shell_type")->setCurrentText(QStringLiteral("bash"));
        field(*window, "hostname")->setText(QStringLiteral("127.0.0.1"));
        field(*window, "port")->setText(QStringLiteral("1"));  // nobody listens there
        QVERIFY(click(*window, "testConnection"));
        const auto isTold = [&] {
            const QList<QLabel*> lines = window->findChildren<QLabel*>(QStringLiteral("testLine"));
            return std::any_of(lines.begin(), lines.end(),
                               [&said](const QLabel* line) { return line->text() == said; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTold(), patience_ms);

        QVERIFY(click(*window, "savePreferences"));
        QTRY_VERIFY_WITH_TIMEOUT(
            messages(*window).contains(QStringLiteral("The preferences are saved. /no/such/key is not there")),
            patience_ms);
    }

    void withoutAProjectOnlyTheOwnFileIsEdited()
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, "own") != nullptr);
        field(window, "SSH private key path")->setText(QStringLiteral("/home/a/key"));
        QVERIFY(click(window, "savePreferences"));
        const auto written = [] {
            const Json user = services::readConfiguration(services::userConfigPath());
            return textAt(user, "SSH private key path").value_or("") == "/home/a/key";
        };
        QTRY_VERIFY_WITH_TIMEOUT(written(), patience_ms);
    }
};

AURORA_WINDOW_TESTS(PreferencesTest)
#include "preferences_test.moc"
