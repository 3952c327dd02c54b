#include "gui/import/import_data_dialog.h"

#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"
#include "ui_import_data_dialog.h"

#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>

namespace aurora::gui {

ImportDataDialog::ImportDataDialog(const services::Project& project, const QStringList& paths, QWidget* parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ImportDataDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("Import"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("importButton"));
    m_ui->addFiles->setIcon(lineIcon(QStringLiteral("import-data")));
    m_ui->addFolder->setIcon(lineIcon(QStringLiteral("project")));
    m_ui->sample->completer()->setFilterMode(Qt::MatchContains);
    m_ui->sample->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_ui->addFiles, &QPushButton::clicked, this, &ImportDataDialog::addFiles);
    connect(m_ui->addFolder, &QPushButton::clicked, this, &ImportDataDialog::addFolder);
    connect(m_ui->remove, &QPushButton::clicked, this, &ImportDataDialog::removeSelected);
    connect(m_ui->paths, &QListWidget::itemSelectionChanged, this, &ImportDataDialog::updateState);
    connect(m_ui->oneSample, &QRadioButton::toggled, this, &ImportDataDialog::updateState);
    connect(m_ui->sample, &QComboBox::currentTextChanged, this, &ImportDataDialog::updateState);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    loadSamples(project);
    add(paths);
}

ImportDataDialog::~ImportDataDialog() = default;

void ImportDataDialog::loadSamples(const services::Project& project)
{
    inBackground(
        this,
        [project] {
            QStringList ids;
            for (const std::string& id : services::sampleIds(project)) {
                ids.append(toQString(id));
            }
            return ids;
        },
        [this](const QStringList& ids) {
            const QString typed = m_ui->sample->currentText();
            m_ui->sample->addItems(ids);
            m_ui->sample->setEditText(typed);
            updateState();
        },
        [this](const Failure& failure) { m_ui->reason->setText(failure.message); });
}

void ImportDataDialog::add(const QStringList& paths)
{
    for (const QString& path : paths) {
        const QString shown = QDir::toNativeSeparators(path);
        if (m_ui->paths->findItems(shown, Qt::MatchExactly).isEmpty()) {
            const QString icon = QFileInfo(path).isDir() ? QStringLiteral("project") : QStringLiteral("file-plot");
            m_ui->paths->addItem(new QListWidgetItem(lineIcon(icon), shown));
        }
    }
    updateState();
}

void ImportDataDialog::addFiles()
{
    add(QFileDialog::getOpenFileNames(
        this, tr("Data files"), QString(),
        tr("Cyclers' files (*.mpr *.ndax *.nda *.mpt *.h5 *.json *.xlsx *.zip);;All files (*)")));
}

void ImportDataDialog::addFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder with data files"));
    if (!folder.isEmpty()) {
        add({folder});
    }
}

void ImportDataDialog::removeSelected()
{
    qDeleteAll(m_ui->paths->selectedItems());
    updateState();
}

void ImportDataDialog::updateState()
{
    const bool oneSample = m_ui->oneSample->isChecked();
    const QString sample = m_ui->sample->currentText();
    QString reason;
    if (m_ui->paths->count() == 0) {
        reason = tr("Add at least one file or folder.");
    } else if (oneSample && sample.isEmpty()) {
        reason = tr("Choose the sample the files belong to.");
    } else if (oneSample && m_ui->sample->findText(sample, Qt::MatchExactly | Qt::MatchCaseSensitive) < 0) {
        reason = tr("The project has no sample “%1”.").arg(sample);
    } else if (oneSample && !whyNoName(sample.toStdString()).empty()) {
        reason = tr("“%1” cannot have data: its name cannot be that of a folder.").arg(sample);
    }
    m_ui->sample->setEnabled(oneSample);
    m_ui->remove->setEnabled(!m_ui->paths->selectedItems().isEmpty());
    m_ui->remove->setToolTip(m_ui->remove->isEnabled() ? QString() : tr("Select files in the list first."));
    m_ui->reason->setText(reason);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(reason.isEmpty());
    m_ui->buttons->button(QDialogButtonBox::Ok)->setToolTip(reason);
}

services::ImportDataOptions ImportDataDialog::options() const
{
    services::ImportDataOptions options;
    for (int row = 0; row < m_ui->paths->count(); ++row) {
        options.inputs.push_back(toPath(QDir::fromNativeSeparators(m_ui->paths->item(row)->text())));
    }
    if (m_ui->oneSample->isChecked()) {
        options.sample = SampleId(m_ui->sample->currentText().toStdString());
    }
    return options;
}

}  // namespace aurora::gui
