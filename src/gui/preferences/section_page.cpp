#include "gui/preferences/section_page.h"

#include <QLabel>
#include <QVBoxLayout>

namespace aurora::gui {

SectionPage makeSectionPage(const QString& id, const QString& title, const QString& explanation, QWidget* parent)
{
    auto* page = new QWidget(parent);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto* heading = new QLabel(title, page);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    auto* words = new QLabel(explanation, page);
    words->setObjectName(QStringLiteral("explanation-") + id);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::PlaceholderText);
    auto* top = new QVBoxLayout;
    top->setSpacing(4);
    top->addWidget(heading);
    top->addWidget(words);
    layout->addLayout(top);
    auto* body = new QWidget(page);
    auto* bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(body, 1);
    return {.page = page, .body = body};
}

}  // namespace aurora::gui
