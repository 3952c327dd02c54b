#include "gui/cyclers/confirm.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace aurora::gui {

namespace {

constexpr int mostNamed = 12;

QString listed(const QStringList& objects)
{
    QStringList lines = objects.mid(0, mostNamed);
    if (objects.size() > mostNamed) {
        lines.append(QCoreApplication::translate("Confirm", "… and %1 more").arg(objects.size() - mostNamed));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

QDialog* confirm(QWidget* parent, const Question& question, std::function<void()> yes)
{
    auto* box = new QMessageBox(QMessageBox::Question, question.title, question.text, QMessageBox::Cancel, parent);
    box->setObjectName(QStringLiteral("confirmation"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(listed(question.objects));
    if (question.objects.size() > mostNamed) {
        box->setDetailedText(question.objects.join(QLatin1Char('\n')));
    }
    QPushButton* agree = box->addButton(question.button, QMessageBox::AcceptRole);
    agree->setObjectName(QStringLiteral("confirmButton"));
    if (!question.keep.isEmpty()) {
        box->button(QMessageBox::Cancel)->setText(question.keep);
    }
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(agree, &QPushButton::clicked, parent, std::move(yes));
    box->open();
    return box;
}

}  // namespace aurora::gui
