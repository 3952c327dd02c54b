#include "gui/protocols/sample_choice.h"

#include "gui/frame/background.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"
#include "gui/protocols/protocol_editor.h"

#include "aurora/services/tables.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>

namespace aurora::gui {

namespace {

constexpr int sampleAfterTyping_ms = 150;
constexpr int longestId = 24;  // characters that are in sight: 240620_kigr_gen2_01
constexpr int buttons_px = 48;

}  // namespace

SampleChoice::SampleChoice(ProtocolEditor& editor, QWidget* parent)
    : QWidget(parent),
      m_editor(editor),
      m_edit(new QLineEdit(this)),
      m_says(new QLabel(this)),
      m_ids(new QStringListModel(this))
{
    m_edit->setObjectName(QStringLiteral("protocolSample"));
    m_edit->setPlaceholderText(tr("Sample, to see its mA"));
    m_edit->setAccessibleName(tr("Sample whose currents are shown"));
    m_edit->setClearButtonEnabled(true);
    const int width = m_edit->fontMetrics().averageCharWidth() * longestId + buttons_px;
    m_edit->setMinimumWidth(width);
    m_edit->setMaximumWidth(width + buttons_px);
    auto* completer = new QCompleter(m_ids, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_edit->setCompleter(completer);
    new PartOfId(m_edit);
    m_says->setObjectName(QStringLiteral("protocolCapacity"));
    m_says->setTextFormat(Qt::PlainText);
    m_says->setWordWrap(true);
    m_says->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_says->setMinimumHeight(2 * m_says->fontMetrics().lineSpacing());  // the steps stay where they are when it speaks
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_says, 2);
    m_soon.setSingleShot(true);
    m_soon.setInterval(sampleAfterTyping_ms);
    connect(&m_soon, &QTimer::timeout, this, &SampleChoice::compute);
    connect(m_edit, &QLineEdit::textChanged, this, &SampleChoice::askSoon);
    connect(&editor, &ProtocolEditor::opened, this, &SampleChoice::askSoon);
    connect(&editor, &ProtocolEditor::changed, this, &SampleChoice::askSoon);
}

QString SampleChoice::sampleId() const
{
    return m_edit->text().trimmed();
}

void SampleChoice::setSampleId(const QString& id)
{
    m_edit->setText(id);
}

void SampleChoice::setProject(const std::optional<services::Project>& project)
{
    m_project = project;
    ++m_generation;
    m_ids->setStringList({});
    m_edit->clear();
    reload();
}

void SampleChoice::reload()
{
    if (!m_project) {
        return;
    }
    inBackground(
        this,
        [project = *m_project] {
            QStringList ids;
            for (const std::string& id : services::sampleIds(project)) {
                ids.append(toQString(id));
            }
            return ids;
        },
        [this, generation = m_generation](const QStringList& ids) {
            if (generation == m_generation && ids != m_ids->stringList()) {
                m_ids->setStringList(ids);
            }
        },
        [](const Failure&) {});  // the completion is a help only: the tables tell what is wrong with the database
    askSoon();
}

void SampleChoice::askSoon()
{
    ++m_asked;  // what is being computed is of no use any more
    m_soon.start();
}

void SampleChoice::compute()
{
    if (!m_project || sampleId().isEmpty()) {
        m_says->clear();
        Q_EMIT meant({}, {});
        return;
    }
    const QStringList ids = m_ids->stringList();
    const bool isPart = !ids.isEmpty() && onlyId(ids, sampleId()) != sampleId();
    if (isPart && !ids.filter(sampleId(), Qt::CaseInsensitive).isEmpty()) {
        m_says->setText(whyNoId(ids, sampleId()));
        m_says->setToolTip(m_says->text());
        Q_EMIT meant({}, {});
        return;
    }
    inBackground(
        this,
        [project = *m_project, protocol = m_editor.protocol(), id = sampleId().toStdString()] {
            return services::protocolForSample(project, protocol, id);
        },
        [this, asked = m_asked, id = sampleId()](const services::ProtocolForSample& meaning) {
            if (asked != m_asked) {
                return;
            }
            m_says->setText(toQString(meaning.capacity_mAh ? meaning.capacityWords : meaning.problem));
            Q_EMIT meant(meaning.capacity_mAh ? id : QString(), meaning);
        },
        [this, asked = m_asked](const Failure& failure) {
            if (asked == m_asked) {
                m_says->setText(failure.message);
                Q_EMIT meant({}, {});
            }
        });
}

}  // namespace aurora::gui
