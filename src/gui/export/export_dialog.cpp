#include "gui/export/export_dialog.h"

#include "aurora/core/error.h"
#include "gui/cyclers/confirm.h"
#include "gui/export/crate_form.h"
#include "gui/frame/background.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"
#include "gui/samples/named_samples.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int width_px = 640;
constexpr int titleBar_px = 40;  ///< what a desktop puts around a window
constexpr const char* settingsGroup = "export";

QString zipFilter()
{
    return ExportDialog::tr("Zip archive (*.zip)");
}

}  // namespace

ExportDialog::ExportDialog(QStringList samples, QString name, QWidget* parent)
    : QDialog(parent), m_samples(std::move(samples)), m_name(std::move(name))
{
    setObjectName(QStringLiteral("exportDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export"));
    m_content = new QWidget(this);
    auto* which = new QLabel(tr("Data of %1").arg(namedSamples(m_samples)), m_content);
    which->setTextFormat(Qt::PlainText);
    which->setWordWrap(true);
    m_form = new CrateForm(this);
    m_reason = new QLabel(this);
    m_reason->setObjectName(QStringLiteral("exportReason"));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel | QDialogButtonBox::Ok, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setObjectName(QStringLiteral("exportButton"));
    m_ok->setText(m_samples.size() == 1 ? tr("Export 1 sample") : tr("Export %1 samples").arg(m_samples.size()));
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(which);
    content->addWidget(makeContents());
    content->addWidget(m_form);
    content->addWidget(makeTarget());
    content->addStretch();
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("exportScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_content);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_reason);  // why not, and the buttons, are in sight wherever the form is scrolled to
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    restore();
    connect(m_form, &CrateForm::changed, this, &ExportDialog::updateState);
    updateState();
    fit();
    connect(m_crate, &QCheckBox::toggled, this, &ExportDialog::fit);
}

/// As high as what it shows; on a small screen what has no room is scrolled to.
void ExportDialog::fit()
{
    const int bar_px = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    m_scroll->setMinimumWidth(m_content->minimumSizeHint().width() + bar_px);
    const int width = std::max({this->width(), width_px, minimumSizeHint().width()});
    const QMargins margins = layout()->contentsMargins();
    const int content_px = m_content->layout()->totalHeightForWidth(width - margins.left() - margins.right());
    const int wanted_px = sizeHint().height() - m_scroll->sizeHint().height() + content_px;
    const QScreen* shown = screen();
    const int most_px = (shown == nullptr ? wanted_px : shown->availableSize().height()) - titleBar_px;
    resize(width, std::min(wanted_px, most_px));
    if (shown != nullptr && isVisible()) {
        const int below_px = geometry().bottom() - shown->availableGeometry().bottom();
        move(x(), std::max(shown->availableGeometry().top(), y() - std::max(0, below_px)));
    }
}

QCheckBox* ExportDialog::addTick(const char* name, const QString& text, const QString& tip)
{
    auto* tick = new QCheckBox(text, this);
    tick->setObjectName(QString::fromLatin1(name));
    tick->setToolTip(tip);
    connect(tick, &QCheckBox::toggled, this, &ExportDialog::updateState);
    m_ticks.push_back(tick);
    return tick;
}

QWidget* ExportDialog::makeContents()
{
    m_csv = addTick("seriesCsv", tr("&CSV"), tr("Every row, with the charge and dQ/dV of each cycle"));
    m_xlsx = addTick("seriesXlsx", tr("&XLSX"),
                     tr("Every row as a workbook for Excel; long series go on in further sheets"));
    m_hdf5 = addTick("seriesHdf5", tr("&HDF5"), tr("Every row for pandas and h5py, with where it comes from"));
    m_bdf = addTick("seriesBdf", tr("&Battery Data Format"),
                    tr("The format of the Battery Data Alliance, impedance points among the rows"));
    m_impedance = addTick("impedance", tr("&Impedance"), tr("Frequency, Re(Z) and Im(Z) of every point"));
    m_cycles = addTick("cycles", tr("&Per-cycle table"), tr("Capacities, efficiencies and the rest of every cycle"));
    m_metadata =
        addTick("metadata", tr("&Metadata"), tr("The sample's row, its numbers, and where its data comes from"));
    m_crate = addTick("crate", tr("&RO-Crate"),
                      tr("One zip for a repository or a paper: all there is of the samples, with title, authors and "
                         "licence"));
    auto* series = new QGroupBox(tr("Time series"), this);
    auto* seriesLayout = new QHBoxLayout(series);
    for (QCheckBox* tick : {m_csv, m_xlsx, m_hdf5, m_bdf}) {
        seriesLayout->addWidget(tick);
    }
    seriesLayout->addStretch();
    auto* rest = new QGroupBox(tr("Other data"), this);
    auto* restLayout = new QHBoxLayout(rest);
    for (QCheckBox* tick : {m_impedance, m_cycles, m_metadata, m_crate}) {
        restLayout->addWidget(tick);
    }
    restLayout->addStretch();
    auto* all = new QWidget(this);
    auto* layout = new QVBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(series);
    layout->addWidget(rest);
    return all;
}

QWidget* ExportDialog::makeTarget()
{
    auto* box = new QGroupBox(tr("Where to"), this);
    m_intoFolder = new QRadioButton(tr("Into a &folder"), box);
    m_intoFolder->setObjectName(QStringLiteral("intoFolder"));
    m_intoZip = new QRadioButton(tr("Into one &zip"), box);
    m_intoZip->setObjectName(QStringLiteral("intoZip"));
    m_target = new QLineEdit(box);
    m_target->setObjectName(QStringLiteral("target"));
    m_target->setAccessibleName(tr("Where to"));
    auto* browseButton = new QPushButton(tr("Bro&wse…"), box);
    browseButton->setObjectName(QStringLiteral("browse"));
    connect(m_intoZip, &QRadioButton::toggled, this, &ExportDialog::showTarget);
    connect(m_crate, &QCheckBox::toggled, this, &ExportDialog::showTarget);
    connect(m_target, &QLineEdit::textChanged, this, &ExportDialog::updateState);
    connect(m_target, &QLineEdit::textEdited, this,
            [this](const QString& typed) { noteTarget(QDir::fromNativeSeparators(typed.trimmed())); });
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    auto* layout = new QGridLayout(box);
    layout->addWidget(m_intoFolder, 0, 0);
    layout->addWidget(m_intoZip, 0, 1);
    layout->addWidget(m_target, 1, 0, 1, 3);
    layout->addWidget(browseButton, 1, 3);
    layout->setColumnStretch(2, 1);
    return box;
}

void ExportDialog::restore()
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(QLatin1String(settingsGroup));
    const bool first = !settings.contains(QStringLiteral("seriesCsv"));
    for (QCheckBox* tick : m_ticks) {
        tick->setChecked(first ? tick == m_csv || tick == m_cycles : settings.value(tick->objectName()).toBool());
    }
    m_folder = settings.value(QStringLiteral("folder"), documentsFolder()).toString();
    const bool zip = settings.value(QStringLiteral("zip")).toBool();
    (zip ? m_intoZip : m_intoFolder)->setChecked(true);
    showTarget();
    try {
        m_form->setDescription(services::crateTemplate());
    } catch (const Error& error) {
        m_templateFailure = toQString(error.what());
    }
}

void ExportDialog::remember() const
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(QLatin1String(settingsGroup));
    for (const QCheckBox* tick : m_ticks) {
        settings.setValue(tick->objectName(), tick->isChecked());
    }
    const QString target = QDir::fromNativeSeparators(m_target->text().trimmed());
    settings.setValue(QStringLiteral("folder"), m_intoZip->isChecked() ? QFileInfo(target).path() : target);
    settings.setValue(QStringLiteral("zip"), m_intoZip->isChecked());
}

QString ExportDialog::archiveName() const
{
    if (!m_zipName.isEmpty()) {
        return m_zipName;
    }
    return m_crate->isChecked() ? toQString(services::crateFileName(m_name.toStdString()))
                                : m_name + QStringLiteral(".zip");
}

void ExportDialog::noteTarget(const QString& path)
{
    const QFileInfo info(path);
    m_folder = m_intoZip->isChecked() ? info.path() : path;
    if (m_intoZip->isChecked()) {
        m_zipName = info.fileName();
    }
}

void ExportDialog::showTarget()
{
    const QString target = m_intoZip->isChecked() ? QDir(m_folder).filePath(archiveName()) : m_folder;
    m_target->setText(QDir::toNativeSeparators(target));
}

void ExportDialog::browse()
{
    const QString now = QDir::fromNativeSeparators(m_target->text());
    const QString chosen = m_intoZip->isChecked()
                               ? QFileDialog::getSaveFileName(this, tr("Export into a zip"), now, zipFilter(), nullptr,
                                                              QFileDialog::DontConfirmOverwrite)
                               : QFileDialog::getExistingDirectory(this, tr("Export into a folder"), now);
    if (chosen.isEmpty()) {
        return;
    }
    noteTarget(chosen);
    m_target->setText(QDir::toNativeSeparators(chosen));
}

services::ExportRequest ExportDialog::request() const
{
    using services::SeriesFormat;
    services::ExportRequest request;
    request.samples = utf8(m_samples);
    const std::pair<const QCheckBox*, SeriesFormat> series[] = {{m_csv, SeriesFormat::Csv},
                                                                {m_xlsx, SeriesFormat::Xlsx},
                                                                {m_hdf5, SeriesFormat::Hdf5},
                                                                {m_bdf, SeriesFormat::Bdf}};
    for (const auto& [tick, format] : series) {
        if (tick->isChecked()) {
            request.contents.series.insert(format);
        }
    }
    request.contents.impedance = m_impedance->isChecked();
    request.contents.cycles = m_cycles->isChecked();
    request.contents.metadata = m_metadata->isChecked();
    request.crate = m_crate->isChecked();
    request.description = m_form->description();
    request.packing =
        m_intoZip->isChecked() ? services::ExportRequest::Packing::Zip : services::ExportRequest::Packing::Folder;
    QString target = QDir::fromNativeSeparators(m_target->text().trimmed());
    if (m_intoZip->isChecked() && QFileInfo(target).suffix().compare(QLatin1String("zip"), Qt::CaseInsensitive) != 0) {
        target += QStringLiteral(".zip");
    }
    request.target = toPath(target);
    request.name = m_name.toStdString();
    return request;
}

QString ExportDialog::whyNot() const
{
    const services::ExportRequest wanted = request();
    const QString target = QDir::fromNativeSeparators(m_target->text().trimmed());
    if (!wanted.contents.any() && !wanted.crate) {
        return tr("Tick what is to be written.");
    }
    if (target.isEmpty()) {
        return m_intoZip->isChecked() ? tr("Say which file to write.") : tr("Say which folder to write into.");
    }
    if (QDir::isRelativePath(target)) {
        return tr("Say where “%1” is: the whole path is needed.").arg(m_target->text().trimmed());
    }
    if (const std::string why = services::whyNotDescription(wanted.description); wanted.crate && !why.empty()) {
        return toQString(why);
    }
    return {};
}

void ExportDialog::updateState()
{
    if (m_ok == nullptr || m_target == nullptr || m_form == nullptr) {
        return;  // the dialog is being made
    }
    m_form->setVisible(m_crate->isChecked());
    const QString reason = m_looking ? tr("Looking whether files are there already…") : whyNot();
    m_reason->setText(reason.isEmpty() && m_crate->isChecked() ? m_templateFailure : reason);
    m_ok->setEnabled(reason.isEmpty());
    m_ok->setToolTip(reason);
}

void ExportDialog::accept()
{
    if (!m_ok->isEnabled()) {
        return;
    }
    m_looking = true;
    updateState();
    inBackground(
        this,
        [wanted = request()] {
            QStringList files;
            for (const std::filesystem::path& file : services::filesInTheWay(wanted)) {
                files.append(nativePath(file));
            }
            return files;
        },
        [this, wanted = request()](const QStringList& files) {
            m_looking = false;
            updateState();
            if (files.isEmpty()) {
                finish(wanted);
            } else {
                askToReplace(wanted, files);
            }
        },
        [this](const Failure& failure) {
            m_looking = false;
            updateState();
            m_reason->setText(failure.message);
        });
}

void ExportDialog::askToReplace(const services::ExportRequest& wanted, const QStringList& files)
{
    const Question question{
        .title = tr("Export"),
        .text = files.size() == 1 ? tr("1 file is there already. What is in it is lost.")
                                  : tr("%1 files are there already. What is in them is lost.").arg(files.size()),
        .objects = files,
        .button = files.size() == 1 ? tr("Replace 1 file") : tr("Replace %1 files").arg(files.size())};
    confirm(this, question, [this, wanted] { finish(wanted); });
}

void ExportDialog::finish(const services::ExportRequest& wanted)
{
    remember();
    Q_EMIT exportRequested(wanted);
    QDialog::accept();
}

}  // namespace aurora::gui
