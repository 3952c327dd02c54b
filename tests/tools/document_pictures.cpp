// Takes the pictures of README.md and docs/user-guide.md: document_pictures PROJECT FOLDER. PROJECT is a fresh demo.
//
// It goes the ways that the guide tells: the cell that is loaded, submitted and drawn is that of its example.
#include "gui/charts/chart_panel.h"
#include "gui/tables/table_view.h"
#include "tools/document_window.h"
#include "tools/small_picture.h"
#include "tools/window_hand.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include <cstdio>
#include <cstdlib>

namespace aurora::tools {

namespace {

const QString freshCell = QStringLiteral("250403_demo_04");
const QString freeChannel = QStringLiteral("demo-simulated-1-4");

class Photographer
{
public:
    Photographer(QString project, QString folder) : m_project(std::move(project)), m_folder(std::move(folder)) {}

    void takeAll()
    {
        m_window.get()->openPaths({m_project});
        m_hand.settle([this] { return m_window.get()->windowTitle().startsWith(QDir(m_project).dirName()); });
        takeOverview();
        takeTables();
        takeProtocols();
        startJob();
        takeBatchPlots();
        takeSamplePlots();
        takeFigure();
        takeDialogs();
    }

private:
    void save(const QImage& picture, const char* name) const
    {
        const QString file = QStringLiteral("%1/%2.png").arg(m_folder, QString::fromLatin1(name));
        if (!saveSmall(picture, file)) {
            std::fprintf(stderr, "%s cannot be written.\n", qPrintable(file));
            std::exit(1);
        }
        std::fprintf(stderr, "%s\n", qPrintable(file));
    }

    void save(const char* name) const { save(m_hand.picture(), name); }

    void saveDialog(QWidget* part, const char* name) const { save(WindowHand::pictureOf(*part->window()), name); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { m_hand.key(m_window.get(), key, modifiers); }

    /// The row of a table whose key column says this.
    void clickRow(gui::TableView& table, const QString& text, Qt::KeyboardModifiers modifiers = {})
    {
        QModelIndexList found;
        m_hand.waitFor(qPrintable(text), [&] {
            const QAbstractItemModel* model = table.model();
            found = model->rowCount() == 0
                        ? QModelIndexList()
                        : model->match(model->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly);
            return !found.isEmpty();
        });
        const int visible = table.horizontalHeader()->logicalIndexAt(table.viewport()->width() / 2);
        m_hand.clickRow(&table, found.front().siblingAtColumn(visible), modifiers);
        m_hand.settle();
    }

    gui::TableView* goToTable(const char* page, const char* name)
    {
        m_hand.goTo(QString::fromLatin1(page));
        auto* table = m_hand.widget<gui::TableView>(name);
        m_hand.settle([table] { return table->model()->rowCount() > 0; });
        return table;
    }

    void takeOverview()
    {
        m_hand.goTo(QStringLiteral("Overview"));
        m_hand.settle();
        press(Qt::Key_F6);
        m_hand.settle();
        save("overview");
    }

    void takeTables()
    {
        clickRow(*goToTable("Samples", "samplesTable"), QStringLiteral("250301_demo_01"));
        save("samples");
    }

    void takeProtocols()
    {
        m_hand.goTo(QStringLiteral("Protocols"));
        auto* files = m_hand.widget<QListView>("protocolFiles");
        m_hand.waitFor("protocols", [files] { return files->model()->rowCount() > 1; });
        constexpr int formation = 1;  // behind cycling_C2
        m_hand.clickRow(files, files->model()->index(formation, 0));
        m_hand.settle();
        auto* steps = m_hand.widget<QAbstractItemView>("protocolSteps");
        constexpr int charge = 1;
        m_hand.clickRow(steps, steps->model()->index(charge, 1));
        m_hand.settle();
        save("protocols");
    }

    /// The example of the chapter “Start a job”.
    void startJob()
    {
        auto* table = goToTable("Pipelines", "pipelinesTable");
        clickRow(*table, freeChannel);
        press(Qt::Key_L, Qt::ControlModifier);
        auto* chooser = m_hand.widget<QComboBox>("sample0");
        m_hand.settle();
        m_hand.type(chooser->lineEdit(), freshCell.right(11));
        m_hand.key(chooser->lineEdit(), Qt::Key_Return);
        m_hand.settle([chooser] { return chooser->currentText() == freshCell; });
        saveDialog(chooser, "load");
        m_hand.click(m_hand.widget<QPushButton>("loadButton"));
        m_hand.settle();
        submit();
        press(Qt::Key_F7);
        m_hand.settle();
        constexpr int someHours_ms = 20'000;  // an hour passes in a second
        m_hand.wait(someHours_ms);
        press(Qt::Key_F8);
        m_hand.settle();
        const QModelIndex current = table->currentIndex();
        m_hand.doubleClick(table->viewport(), table->visualRect(current).center());
        m_hand.settle();
        save("formation");
    }

    void submit()
    {
        press(Qt::Key_J, Qt::ControlModifier);
        auto* payload = m_hand.widget<QComboBox>("payload");
        m_hand.waitFor("payloads", [payload] { return payload->count() > 1; });
        chooseInList(m_hand, *payload, QStringLiteral("formation_C10.json"));
        auto* button = m_hand.widget<QPushButton>("submitButton");
        m_hand.settle([button] { return button->isEnabled(); });
        save("submit");
        m_hand.click(button);
        m_hand.settle();
        m_hand.key(payload->window(), Qt::Key_Escape);
        m_hand.settle();
    }

    void takeBatchPlots()
    {
        m_hand.goTo(QStringLiteral("Batch plots"));
        m_hand.settle();
        auto* batch = m_hand.widget<QComboBox>("batchChoice");
        constexpr int first = 1;  // behind “no batch”
        chooseInList(m_hand, *batch, batch->itemText(first));
        chooseInList(m_hand, *m_hand.widget<QComboBox>("colourBy"), QStringLiteral("Electrolyte name"));
        save("batch-plots");
    }

    /// Ticks samples and no others.
    void tick(int firstRow, int lastRow)
    {
        m_hand.click(m_hand.widget<QToolButton>("untickAll"));
        auto* list = m_hand.widget<QWidget>("sampleList")->findChild<QListView*>();
        for (int row = firstRow; row <= lastRow; ++row) {
            const QRect rect = list->visualRect(list->model()->index(row, 0));
            constexpr int box_px = 14;
            m_hand.click(list->viewport(), QPoint(rect.left() + box_px, rect.center().y()));
        }
        m_hand.settle();
    }

    void takeSamplePlots()
    {
        m_hand.goTo(QStringLiteral("Sample plots"));
        m_hand.settle();
        tick(0, 2);
        save("sample-plots");
    }

    /// The Nyquist plot of the chapter “Make a figure for a paper”, as it is written.
    void takeFigure()
    {
        constexpr int withImpedance = 1;
        tick(withImpedance, withImpedance);
        auto* panel = m_window.get()->findChild<gui::ChartPanel*>(QStringLiteral("impedanceChart"));
        for (auto* tabs : m_window.get()->findChildren<QTabWidget*>()) {
            if (const int at = tabs->indexOf(panel); at >= 0) {
                m_hand.click(tabs->tabBar(), tabs->tabBar()->tabRect(at).center());
            }
        }
        m_hand.settle();
        m_hand.click(m_hand.widget<gui::ChartPanel>("impedanceChart")->view().viewport(), QPoint(4, 4));
        press(Qt::Key_F11);
        m_hand.settle();
        const QString file = QDir(m_project).filePath(QStringLiteral("nyquist.png"));
        m_hand.choosingFile([this] { press(Qt::Key_P, Qt::ControlModifier); }, file);
        m_hand.settle();
        save(QImage(file), "nyquist");
        press(Qt::Key_F11);
        m_hand.settle();
    }

    void takeDialogs()
    {
        auto* results = goToTable("Results", "resultsTable");
        clickRow(*results, QStringLiteral("250301_demo_01"));
        clickRow(*results, QStringLiteral("250301_demo_06"), Qt::ShiftModifier);
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        auto* csv = m_hand.widget<QCheckBox>("seriesCsv");
        m_hand.settle();
        saveDialog(csv, "export");
        m_hand.key(csv->window(), Qt::Key_Escape);

        press(Qt::Key_Comma, Qt::ControlModifier);
        auto* sections = m_hand.widget<QListWidget>("preferenceSections");
        m_hand.settle();
        QListWidgetItem* servers = sections->findItems(QStringLiteral("Servers"), Qt::MatchExactly).front();
        m_hand.clickRow(sections, sections->indexFromItem(servers));
        m_hand.settle();
        saveDialog(sections, "servers");
        m_hand.key(sections->window(), Qt::Key_Escape);

        for (const QMenu* menu : m_window.get()->menuBar()->findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (action->text().remove(QLatin1Char('&')).startsWith(QStringLiteral("Backups"))) {
                    action->trigger();
                }
            }
        }
        auto* backUp = m_hand.widget<QPushButton>("backUpNow");
        m_hand.click(backUp);
        m_hand.settle();
        saveDialog(backUp, "backups");
        m_hand.key(backUp->window(), Qt::Key_Escape);
        m_hand.settle();
    }

    QString m_project;
    QString m_folder;
    DocumentWindow m_window;
    WindowHand m_hand{*m_window.get()};
};

}  // namespace

}  // namespace aurora::tools

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("document_pictures PROJECT FOLDER\n", stderr);
        return 2;
    }
    aurora::tools::prepareApplication();
    const QApplication application(argc, argv);
    aurora::tools::Photographer(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2])).takeAll();
    return 0;
}
