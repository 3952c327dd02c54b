#include "gui/frame/message_bar.h"

#include "gui/frame/icons.h"

#include <QApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace aurora::gui {

namespace {

constexpr int maximumMessages = 3;
constexpr int iconSize_px = 20;
constexpr int readingTime_ms = 4000;
constexpr const char* doneSince = "doneSince";
constexpr const char* whatItSays = "whatItSays";
constexpr const char* timesSaid = "timesSaid";
constexpr const char* isOfPage = "isOfPage";

struct KindLook
{
    const char* icon;
    Tone tone;
};

constexpr std::array lookTable{KindLook{"done", Tone::Good}, KindLook{"warning", Tone::Attention},
                               KindLook{"error", Tone::Bad}};

void showDetails(QWidget* parent, const MessageBar::Message& message)
{
    QMessageBox box(QMessageBox::NoIcon, MessageBar::tr("Details"), message.text, QMessageBox::Close, parent);
    box.setInformativeText(message.details);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

/// What makes two messages the same one.
QStringList wordsOf(const MessageBar::Message& message)
{
    return {QString::number(static_cast<int>(message.kind)), message.text, message.button};
}

/// Whether a hand, or the keyboard, is on it.
bool isInUse(const QWidget* row)
{
    const QWidget* const focus = QApplication::focusWidget();
    return row->underMouse() || (focus != nullptr && row->isAncestorOf(focus));
}

QLabel* makeText(const MessageBar::Message& message, int times, QWidget* parent)
{
    auto* text =
        new QLabel(times > 1 ? MessageBar::tr("%1 (%2 times)").arg(message.text).arg(times) : message.text, parent);
    text->setObjectName(QStringLiteral("messageText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);  // else a row is as high as its text would be in a narrow window
    text->setSizePolicy(policy);
    return text;
}

}  // namespace

MessageBar::MessageBar(QWidget* parent, std::chrono::milliseconds doneStays)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_doneStays(doneStays)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setAccessibleName(tr("Messages"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void MessageBar::show(const Failure& failure)
{
    if (failure.cancelled) {
        show(Kind::Warning, failure.message);
        return;
    }
    show({.kind = Kind::Failed, .text = failure.message, .details = failure.cause});
}

void MessageBar::show(const Message& message)
{
    if (message.kind == Kind::Done) {
        clearDone(0);
    }
    const int times = takeEqual(message) + 1;
    auto* row = new QFrame(this);
    row->setFrameShape(QFrame::NoFrame);
    row->setProperty(whatItSays, wordsOf(message));
    row->setProperty(timesSaid, times);
    row->setProperty(isOfPage, message.isOfPage);
    row->setAutoFillBackground(true);
    row->setBackgroundRole(QPalette::AlternateBase);
    fillRow(row, message, times);
    while (m_layout->count() >= maximumMessages) {
        delete m_layout->itemAt(0)->widget();
    }
    m_layout->addWidget(row);
    if (message.kind == Kind::Done) {
        row->setProperty(doneSince, QDateTime::currentMSecsSinceEpoch());
        leaveLater(row);
    }
}

/// Takes an equal message away, which the new one stands for. @return how often it was said
int MessageBar::takeEqual(const Message& message)
{
    for (int row = 0; row < m_layout->count(); ++row) {
        QWidget* before = m_layout->itemAt(row)->widget();
        if (before->property(whatItSays).toStringList() == wordsOf(message)) {
            const int times = before->property(timesSaid).toInt();
            m_layout->removeWidget(before);
            before->setParent(nullptr);  // its own button may have led here: it goes once that has ended
            before->deleteLater();
            return times;
        }
    }
    return 0;
}

void MessageBar::leaveLater(QWidget* row)
{
    QTimer::singleShot(m_doneStays, row, [this, row] {
        if (isInUse(row)) {
            leaveLater(row);
        } else {
            row->deleteLater();
        }
    });
}

void MessageBar::fillRow(QWidget* row, const Message& message, int times)
{
    const KindLook look = lookTable.at(static_cast<std::size_t>(message.kind));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    auto* icon = new QLabel(row);
    icon->setPixmap(lineIcon(QString::fromLatin1(look.icon), look.tone).pixmap(iconSize_px));
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(makeText(message, times, row), 1);
    if (!message.button.isEmpty()) {
        auto* button = new QPushButton(message.button, row);
        connect(button, &QPushButton::clicked, row, message.onButton);
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    if (!message.details.isEmpty()) {
        auto* details = new QPushButton(tr("Details…"), row);
        connect(details, &QPushButton::clicked, row, [row, message] { showDetails(row->window(), message); });
        layout->addWidget(details, 0, Qt::AlignTop);
    }
    auto* close = new QToolButton(row);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, row, &QObject::deleteLater);
    layout->addWidget(close, 0, Qt::AlignTop);
}

void MessageBar::clearRead()
{
    clearDone(readingTime_ms);
    for (int row = m_layout->count() - 1; row >= 0; --row) {
        QWidget* message = m_layout->itemAt(row)->widget();
        if (message->property(isOfPage).toBool()) {
            delete message;
        }
    }
}

void MessageBar::clearDone(qint64 olderThan_ms)
{
    const qint64 latest = QDateTime::currentMSecsSinceEpoch() - olderThan_ms;
    for (int row = m_layout->count() - 1; row >= 0; --row) {
        QWidget* message = m_layout->itemAt(row)->widget();
        const QVariant since = message->property(doneSince);
        if (since.isValid() && since.toLongLong() <= latest) {
            delete message;
        }
    }
}

void MessageBar::clear()
{
    while (m_layout->count() > 0) {
        delete m_layout->itemAt(0)->widget();
    }
}

}  // namespace aurora::gui
