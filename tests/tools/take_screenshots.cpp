// Takes a picture of every page and dialog of the window: take_screenshots PROJECT FOLDER [light] [dark] [pages]
// [WIDTHxHEIGHT]. With "pages" the dialogs are left out.
//
// The pages come from the registry, the dialogs from the menus: every entry that ends in "…" is opened on the first
// page where it can work. What is added later is on the pictures without a change here.
#include "aurora/services/project.h"
#include "aurora/services/sample_data.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "gui/main_window.h"
#include "gui/page_registry.h"
#include "gui/page_stack.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <clocale>
#include <cstdio>

namespace aurora::gui {

namespace {

constexpr QSize usualSize{1440, 900};
constexpr int settle_ms = 1000;
constexpr int look_ms = 100;

void wait(int duration_ms)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < duration_ms) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

QString fileName(QString text)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    text = text.toLower().remove(QLatin1Char('&')).replace(others, QStringLiteral("-"));
    return text.remove(QRegularExpression(QStringLiteral("^-|-$")));
}

enum class Shots
{
    Pages,
    PagesAndDialogs
};

class Photographer
{
public:
    Photographer(QString project, QString folder, const QSize& size, Shots shots)
        : m_project(std::move(project)), m_folder(std::move(folder)), m_size(size), m_shots(shots)
    {
        QDir().mkpath(m_folder);
    }

    void takeAll()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->resize(m_size);
        m_window->show();
        wait(settle_ms);
        save(*m_window, QStringLiteral("welcome"));
        m_window->openPaths({m_project});
        wait(2 * settle_ms);
        startTasks();
        takePages();
        if (m_shots == Shots::PagesAndDialogs) {
            takeDialogs();
        }
        m_window->close();
        m_window.reset();
    }

private:
    void save(QWidget& widget, const QString& name)
    {
        const QString file = m_folder + QLatin1Char('/') + name + QStringLiteral(".png");
        if (!widget.grab().save(file)) {
            std::fprintf(stderr, "%s cannot be written.\n", qPrintable(file));
        }
        std::printf("%s\n", qPrintable(file));
    }

    /// Activity is to show something.
    void startTasks()
    {
        static const QStringList harmless{QStringLiteral("Update from cyclers"), QStringLiteral("Analyse new data")};
        for (const QMenu* menu : m_window->menuBar()->findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (harmless.contains(QString(action->text()).remove(QLatin1Char('&'))) && action->isEnabled()) {
                    action->trigger();
                    wait(settle_ms);
                }
            }
        }
    }

    void goTo(const PageEntry& entry, int row)
    {
        auto* pages = m_window->findChild<PageStack*>();
        pages->showPage(QString::fromLatin1(entry.id));
        const bool isPlots = QLatin1String(entry.id) == QLatin1String(plotsPageId);
        if (isPlots || QLatin1String(entry.id) == QLatin1String(batchPlotsPageId)) {
            QStringList samples;
            for (const std::string& sample : services::samplesWithData(services::openProject(toPath(m_project)))) {
                samples.append(toQString(sample));
            }
            constexpr int sideBySide = 3;
            auto* page = qobject_cast<Page*>(pages->currentWidget());
            page->showSamples(isPlots ? samples.mid(0, sideBySide) : samples);
        }
        wait(settle_ms);
        for (auto* list : pages->currentWidget()->findChildren<QListView*>()) {
            if (list->isVisible() && !list->currentIndex().isValid() && list->model()->rowCount() > 0) {
                list->setCurrentIndex(list->model()->index(0, 0));
                wait(settle_ms / 2);
            }
        }
        for (auto* table : pages->currentWidget()->findChildren<QTableView*>()) {
            if (table->isVisible() && table->model()->rowCount() > 0) {
                table->selectRow(std::min(row, table->model()->rowCount() - 1));
                break;
            }
        }
        wait(settle_ms / 2);
    }

    void takePages()
    {
        for (const PageEntry& entry : pageRegistry()) {
            goTo(entry, 0);
            save(*m_window, QStringLiteral("page-") + QString::fromLatin1(entry.id));
        }
    }

    [[nodiscard]] static bool isOpening(const QAction* action)
    {
        static const QStringList never{QStringLiteral("Try the demo…")};
        const QString text = QString(action->text()).remove(QLatin1Char('&'));
        const bool opens = text.endsWith(QChar(0x2026)) || text.startsWith(QStringLiteral("About")) ||
                           text == QStringLiteral("User guide");
        return opens && action->isEnabled() && !never.contains(text);
    }

    void takeDialogs()
    {
        for (const PageEntry& entry : pageRegistry()) {
            for (const int row : {0, 2, 4}) {  // of pipelines: one with a job, one with a sample, one that is empty
                goTo(entry, row);
                takeNewDialogs();
            }
        }
    }

    void takeNewDialogs()
    {
        for (const QMenu* menu : m_window->menuBar()->findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                if (isOpening(action) && !m_taken.contains(action->text())) {
                    m_taken.append(action->text());
                    takeDialog(action);
                }
            }
        }
    }

    [[nodiscard]] QWidget* opened() const
    {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            return popup;
        }
        if (QWidget* modal = QApplication::activeModalWidget()) {
            return modal;
        }
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && qobject_cast<QDialog*>(widget) != nullptr) {
                return widget;
            }
        }
        return nullptr;
    }

    /// Some dialogs stop the program until they are closed: they are photographed out of their own event loop.
    void takeDialog(QAction* action)
    {
        const QString name = QStringLiteral("dialog-") + fileName(action->text());
        QTimer shutter;
        shutter.setSingleShot(true);
        QObject::connect(&shutter, &QTimer::timeout, [&] { takeOpened(name); });
        shutter.start(settle_ms);
        action->trigger();
        while (shutter.isActive()) {
            wait(look_ms);
        }
        wait(look_ms);
    }

    void takeOpened(const QString& name)
    {
        QWidget* dialog = opened();
        if (dialog == nullptr) {
            return;
        }
        // A payload, where one is to be chosen: without it there is little to see.
        auto* payload = dialog->findChild<QComboBox*>(QStringLiteral("payload"));
        if (payload != nullptr && payload->count() > 0) {
            payload->setCurrentIndex(0);
            wait(settle_ms);
        }
        auto* sections = dialog->findChild<QListWidget*>(QStringLiteral("preferenceSections"));
        save(*dialog, name);
        for (int row = 1; sections != nullptr && row < sections->count(); ++row) {
            sections->setCurrentRow(row);
            wait(settle_ms / 4);
            save(*dialog, name + QLatin1Char('-') + fileName(sections->item(row)->text()));
        }
        dialog->close();
    }

    QString m_project;
    QString m_folder;
    QSize m_size;
    Shots m_shots;
    QStringList m_taken;  ///< entries of menus whose dialogs have their picture
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace

}  // namespace aurora::gui

int main(int argc, char** argv)
{
    using namespace aurora::gui;
    if (argc < 3) {
        std::fputs("take_screenshots PROJECT FOLDER [light] [dark] [pages] [WIDTHxHEIGHT]\n", stderr);
        return 2;
    }
    qunsetenv("AURORA_PROJECT");
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    QCoreApplication::setApplicationName(QStringLiteral("aurora-cycler-manager"));
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    captureSystemPalette();
    QStringList themes = QCoreApplication::arguments().mid(3);
    const Shots shots = themes.removeAll(QStringLiteral("pages")) > 0 ? Shots::Pages : Shots::PagesAndDialogs;
    QSize size = usualSize;
    static const QRegularExpression widthAndHeight(QStringLiteral("^(\\d+)x(\\d+)$"));
    for (const QString& said : QStringList(themes)) {
        if (const auto found = widthAndHeight.match(said); found.hasMatch()) {
            size = QSize(found.captured(1).toInt(), found.captured(2).toInt());
            themes.removeAll(said);
        }
    }
    if (themes.isEmpty()) {
        themes = QStringList{QStringLiteral("light"), QStringLiteral("dark")};
    }
    const int percent = qRound(application.devicePixelRatio() * 100);
    const QString sizeName =
        size == usualSize ? QString() : QStringLiteral("-%1x%2").arg(size.width()).arg(size.height());
    for (const QString& theme : themes) {
        const QTemporaryDir user;  // nothing is remembered from one theme to the next
        qputenv("AURORA_USER_CONFIG", (user.path() + QStringLiteral("/config.json")).toUtf8());
        applyTheme(theme == QStringLiteral("dark") ? Theme::Dark : Theme::Light);
        Photographer(
            QString::fromLocal8Bit(argv[1]),
            QStringLiteral("%1/%2-%3%4").arg(QString::fromLocal8Bit(argv[2]), theme).arg(percent).arg(sizeName), size,
            shots)
            .takeAll();
    }
    return 0;
}
