#include "gui/import/import_data_dialog.h"

#include "aurora/core/time.h"
#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/icons.h"
#include "gui/frame/long_work.h"
#include "gui/frame/padded_delegate.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/sentence_delegate.h"
#include "gui/frame/theme.h"
#include "gui/import/import_plan_model.h"
#include "gui/import/opened_files.h"
#include "gui/import/sample_delegate.h"
#include "gui/report/report_dialog.h"
#include "ui_import_data_dialog.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSet>
#include <QtConcurrentRun>

namespace aurora::gui {

namespace {

constexpr int progressEvery_ms = 100;
constexpr int fileWidth_px = 400;
constexpr int sampleWidth_px = 208;

/// A path stands on one line; where it has no room, its end with the name is what counts.
class OneLinePath final : public PaddedDelegate
{
public:
    using PaddedDelegate::PaddedDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        PaddedDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideLeft;
        option->features &= ~QStyleOptionViewItem::WrapText;
    }
};

}  // namespace

ImportDataDialog::ImportDataDialog(const services::Project& project, const QStringList& paths, QWidget* parent)
    : QDialog(parent),
      m_project(project),
      m_unpacked(std::make_shared<services::UnpackedArchives>(project)),
      m_plan(new ImportPlanModel(this)),
      m_ui(std::make_unique<Ui::ImportDataDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("Import"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("importButton"));
    m_ui->addFiles->setIcon(lineIcon(QStringLiteral("import-data")));
    m_ui->addFolder->setIcon(lineIcon(QStringLiteral("project")));
    new PartOfId(m_ui->sample);
    connect(m_ui->showPassedOver, &QPushButton::clicked, this, &ImportDataDialog::showPassedOver);
    connect(m_ui->addFiles, &QPushButton::clicked, this, &ImportDataDialog::addFiles);
    connect(m_ui->addFolder, &QPushButton::clicked, this, &ImportDataDialog::addFolder);
    connect(m_ui->remove, &QPushButton::clicked, this, &ImportDataDialog::removeSelected);
    connect(m_ui->paths, &QListWidget::itemSelectionChanged, this, &ImportDataDialog::updateState);
    connect(m_ui->oneSample, &QRadioButton::toggled, this, &ImportDataDialog::updateState);
    connect(m_ui->sample, &QComboBox::currentTextChanged, this, &ImportDataDialog::updateState);
    m_ui->files->setModel(m_plan);
    m_ui->files->setItemDelegateForColumn(ImportPlanModel::FileColumn, new OneLinePath(this));
    m_ui->files->setItemDelegateForColumn(ImportPlanModel::SampleColumn, new SampleDelegate(this));
    m_ui->files->setItemDelegateForColumn(ImportPlanModel::WordsColumn, new SentenceDelegate(this));
    m_ui->files->verticalHeader()->hide();
    m_ui->files->setWordWrap(true);  // a reason is read whole
    m_ui->files->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ui->files->horizontalHeader()->setStretchLastSection(true);
    m_ui->files->horizontalHeader()->setHighlightSections(false);
    m_ui->files->setColumnWidth(ImportPlanModel::FileColumn, fileWidth_px);
    m_ui->files->setColumnWidth(ImportPlanModel::SampleColumn, sampleWidth_px);
    m_ticker.setInterval(progressEvery_ms);
    connect(&m_ticker, &QTimer::timeout, this, &ImportDataDialog::showFound);
    connect(m_plan, &ImportPlanModel::choiceChanged, this, &ImportDataDialog::showFound);
    connect(m_ui->startKnown, &QCheckBox::toggled, this, &ImportDataDialog::updateState);
    connect(m_ui->startKnown, &QCheckBox::toggled, this, &ImportDataDialog::lookAgainIfStartChanged);
    connect(m_ui->startKnown, &QCheckBox::toggled, m_ui->start, qOverload<>(&QWidget::setFocus));
    connect(m_ui->start, &QLineEdit::textChanged, this, &ImportDataDialog::updateState);
    connect(m_ui->start, &QLineEdit::editingFinished, this, &ImportDataDialog::lookAgainIfStartChanged);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { m_unpacked->keep(); });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    loadSamples();
    add(paths);
    showFound();
}

ImportDataDialog::~ImportDataDialog()
{
    m_ui->start->disconnect(this);  // it loses the focus while the dialog goes, and would say that editing ended
    if (m_look) {
        m_look->leave();
    }
    // Removing many files takes its time, and the files may still be looked at.
    static_cast<void>(
        QtConcurrent::run(&backgroundThreads(), [unpacked = std::move(m_unpacked)]() mutable { unpacked.reset(); }));
}

void ImportDataDialog::loadSamples()
{
    inBackground(
        this,
        [project = m_project] {
            QStringList ids;
            for (const std::string& id : services::sampleIds(project)) {
                ids.append(toQString(id));
            }
            return ids;
        },
        [this](const QStringList& ids) {
            const bool areOthers = m_samplesRead && ids != m_plan->samples();
            m_samplesRead = true;
            m_samplesFailure.clear();
            const QString typed = m_ui->sample->currentText();
            m_plan->setSamples(ids);
            m_ui->sample->clear();
            m_ui->sample->addItems(ids);
            m_ui->sample->setEditText(typed);
            updateState();
            if (areOthers) {
                lookAtFiles();  // a file may belong to one of the new ones
            }
        },
        [this](const Failure& failure) {
            m_samplesFailure = failure.message;
            updateState();
        });
}

void ImportDataDialog::add(const QStringList& paths)
{
    QSet<QString> there;
    for (int row = 0; row < m_ui->paths->count(); ++row) {
        there.insert(m_ui->paths->item(row)->text());
    }
    QStringList added;
    for (const QString& path : paths) {
        const QString shown = QDir::toNativeSeparators(path);
        if (!there.contains(shown)) {
            there.insert(shown);
            added.append(shown);
        }
    }
    if (added.isEmpty()) {
        return;
    }
    m_ui->paths->addItems(added);
    showIcons(added);
    lookAtFiles();
    updateState();
}

/// Which of the paths are folders is asked of the disk they are on, which may take a while.
void ImportDataDialog::showIcons(const QStringList& added)
{
    const QIcon file = lineIcon(QStringLiteral("file-plot"));
    for (int row = m_ui->paths->count() - static_cast<int>(added.size()); row < m_ui->paths->count(); ++row) {
        m_ui->paths->item(row)->setIcon(file);
    }
    inBackground(
        this,
        [added] {
            QSet<QString> folders;
            for (const QString& path : added) {
                if (QFileInfo(QDir::fromNativeSeparators(path)).isDir()) {
                    folders.insert(path);
                }
            }
            return folders;
        },
        [this](const QSet<QString>& folders) {
            for (int row = 0; row < m_ui->paths->count(); ++row) {
                if (folders.contains(m_ui->paths->item(row)->text())) {
                    m_ui->paths->item(row)->setIcon(lineIcon(QStringLiteral("project")));
                }
            }
        },
        [](const Failure& /*reading the files fails as well, and says so*/) {});
}

/// From the beginning: the files are read, which may take a while.
void ImportDataDialog::lookAtFiles()
{
    if (m_look) {
        m_look->leave();
    }
    m_failure.clear();
    m_ticker.start();
    services::ImportDataOptions options;
    options.inputs = inputs();
    options.start_uts = startSaid();
    m_startLooked = options.start_uts;
    const auto ended = [this] {
        m_look.reset();
        m_ticker.stop();
    };
    m_look = longInBackground(
        this,
        [project = m_project, options, unpacked = m_unpacked](Progress& progress) {
            return services::planDataImport(project, options, *unpacked, progress);
        },
        [this, ended](services::DataImportPlan plan) {
            ended();
            m_passedOver = std::move(plan.report);
            m_plan->setFiles(std::move(plan.files));
        },
        [this, ended](const Failure& failure) {
            ended();
            m_failure = failure.message;
            showFound();
        });
    showFound();
}

void ImportDataDialog::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_ui->files->isAncestorOf(focusWidget())) {
        return;
    }
    QDialog::keyPressEvent(event);
}

void ImportDataDialog::lookAgainIfStartChanged()
{
    if (startSaid() != m_startLooked) {
        lookAtFiles();
    }
}

void ImportDataDialog::showPassedOver()
{
    auto* report = new ReportDialog(m_passedOver, this);
    report->setAttribute(Qt::WA_DeleteOnClose);
    report->open();
}

void ImportDataDialog::showFound()
{
    QStringList sentences;
    if (m_look) {
        const TaskProgress& progress = m_look->progress();
        sentences.append(progress.total() == 0
                             ? tr("Looking for files…")
                             : tr("Looking at %1 of %2 files…").arg(progress.done()).arg(progress.total()));
    } else if (!m_failure.isEmpty()) {
        sentences.append(m_failure);
    } else if (m_ui->paths->count() > 0) {
        sentences.append(tr("Files found: %1, with a sample: %2.").arg(m_plan->rowCount()).arg(m_plan->assigned()));
        if (m_plan->assigned() < m_plan->rowCount()) {
            sentences.append(tr("The others are kept, and can be assigned later, too."));
        }
        if (const int open = m_plan->needingStart(); open > 0) {
            sentences.append(tr("Files that wait until you give the time they began: %1.").arg(open));
        }
        if (!m_passedOver.failed.empty()) {
            sentences.append(tr("▲ What cannot be read: %1.").arg(m_passedOver.failed.size()));
        }
        if (!m_passedOver.skipped.empty()) {
            sentences.append(tr("Folders and files passed over: %1.").arg(m_passedOver.skipped.size()));
        }
    }
    m_ui->found->setText(sentences.join(QLatin1Char(' ')));
    m_ui->showPassedOver->setVisible(!m_look && !(m_passedOver.failed.empty() && m_passedOver.skipped.empty()));
    const bool needsStart = m_plan->needingStart() > 0 || m_ui->startKnown->isChecked();
    m_ui->startKnown->setVisible(needsStart);
    m_ui->start->setVisible(needsStart);
    updateState();
}

std::vector<std::filesystem::path> ImportDataDialog::inputs() const
{
    std::vector<std::filesystem::path> paths;
    for (int row = 0; row < m_ui->paths->count(); ++row) {
        paths.push_back(toPath(QDir::fromNativeSeparators(m_ui->paths->item(row)->text())));
    }
    return paths;
}

std::optional<double> ImportDataDialog::startSaid() const
{
    return m_ui->startKnown->isChecked()
               ? parseTimestamp(m_ui->start->text().trimmed().toStdString(), m_project.timeZone())
               : std::nullopt;
}

void ImportDataDialog::addFiles()
{
    add(askForFiles(this, QStringLiteral("data"), tr("Data files"), dataFilesFilter()));
}

void ImportDataDialog::addFolder()
{
    const QString folder = askForFolder(this, QStringLiteral("data"), tr("Folder with data files"));
    if (!folder.isEmpty()) {
        add({folder});
    }
}

void ImportDataDialog::removeSelected()
{
    qDeleteAll(m_ui->paths->selectedItems());
    lookAtFiles();
    updateState();
}

QString ImportDataDialog::whyNot() const
{
    const bool oneSample = m_ui->oneSample->isChecked();
    const QString sample = m_ui->sample->currentText();
    if (m_ui->paths->count() == 0) {
        return tr("Add at least one file or folder.");
    }
    if (m_ui->startKnown->isChecked() && !startSaid()) {
        return tr("“%1” is no point in time: write it like 2024-06-20 08:02:00.").arg(m_ui->start->text());
    }
    const bool startMissing = m_plan->needingStart() > 0 && !m_ui->startKnown->isChecked();
    if (startMissing && m_plan->importable() == 0) {
        return tr("Say when the files began: tick the field for it. Without that none of them can be stored.");
    }
    if (oneSample && sample.isEmpty()) {
        return tr("Choose the sample the files belong to.");
    }
    if (const QString reason = oneSample ? whyNoId(m_plan->samples(), sample) : m_plan->whyNot(); !reason.isEmpty()) {
        return reason;
    }
    if (oneSample && !whyNoName(sample.toStdString()).empty()) {
        return tr("“%1” cannot have data: its name cannot be that of a folder.").arg(sample);
    }
    return {};
}

void ImportDataDialog::updateState()
{
    const bool oneSample = m_ui->oneSample->isChecked();
    const QString reason = whyNot();
    m_ui->sample->setEnabled(oneSample);
    m_ui->sample->setToolTip(oneSample ? QString() : tr("Choose that all belong to one sample first."));
    m_ui->files->setEnabled(!oneSample);
    m_ui->start->setEnabled(m_ui->startKnown->isChecked());
    QPalette colors = palette();
    if (m_plan->needingStart() > 0 && !m_ui->startKnown->isChecked()) {
        colors.setColor(QPalette::WindowText, toneColor(Tone::Attention, palette()));
    }
    m_ui->startKnown->setPalette(colors);
    m_ui->remove->setEnabled(!m_ui->paths->selectedItems().isEmpty());
    m_ui->remove->setToolTip(m_ui->remove->isEnabled() ? QString() : tr("Select files in the list first."));
    m_ui->reason->setText(!m_samplesFailure.isEmpty() && (reason.isEmpty() || oneSample) ? m_samplesFailure : reason);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(reason.isEmpty());
    m_ui->buttons->button(QDialogButtonBox::Ok)->setToolTip(reason);
}

void ImportDataDialog::offerOnlyShow()
{
    QPushButton* only = m_ui->buttons->addButton(tr("Only show"), QDialogButtonBox::ActionRole);
    only->setObjectName(QStringLiteral("onlyShow"));
    only->setAutoDefault(false);
    only->setToolTip(tr("Draw the files in Sample plots; nothing is stored"));
    connect(only, &QPushButton::clicked, this, [this] {
        QStringList paths;
        for (const std::filesystem::path& path : inputs()) {
            paths.append(nativePath(path));
        }
        reject();
        Q_EMIT onlyShowRequested(paths);
    });
}

services::ImportDataOptions ImportDataDialog::options() const
{
    services::ImportDataOptions options;
    options.inputs = inputs();
    options.start_uts = startSaid();
    options.unassigned = services::Unassigned::IsListed;
    if (m_ui->oneSample->isChecked()) {
        options.sample = SampleId(m_ui->sample->currentText().toStdString());
    } else {
        options.samples = m_plan->chosen();
        options.ofNobody = m_plan->ofNobody();
    }
    return options;
}

}  // namespace aurora::gui
