#include "gui/details/details_panel.h"

#include "gui/details/detail_text.h"
#include "gui/frame/background.h"
#include "gui/frame/commands.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBrowser>
#include <QToolButton>

namespace aurora::gui {

namespace {

constexpr int recordHeight_px = 220;
constexpr int indent = 2;

}  // namespace

DetailsPanel::DetailsPanel(const CommandSet& commands, services::TableKind kind, QWidget* parent)
    : QWidget(parent),
      m_kind(kind),
      m_title(new QLabel(this)),
      m_text(new QTextBrowser(this)),
      m_attach(new QToolButton(this)),
      m_recordButton(new QToolButton(this)),
      m_recordBox(makeRecord())
{
    setObjectName(QStringLiteral("detailsPanel"));
    m_text->setObjectName(QStringLiteral("detailsText"));
    m_text->setAccessibleName(tr("Details of the row"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    setFocusProxy(m_text);
    m_attach->setObjectName(QStringLiteral("attachPayload"));
    m_attach->setDefaultAction(commands.action(Command::AttachPayload));
    m_attach->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_attach->setAutoRaise(true);
    m_attach->hide();
    m_recordButton->setObjectName(QStringLiteral("recordButton"));
    m_recordButton->setText(tr("Raw record"));
    m_recordButton->setToolTip(tr("Show the whole row as JSON"));
    m_recordButton->setCheckable(true);
    m_recordButton->setAutoRaise(true);
    m_recordButton->setArrowType(Qt::RightArrow);
    m_recordButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_recordBox->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar(commands));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_attach);
    layout->addWidget(m_recordButton);
    layout->addWidget(m_recordBox);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (const auto target = linkTarget(link)) {
            Q_EMIT linkActivated(*target);
        }
    });
    connect(m_recordButton, &QToolButton::toggled, this, [this](bool shown) {
        m_recordButton->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
        m_recordBox->setVisible(shown);
    });
    say(tr("Click a row to see everything about it."));
}

QWidget* DetailsPanel::makeBar(const CommandSet& commands)
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->setSpacing(4);
    for (const Command command : {Command::Back, Command::Forward}) {
        auto* button = new QToolButton(bar);
        button->setDefaultAction(commands.action(command));
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    m_title->setObjectName(QStringLiteral("detailsTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setMinimumWidth(1);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    layout->addWidget(m_title, 1);
    auto* hide = new QToolButton(bar);
    hide->setObjectName(QStringLiteral("hideDetails"));
    hide->setIcon(lineIcon(QStringLiteral("close")));
    hide->setToolTip(tr("Hide the details"));
    hide->setAccessibleName(hide->toolTip());
    hide->setAutoRaise(true);
    connect(hide, &QToolButton::clicked, commands.action(Command::ShowDetails), &QAction::trigger);
    layout->addWidget(hide);
    return bar;
}

QWidget* DetailsPanel::makeRecord()
{
    auto* box = new QWidget(this);
    m_record = new QPlainTextEdit(box);
    m_record->setObjectName(QStringLiteral("record"));
    m_record->setAccessibleName(tr("Raw record"));
    m_record->setReadOnly(true);
    m_record->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_record->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_record->setFixedHeight(recordHeight_px);
    auto* copy = new QToolButton(box);
    copy->setObjectName(QStringLiteral("copyRecord"));
    copy->setIcon(lineIcon(QStringLiteral("copy")));
    copy->setText(tr("Copy as JSON"));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this, &DetailsPanel::copyRecord);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(8, 0, 8, 8);
    layout->addWidget(m_record);
    layout->addWidget(copy, 0, Qt::AlignRight);
    return box;
}

void DetailsPanel::setProject(const std::optional<services::Project>& project)
{
    m_project = project;
    showRow({}, {});
}

void DetailsPanel::showRow(const QString& key, Adaptation adapt)
{
    const int generation = ++m_generation;
    m_key = key;
    if (!m_project || key.isEmpty()) {
        say(tr("Click a row to see everything about it."));
        return;
    }
    inBackground(
        this,
        [project = *m_project, kind = m_kind, key = key.toStdString(), adapt = std::move(adapt)] {
            services::RowDetails details = services::readDetails(project, kind, key);
            if (adapt) {
                adapt(details.row);
            }
            return details;
        },
        [this, generation](const services::RowDetails& details) {
            if (generation == m_generation) {
                showDetails(details);
            }
        },
        [this, generation](const Failure& failure) {
            if (generation == m_generation) {
                say(failure.message);
            }
        });
}

void DetailsPanel::showDetails(const services::RowDetails& details)
{
    if (details.row.rows.empty()) {
        say(tr("%1 is no longer in the table.").arg(m_key));
        return;
    }
    const bool same = m_details && m_details->key == details.key;
    const int scrolled = same ? m_text->verticalScrollBar()->value() : 0;
    m_details = details;
    m_title->setText(toQString(details.key));
    m_title->setToolTip(m_title->text());
    m_text->setHtml(detailText(details, palette()));
    m_text->verticalScrollBar()->setValue(scrolled);
    m_record->setPlainText(toQString(dumpJson(details.record, indent)));
    m_attach->setVisible(details.kind == services::TableKind::Jobs && details.steps.empty());
    m_recordButton->show();
    m_recordBox->setVisible(m_recordButton->isChecked());
}

void DetailsPanel::say(const QString& text)
{
    m_details.reset();
    m_title->clear();
    m_text->setPlainText(text);
    m_attach->hide();
    m_recordButton->hide();
    m_recordBox->hide();
}

void DetailsPanel::copyRecord()
{
    QApplication::clipboard()->setText(m_record->toPlainText());
}

void DetailsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_details) {
        m_text->setHtml(detailText(*m_details, palette()));
    }
}

}  // namespace aurora::gui
