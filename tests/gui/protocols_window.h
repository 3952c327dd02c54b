#pragma once

#include "gui/lab_window.h"

#include <QAction>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>
#include <QTreeView>

#include <array>

namespace aurora::gui::test {

/// The window on its page Protocols.
class ProtocolsWindowTest : public LabWindowTest
{
protected:
    template <class Widget>
    static Widget* visible(const MainWindow& window, const QString& name)
    {
        for (Widget* candidate : window.findChildren<Widget*>(name)) {
            if (candidate->isVisible()) {
                return candidate;
            }
        }
        return nullptr;
    }

    static QTreeView* view(const MainWindow& window)
    {
        return window.findChild<QTreeView*>(QStringLiteral("protocolSteps"));
    }

    static QToolButton* tool(const MainWindow& window, const char* name)
    {
        return visible<QToolButton>(window, QString::fromLatin1(name));
    }

    static QString title(const MainWindow& window)
    {
        const auto* label = window.findChild<QLabel*>(QStringLiteral("protocolTitle"));
        return label != nullptr ? label->text() : QString();
    }

    static QStringList columnOf(const MainWindow& window, int column)
    {
        QStringList texts;
        const QAbstractItemModel* model = view(window)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            texts.append(model->index(row, column).data().toString());
        }
        return texts;
    }

    static QStringList steps(const MainWindow& window) { return columnOf(window, 1); }

    static QStringList cells(const MainWindow& window) { return columnOf(window, 2); }

    static QListView* fileView(const MainWindow& window)
    {
        return window.findChild<QListView*>(QStringLiteral("protocolFiles"));
    }

    static QStringList files(const MainWindow& window)
    {
        QStringList names;
        const QAbstractItemModel* model = fileView(window)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            names.append(model->index(row, 0).data().toString());
        }
        return names;
    }

    static QString currentFile(const MainWindow& window) { return fileView(window)->currentIndex().data().toString(); }

    static void selectFile(const MainWindow& window, const char* name)
    {
        const int row = static_cast<int>(files(window).indexOf(QString::fromUtf8(name)));
        fileView(window)->setCurrentIndex(fileView(window)->model()->index(row, 0));
    }

    /// Goes to the page and opens a protocol of its list.
    static bool openProtocol(MainWindow& window, const char* name)
    {
        QAction* page = action(window, "Protocols");
        const QString wanted = QString::fromUtf8(name);
        const auto listed = [&] {
            if (page->isEnabled() && fileView(window) == nullptr) {
                page->trigger();
            }
            return fileView(window) != nullptr && fileView(window)->isVisible() && files(window).contains(wanted);
        };
        if (!QTest::qWaitFor(listed, patience_ms)) {
            return false;
        }
        selectFile(window, name);
        return QTest::qWaitFor([&] { return title(window).startsWith(wanted); }, patience_ms);
    }

    static void choose(const MainWindow& window, const std::vector<int>& rows)
    {
        QItemSelectionModel* selection = view(window)->selectionModel();
        selection->clearSelection();
        for (const int row : rows) {
            selection->select(view(window)->model()->index(row, 0),
                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }

    static void addStep(const MainWindow& window, const char* technique)
    {
        for (QAction* offered : tool(window, "addStep")->menu()->actions()) {
            if (offered->objectName() == QStringLiteral("add-") + QString::fromLatin1(technique)) {
                offered->trigger();
            }
        }
    }

    static QWidget* field(const MainWindow& window, const char* key)
    {
        return visible<QWidget>(window, QStringLiteral("field-") + QString::fromLatin1(key));
    }

    static QLineEdit* edit(const MainWindow& window, const char* key)
    {
        return field(window, key)->findChild<QLineEdit*>();
    }

    static void type(const MainWindow& window, const char* key, const char* text)
    {
        QLineEdit* line = edit(window, key);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QString::fromUtf8(text));
    }

    static void typeTime(const MainWindow& window, const char* hours, const char* minutes, const char* seconds)
    {
        const QList<QLineEdit*> parts = field(window, "time")->findChildren<QLineEdit*>();
        const std::array texts{hours, minutes, seconds};
        for (int part = 0; part < parts.size(); ++part) {
            parts.at(part)->selectAll();
            QTest::keyClick(parts.at(part), Qt::Key_Delete);
            QTest::keyClicks(parts.at(part), QString::fromUtf8(texts.at(static_cast<std::size_t>(part))));
        }
    }

    static QStringList timeTexts(const MainWindow& window)
    {
        QStringList texts;
        for (const QLineEdit* part : field(window, "time")->findChildren<QLineEdit*>()) {
            texts.append(part->text());
        }
        return texts;
    }

    static QString problem(const MainWindow& window, const char* key)
    {
        const auto* label = visible<QLabel>(window, QStringLiteral("problem-") + QString::fromLatin1(key));
        return label != nullptr ? label->text() : QString();
    }

    static QString visibleTexts(const QWidget& parent)
    {
        QStringList texts;
        for (const QLabel* label : parent.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                texts.append(label->text());
            }
        }
        return texts.join(QLatin1Char('\n'));
    }

    static bool answer(MainWindow& window, QMessageBox::StandardButton button)
    {
        QMessageBox* box = nullptr;
        const auto asked = [&] {
            box = visible<QMessageBox>(window, QStringLiteral("unsavedQuestion"));
            return box != nullptr;
        };
        if (!QTest::qWaitFor(asked, patience_ms)) {
            return false;
        }
        box->button(button)->click();
        return true;
    }
};

}  // namespace aurora::gui::test
