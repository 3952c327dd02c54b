#include "tools/window_hand.h"

#include "gui/frame/background.h"
#include "gui/frame/task_runner.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace aurora::tools {

namespace {

constexpr int turn_ms = 10;
constexpr int look_ms = 50;
constexpr int quiet_ms = 800;
constexpr int patience_ms = 60'000;
constexpr int key_ms = 100;
constexpr int titleBar_px = 26;

void drawFrame(QPainter& painter, const QRect& dialog, const QString& title)
{
    const QPalette palette = QApplication::palette();
    const QRect whole = dialog.adjusted(-1, -titleBar_px, 0, 0);
    const QRect bar(whole.left(), whole.top(), whole.width(), titleBar_px);
    painter.fillRect(bar, palette.color(QPalette::Mid).lighter());
    painter.setPen(palette.color(QPalette::WindowText));
    painter.drawText(bar, Qt::AlignCenter, title);
    painter.setPen(palette.color(QPalette::Dark));
    painter.drawRect(whole);
}

/// The windows above the main one, those at the bottom first.
std::vector<QWidget*> windowsAbove(const QWidget* window)
{
    std::vector<QWidget*> above;
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        const bool isPopup = widget->windowType() == Qt::Popup;
        if (widget != window && widget->isVisible() && (isPopup || qobject_cast<QDialog*>(widget) != nullptr)) {
            above.push_back(widget);
        }
    }
    const auto depth = [](const QWidget* widget) {
        int parents = widget->windowType() == Qt::Popup ? 1000 : 0;
        for (const QWidget* parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
            ++parents;
        }
        return parents;
    };
    std::sort(above.begin(), above.end(), [&](const QWidget* a, const QWidget* b) { return depth(a) < depth(b); });
    return above;
}

}  // namespace

WindowHand::WindowHand(gui::MainWindow& window) : m_window(&window)
{
    m_clock.start();
    QApplication::setCursorFlashTime(0);  // a caret that blinks is no change
    qApp->installEventFilter(this);
}

WindowHand::~WindowHand() = default;

bool WindowHand::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint && !m_isLooking) {
        m_painted = true;
    }
    return QObject::eventFilter(watched, event);
}

QImage WindowHand::picture() const
{
    m_isLooking = true;
    QImage image = m_window->grab().toImage();
    QPainter painter(&image);
    for (QWidget* above : windowsAbove(m_window)) {
        const QPoint place = above->mapToGlobal(QPoint()) - m_window->mapToGlobal(QPoint());
        if (above->windowType() != Qt::Popup) {
            drawFrame(painter, QRect(place, above->size()), above->windowTitle());
        }
        painter.drawPixmap(place, above->grab());
    }
    m_isLooking = false;
    return image;
}

QImage WindowHand::pictureOf(QWidget& dialog)
{
    const double ratio = dialog.devicePixelRatioF();
    QImage image((dialog.size() + QSize(2, titleBar_px + 1)) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QPainter painter(&image);
    const QPoint place(1, titleBar_px);
    drawFrame(painter, QRect(place, dialog.size()), dialog.windowTitle());
    painter.drawPixmap(place, dialog.grab());
    return image;
}

void WindowHand::begin()
{
    if (m_begun_ms >= 0) {
        return;
    }
    m_seen = picture();
    m_painted = false;
    m_begun_ms = m_clock.elapsed();
    m_changed_ms = m_begun_ms;
}

void WindowHand::click(QWidget* widget, const QPoint& place)
{
    begin();
    QTest::mouseClick(widget, Qt::LeftButton, {}, place);
}

void WindowHand::doubleClick(QWidget* widget, const QPoint& place)
{
    begin();
    QTest::mouseClick(widget, Qt::LeftButton, {}, place);
    QTest::mouseDClick(widget, Qt::LeftButton, {}, place);
}

void WindowHand::key(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    begin();
    wait(key_ms);
    if (QApplication::activeWindow() != widget->window()) {  // no window manager gives it back after a dialog
        widget->window()->activateWindow();
        waitFor("the keyboard", [widget] { return QApplication::activeWindow() == widget->window(); });
    }
    QTest::keyClick(widget, key, modifiers);
}

void WindowHand::type(QWidget* widget, const QString& text)
{
    begin();
    for (const QChar letter : text) {
        wait(key_ms);
        QTest::keyClicks(widget, letter);
    }
}

void WindowHand::clickRow(QAbstractItemView* view, const QModelIndex& index, Qt::KeyboardModifiers modifiers)
{
    begin();
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, view->visualRect(index).center());
}

void WindowHand::goTo(const QString& page)
{
    auto* navigation = widget<QListWidget>("navigation");
    const QList<QListWidgetItem*> items = navigation->findItems(page, Qt::MatchExactly);
    waitFor(qPrintable(page), [&] { return !items.isEmpty() && items.front()->flags().testFlag(Qt::ItemIsEnabled); });
    click(navigation->viewport(), navigation->visualItemRect(items.front()).center());
}

void WindowHand::opening(const std::function<void()>& opens, const std::function<QWidget*()>& opened,
                         const std::function<void(QWidget*)>& inIt)
{
    bool done = false;
    QTimer look;
    look.setInterval(turn_ms);
    QObject::connect(&look, &QTimer::timeout, this, [&] {
        QWidget* there = opened();
        if (there != nullptr && there->isVisible()) {
            look.stop();
            inIt(there);
            done = true;
        }
    });
    look.start();
    opens();
    waitFor("the end of what was opened", [&] { return done; });
}

void WindowHand::choosingFile(const std::function<void()>& opens, const QString& name)
{
    opening(
        opens, [] { return qobject_cast<QFileDialog*>(QApplication::activeModalWidget()); },
        [&](QWidget* dialog) {
            auto* edit = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            type(edit, name);
            key(edit, Qt::Key_Return);
        });
}

void WindowHand::look(qint64 paintedAt_ms)
{
    m_painted = false;
    QImage now = picture();
    if (now != m_seen) {
        m_seen = std::move(now);
        m_changed_ms = paintedAt_ms;
    }
}

void WindowHand::settle(const std::function<bool()>& until)
{
    begin();
    const qint64 asked_ms = m_clock.elapsed();
    qint64 busy_ms = asked_ms;
    qint64 looked_ms = 0;
    qint64 painted_ms = 0;
    while (m_clock.elapsed() - std::max(busy_ms, m_changed_ms) < quiet_ms) {
        QApplication::processEvents(QEventLoop::AllEvents, turn_ms);
        const qint64 now_ms = m_clock.elapsed();
        const bool atWork =
            !m_window->tasks().active().empty() || gui::backgroundThreads().activeThreadCount() > 0 || !until();
        busy_ms = atWork ? now_ms : busy_ms;
        if (now_ms - asked_ms > patience_ms) {
            std::fputs("The window does not come to rest.\n", stderr);
            std::exit(1);
        }
        painted_ms = m_painted ? now_ms : painted_ms;
        if (m_painted && now_ms - looked_ms >= look_ms) {
            look(painted_ms);
            looked_ms = m_clock.elapsed();
        }
    }
    m_time_ms += m_changed_ms - m_begun_ms;
    m_begun_ms = -1;
}

double WindowHand::time_s()
{
    constexpr double perSecond = 1000;
    return static_cast<double>(std::exchange(m_time_ms, 0)) / perSecond;
}

void WindowHand::waitFor(const char* what, const std::function<bool()>& isTrue) const
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue()) {
        if (timer.elapsed() > patience_ms) {
            std::fprintf(stderr, "Waited in vain for: %s\n", what);
            std::exit(1);
        }
        wait(turn_ms);
    }
}

void WindowHand::wait(int duration_ms) const
{
    QElapsedTimer timer;
    timer.start();
    do {
        QApplication::processEvents(QEventLoop::AllEvents, turn_ms);
    } while (timer.elapsed() < duration_ms);
}

}  // namespace aurora::tools
