#include "gui/batches/batch_form.h"

#include "aurora/services/tables.h"
#include "gui/batches/sample_ticks.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/named_samples.h"

#include <QApplication>
#include <QClipboard>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr QSize preferredSize{520, 600};
constexpr int mostNamed = 5;

QStringList texts(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names) {
        list.append(toQString(name));
    }
    return list;
}

}  // namespace

BatchForm::BatchForm(Frame& frame, const QString& name, QWidget* parent)
    : EditDialog(frame, name.isEmpty() ? tr("New batch") : tr("Edit the batch %1").arg(name),
                 name.isEmpty() ? tr("Make the batch") : tr("Save"), parent),
      m_oldName(name),
      m_name(new QLineEdit(name, this)),
      m_description(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_ticks(new SampleTicks(this))
{
    setObjectName(QStringLiteral("batchForm"));
    resize(preferredSize);
    m_name->setObjectName(QStringLiteral("batchName"));
    m_description->setObjectName(QStringLiteral("batchDescription"));
    m_count->setObjectName(QStringLiteral("batchCount"));
    auto* form = new QFormLayout;
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Description"), m_description);
    body()->addLayout(form);
    body()->addWidget(makeList(), 1);
    connect(m_name, &QLineEdit::textChanged, this, [this] { recheck(); });
    connect(m_description, &QLineEdit::textChanged, this, [this] { recheck(); });
    connect(m_ticks, &SampleTicks::tickedChanged, this, [this] {
        m_count->setText(tr("Samples ticked: %1").arg(m_ticks->ticked().size()));
        recheck();
    });
    m_name->setFocus();
    read();
    recheck();
}

QWidget* BatchForm::makeList()
{
    auto* box = new QWidget(this);
    auto* search = new QLineEdit(box);
    search->setObjectName(QStringLiteral("searchSamples"));
    search->setPlaceholderText(tr("Search samples"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    auto* shown = new QSortFilterProxyModel(box);
    shown->setSourceModel(m_ticks);
    shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto* list = new QListView(box);
    list->setObjectName(QStringLiteral("batchSamples"));
    list->setAccessibleName(tr("Samples of the batch"));
    list->setUniformItemSizes(true);
    list->setModel(shown);
    auto* pasteButton = new QPushButton(tr("Paste IDs"), box);
    pasteButton->setObjectName(QStringLiteral("pasteButton"));
    pasteButton->setAutoDefault(false);
    pasteButton->setToolTip(tr("Tick the samples of a list that was copied: one a line, or parted by commas"));
    auto* line = new QHBoxLayout;
    line->addWidget(search, 1);
    line->addWidget(pasteButton);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(list, 1);
    layout->addWidget(m_count);
    connect(search, &QLineEdit::textChanged, shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(pasteButton, &QPushButton::clicked, this, &BatchForm::paste);
    auto* shortcut = new QShortcut(QKeySequence::Paste, list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &BatchForm::paste);
    return box;
}

void BatchForm::read()
{
    inBackground(
        this,
        [project = *frame().session.project(), name = m_oldName.toStdString()] {
            Known known{.samples = texts(services::sampleIds(project)), .batch = {}};
            if (name.empty()) {
                return known;
            }
            const std::vector<services::Batch> batches = services::listBatches(project);
            const auto found = std::find_if(batches.begin(), batches.end(),
                                            [&name](const services::Batch& batch) { return batch.name == name; });
            known.isThere = found != batches.end();
            known.batch = known.isThere ? *found : services::Batch();
            return known;
        },
        [this](const Known& known) { showKnown(known); }, [this](const Failure& failure) { setHint(failure.message); });
}

void BatchForm::showKnown(const Known& known)
{
    if (!known.isThere) {
        setHint(tr("There is no batch %1 in the project any more.").arg(m_oldName));
        return;
    }
    m_reading = false;
    m_before = known.batch;
    if (!m_oldName.isEmpty()) {
        m_description->setText(toQString(known.batch.description));
    }
    m_ticks->setSamples(known.samples, texts(known.batch.samples));
}

void BatchForm::paste()
{
    const QStringList unknown = m_ticks->tickPasted(QApplication::clipboard()->text());
    if (unknown.isEmpty()) {
        setHint({});
        return;
    }
    const QString names = unknown.mid(0, mostNamed).join(QLatin1String(", "));
    setHint(unknown.size() <= mostNamed
                ? tr("Not in the project, and not ticked: %1.").arg(names)
                : tr("Not in the project, and not ticked: %1 and %2 more.").arg(names).arg(unknown.size() - mostNamed));
}

services::Batch BatchForm::wanted() const
{
    return {.name = m_name->text().trimmed().toStdString(),
            .description = m_description->text().trimmed().toStdString(),
            .samples = utf8(m_ticks->ticked())};
}

EditDialog::Work BatchForm::work() const
{
    return
        [isNew = m_oldName.isEmpty(), shown = m_before, batch = wanted()](const services::Project& project, Progress&) {
            return isNew ? services::createBatch(project, batch.name, batch.samples, batch.description)
                         : services::changeBatch(project, shown, batch);
        };
}

QString BatchForm::reason() const
{
    if (m_reading) {
        return tr("Reading…");
    }
    const services::Batch batch = wanted();
    if (batch.name.empty()) {
        return tr("Give the batch a name.");
    }
    const std::string why = services::whyNoBatchName(batch.name);
    if (!why.empty() && batch.name != m_before.name) {
        return tr("This cannot be the name of a batch: it %1.").arg(toQString(why));
    }
    const bool same =
        batch.name == m_before.name && batch.description == m_before.description && batch.samples == m_before.samples;
    return !m_oldName.isEmpty() && same ? tr("Nothing was changed yet.") : QString();
}

QString BatchForm::summary() const
{
    return m_oldName.isEmpty() ? tr("The batch %1 was made.").arg(m_name->text().trimmed())
                               : tr("The batch %1 was changed.").arg(m_name->text().trimmed());
}

}  // namespace aurora::gui
