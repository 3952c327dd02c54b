#pragma once

#include "gui/window_test.h"

#include "aurora/core/file.h"
#include "aurora/core/json.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace aurora::gui::test {

/// Three cells that can be charged by every definition of capacity, and one that lacks a diameter.
/// Areal: 2 mAh/cm² × π(14 mm / 2)² = 3.079 mAh. Nominal: 3 mAh.
inline constexpr const char* cellFile =
    "Sample ID;Cathode C-rate definition areal capacity (mAh/cm2);Cathode diameter (mm);Anode diameter (mm);"
    "C-rate definition capacity (mAh)\n"
    "lab_08;2;14;15;3\n"
    "lab_09;2;14;15;3\n"
    "lab_10;2;14;15;3\n"
    "lab_11;2;;15;3\n";

/// 1 h rest, then three cycles of C/2 and D/2 between 3.0 and 4.2 V: some 13 h.
inline constexpr const char* payloadFile = R"({
    "version": "0.2",
    "sample": {"name": "$NAME", "capacity": 0.0},
    "method": [
        {"technique": "open_circuit_voltage", "time": 3600},
        {"technique": "constant_current", "current": "C/2", "time": 14400, "limit_voltage_max": 4.2},
        {"technique": "constant_current", "current": "D/2", "time": 14400, "limit_voltage_min": 3.0},
        {"technique": "loop", "goto": 1, "n_gotos": 2}
    ],
    "tomato": {"unlock_when_done": false}
})";

/// The window on a project with a simulated server.
class LabWindowTest : public WindowTest
{
protected:
    static constexpr double slow = 1;      ///< jobs do not end while a test looks at them
    static constexpr double fast = 10000;  ///< the 13 h of payloadFile take 5 s

    /// A project with the cells of cellFile, a simulated server `sim` and the payload `cycle.json`. @return its folder
    QString makeLab(double speed, const Json& furtherServers = Json::array())
    {
        const std::filesystem::path folder = m_folder->path() / "lab";
        {
            const services::Project fresh = services::initProject(folder);
            services::applySampleImport(fresh, services::planSampleImport(fresh, toPath(write("cells.csv", cellFile))));
        }
        const std::filesystem::path file = folder / "shared_config.json";
        Json config = Json::parse(readFile(file));
        config["Servers"] = Json::array({{{"label", "sim"}, {"server_type", "simulated"}, {"speed", speed}}});
        for (const Json& server : furtherServers) {
            config["Servers"].push_back(server);
        }
        replaceFileText(file, config.dump());
        replaceFileText(folder / "protocols" / "cycle.json", payloadFile);
        return toQString(pathText(folder));
    }

    /// Puts keys into the shared configuration of a project that is not open.
    static void configure(const QString& folder, const Json& keys)
    {
        const std::filesystem::path file = toPath(folder) / "shared_config.json";
        Json config = Json::parse(readFile(file));
        config.update(keys);
        replaceFileText(file, config.dump());
    }

    /// Pushes a button of the message bar.
    static bool clickMessage(MainWindow& window, const char* text)
    {
        QPushButton* found = nullptr;
        const auto there = [&] {
            for (auto* button : window.findChildren<QPushButton*>()) {
                const bool is = button->text().remove(QLatin1Char('&')) == QString::fromUtf8(text);
                found = is && button->isVisible() ? button : found;
            }
            return found != nullptr;
        };
        if (!QTest::qWaitFor(there, patience_ms)) {
            return false;
        }
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }

    /// Goes to a page. @return its table
    static QTableView* showPage(MainWindow& window, const char* title, const char* table)
    {
        QTableView* view = nullptr;
        const auto there = [&] {
            if (action(window, title)->isEnabled()) {
                action(window, title)->trigger();
            }
            view = window.findChild<QTableView*>(QString::fromLatin1(table));
            return view != nullptr;
        };
        return QTest::qWaitFor(there, patience_ms) ? view : nullptr;
    }

    static QTableView* pipelines(MainWindow& window) { return showPage(window, "Pipelines", "pipelinesTable"); }

    static QTableView* jobs(MainWindow& window) { return showPage(window, "Jobs", "jobsTable"); }

    /// The Pipelines page with the eight pipelines of the simulated server.
    static QTableView* updatedPipelines(MainWindow& window)
    {
        QTableView* table = pipelines(window);
        if (table == nullptr || !trigger(window, "Update from cyclers")) {
            return nullptr;
        }
        return QTest::qWaitFor([table] { return table->model()->rowCount() >= 8; }, patience_ms) ? table : nullptr;
    }

    /// Triggers a menu entry as soon as it can be.
    static bool trigger(MainWindow& window, const char* text)
    {
        QAction* entry = action(window, text);
        if (!QTest::qWaitFor([entry] { return entry->isEnabled(); }, patience_ms)) {
            qWarning("%s: %s", text, qPrintable(entry->toolTip()));
            return false;
        }
        entry->trigger();
        return true;
    }

    /// A child of a dialog that is on screen.
    template <class Widget>
    static Widget* shown(MainWindow& window, const char* name)
    {
        Widget* found = nullptr;
        const auto there = [&] {
            for (Widget* candidate : window.findChildren<Widget*>(QString::fromLatin1(name))) {
                found = candidate->isVisible() ? candidate : found;
            }
            return found != nullptr;
        };
        return QTest::qWaitFor(there, patience_ms) ? found : nullptr;
    }

    /// A child of a page, whether it is on screen or not.
    template <class Widget>
    static Widget* onPage(MainWindow& window, const char* page, const char* name)
    {
        const auto* shownPage = window.findChild<QWidget*>(QString::fromLatin1(page));
        return shownPage == nullptr ? nullptr : shownPage->findChild<Widget*>(QString::fromLatin1(name));
    }

    static bool click(MainWindow& window, const char* button)
    {
        auto* found = shown<QPushButton>(window, button);
        if (found == nullptr || !QTest::qWaitFor([found] { return found->isEnabled(); }, patience_ms)) {
            return false;
        }
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }

    static void selectRows(QTableView* table, const std::vector<int>& rows)
    {
        table->clearSelection();
        for (const int row : rows) {
            table->selectionModel()->select(table->model()->index(row, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }

    static bool becomes(const QTableView* table, const char* name, int row, const char* text)
    {
        const auto is = [&] { return column(table, name).value(row) == QString::fromUtf8(text); };
        const bool became = QTest::qWaitFor(is, patience_ms);
        if (!became) {
            qWarning("%s is %s", name, qPrintable(column(table, name).value(row)));
        }
        return became;
    }

    /// Puts lab_08 and the IDs after it on the first pipelines, by the dialog.
    static bool loadFirst(MainWindow& window, QTableView* table, int count)
    {
        std::vector<int> rows(static_cast<std::size_t>(count));
        for (int row = 0; row < count; ++row) {
            rows[static_cast<std::size_t>(row)] = row;
        }
        selectRows(table, rows);
        if (!trigger(window, "Load samples…")) {
            return false;
        }
        auto* first = shown<QComboBox>(window, "sample0");
        if (first == nullptr) {
            return false;
        }
        first->setEditText(QStringLiteral("lab_08"));
        if (count > 1) {
            auto* last = shown<QComboBox>(window, qPrintable(QStringLiteral("sample%1").arg(count - 1)));
            QTest::mouseClick(shown<QPushButton>(window, "increment"), Qt::LeftButton);
            if (!QTest::qWaitFor([last] { return !last->currentText().isEmpty(); }, patience_ms)) {
                return false;
            }
        }
        return click(window, "loadButton") && becomes(table, "Ready", count - 1, "○ not ready");
    }

    static bool choosePayload(MainWindow& window, const char* name)
    {
        auto* payload = shown<QComboBox>(window, "payload");
        const auto listed = [&] { return payload->findText(QString::fromUtf8(name)) >= 0; };
        if (payload == nullptr || !QTest::qWaitFor(listed, patience_ms)) {
            return false;
        }
        payload->setCurrentText(QString::fromUtf8(name));
        return true;
    }

    /// Submits cycle.json by nominal capacity to the selected rows, by the dialog.
    static bool submitSelected(MainWindow& window, const char* comment)
    {
        if (!trigger(window, "Submit jobs…")) {
            return false;
        }
        auto* nominal = shown<QWidget>(window, "nominal");
        if (nominal == nullptr || !choosePayload(window, "cycle.json")) {
            return false;
        }
        QTest::mouseClick(nominal, Qt::LeftButton, {}, QPoint(8, nominal->height() / 2));
        shown<QLineEdit>(window, "comment")->setText(QString::fromUtf8(comment));
        return click(window, "submitButton");
    }

    /// What stands in the message bar.
    static QString messages(const MainWindow& window)
    {
        QStringList texts;
        for (const QLabel* label : window.findChildren<QLabel*>(QStringLiteral("messageText"))) {
            texts.append(label->text());
        }
        return texts.join(QLatin1Char('\n'));
    }
};

}  // namespace aurora::gui::test
