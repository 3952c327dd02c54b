#include "gui/preferences/unsaved_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace aurora::gui {

namespace {

struct UnsavedQuestionWords
{
    Q_DECLARE_TR_FUNCTIONS(UnsavedQuestion)
};

}  // namespace

void askAboutUnsaved(QWidget* form, const QString& whyNotSave, const UnsavedAnswers& answers)
{
    const QString name = QStringLiteral("unsavedQuestion");
    if (form->findChild<QMessageBox*>(name) != nullptr) {
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, UnsavedQuestionWords::tr("Changes not saved"),
                                UnsavedQuestionWords::tr("The preferences have changes that are not saved."),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, form);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Save)->setEnabled(whyNotSave.isEmpty());
    if (!whyNotSave.isEmpty()) {
        box->setInformativeText(UnsavedQuestionWords::tr("They cannot be saved as they are. %1").arg(whyNotSave));
    }
    box->setDefaultButton(whyNotSave.isEmpty() ? QMessageBox::Save : QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::finished, form, [answers](int answer) {
        if (answer == QMessageBox::Save) {
            answers.save();
        } else if (answer == QMessageBox::Discard) {
            answers.discard();
        }
    });
    box->open();
}

}  // namespace aurora::gui
