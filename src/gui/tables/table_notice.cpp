#include "gui/tables/table_notice.h"

#include "gui/frame/follow_action.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

/// A button with the words of the command, which follows it.
QPushButton* makeButton(QAction& action, QWidget* parent)
{
    auto* button = new QPushButton(action.icon(), action.text().remove(QLatin1Char('&')), parent);
    followAction(*button, action);
    return button;
}

}  // namespace

TableNotice::TableNotice(QAction* fill, QAction* otherwise, QWidget* parent)
    : QWidget(parent),
      m_text(new QLabel(this)),
      m_action(fill),
      m_otherwise(otherwise),
      m_fill(makeButton(*fill, this)),
      m_clearSearch(new QPushButton(tr("Clear search and filters"), this))
{
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_fill->setObjectName(QStringLiteral("fillButton"));
    if (m_otherwise != nullptr) {
        m_other = makeButton(*m_otherwise, this);
        m_other->setObjectName(QStringLiteral("otherwiseButton"));
    }
    connect(fill, &QAction::changed, this, &TableNotice::showFill);
    connect(m_clearSearch, &QPushButton::clicked, this, &TableNotice::clearSearchRequested);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_fill, 0, Qt::AlignHCenter);
    if (m_other != nullptr) {
        layout->addWidget(m_other, 0, Qt::AlignHCenter);
    }
    layout->addWidget(m_clearSearch, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void TableNotice::setTextName(const QString& objectName)
{
    m_text->setObjectName(objectName);
}

void TableNotice::say(const QString& text)
{
    m_text->setText(text);
    m_offers = false;
    showFill();
    m_clearSearch->hide();
}

/// A button that cannot work helps nobody where there is another that can.
void TableNotice::showFill()
{
    const bool instead = m_other != nullptr && !m_action->isEnabled();
    m_fill->setVisible(m_offers && !instead);
    if (m_other != nullptr) {
        m_other->setVisible(m_offers && instead);
    }
}

void TableNotice::sayEmpty(const QString& whatBelongsHere)
{
    say(whatBelongsHere);
    m_offers = true;
    showFill();
}

void TableNotice::sayNothingFound(const QString& search)
{
    say(search.isEmpty() ? tr("No row passes the filters.") : tr("No shown row contains “%1”.").arg(search));
    m_clearSearch->show();
}

}  // namespace aurora::gui
