#include "gui/preferences_window.h"

#include "aurora/services/preferences.h"
#include "support/window_tests.h"

#include <QMessageBox>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The dialog Preferences while something is edited: what is asked, and what is in sight.
class PreferencesLeavingTest : public PreferencesWindow
{
    Q_OBJECT

    static Json sharedOf(const QString& folder)
    {
        return services::readConfiguration(toPath(folder) / "shared_config.json");
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void whatWasEditedIsNotThrownAwayByEscapeWithoutAQuestion()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QPointer<PreferencesDialog> dialog = open(*window, "servers");
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);  // nothing was edited: nothing is asked
        QTRY_VERIFY_WITH_TIMEOUT(dialog.isNull(), patience_ms);

        dialog = open(*window, "servers");
        QVERIFY(click(*window, "servers-add"));
        field(*window, "label")->setText(QStringLiteral("tt9"));
        shown<QComboBox>(*window, "field-server_type")->setCurrentText(QStringLiteral("simulated"));
        const auto answer = [&](QMessageBox::StandardButton button) {
            auto* box = shown<QMessageBox>(*window, "unsavedQuestion");
            if (box == nullptr || !box->button(button)->isEnabled()) {
                return false;
            }
            box->button(button)->click();
            return true;
        };
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(answer(QMessageBox::Cancel));
        QVERIFY(!dialog.isNull() && dialog->isVisible());
        QCOMPARE(field(*window, "label")->text(), QStringLiteral("tt9"));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QMessageBox*>(QStringLiteral("unsavedQuestion")) == nullptr,
                                 patience_ms);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(answer(QMessageBox::Discard));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.isNull(), patience_ms);
        QCOMPARE(sharedOf(folder)["Servers"].size(), 1U);

        dialog = open(*window, "servers");
        QVERIFY(click(*window, "servers-add"));
        field(*window, "label")->setText(QStringLiteral("tt9"));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!answer(QMessageBox::Save));  // tomato needs a host
        QVERIFY(answer(QMessageBox::Cancel));
        shown<QComboBox>(*window, "field-server_type")->setCurrentText(QStringLiteral("simulated"));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QMessageBox*>(QStringLiteral("unsavedQuestion")) == nullptr,
                                 patience_ms);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(answer(QMessageBox::Save));
        QTRY_COMPARE_WITH_TIMEOUT(sharedOf(folder)["Servers"].size(), 2U, patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.isNull(), patience_ms);
    }

    void theAnswerOfATestComesIntoSight()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(pipelines(*window) != nullptr);
        auto* dialog = open(*window, "servers");
        QVERIFY(dialog != nullptr);
        dialog->resize(dialog->width(), 1);      // as low as it can be
        QVERIFY(click(*window, "servers-add"));  // of a PC: more fields than there is room for
        field(*window, "hostname")->setText(QStringLiteral("127.0.0.1"));
        QVERIFY(click(*window, "testConnection"));
        const QLabel* verdict = nullptr;
        const auto found = [&] {
            for (const QLabel* line : window->findChildren<QLabel*>(QStringLiteral("testLine"))) {
                verdict = line->text().contains(QStringLiteral("be used")) ? line : verdict;
            }
            return verdict != nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(found(), patience_ms);
        const QWidget* around = verdict->parentWidget();
        while (qobject_cast<const QScrollArea*>(around) == nullptr) {
            around = around->parentWidget();
        }
        const QWidget* port = qobject_cast<const QScrollArea*>(around)->viewport();
        QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<const QScrollArea*>(around)->verticalScrollBar()->maximum() > 0,
                                 patience_ms);
        const auto place = [&] { return QRect(verdict->mapTo(port, QPoint()), QSize(1, verdict->height())); };
        QTRY_VERIFY2_WITH_TIMEOUT(
            port->rect().contains(place()),
            qPrintable(QStringLiteral("%1 to %2 of %3").arg(place().top()).arg(place().bottom()).arg(port->height())),
            patience_ms);
    }
};

AURORA_WINDOW_TESTS(PreferencesLeavingTest)
#include "preferences_leaving_test.moc"
