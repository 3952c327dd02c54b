#include "gui/assign/assign_dialog.h"

#include "aurora/core/error.h"
#include "aurora/core/nearest_names.h"
#include "aurora/core/time.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/tables.h"
#include "gui/assign/assign_model.h"
#include "gui/assign/path_delegate.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/sentence_delegate.h"
#include "gui/samples/sample_form.h"
#include "ui_assign_dialog.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStringListModel>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int widestFile_px = 400;  // longer ones take further lines
constexpr int widestColumn_px = 240;
constexpr int chosenColumn_px = 160;
constexpr int reason_px = 320;

struct Content
{
    std::vector<services::UnassignedFile> files;
    QStringList samples;
};

Content contentOf(const services::Lab& lab)
{
    Content content{.files = services::listUnassignedFiles(lab.project(), lab.user()), .samples = {}};
    for (const std::string& sample : services::sampleIds(lab.project())) {
        content.samples.append(toQString(sample));
    }
    return content;
}

/// What was assigned to one sample is kept in the report when another one fails as a whole.
void addAssigned(services::Report& report, services::Lab& lab, const std::vector<std::int64_t>& ids,
                 const std::string& sample, std::optional<double> start_uts, Progress& progress)
{
    try {
        report.add(services::assignFiles(lab, ids, sample, progress, start_uts));
    } catch (const Cancelled&) {
        report.cancelled = true;
    } catch (const Error& error) {
        report.failed.push_back({sample, error.what(), error.cause()});
    }
}

}  // namespace

AssignDialog::AssignDialog(Frame& frame, QWidget* parent)
    : QDialog(parent),
      m_frame(&frame),
      m_ui(std::make_unique<Ui::AssignDialog>()),
      m_model(new AssignModel(this)),
      m_samples(new QStringListModel(this))
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("assignButton"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setAutoDefault(false);
    m_ui->buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_ui->files->setModel(m_model);
    m_ui->files->verticalHeader()->hide();
    m_ui->files->setWordWrap(true);  // a reason is read whole
    m_ui->files->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ui->files->setItemDelegateForColumn(AssignModel::FileColumn, new PathDelegate(this));
    m_ui->files->setItemDelegateForColumn(AssignModel::ReasonColumn, new SentenceDelegate(this));
    m_ui->files->setItemDelegateForColumn(AssignModel::ResultColumn, new SentenceDelegate(this));
    m_ui->files->hideColumn(AssignModel::ResultColumn);  // until there are results
    m_ui->files->horizontalHeader()->setHighlightSections(false);
    m_ui->sample->setModel(m_samples);
    new PartOfId(m_ui->sample);
    m_ui->sample->lineEdit()->setPlaceholderText(tr("Type a part of its ID, or open the list: the nearest come first"));
    connectParts();
    readFiles();
    updateState();
}

AssignDialog::~AssignDialog() = default;

void AssignDialog::connectParts()
{
    connect(m_ui->files->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AssignDialog::offerNearest);
    connect(m_ui->sample, &QComboBox::currentTextChanged, this, &AssignDialog::choose);
    connect(m_ui->newSample, &QPushButton::clicked, this,
            [this] { openNewSample(*m_frame, this, [this](const QString& id) { m_ui->sample->setEditText(id); }); });
    connect(m_ui->startKnown, &QCheckBox::toggled, this, &AssignDialog::updateState);
    connect(m_ui->startKnown, &QCheckBox::toggled, m_ui->start, qOverload<>(&QWidget::setFocus));
    connect(m_ui->start, &QLineEdit::textChanged, this, &AssignDialog::updateState);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &AssignDialog::assign);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    closeWithProject(this, m_frame->session);
    connect(&m_frame->session, &ProjectSession::dataChanged, this, &AssignDialog::readFiles);
}

void AssignDialog::readFiles()
{
    const auto& lab = m_frame->session.lab();
    if (!lab) {
        return;
    }
    m_readAgain = m_reading || m_assigning;
    if (m_readAgain) {
        return;
    }
    m_reading = true;
    inBackground(
        this, [lab] { return contentOf(*lab); },
        [this](const Content& content) {
            m_reading = false;
            m_inOrder = content.samples;
            m_model->setKnown(content.samples);
            m_failure.clear();
            if (!m_assigning) {  // else what came of them is shown first
                showFiles(content.files);
                m_read = true;
            }
            updateState();
            if (m_readAgain || m_assigning) {
                readFiles();
            }
        },
        [this](const Failure& failure) {
            m_reading = false;
            m_failure = failure.message;
            updateState();
            if (m_readAgain) {
                readFiles();
            }
        });
}

void AssignDialog::showFiles(std::vector<services::UnassignedFile> files)
{
    QSet<std::int64_t> selected;
    for (const int row : selectedRows()) {
        selected.insert(m_model->file(row).id);
    }
    const QString before = m_ui->sample->currentText();
    m_model->setFiles(std::move(files));
    if (!m_read) {
        layOutTable();
    }
    QItemSelection again;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_read ? selected.contains(m_model->file(row).id) : row == 0) {
            again.select(m_model->index(row, 0), m_model->index(row, 0));
        }
    }
    const bool isSame = m_read && again.indexes().size() == selected.size();
    QItemSelectionModel* selection = m_ui->files->selectionModel();
    if (!again.isEmpty()) {
        selection->setCurrentIndex(again.indexes().front(), QItemSelectionModel::NoUpdate);
        selection->select(again, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else {
        offerNearest();
    }
    if (isSame) {  // what is half typed stays
        m_offering = true;
        m_ui->sample->setEditText(before);
        m_offering = false;
    }
}

void AssignDialog::layOutTable()
{
    QTableView* table = m_ui->files;
    table->resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const bool chosen = column == AssignModel::SampleColumn || column == AssignModel::ResultColumn;
        const int widest = column == AssignModel::ReasonColumn ? reason_px
                           : column == AssignModel::FileColumn ? widestFile_px
                                                               : widestColumn_px;
        table->setColumnWidth(column, std::clamp(table->columnWidth(column), chosen ? chosenColumn_px : 0, widest));
    }
    table->horizontalHeader()->setStretchLastSection(true);
}

std::vector<int> AssignDialog::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_ui->files->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    return rows;
}

QString AssignDialog::typed() const
{
    return m_ui->sample->currentText().trimmed();
}

void AssignDialog::offerNearest()
{
    const std::vector<int> rows = selectedRows();
    std::vector<std::string> texts;
    QSet<QString> chosen;
    for (const int row : rows) {
        const services::UnassignedFile& file = m_model->file(row);
        texts.push_back(file.path);
        texts.insert(texts.end(), file.hints.begin(), file.hints.end());
        chosen.insert(m_model->sample(row));
    }
    m_offering = true;
    m_ui->sample->setEditText(chosen.size() == 1 ? *chosen.begin() : QString());
    m_offering = false;
    updateState();
    std::vector<std::string> ids;
    for (const QString& id : m_inOrder) {
        ids.push_back(id.toStdString());
    }
    inBackground(
        this,
        [ids = std::move(ids), texts = std::move(texts)]() mutable { return nearestNames(std::move(ids), texts); },
        [this, asked = ++m_asked](const std::vector<std::string>& nearest) {
            if (asked != m_asked) {
                return;
            }
            QStringList shown;
            for (const std::string& id : nearest) {
                shown.append(toQString(id));
            }
            const QString before = m_ui->sample->currentText();
            m_offering = true;
            m_samples->setStringList(shown);
            m_ui->sample->setCurrentIndex(-1);
            m_ui->sample->setEditText(before);
            m_offering = false;
        },
        [this](const Failure& failure) {
            m_failure = failure.message;
            updateState();
        });
}

void AssignDialog::choose()
{
    if (m_offering) {
        return;
    }
    // What is half typed stands there as it is, and blocks: nothing else is done than what was said.
    for (const int row : selectedRows()) {
        m_model->choose(row, typed());
    }
    updateState();
}

QString AssignDialog::whyNot() const
{
    if (!m_failure.isEmpty()) {
        return m_failure;
    }
    if (!m_read) {
        return tr("Reading the list of files…");
    }
    if (m_assigning) {
        return tr("The files are being assigned…");
    }
    if (m_model->rowCount() == 0) {
        return tr("Every file belongs to a sample.");
    }
    if (const QString unknown = m_model->unknown(); !unknown.isEmpty()) {
        return whyNoId(m_inOrder, unknown);
    }
    if (m_ui->startKnown->isChecked() && !startSaid()) {
        return tr("“%1” is no point in time: write it like 2024-06-20 08:02:00.").arg(m_ui->start->text());
    }
    return m_model->toAssign().empty() ? tr("Select files, and choose their sample.") : QString();
}

std::optional<double> AssignDialog::startSaid() const
{
    const auto& project = m_frame->session.project();
    return project && m_ui->startKnown->isChecked()
               ? parseTimestamp(m_ui->start->text().trimmed().toStdString(), project->timeZone())
               : std::nullopt;
}

void AssignDialog::updateState()
{
    std::size_t files = 0;
    for (const auto& [sample, ids] : m_model->toAssign()) {
        files += ids.size();
    }
    const QString reason = whyNot();
    m_ui->reason->setText(reason);
    m_ui->sample->setEnabled(!m_assigning && !selectedRows().empty());
    m_ui->sample->setToolTip(m_ui->sample->isEnabled() ? QString()
                             : m_assigning             ? tr("The files are being assigned.")
                                                       : tr("Select files first."));
    m_ui->start->setEnabled(!m_assigning && m_ui->startKnown->isChecked());
    m_ui->startKnown->setEnabled(!m_assigning);
    QPushButton* button = m_ui->buttons->button(QDialogButtonBox::Ok);
    button->setText(files == 1 ? tr("Assign 1 file") : tr("Assign %1 files").arg(files));
    button->setEnabled(reason.isEmpty());
    button->setToolTip(reason);
}

void AssignDialog::assign()
{
    const auto wanted = m_model->toAssign();
    if (!whyNot().isEmpty() || wanted.empty()) {
        return;
    }
    std::vector<std::int64_t> all;
    for (const auto& [sample, ids] : wanted) {
        all.insert(all.end(), ids.begin(), ids.end());
    }
    const Task* task = runOnLab(*m_frame, m_frame->session.lab(),
                                {.title = tr("Assigning files"),
                                 .kind = TaskKind::Writes,
                                 .work =
                                     [wanted, start = startSaid()](services::Lab& lab, Progress& progress) {
                                         services::Report report;
                                         for (const auto& [sample, ids] : wanted) {
                                             addAssigned(report, lab, ids, sample, start, progress);
                                             if (report.cancelled) {
                                                 break;
                                             }
                                         }
                                         return report;
                                     },
                                 .summary = tr("Files assigned: %1."),
                                 .then =
                                     [dialog = QPointer<AssignDialog>(this)](const services::Report& report) {
                                         if (dialog) {
                                             dialog->m_report = report;
                                         }
                                     }});
    if (task == nullptr) {
        return;
    }
    m_report = {};
    m_assigning = true;
    updateState();
    connect(task, &Task::finished, this, [this, all] { ended(all); });
}

void AssignDialog::ended(const std::vector<std::int64_t>& ids)
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    inBackground(
        this, [project = *project, ids] { return services::stateOfFiles(project, ids); },
        [this](const std::vector<services::AssignedFile>& states) {
            m_assigning = false;
            m_model->setOutcome(states, m_report);
            if (m_report.failed.empty()) {
                m_ui->startKnown->setChecked(false);  // it was that of these files
            }
            m_ui->files->showColumn(AssignModel::ResultColumn);
            layOutTable();
            updateState();
            if (m_readAgain) {
                readFiles();
            }
        },
        [this](const Failure& failure) {
            m_assigning = false;
            m_failure = failure.message;
            updateState();
            if (m_readAgain) {
                readFiles();
            }
        });
}

}  // namespace aurora::gui
