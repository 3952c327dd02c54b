#include "gui/lab_window.h"

#include "gui/frame/done_line.h"
#include "gui/frame/message_bar.h"
#include "support/window_tests.h"

#include <QAccessible>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QStatusBar>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Where the window tells what was finished: in the status bar.
class DoneLineTest : public LabWindowTest
{
    Q_OBJECT

    /// The words of the line; empty: it is not there.
    static QString told(const QWidget& window)
    {
        const auto* line = window.findChild<QWidget*>(QStringLiteral("doneLine"));
        const auto* text = line->findChild<QLabel*>(QStringLiteral("messageText"));
        return text != nullptr && text->isVisible() ? text->text() : QString();
    }

    template <class Button>
    static Button* button(const QWidget& window, const char* name)
    {
        return window.findChild<QWidget*>(QStringLiteral("doneLine"))->findChild<Button*>(QString::fromLatin1(name));
    }

    static QToolButton* closing(const QWidget& window)
    {
        return window.findChild<QWidget*>(QStringLiteral("doneLine"))->findChild<QToolButton*>();
    }

    /// A window of nothing but messages, of the usual width.
    struct Window
    {
        QMainWindow window;
        MessageBar* bar = new MessageBar(&window);

        Window()
        {
            window.setCentralWidget(bar);
            window.statusBar()->addPermanentWidget(new QLabel(QStringLiteral("● tt1"), &window));
            window.statusBar()->insertPermanentWidget(0, bar->doneLine(), 1);
            window.resize(1280, 400);
            window.show();
        }
    };

private Q_SLOTS:

    void init() { beginFresh(); }

    void whatWasDoneMovesNothingOfThePageAndCoversNothing()
    {
        const auto window = openWindow({makeLab(slow)});
        const QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        const QWidget* page = table->parentWidget();
        const QRect pageBefore(page->mapTo(window.get(), QPoint()), page->size());
        const int barBefore = window->statusBar()->height();
        const QSize windowBefore = window->size();
        window->findChild<MessageBar*>()->show({.kind = MessageBar::Kind::Done,
                                                .text = QStringLiteral("Written: /data/lab2024/fade of 36 cells.png"),
                                                .button = QStringLiteral("Show report…")});
        QTRY_COMPARE(told(*window), QStringLiteral("Written: /data/lab2024/fade of 36 cells.png"));
        QTest::qWait(50);
        QCOMPARE(QRect(page->mapTo(window.get(), QPoint()), page->size()), pageBefore);
        QCOMPARE(window->statusBar()->height(), barBefore);
        QCOMPARE(window->size(), windowBefore);
        const auto* line = window->findChild<QWidget*>(QStringLiteral("doneLine"));
        QCOMPARE(line->parentWidget(), window->statusBar());
        for (const QWidget* other : window->statusBar()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        {
            QVERIFY2(other == line || !other->isVisible() || !other->geometry().intersects(line->geometry()),
                     qPrintable(other->objectName()));
        }
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("server-sim"))->isVisible());
        closing(*window)->click();
        QCOMPARE(told(*window), QString());
        QTRY_VERIFY(window->findChild<QLabel*>(QStringLiteral("projectLabel"))->isVisible());
    }

    void oneWithAButtonIsNotPushedOutByOneWithout()
    {
        const Window parts;
        bool opened = false;
        parts.bar->show({.kind = MessageBar::Kind::Done,
                         .text = QStringLiteral("Samples exported: 36."),
                         .button = QStringLiteral("Open folder"),
                         .onButton = [&opened] { opened = true; }});
        parts.bar->show(MessageBar::Kind::Done, QStringLiteral("The preferences are saved."));
        QTRY_COMPARE(told(parts.window), QStringLiteral("Samples exported: 36."));
        auto* more = button<QPushButton>(parts.window, "moreDone");
        QVERIFY(more->isVisible());
        more->click();
        auto* list = parts.window.findChild<QPlainTextEdit*>(QStringLiteral("messageListText"));
        QVERIFY(list != nullptr);
        QCOMPARE(list->toPlainText(), QStringLiteral("■ The preferences are saved.\n\n■ Samples exported: 36."));
        list->window()->close();
        for (auto* one : parts.window.findChildren<QPushButton*>()) {
            if (one->text() == QStringLiteral("Open folder")) {
                QVERIFY(one->focusPolicy() & Qt::TabFocus);
                QTest::keyClick(one, Qt::Key_Space);
            }
        }
        QVERIFY(opened);
        closing(parts.window)->click();
        QCOMPARE(told(parts.window), QStringLiteral("The preferences are saved."));
        parts.bar->show(MessageBar::Kind::Done, QStringLiteral("Labels changed: 2."));
        QCOMPARE(told(parts.window), QStringLiteral("Labels changed: 2."));
        closing(parts.window)->click();
        QCOMPARE(told(parts.window), QString());
    }

    void aTextWithoutRoomCanBeReadWhole()
    {
        const Window parts;
        const QString text = QStringLiteral("Written: ") + QStringLiteral("/data/a long folder").repeated(20);
        parts.bar->show(MessageBar::Kind::Done, QStringLiteral("Written: /data/fade.png"));
        QTRY_COMPARE(told(parts.window), QStringLiteral("Written: /data/fade.png"));
        QTest::qWait(50);
        QVERIFY(!button<QPushButton>(parts.window, "wholeMessage")->isVisible());
        parts.bar->show(MessageBar::Kind::Done, text);
        auto* whole = button<QPushButton>(parts.window, "wholeMessage");
        QTRY_VERIFY(whole->isVisible());
        QCOMPARE(parts.window.width(), 1280);
        QCOMPARE(parts.window.findChild<QLabel*>(QStringLiteral("messageText"))->toolTip(), text);
        QString said;
        QTimer::singleShot(100, whole, [&said] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            said = box == nullptr ? QString() : box->text();
            QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        });
        whole->click();
        QCOMPARE(said, text);
    }

    void whatIsToldHasTheNameThatScreenReadersRead()
    {
        const Window parts;
        parts.bar->show(MessageBar::Kind::Done, QStringLiteral("Jobs submitted: 1."));
        parts.bar->show(MessageBar::Kind::Failed, QStringLiteral("tt1 does not answer."));
        QStringList names;
        for (const QLabel* text : parts.window.findChildren<QLabel*>(QStringLiteral("messageText"))) {
            names.append(QAccessible::queryAccessibleInterface(text->parentWidget())->text(QAccessible::Name));
        }
        names.sort();
        QCOMPARE(names, (QStringList{QStringLiteral("Jobs submitted: 1."), QStringLiteral("tt1 does not answer.")}));
    }
};

AURORA_WINDOW_TESTS(DoneLineTest)
#include "done_line_test.moc"
