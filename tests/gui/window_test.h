#pragma once

#include "gui/main_window.h"

#include "aurora/core/file.h"
#include "aurora/services/import_samples.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "support/temporary_folder.h"

#include <QDialog>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QTest>

#include <memory>

namespace aurora::gui::test {

inline constexpr int patience_ms = 20000;

inline constexpr const char* robotFile = "Sample ID;Label;Anode mass (mg);Cathode type\n"
                                         "run_a_10;ten;22.5;LFP\n"
                                         "run_a_2;two;21.25;NMC\n"
                                         "run_a_1;one;;LFP\n";

inline constexpr const char* nextRobotFile = "Sample ID;Label;Anode mass (mg);Colour of the tweezers\n"
                                             "run_a_2;two again;21.25;red\n"
                                             "run_a_10;ten;22.5;blue\n"
                                             "run_b_1;new;20.125;blue\n";

/// The entry of the menu bar with this text.
inline QAction* action(MainWindow& window, const char* text)
{
    for (const QMenu* menu : window.menuBar()->findChildren<QMenu*>()) {
        for (QAction* candidate : menu->actions()) {
            if (candidate->text().remove(QLatin1Char('&')) == QString::fromUtf8(text)) {
                return candidate;
            }
        }
    }
    qFatal("no action \"%s\"", text);
}

inline QStringList column(const QTableView* table, const char* name)
{
    QStringList cells;
    const QAbstractItemModel* model = table->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() != QLatin1String(name)) {
            continue;
        }
        for (int row = 0; row < model->rowCount(); ++row) {
            cells.append(model->index(row, column).data().toString());
        }
    }
    return cells;
}

/// The words of a text that are parted by blanks.
inline QStringList list(const char* words)
{
    return QString::fromUtf8(words).split(QLatin1Char(' '));
}

/// Tests that drive the whole window begin here: a fresh user, a small project, the window on it.
class WindowTest : public QObject
{
protected:
    QString write(const char* name, const char* content)
    {
        QFile file(QString::fromStdString((m_folder->path() / name).string()));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0) {
            qFatal("cannot write %s", name);
        }
        return file.fileName();
    }

    /// A project with the samples of robotFile. @return its folder
    QString makeProject()
    {
        const services::Project project = services::initProject(m_folder->path() / "lab");
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("robot.csv", robotFile))));
        return toQString(pathText(project.folder()));
    }

    std::unique_ptr<MainWindow> openWindow(const QStringList& paths)
    {
        auto window = std::make_unique<MainWindow>();
        window->show();
        window->openPaths(paths);
        return window;
    }

    /// Goes to the Samples page of a window on makeProject(). @return its table, with its rows read
    QTableView* samplesTable(MainWindow& window)
    {
        QTableView* table = nullptr;
        const auto read = [&] {
            QAction* page = action(window, "Samples");
            if (table == nullptr && page->isEnabled()) {
                page->trigger();
            }
            table = window.findChild<QTableView*>(QStringLiteral("samplesTable"));
            return table != nullptr && table->model()->rowCount() > 0;
        };
        return QTest::qWaitFor(read, patience_ms) ? table : nullptr;
    }

    template <class Widget>
    Widget* dialogChild(MainWindow& window, const char* name)
    {
        Widget* child = nullptr;
        const auto there = [&] {
            const auto dialogs = window.findChildren<QDialog*>();
            child = dialogs.isEmpty() ? nullptr : dialogs.front()->findChild<Widget*>(QString::fromLatin1(name));
            return child != nullptr;
        };
        return QTest::qWaitFor(there, patience_ms) ? child : nullptr;
    }

    /// Before each test: no project, no settings, the light theme.
    void beginFresh()
    {
        m_folder = std::make_unique<aurora::test::TemporaryFolder>();
        qputenv("AURORA_USER_CONFIG", (m_folder->path() / "user" / "config.json").string().c_str());
        qunsetenv("AURORA_PROJECT");
        captureSystemPalette();
        applyTheme(Theme::Light);
    }

    std::unique_ptr<aurora::test::TemporaryFolder> m_folder;
};

}  // namespace aurora::gui::test
