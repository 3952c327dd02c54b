#include "gui/tables/filter_chips.h"

#include "gui/frame/icons.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int side_px = 16;
constexpr int gap_px = 8;
constexpr int widestText_px = 480;

}  // namespace

FilterChips::FilterChips(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("filterChips"));
    hide();
}

QWidget* FilterChips::makeChip(const ColumnFilter& filter)
{
    auto* chip = new QFrame(this);
    chip->setFrameShape(QFrame::StyledPanel);
    auto* text = new QToolButton(chip);
    text->setObjectName(QStringLiteral("filterChip"));
    text->setText(fontMetrics().elidedText(filterText(filter), Qt::ElideMiddle, widestText_px));
    text->setToolTip(tr("Change this filter"));
    text->setIcon(lineIcon(QStringLiteral("filter"), Tone::Busy));
    text->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    text->setAutoRaise(true);
    auto* cross = new QToolButton(chip);
    cross->setObjectName(QStringLiteral("removeChip"));
    cross->setIcon(lineIcon(QStringLiteral("close")));
    cross->setToolTip(tr("Remove this filter"));
    cross->setAccessibleName(tr("Remove the filter “%1”").arg(filterText(filter)));
    cross->setAutoRaise(true);
    auto* layout = new QHBoxLayout(chip);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(text);
    layout->addWidget(cross);
    connect(text, &QToolButton::clicked, this, [this, chip, column = filter.column] {
        Q_EMIT editRequested(column, chip->mapToGlobal(QPoint(0, chip->height())));
    });
    connect(cross, &QToolButton::clicked, this, [this, column = filter.column] { Q_EMIT removeRequested(column); });
    return chip;
}

void FilterChips::setFilters(const std::vector<ColumnFilter>& filters)
{
    for (QWidget* chip : m_chips) {
        chip->hide();
        chip->deleteLater();  // it may be the one that was clicked
    }
    m_chips.clear();
    for (const ColumnFilter& filter : filters) {
        m_chips.push_back(makeChip(filter));
    }
    if (filters.size() > 1) {
        auto* clear = new QToolButton(this);
        clear->setObjectName(QStringLiteral("clearFilters"));
        clear->setText(tr("Clear all"));
        clear->setAutoRaise(true);
        connect(clear, &QToolButton::clicked, this, &FilterChips::clearRequested);
        m_chips.push_back(clear);
    }
    setVisible(!m_chips.empty());
    place();
}

void FilterChips::place()
{
    int x = side_px;
    int y = 0;
    int lineHeight = 0;
    for (QWidget* chip : m_chips) {
        const QSize size = chip->sizeHint();
        if (x > side_px && x + size.width() + side_px > width()) {
            x = side_px;
            y += lineHeight + gap_px / 2;
        }
        chip->setGeometry(QRect(QPoint(x, y), size));
        chip->show();
        x += size.width() + gap_px;
        lineHeight = std::max(lineHeight, size.height());
    }
    setFixedHeight(m_chips.empty() ? 0 : y + lineHeight + gap_px);
}

void FilterChips::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

}  // namespace aurora::gui
