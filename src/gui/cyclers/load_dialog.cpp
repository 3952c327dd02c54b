#include "gui/cyclers/load_dialog.h"

#include "gui/frame/background.h"
#include "gui/frame/part_of_id.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "ui_load_dialog.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QStringListModel>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int chooserCharacters = 28;

}  // namespace

LoadDialog::LoadDialog(const services::Project& project, const QStringList& pipelines, QWidget* parent)
    : QDialog(parent),
      m_project(project),
      m_pipelines(pipelines),
      m_ui(std::make_unique<Ui::LoadDialog>()),
      m_samples(new QStringListModel(this))
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("loadButton"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    addRows();
    connect(m_ui->increment, &QPushButton::clicked, this, &LoadDialog::increment);
    connect(m_ui->clear, &QPushButton::clicked, this, &LoadDialog::clear);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    readSamples();
    updateState();
    constexpr int withoutRows_px = 184;
    constexpr int row_px = 32;
    resize(width(), std::min(height(), withoutRows_px + row_px * static_cast<int>(m_pipelines.size())));
}

LoadDialog::~LoadDialog() = default;

void LoadDialog::addRows()
{
    auto* grid = new QGridLayout(m_ui->rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < m_pipelines.size(); ++row) {
        auto* label = new QLabel(m_pipelines.at(row), m_ui->rows);
        label->setTextFormat(Qt::PlainText);
        auto* chooser = new QComboBox(m_ui->rows);
        chooser->setObjectName(QStringLiteral("sample%1").arg(row));
        chooser->setAccessibleName(tr("Sample on %1").arg(m_pipelines.at(row)));
        chooser->setEditable(true);
        chooser->setInsertPolicy(QComboBox::NoInsert);
        chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        chooser->setMinimumContentsLength(chooserCharacters);
        chooser->setModel(m_samples);
        new PartOfId(chooser);
        chooser->lineEdit()->setPlaceholderText(tr("no sample"));
        label->setBuddy(chooser);
        connect(chooser, &QComboBox::currentTextChanged, this, &LoadDialog::inputChanged);
        grid->addWidget(label, row, 0);
        grid->addWidget(chooser, row, 1);
        m_choosers.push_back(chooser);
    }
    // They were made after the buttons, but come before them.
    for (std::size_t row = 1; row < m_choosers.size(); ++row) {
        setTabOrder(m_choosers[row - 1], m_choosers[row]);
    }
    setTabOrder(m_choosers.back(), m_ui->increment);
    setTabOrder(m_ui->increment, m_ui->clear);
    setTabOrder(m_ui->clear, m_ui->buttons);
    m_choosers.front()->setFocus();
    grid->setRowStretch(static_cast<int>(m_pipelines.size()), 1);
}

void LoadDialog::readSamples()
{
    inBackground(
        this,
        [project = m_project] {
            const services::LoadChoices choices = services::loadChoices(project);
            Known known;
            for (const auto& [sample, pipeline] : choices.pipelineOf) {
                known.holdersOf.insert(toQString(sample), toQString(pipeline));
            }
            for (const std::string& sample : choices.free) {
                known.free.append(toQString(sample));
            }
            return known;
        },
        [this](const Known& known) {
            m_known = known;
            m_read = true;
            std::vector<QString> typed;
            for (const QComboBox* chooser : m_choosers) {
                typed.push_back(chooser->currentText());
            }
            m_samples->setStringList(known.free);
            for (std::size_t row = 0; row < typed.size(); ++row) {
                m_choosers[row]->setCurrentIndex(-1);
                m_choosers[row]->setEditText(typed[row]);
            }
            updateState();
        },
        [this](const Failure& failure) {
            m_failure = failure.message;
            updateState();
        });
}

QString LoadDialog::sampleAt(std::size_t row) const
{
    return m_choosers[row]->currentText().trimmed();
}

void LoadDialog::increment()
{
    // What every filled row is followed by, as far as the rows below it are empty.
    std::vector<Run> runs;
    for (std::size_t row = 0; row < m_choosers.size(); ++row) {
        if (!sampleAt(row).isEmpty()) {
            runs.push_back({.row = row, .sample = sampleAt(row), .wanted = 0, .following = {}});
        } else if (!runs.empty()) {
            ++runs.back().wanted;
        }
    }
    inBackground(
        this,
        [project = m_project, runs]() mutable {
            for (Run& run : runs) {
                for (const std::string& id : services::samplesAfter(project, run.sample.toStdString(), run.wanted)) {
                    run.following.append(toQString(id));
                }
            }
            return runs;
        },
        [this](const std::vector<Run>& found) { fill(found); },
        [this](const Failure& failure) {
            m_notFollowed = failure.message;
            updateState();
        });
}

/// Rows that were filled or changed while the IDs were looked for stay as they are now.
void LoadDialog::fill(const std::vector<Run>& runs)
{
    for (const Run& run : runs) {
        if (sampleAt(run.row) != run.sample) {
            continue;
        }
        QStringList ids = run.following;
        for (std::size_t row = run.row + 1; row <= run.row + run.wanted && !ids.isEmpty(); ++row) {
            if (!sampleAt(row).isEmpty()) {
                break;
            }
            m_choosers[row]->setEditText(ids.takeFirst());
        }
    }
}

void LoadDialog::inputChanged()
{
    m_notFollowed.clear();
    updateState();
}

void LoadDialog::clear()
{
    for (QComboBox* chooser : m_choosers) {
        chooser->setCurrentIndex(-1);
        chooser->clearEditText();
    }
}

QString LoadDialog::whyNotRow(const QString& sample) const
{
    if (const auto holder = m_known.holdersOf.find(sample); holder != m_known.holdersOf.end()) {
        return tr("%1 is on %2 already. Eject it there first.").arg(sample, *holder);
    }
    return whyNoId(m_known.free, sample);
}

QString LoadDialog::whyNot() const
{
    if (!m_failure.isEmpty()) {
        return m_failure;
    }
    if (!m_read) {
        return tr("Reading the samples…");
    }
    QSet<QString> chosen;
    for (std::size_t row = 0; row < m_choosers.size(); ++row) {
        const QString sample = sampleAt(row);
        if (sample.isEmpty()) {
            continue;
        }
        if (chosen.contains(sample)) {
            return tr("%1 is chosen twice: it can be on one pipeline only.").arg(sample);
        }
        if (const QString reason = whyNotRow(sample); !reason.isEmpty()) {
            return reason;
        }
        chosen.insert(sample);
    }
    return chosen.isEmpty() ? tr("Choose a sample for at least one pipeline.") : QString();
}

void LoadDialog::updateState()
{
    const QString reason = whyNot();
    const auto filled = requests().size();
    m_ui->reason->setText(m_notFollowed.isEmpty() ? reason : m_notFollowed);
    QPushButton* load = m_ui->buttons->button(QDialogButtonBox::Ok);
    load->setText(filled == 1 ? tr("Load 1 sample") : tr("Load %1 samples").arg(filled));
    load->setEnabled(reason.isEmpty());
    load->setToolTip(reason);
    m_ui->increment->setEnabled(filled > 0 && filled < m_choosers.size());
    m_ui->increment->setToolTip(m_ui->increment->isEnabled()
                                    ? tr("Fill the empty choosers below each sample with the IDs that follow it")
                                    : tr("Choose the first sample, and leave a pipeline below it empty."));
    m_ui->clear->setEnabled(filled > 0);
    m_ui->clear->setToolTip(filled > 0 ? tr("Empty all choosers") : tr("All choosers are empty."));
}

std::vector<services::LoadRequest> LoadDialog::requests() const
{
    std::vector<services::LoadRequest> requests;
    for (std::size_t row = 0; row < m_choosers.size(); ++row) {
        if (const QString sample = sampleAt(row); !sample.isEmpty()) {
            requests.push_back({.sampleId = sample.toStdString(),
                                .pipeline = m_pipelines.at(static_cast<qsizetype>(row)).toStdString()});
        }
    }
    return requests;
}

}  // namespace aurora::gui
