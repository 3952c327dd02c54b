#include "gui/frame/done_line.h"

#include "gui/frame/elided_label.h"
#include "gui/frame/icons.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace aurora::gui {

namespace {

constexpr int iconSize_px = 16;
constexpr int margin_px = 8;

}  // namespace

DoneLine::DoneLine(QWidget* parent, std::chrono::milliseconds stays) : QWidget(parent)
{
    setObjectName(QStringLiteral("doneLine"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(margin_px, 0, 0, 0);
    // As high as it will ever be from the beginning: the bar it stands in does not grow with the first message.
    m_row = makeRow({.text = QStringLiteral("X"), .button = QStringLiteral("X")});
    setMinimumHeight(m_row->sizeHint().height());
    delete std::exchange(m_row, nullptr);
    m_leave.setSingleShot(true);
    m_leave.setInterval(stays);
    connect(&m_leave, &QTimer::timeout, this, [this] {
        if (isInUse(this)) {
            m_leave.start();
        } else {
            goOn();
        }
    });
    hide();
}

void DoneLine::tell(const Message& message)
{
    const bool isTold = m_shown && !m_shown->button.isEmpty() && message.button.isEmpty();
    if (!isTold) {
        m_waiting.reset();
        show(message);
        return;
    }
    m_waiting = message;
    updateButtons();
}

void DoneLine::show(const Message& message)
{
    const bool first = !m_shown;
    dropRow();
    m_shown = message;
    m_shownSince_ms = QDateTime::currentMSecsSinceEpoch();
    m_row = makeRow(message);
    layout()->addWidget(m_row);
    m_row->show();
    setVisible(true);
    updateButtons();
    m_leave.start();
    if (first) {
        Q_EMIT shownChanged(true);
    }
    announce(*m_row, message.text);
}

/// Its own button may have led here: it goes once that has ended.
void DoneLine::dropRow()
{
    if (m_row == nullptr) {
        return;
    }
    layout()->removeWidget(m_row);
    m_row->setParent(nullptr);
    m_row->deleteLater();
    m_row = nullptr;
}

/// What was told has been read: what waits is told, or nothing.
void DoneLine::goOn()
{
    if (m_waiting) {
        show(*std::exchange(m_waiting, std::nullopt));
        return;
    }
    clear();
}

void DoneLine::clear()
{
    m_waiting.reset();
    if (!m_shown) {
        return;
    }
    m_leave.stop();
    m_shown.reset();
    dropRow();
    hide();
    Q_EMIT shownChanged(false);
}

void DoneLine::clearOlderThan(std::chrono::milliseconds time)
{
    if (m_shown && QDateTime::currentMSecsSinceEpoch() - m_shownSince_ms >= time.count()) {
        goOn();
    }
}

std::vector<Message> DoneLine::messages() const
{
    std::vector<Message> all;
    for (const std::optional<Message>& message : {m_waiting, m_shown}) {
        if (message) {
            all.push_back(*message);
        }
    }
    return all;
}

QWidget* DoneLine::makeRow(const Message& message)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* icon = new QLabel(row);
    const MessageLook& look = lookOf(message.kind);
    icon->setPixmap(lineIcon(QString::fromLatin1(look.icon), look.tone).pixmap(iconSize_px));
    layout->addWidget(icon);
    m_text = new ElidedLabel(row);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWholeText(message.text);
    layout->addWidget(m_text, 1);
    m_whole = new QPushButton(tr("Details…"), row);
    m_whole->setObjectName(QStringLiteral("wholeMessage"));
    connect(m_whole, &QPushButton::clicked, row, [row, message] { showDetails(row->window(), message); });
    layout->addWidget(m_whole);
    if (!message.button.isEmpty()) {
        auto* button = new QPushButton(message.button, row);
        connect(button, &QPushButton::clicked, row, message.onButton);
        layout->addWidget(button);
    }
    m_more = new QPushButton(tr("+ 1 more"), row);
    m_more->setObjectName(QStringLiteral("moreDone"));
    m_more->setToolTip(tr("Show all messages"));
    connect(m_more, &QPushButton::clicked, this, &DoneLine::listRequested);
    layout->addWidget(m_more);
    auto* close = new QToolButton(row);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &DoneLine::goOn);
    layout->addWidget(close);
    return row;
}

/// The button for the whole text is there when the text has no room without it: its coming is no reason for it to stay.
void DoneLine::updateButtons()
{
    if (m_row == nullptr) {
        return;
    }
    m_more->setVisible(m_waiting.has_value());
    int room_px = width() - margin_px;
    for (const auto* part : m_row->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (part != m_text && part != m_whole && !part->isHidden()) {
            room_px -= part->sizeHint().width() + m_row->layout()->spacing();
        }
    }
    m_whole->setVisible(!m_shown->details.isEmpty() || m_text->wholeWidth_px() > room_px);
}

void DoneLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateButtons();
}

}  // namespace aurora::gui
