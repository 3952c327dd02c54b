#pragma once

#include "gui/lab_window.h"
#include "gui/preferences/preferences_dialog.h"

#include <QLineEdit>
#include <QPushButton>

namespace aurora::gui::test {

/// For tests of the dialog Preferences: it is opened as a user opens it, and read before it is used.
class PreferencesWindow : public LabWindowTest
{
protected:
    static PreferencesDialog* open(MainWindow& window, const char* section)
    {
        if (!trigger(window, "Preferences…")) {
            return nullptr;
        }
        auto* dialog = shown<PreferencesDialog>(window, "preferences");
        const auto* save = dialog == nullptr ? nullptr : shown<QPushButton>(window, "savePreferences");
        if (save == nullptr || !QTest::qWaitFor([save] { return save->isEnabled(); }, patience_ms)) {
            return nullptr;
        }
        dialog->showSection(QString::fromLatin1(section));
        return dialog;
    }

    static QLineEdit* field(MainWindow& window, const char* key)
    {
        return shown<QLineEdit>(window, qPrintable(QStringLiteral("field-") + QString::fromLatin1(key)));
    }
};

}  // namespace aurora::gui::test
