#include "gui/frame/message_bar.h"

#include "gui/frame/done_line.h"
#include "gui/frame/icons.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr std::size_t mostOnScreen = 3;
constexpr std::size_t mostKept = 200;  ///< of what did not fail
constexpr int iconSize_px = 20;
constexpr QSize listSize{720, 420};
constexpr std::chrono::seconds readingTime(4);
constexpr const char* whatItSays = "whatItSays";
constexpr const char* kindOfIt = "kindOfIt";
constexpr const char* detailsOfIt = "detailsOfIt";
constexpr const char* timesSaid = "timesSaid";
constexpr const char* isOfPage = "isOfPage";

/// What makes two messages the same one.
QStringList wordsOf(const MessageBar::Message& message)
{
    return {QString::number(static_cast<int>(message.kind)), message.text, message.button};
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
    : QWidget(parent), m_layout(new QVBoxLayout), m_more(makeMore()), m_done(new DoneLine(this, doneStays))
{
    m_layout->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_layout);
    layout->addWidget(m_more);
    layout->addWidget(m_done);
    connect(m_done, &DoneLine::listRequested, this, &MessageBar::showAll);
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
        m_done->tell(message);
        return;
    }
    const int times = takeEqual(message) + 1;
    auto* row = new QFrame(this);
    row->setFrameShape(QFrame::NoFrame);
    row->setProperty(whatItSays, wordsOf(message));
    row->setProperty(kindOfIt, static_cast<int>(message.kind));
    row->setProperty(detailsOfIt, message.details);
    row->setProperty(timesSaid, times);
    row->setProperty(isOfPage, message.isOfPage);
    row->setAutoFillBackground(true);
    row->setBackgroundRole(QPalette::AlternateBase);
    fillRow(row, message, times);
    m_layout->addWidget(row);
    arrange();
    announce(*row, message.text);
}

std::vector<QWidget*> MessageBar::rows() const
{
    std::vector<QWidget*> rows;
    for (int row = 0; row < m_layout->count(); ++row) {
        rows.push_back(m_layout->itemAt(row)->widget());
    }
    return rows;
}

/// Puts the newest on screen and, of the others, what failed before what warns, the newer before the older.
void MessageBar::arrange()
{
    std::vector<QWidget*> byWeight = rows();
    const auto kind = [](const QWidget* row) { return row->property(kindOfIt).toInt(); };
    std::reverse(byWeight.begin(), byWeight.end());
    if (!byWeight.empty()) {
        std::stable_sort(byWeight.begin() + 1, byWeight.end(),
                         [&kind](const QWidget* a, const QWidget* b) { return kind(a) > kind(b); });
    }
    for (std::size_t place = 0; place < byWeight.size(); ++place) {
        byWeight[place]->setVisible(place < mostOnScreen);
    }
    const std::size_t others = byWeight.size() - std::min(byWeight.size(), mostOnScreen);
    m_more->setVisible(others > 0);
    m_howMany->setText(others == 1 ? tr("and 1 more message") : tr("and %1 more messages").arg(others));
    if (byWeight.size() > mostKept && kind(byWeight.back()) != static_cast<int>(Kind::Failed)) {
        remove(byWeight.back());
    }
}

QWidget* MessageBar::makeMore()
{
    auto* more = new QFrame(this);
    more->setAutoFillBackground(true);
    more->setBackgroundRole(QPalette::AlternateBase);
    m_howMany = new QLabel(more);
    m_howMany->setObjectName(QStringLiteral("moreMessages"));
    auto* all = new QPushButton(tr("Show all messages…"), more);
    all->setObjectName(QStringLiteral("allMessages"));
    connect(all, &QPushButton::clicked, this, &MessageBar::showAll);
    auto* layout = new QHBoxLayout(more);
    layout->setContentsMargins(16, 0, 8, 8);
    layout->addWidget(m_howMany, 1);
    layout->addWidget(all);
    more->hide();
    return more;
}

void MessageBar::showAll()
{
    QStringList texts;
    const auto add = [&texts](Kind kind, const QString& text, const QString& details) {
        texts.append(QString::fromUtf8(lookOf(kind).sign) + QLatin1Char(' ') + text +
                     (details.isEmpty() ? QString() : QLatin1Char('\n') + details));
    };
    for (const Message& message : m_done->messages()) {
        add(message.kind, message.text, message.details);
    }
    const std::vector<QWidget*> messages = rows();
    for (auto row = messages.rbegin(); row != messages.rend(); ++row) {
        add(static_cast<Kind>((*row)->property(kindOfIt).toInt()),
            (*row)->findChild<QLabel*>(QStringLiteral("messageText"))->text(),
            (*row)->property(detailsOfIt).toString());
    }
    auto* dialog = new QDialog(window());
    dialog->setObjectName(QStringLiteral("messageList"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Messages"));
    dialog->resize(listSize);
    auto* list = new QPlainTextEdit(texts.join(QStringLiteral("\n\n")), dialog);
    list->setObjectName(QStringLiteral("messageListText"));
    list->setAccessibleName(tr("Messages, the newest first"));
    list->setReadOnly(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QPushButton* closeAll = buttons->addButton(tr("Clear all messages"), QDialogButtonBox::ActionRole);
    closeAll->setObjectName(QStringLiteral("clearMessages"));
    closeAll->setAutoDefault(false);
    connect(closeAll, &QPushButton::clicked, this, &MessageBar::clear);
    connect(closeAll, &QPushButton::clicked, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
    dialog->open();
}

/// Its own button may have led here: it goes once that has ended.
void MessageBar::remove(QWidget* row)
{
    m_layout->removeWidget(row);
    row->setParent(nullptr);
    row->deleteLater();
    arrange();
}

/// Takes an equal message away, which the new one stands for. @return how often it was said
int MessageBar::takeEqual(const Message& message)
{
    for (QWidget* before : rows()) {
        if (before->property(whatItSays).toStringList() == wordsOf(message)) {
            const int times = before->property(timesSaid).toInt();
            remove(before);
            return times;
        }
    }
    return 0;
}

void MessageBar::fillRow(QWidget* row, const Message& message, int times)
{
    const MessageLook& look = lookOf(message.kind);
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
    connect(close, &QToolButton::clicked, row, [this, row] { remove(row); });
    layout->addWidget(close, 0, Qt::AlignTop);
}

void MessageBar::clearRead()
{
    m_done->clearOlderThan(readingTime);
    for (QWidget* message : rows()) {
        if (message->property(isOfPage).toBool()) {
            remove(message);
        }
    }
}

void MessageBar::clear()
{
    m_done->clear();
    for (QWidget* row : rows()) {
        remove(row);
    }
}

}  // namespace aurora::gui
