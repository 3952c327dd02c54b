#include "gui/window_test.h"

#include "aurora/services/demo.h"
#include "gui/page_registry.h"
#include "support/window_tests.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QToolButton>

#include <algorithm>
#include <map>
#include <vector>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Everything can be reached by keyboard and has a name: the menus and what stands on the pages, on a project that
/// fills every page.
class ReachTest : public WindowTest
{
    Q_OBJECT

    std::unique_ptr<aurora::test::TemporaryFolder> m_demoFolder;
    std::unique_ptr<MainWindow> m_window;

    /// Every menu of the menu bar, with those inside them.
    [[nodiscard]] QList<QMenu*> menus() const { return m_window->menuBar()->findChildren<QMenu*>(); }

    static QStringList sharedMnemonics(const QList<QAction*>& entries, const QString& menu)
    {
        std::map<QString, QString> taken;
        QStringList shared;
        for (const QAction* entry : entries) {
            const QString key = QKeySequence::mnemonic(entry->text()).toString();
            if (key.isEmpty()) {
                continue;
            }
            const auto [first, isNew] = taken.emplace(key, entry->text());
            if (!isNew) {
                shared.append(
                    QStringLiteral("%1: \"%2\" and \"%3\" share %4").arg(menu, first->second, entry->text(), key));
            }
        }
        return shared;
    }

    static QStringList words(const QAction& action)
    {
        return action.text().remove(QLatin1Char('&')).remove(QChar(0x2026)).toLower().split(QLatin1Char(' '));
    }

    /// The pages one after the other, each with its first content on screen.
    template <class Look>
    void onEveryPage(const Look& look)
    {
        for (const PageEntry& entry : pageRegistry()) {
            QAction* page = action(*m_window, entry.title);
            QVERIFY2(QTest::qWaitFor([page] { return page->isEnabled(); }, patience_ms), entry.title);
            page->trigger();
            QWidget* shown = nullptr;
            const auto there = [&] {
                for (Page* candidate : m_window->findChildren<Page*>()) {
                    shown = candidate->isVisible() ? candidate : shown;
                }
                return shown != nullptr;
            };
            QVERIFY(QTest::qWaitFor(there, patience_ms));
            QTest::qWait(500);  // lists are filled, and what they lead to is shown
            for (QTableView* table : shown->findChildren<QTableView*>()) {
                if (table->isVisible() && table->model()->rowCount() > 0) {
                    table->selectRow(0);
                }
            }
            QTest::qWait(500);
            look(*shown, QString::fromLatin1(entry.title));
        }
    }

    static bool takesKeys(const QWidget& widget)
    {
        const bool interactive = qobject_cast<const QAbstractButton*>(&widget) != nullptr ||
                                 qobject_cast<const QLineEdit*>(&widget) != nullptr ||
                                 qobject_cast<const QComboBox*>(&widget) != nullptr ||
                                 qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr ||
                                 qobject_cast<const QTextEdit*>(&widget) != nullptr ||
                                 qobject_cast<const QPlainTextEdit*>(&widget) != nullptr ||
                                 (qobject_cast<const QAbstractItemView*>(&widget) != nullptr &&
                                  qobject_cast<const QHeaderView*>(&widget) == nullptr);
        return interactive || ((widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.inherits("QLabel"));
    }

    /// The field in a spin box, the corner of a table, the cross in a field: Qt made them, and speaks of the whole.
    static bool isPartOfAnother(const QWidget& widget)
    {
        const QWidget* parent = widget.parentWidget();
        return widget.focusProxy() != nullptr || widget.inherits("QTableCornerButton") || widget.inherits("QTabBar") ||
               widget.inherits("QSplitterHandle") || widget.inherits("QScrollBar") ||
               qobject_cast<const QComboBox*>(parent) != nullptr ||
               qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
               qobject_cast<const QLineEdit*>(parent) != nullptr || qobject_cast<const QTabBar*>(parent) != nullptr;
    }

private Q_SLOTS:

    void initTestCase()
    {
        beginFresh();
        m_demoFolder = std::move(m_folder);
        services::Report report;
        const services::Project demo = services::makeDemo(m_demoFolder->path() / "demo", report, Progress::none());
        QVERIFY(report.ok());
        m_window = openWindow({toQString(pathText(demo.folder()))});
        QVERIFY(samplesTable(*m_window) != nullptr);
    }

    void cleanupTestCase() { m_window.reset(); }

    void noTwoEntriesOfAMenuShareAMnemonic()
    {
        QStringList shared = sharedMnemonics(m_window->menuBar()->actions(), QStringLiteral("Menu bar"));
        QVERIFY(menus().size() > 6);
        for (const QMenu* menu : menus()) {
            shared += sharedMnemonics(menu->actions(), menu->title());
        }
        QVERIFY2(shared.isEmpty(), qPrintable(shared.join(QLatin1Char('\n'))));
    }

    void everyMenuOpensByItsMnemonic()
    {
        for (const QAction* entry : m_window->menuBar()->actions()) {
            QVERIFY2(!QKeySequence::mnemonic(entry->text()).isEmpty(), qPrintable(entry->text()));
        }
    }

    void everyShortcutBelongsToOneEntryAndTenPagesAreADigitAway()
    {
        std::map<QString, QString> taken;
        QStringList shared;
        for (const QMenu* menu : menus()) {
            for (const QAction* entry : menu->actions()) {
                for (const QKeySequence& shortcut : entry->shortcuts()) {
                    const auto [first, isNew] = taken.emplace(shortcut.toString(), entry->text());
                    if (!isNew) {
                        shared.append(
                            QStringLiteral("%1: %2 and %3").arg(shortcut.toString(), first->second, entry->text()));
                    }
                }
            }
        }
        QVERIFY2(shared.isEmpty(), qPrintable(shared.join(QLatin1Char('\n'))));
        QCOMPARE(taken[QStringLiteral("Ctrl+1")], QStringLiteral("Overview"));
        QCOMPARE(taken[QStringLiteral("Ctrl+0")], QStringLiteral("Activity"));
    }

    void whatTheToolbarsOfThePagesOfferStandsInTheMenus()
    {
        std::vector<QStringList> entries;
        for (const QMenu* menu : menus()) {
            for (const QAction* entry : menu->actions()) {
                entries.push_back(words(*entry));
            }
        }
        // A button may say less than the entry: "Up" does what "Move steps up" does.
        const auto inMenus = [&entries](const QAction& offered) {
            const QStringList wanted = words(offered);
            return std::any_of(entries.begin(), entries.end(), [&wanted](const QStringList& entry) {
                return std::all_of(wanted.begin(), wanted.end(),
                                   [&entry](const QString& word) { return entry.contains(word); });
            });
        };
        QStringList missing;
        int seen = 0;
        onEveryPage([&](const QWidget& page, const QString& title) {
            for (const QToolButton* button : page.findChildren<QToolButton*>()) {
                const QAction* offered = button->defaultAction();
                if (offered == nullptr || qobject_cast<const QLineEdit*>(button->parentWidget()) != nullptr) {
                    continue;
                }
                ++seen;
                if (!inMenus(*offered)) {
                    missing.append(QStringLiteral("%1: %2").arg(title, offered->text()));
                }
            }
        });
        QVERIFY(seen > 40);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void whatCanBeUsedOnThePagesHasAName()
    {
        QStringList nameless;
        int seen = 0;
        onEveryPage([&](const QWidget& page, const QString& title) {
            for (QWidget* widget : page.findChildren<QWidget*>()) {
                if (!widget->isVisible() || !takesKeys(*widget) || isPartOfAnother(*widget)) {
                    continue;
                }
                ++seen;
                const QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
                if (face == nullptr || face->text(QAccessible::Name).trimmed().isEmpty()) {
                    nameless.append(QStringLiteral("%1: %2 %3 in %4")
                                        .arg(title, QString::fromLatin1(widget->metaObject()->className()),
                                             widget->objectName(), widget->parentWidget()->objectName()));
                }
            }
        });
        QVERIFY(seen > 100);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void whatCannotBeUsedSaysWhy()
    {
        QStringList silent;
        int seen = 0;
        const auto look = [&](const QWidget& parent, const QString& title) {
            for (const QWidget* widget : parent.findChildren<QWidget*>()) {
                const bool disabled =
                    widget->isVisible() && !widget->isEnabled() && takesKeys(*widget) && !isPartOfAnother(*widget);
                seen += disabled ? 1 : 0;
                if (disabled && widget->toolTip().isEmpty() && widget->parentWidget()->toolTip().isEmpty()) {
                    silent.append(QStringLiteral("%1: %2 %3 in %4")
                                      .arg(title, QString::fromLatin1(widget->metaObject()->className()),
                                           widget->objectName(), widget->parentWidget()->objectName()));
                }
            }
        };
        onEveryPage(look);
        for (const char* title : {"Preferences…", "Import samples…", "Import data files…"}) {
            action(*m_window, title)->trigger();
            QDialog* dialog = nullptr;
            const auto open = [&] {
                for (QDialog* candidate : m_window->findChildren<QDialog*>()) {
                    dialog = candidate->isVisible() ? candidate : dialog;
                }
                return dialog != nullptr;
            };
            QVERIFY2(QTest::qWaitFor(open, patience_ms), title);
            QTest::qWait(300);
            look(*dialog, QString::fromUtf8(title));
            dialog->close();
            QTest::qWait(50);
        }
        QVERIFY(seen > 10);
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
    }
};

AURORA_WINDOW_TESTS(ReachTest)
#include "reach_test.moc"
