// Goes the nine steps of docs/first-five-minutes.md with mouse and keyboard, takes their pictures and their times:
// first_five_minutes PROGRAM FOLDER. The times are printed as the table of that document.
//
// The demo and the project are made in the documents of the user: scripts/document-pictures gives it one of its own.
#include "gui/charts/chart_panel.h"
#include "gui/tables/table_view.h"
#include "tools/document_window.h"
#include "tools/small_picture.h"
#include "tools/window_hand.h"

#include <QApplication>
#include <QComboBox>
#include <QCommandLinkButton>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QToolButton>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace aurora::tools {

namespace {

/// Seconds from the start of the program until its window is painted.
double startTime_s(const QString& program)
{
    constexpr int patience_ms = 30'000;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("AURORA_STARTUP_TIME"), QStringLiteral("1"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, {});
    static const QRegularExpression said(QStringLiteral("usable after ([0-9.]+) s"));
    QString words;
    QRegularExpressionMatch found;
    while (!(found = said.match(words)).hasMatch() && process.waitForReadyRead(patience_ms)) {
        words += QString::fromUtf8(process.readAll());
    }
    process.kill();  // it has nothing to lose
    process.waitForFinished();
    if (!found.hasMatch()) {
        std::fprintf(stderr, "%s did not open its window: %s\n", qPrintable(program), qPrintable(words));
        std::exit(1);
    }
    return found.captured(1).toDouble();
}

class FirstFiveMinutes
{
public:
    FirstFiveMinutes(const QString& program, QString folder)
        : m_folder(std::move(folder)), m_start_s(startTime_s(program))
    {
    }

    void goAll()
    {
        for (const Step& step : steps) {
            std::fprintf(stderr, "%s\n", step.title);
            const double own_s = (this->*step.go)();
            m_times_s.push_back(own_s + m_hand.time_s());
        }
    }

    void printTimes() const
    {
        double all_s = 0;
        std::puts("| step | time |\n| --- | --- |");
        for (std::size_t step = 0; step < steps.size(); ++step) {
            const double time_s = m_times_s[step];
            std::printf("| %zu. %s | %.*f s |\n", step + 1, steps[step].title, time_s < 1 ? 2 : 1, time_s);
            all_s += time_s;
        }
        std::printf("| together | %.1f s |\n", all_s);
    }

private:
    struct Step
    {
        const char* title;
        double (FirstFiveMinutes::*go)();  ///< returns seconds that the hand has not taken itself
    };

    static const std::array<Step, 9> steps;

    void save(int number) const
    {
        const QString file = QStringLiteral("%1/first-five-minutes-%2.png").arg(m_folder).arg(number);
        if (!saveSmall(m_hand.picture(), file)) {
            std::fprintf(stderr, "%s cannot be written.\n", qPrintable(file));
            std::exit(1);
        }
    }

    double start()
    {
        m_hand.settle();
        static_cast<void>(m_hand.time_s());
        save(1);
        return m_start_s;
    }

    double tryDemo()
    {
        for (auto* button : m_window.get()->findChildren<QCommandLinkButton*>()) {
            if (button->text() == QStringLiteral("Try the demo")) {
                m_hand.click(button);
            }
        }
        m_hand.settle([this] { return m_window.get()->windowTitle().startsWith(QStringLiteral("Aurora demo")); });
        save(2);
        return 0;
    }

    double makeProject()
    {
        m_hand.choosingFile([this] { m_hand.key(m_window.get(), Qt::Key_N, Qt::ControlModifier); },
                            QStringLiteral("My lab"));
        m_hand.settle([this] { return m_window.get()->windowTitle().startsWith(QStringLiteral("My lab")); });
        return 0;
    }

    double importCells()
    {
        m_hand.key(m_window.get(), Qt::Key_I, Qt::ControlModifier);
        auto* browse = m_hand.widget<QPushButton>("browse");
        m_hand.choosingFile([&] { m_hand.click(browse); }, QStringLiteral("Aurora demo/samples/250301_demo.csv"));
        auto* import = m_hand.widget<QPushButton>("importButton");
        m_hand.settle([import] { return import->isEnabled(); });
        save(3);
        m_hand.click(import);
        m_hand.settle();
        return 0;
    }

    double importData()
    {
        m_hand.key(m_window.get(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        auto* addFolder = m_hand.widget<QPushButton>("addFolder");
        m_hand.choosingFile([&] { m_hand.click(addFolder); }, QStringLiteral("Aurora demo/raw"));
        auto* import = m_hand.widget<QPushButton>("importButton");
        m_hand.settle([import] { return import->isEnabled(); });
        save(4);
        m_hand.click(import);
        m_hand.settle();
        return 0;
    }

    double findWorst()
    {
        m_hand.goTo(QStringLiteral("Results"));
        auto* table = m_hand.widget<gui::TableView>("resultsTable");
        m_hand.settle([table] { return table->model()->rowCount() > 0; });
        const QHeaderView* header = table->horizontalHeader();
        const int column = lossColumn(*table);
        const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                           header->height() / 2);
        for (int click = 0; click < 2; ++click) {
            m_hand.click(header->viewport(), place);
            m_hand.settle();
        }
        save(5);
        return 0;
    }

    static int lossColumn(const gui::TableView& table)
    {
        int column = 0;
        while (
            !table.model()->headerData(column, Qt::Horizontal).toString().startsWith(QStringLiteral("Capacity loss"))) {
            ++column;
        }
        return column;
    }

    double lookAtFade()
    {
        auto* table = m_hand.widget<gui::TableView>("resultsTable");
        m_hand.doubleClick(table->viewport(), table->visualRect(table->model()->index(0, lossColumn(*table))).center());
        m_hand.settle();
        save(6);
        return 0;
    }

    double savePicture()
    {
        auto* panel = m_hand.widget<gui::ChartPanel>("perCycleChart");
        QToolButton* tray = nullptr;
        for (auto* button : panel->findChildren<QToolButton*>()) {
            tray = button->accessibleName() == QStringLiteral("Export this chart") ? button : tray;
        }
        m_hand.opening([&] { m_hand.click(tray); }, [] { return QApplication::activePopupWidget(); },
                       [this](QWidget* menu) {
                           m_hand.settle();
                           save(7);
                           const QRect entry = qobject_cast<QMenu*>(menu)->actionGeometry(menu->actions().front());
                           m_hand.choosingFile([&] { m_hand.click(menu, entry.center()); }, {});
                       });
        m_hand.settle();
        return 0;
    }

    double compareAll()
    {
        m_hand.goTo(QStringLiteral("Batch plots"));
        auto* all = m_hand.widget<QToolButton>("tickShown");
        m_hand.settle();
        m_hand.click(all);
        m_hand.settle();
        chooseInList(m_hand, *m_hand.widget<QComboBox>("colourBy"), QStringLiteral("Electrolyte name"));
        m_hand.settle();
        save(8);
        return 0;
    }

    QString m_folder;
    double m_start_s;  ///< taken before there is another window, which would take over what the program is to open
    DocumentWindow m_window;
    WindowHand m_hand{*m_window.get()};
    std::vector<double> m_times_s;
};

const std::array<FirstFiveMinutes::Step, 9> FirstFiveMinutes::steps{
    Step{"Start", &FirstFiveMinutes::start},
    Step{"Try the demo", &FirstFiveMinutes::tryDemo},
    Step{"Make a project", &FirstFiveMinutes::makeProject},
    Step{"Import the cells", &FirstFiveMinutes::importCells},
    Step{"Import the data", &FirstFiveMinutes::importData},
    Step{"Find the worst cell", &FirstFiveMinutes::findWorst},
    Step{"Look at its fade", &FirstFiveMinutes::lookAtFade},
    Step{"Save the picture", &FirstFiveMinutes::savePicture},
    Step{"Compare all cells", &FirstFiveMinutes::compareAll},
};

}  // namespace

}  // namespace aurora::tools

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("first_five_minutes PROGRAM FOLDER\n", stderr);
        return 2;
    }
    aurora::tools::prepareApplication();
    const QApplication application(argc, argv);
    aurora::tools::FirstFiveMinutes way(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]));
    way.goAll();
    way.printTimes();
    return 0;
}
