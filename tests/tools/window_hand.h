#pragma once

#include "gui/main_window.h"

#include <QElapsedTimer>
#include <QImage>
#include <QList>
#include <QListView>
#include <QTest>

#include <functional>

class QAbstractItemView;
class QFileDialog;

namespace aurora::tools {

/// A hand at the window and an eye on it: clicks and types as a user does, and takes the time until nothing on the
/// screen changes any more.
class WindowHand final : public QObject
{
public:
    explicit WindowHand(gui::MainWindow& window);
    ~WindowHand() override;

    /// What is on the screen: the window, its dialogs with a title bar and a frame, menus.
    [[nodiscard]] QImage picture() const;
    /// A dialog alone, with its title bar.
    [[nodiscard]] static QImage pictureOf(QWidget& dialog);

    void click(QWidget* widget, const QPoint& place = {});
    void doubleClick(QWidget* widget, const QPoint& place);
    void key(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Types at the speed of a quick hand.
    void type(QWidget* widget, const QString& text);
    void clickRow(QAbstractItemView* view, const QModelIndex& index, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Clicks the page's entry at the left.
    void goTo(const QString& page);

    /// Does what opens a menu or a dialog, and then, as soon as that is there, what is to be done in it: the program
    /// may stop in the first until the second has closed it.
    void opening(const std::function<void()>& opens, const std::function<QWidget*()>& opened,
                 const std::function<void(QWidget*)>& inIt);
    /// The same with a dialog that asks for a file: types its name and Enter. An empty name keeps the one suggested.
    void choosingFile(const std::function<void()>& opens, const QString& name);

    /// Waits until nothing changes on the screen and nothing is at work any more, and the condition holds.
    void settle(const std::function<bool()>& until = [] { return true; });

    /// Seconds from each first click or key to the last change on the screen before the hand rested, since it was asked
    /// last.
    [[nodiscard]] double time_s();

    /// A visible widget of this name, waited for.
    template <class Widget>
    [[nodiscard]] Widget* widget(const char* name)
    {
        Widget* found = nullptr;
        waitFor(name, [&] {
            for (QWidget* top : QApplication::topLevelWidgets()) {
                for (Widget* one : top->findChildren<Widget*>(QString::fromLatin1(name))) {
                    found = one->isVisible() ? one : found;
                }
            }
            return found != nullptr;
        });
        return found;
    }

    /// Ends the tool with a sentence where it does not come true.
    void waitFor(const char* what, const std::function<bool()>& isTrue) const;
    void wait(int duration_ms) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin();
    void look(qint64 paintedAt_ms);

    gui::MainWindow* m_window;
    QElapsedTimer m_clock;
    mutable bool m_isLooking = false;  ///< what is painted for a picture is no change
    bool m_painted = false;
    qint64 m_begun_ms = -1;  ///< -1: the hand rests
    qint64 m_changed_ms = 0;
    qint64 m_time_ms = 0;
    QImage m_seen;
};

}  // namespace aurora::tools
