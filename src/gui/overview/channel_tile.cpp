#include "gui/overview/channel_tile.h"

#include "gui/frame/qt_text.h"
#include "gui/overview/overview_words.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

namespace aurora::gui {

namespace {

constexpr int padding_px = 8;
constexpr int stripe_px = 4;
constexpr int lineCount = 3;
constexpr int charactersAcross = 38;  // "simulated-1-1" in bold beside "◌ stale, was not ready"

}  // namespace

ChannelTile::ChannelTile(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

QSize ChannelTile::tileSize(const QFontMetrics& metrics)
{
    return {charactersAcross * metrics.averageCharWidth() + 2 * padding_px + stripe_px,
            lineCount * metrics.height() + padding_px + padding_px / 2};
}

void ChannelTile::setChannel(const services::Channel& channel, bool stale, const QString& endText)
{
    m_channel = channel;
    // "◌ stale, was not ready, job waits" has no room beside a name: that a job waits stands below.
    services::Channel shown = channel;
    shown.state = stale ? withoutWaitingJob(channel.state) : channel.state;
    m_waits = shown.state != channel.state;
    m_look = channelLook(shown, stale);
    m_end = endText;
    setObjectName(QStringLiteral("channel-") + toQString(channel.pipeline));
    setAccessibleName(tr("Pipeline %1: %2").arg(toQString(channel.pipeline), lines().mid(1).join(QLatin1String(", "))));
    setToolTip(tr("%1. Click to see its row in Pipelines.").arg(accessibleName()));
    update();
}

QStringList ChannelTile::lines() const
{
    const QString status = m_end.isEmpty() || m_channel.state == services::ChannelState::Ready
                               ? m_look.text
                               : QStringLiteral("%1 %2").arg(m_look.text, m_end);
    QStringList last;
    if (m_waits) {
        last.append(tr("job waits"));
    }
    if (m_channel.cycles) {
        last.append(tr("cycle %1").arg(*m_channel.cycles));
    }
    if (!m_channel.flag.empty()) {
        last.append(statusLook(m_channel.flag).text);
    }
    return {toQString(m_channel.name), status, toQString(m_channel.sampleId), last.join(QStringLiteral(" · "))};
}

void ChannelTile::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QColor tone = toneColor(m_look.tone, palette());
    const QRect box = rect().adjusted(0, 0, -1, -1);
    painter.fillRect(box, palette().color(underMouse() ? QPalette::AlternateBase : QPalette::Base));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(box);
    painter.fillRect(QRect(0, 0, stripe_px, height()), tone);

    const QStringList text = lines();
    const int lineHeight = fontMetrics().height();
    const int left = stripe_px + padding_px;
    const int across = width() - left - padding_px;
    const auto line = [&](int number) { return QRect(left, padding_px - 2 + number * lineHeight, across, lineHeight); };
    const auto draw = [&](int number, const QColor& color, Qt::Alignment side, const QString& shown, int room) {
        painter.setPen(color);
        painter.drawText(line(number), static_cast<int>(side | Qt::AlignVCenter),
                         fontMetrics().elidedText(shown, Qt::ElideMiddle, room));
    };
    const QColor ordinary = palette().color(QPalette::Text);
    const QColor faint = palette().color(QPalette::PlaceholderText);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    draw(0, ordinary, Qt::AlignLeft, text.at(0), across / 2);
    const int nameWidth = std::min(across / 2, QFontMetrics(bold).horizontalAdvance(text.at(0)));
    painter.setFont(font());
    draw(0, tone, Qt::AlignRight, text.at(1), across - nameWidth - padding_px);
    draw(1, ordinary, Qt::AlignLeft, text.at(2), across);
    draw(2, m_channel.flag.empty() ? faint : toneColor(statusLook(m_channel.flag).tone, palette()), Qt::AlignLeft,
         text.at(3), across);
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = box.adjusted(2, 2, -2, -2);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

}  // namespace aurora::gui
