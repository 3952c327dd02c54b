#include "gui/window_test.h"

#include "gui/frame/file_questions.h"
#include "gui/frame/save_question.h"
#include "support/window_tests.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The question where to write a file.
class SaveQuestionTest : public WindowTest
{
    Q_OBJECT

    using Answer = std::function<void(QDialog&)>;

    /// What is typed into the dialog, with the filter that is chosen there.
    static Answer named(const QString& name, const char* filter)
    {
        return [name, filter](QDialog& dialog) {
            auto& files = *qobject_cast<QFileDialog*>(&dialog);
            files.selectNameFilter(QString::fromLatin1(filter));
            files.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(name);
            dialog.accept();
        };
    }

    Answer pressed(QMessageBox::StandardButton button)
    {
        return [this, button](QDialog& dialog) {
            auto& box = *qobject_cast<QMessageBox*>(&dialog);
            m_questions.append(box.text());
            box.button(button)->click();
        };
    }

    /// Asks, and answers the dialogs that come up one after another; what comes after the last answer is dismissed.
    QString ask(const std::vector<Answer>& answers)
    {
        QTimer timer;
        QPointer<QWidget> last;
        std::size_t next = 0;
        connect(&timer, &QTimer::timeout, this, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr || dialog == last) {
                return;
            }
            last = dialog;
            if (next < answers.size()) {
                answers[next++](*dialog);
            } else {
                dialog->reject();
            }
        });
        timer.start(20);
        const QString file = askWhereToSave(nullptr, QStringLiteral("Export table"), QStringLiteral("lab samples"),
                                            QStringLiteral("Excel workbook (*.xlsx);;Text (*.csv)"));
        return next == answers.size() ? file : QStringLiteral("%1 dialogs only").arg(next);
    }

    [[nodiscard]] QString inFolder(const char* name) const { return toQString(pathText(m_folder->path() / name)); }

    QStringList m_questions;  ///< that were asked beside the file dialog

private Q_SLOTS:

    void init()
    {
        beginFresh();
        m_questions.clear();
        rememberFolder(QStringLiteral("savedIn"), toQString(pathText(m_folder->path())));
    }

    void aNameWithoutEndingGetsThatOfTheChosenFilter()
    {
        QCOMPARE(ask({named(inFolder("24.06"), "Text (*.csv)")}), inFolder("24.06.csv"));
        QCOMPARE(ask({named(inFolder("24.06"), "Excel workbook (*.xlsx)")}), inFolder("24.06.xlsx"));
        QCOMPARE(ask({named(inFolder("24.06.CSV"), "Excel workbook (*.xlsx)")}), inFolder("24.06.CSV"));
    }

    void theNextTimeBeginsInTheFolderThatWasChosen()
    {
        const std::filesystem::path folder = m_folder->path() / "for the paper";
        std::filesystem::create_directories(folder);
        const QString file = toQString(pathText(folder / "a.csv"));
        QCOMPARE(ask({named(file, "Text (*.csv)")}), file);
        QString begun;
        const Answer look = [&](QDialog& dialog) {
            begun = qobject_cast<QFileDialog*>(&dialog)->directory().absolutePath();
            dialog.reject();
        };
        QCOMPARE(ask({look}), QString());
        QCOMPARE(begun, toQString(pathText(folder)));
    }

    void aFileThatGetsItsEndingHereIsNotReplacedWithoutAQuestion()
    {
        write("results.csv", "of last week");
        QString proposed;
        const Answer another = [&](QDialog& dialog) {
            proposed = qobject_cast<QFileDialog*>(&dialog)->selectedFiles().value(0);
            named(inFolder("others"), "Text (*.csv)")(dialog);
        };
        QCOMPARE(ask({named(inFolder("results"), "Text (*.csv)"), pressed(QMessageBox::No), another}),
                 inFolder("others.csv"));
        QCOMPARE(proposed, inFolder("results.csv"));
        QVERIFY2(m_questions.value(0).contains(QStringLiteral("results.csv is there already")),
                 qPrintable(m_questions.value(0)));
        QCOMPARE(ask({named(inFolder("results"), "Text (*.csv)"), pressed(QMessageBox::Yes)}), inFolder("results.csv"));
        QCOMPARE(m_questions.size(), 2);
    }
};

AURORA_WINDOW_TESTS(SaveQuestionTest)
#include "save_question_test.moc"
