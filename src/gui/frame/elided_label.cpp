#include "gui/frame/elided_label.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPainter>
#include <QStyle>

namespace aurora::gui {

namespace {

constexpr int smallest_px = 64;

}  // namespace

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* copy = new QAction(tr("Copy"), this);
    connect(copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(text()); });
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ElidedLabel::setWholeText(const QString& text)
{
    setText(text);
    setToolTip(text);
}

QString ElidedLabel::oneLine() const
{
    return text().simplified();
}

bool ElidedLabel::isElided() const
{
    return wholeWidth_px() > width();
}

int ElidedLabel::wholeWidth_px() const
{
    const QMargins margins = contentsMargins();
    return fontMetrics().horizontalAdvance(oneLine()) + margins.left() + margins.right();
}

QSize ElidedLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {wholeWidth_px(), fontMetrics().height() + margins.top() + margins.bottom()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(smallest_px, sizeHint().width()), sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QRect room = contentsRect();
    style()->drawItemText(&painter, room, Qt::AlignLeft | Qt::AlignVCenter, palette(), isEnabled(),
                          fontMetrics().elidedText(oneLine(), Qt::ElideMiddle, room.width()), foregroundRole());
}

}  // namespace aurora::gui
