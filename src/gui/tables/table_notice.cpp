#include "gui/tables/table_notice.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace aurora::gui {

TableNotice::TableNotice(QAction* fill, QWidget* parent)
    : QWidget(parent),
      m_text(new QLabel(this)),
      m_fill(new QPushButton(fill->icon(), QString(), this)),
      m_clearSearch(new QPushButton(tr("Clear search and filters"), this))
{
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_fill->setText(fill->text().remove(QLatin1Char('&')));
    const auto follow = [this, fill] {
        m_fill->setEnabled(fill->isEnabled());
        m_fill->setToolTip(fill->toolTip());
    };
    connect(fill, &QAction::changed, this, follow);
    connect(m_fill, &QPushButton::clicked, fill, &QAction::trigger);
    connect(m_clearSearch, &QPushButton::clicked, this, &TableNotice::clearSearchRequested);
    follow();
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_fill, 0, Qt::AlignHCenter);
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
    m_fill->hide();
    m_clearSearch->hide();
}

void TableNotice::sayEmpty(const QString& whatBelongsHere)
{
    say(whatBelongsHere);
    m_fill->show();
}

void TableNotice::sayNothingFound(const QString& search)
{
    say(search.isEmpty() ? tr("No row passes the filters.") : tr("No shown row contains “%1”.").arg(search));
    m_clearSearch->show();
}

}  // namespace aurora::gui
