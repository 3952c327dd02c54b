#include "gui/import/import_samples_dialog.h"

#include "gui/frame/background.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"
#include "gui/import/plan_tables.h"
#include "gui/tables/table_view.h"
#include "ui_import_samples_dialog.h"

#include <QKeyEvent>
#include <QPushButton>

#include <array>
#include <utility>

namespace aurora::gui {

namespace {

enum Tab
{
    New,
    Changed,
    Ignored,
    Unchanged
};

constexpr std::array tabNames{"new", "changed", "ignored", "unchanged"};

}  // namespace

ImportSamplesDialog::ImportSamplesDialog(services::Project project, const QString& file, QWidget* parent)
    : QDialog(parent), m_ui(std::make_unique<Ui::ImportSamplesDialog>()), m_project(std::move(project))
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->browse->setIcon(lineIcon(QStringLiteral("project")));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("Import"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("importButton"));
    makeTabs();
    m_ui->file->installEventFilter(this);
    connect(m_ui->browse, &QPushButton::clicked, this, &ImportSamplesDialog::browse);
    connect(m_ui->file, &QLineEdit::textChanged, this, &ImportSamplesDialog::preview);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &ImportSamplesDialog::import);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_ui->file->setText(QDir::toNativeSeparators(file));
    if (file.isEmpty()) {
        preview();
    }
}

ImportSamplesDialog::~ImportSamplesDialog() = default;

void ImportSamplesDialog::makeTabs()
{
    for (const char* name : tabNames) {
        auto* view = new TableView(m_ui->tabs);
        auto* model = new TableModel(view);
        view->setTableModel(model);
        view->setObjectName(QString::fromLatin1(name) + QStringLiteral("Samples"));
        m_models.push_back(model);
        m_ui->tabs->addTab(view, QString());
    }
}

void ImportSamplesDialog::browse()
{
    const QString file = askForFile(this, QStringLiteral("samples"), tr("Samples of the robot"),
                                    tr("Samples (*.csv *.json);;All files (*)"));
    if (!file.isEmpty()) {
        m_ui->file->setText(QDir::toNativeSeparators(file));
    }
}

void ImportSamplesDialog::preview()
{
    const int generation = ++m_generation;
    m_goesOn = false;
    m_plan.reset();
    m_ui->tabs->hide();
    m_ui->note->show();
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setToolTip(tr("Choose a file that can be imported first."));
    const QString file = m_ui->file->text();
    if (file.isEmpty()) {
        m_ui->note->setText(tr("Choose the CSV or JSON file that the robot has written. Nothing is stored before you "
                               "have seen what it would change."));
        return;
    }
    m_ui->note->setText(tr("Reading…"));
    inBackground(
        this, [project = m_project, path = toPath(file)] { return services::planSampleImport(project, path); },
        [this, generation](const services::SampleImportPlan& plan) {
            if (generation == m_generation) {
                showPlan(plan);
            }
        },
        [this, generation](const Failure& failure) {
            if (generation == m_generation) {
                showFailure(failure);
            }
        });
}

void ImportSamplesDialog::showFailure(const Failure& failure)
{
    m_ui->tabs->hide();
    m_ui->note->show();
    m_ui->note->setText(failure.cause.isEmpty() ? failure.message
                                                : failure.message + QStringLiteral("\n\n") + failure.cause);
}

void ImportSamplesDialog::showPlan(const services::SampleImportPlan& plan)
{
    m_plan = plan;
    showTab(New, QT_TR_NOOP("New (%1)"), addedTable(plan, m_project.config().sampleColumns));
    showTab(Changed, QT_TR_NOOP("Changed values (%1)"), changedTable(plan));
    showTab(Ignored, QT_TR_NOOP("Ignored columns (%1)"), ignoredTable(plan));
    showTab(Unchanged, QT_TR_NOOP("Unchanged (%1)"), unchangedTable(plan));
    m_ui->tabs->setCurrentIndex(plan.added.empty() && !plan.changes.empty() ? Changed : New);
    m_ui->tabs->show();
    const bool nothing = plan.added.empty() && plan.updated.empty();
    m_ui->note->setVisible(nothing);
    m_ui->note->setText(tr("The project already has everything this file says: there is nothing to import."));
    QPushButton* button = m_ui->buttons->button(QDialogButtonBox::Ok);
    const auto samples = plan.added.size() + plan.updated.size();
    button->setText(nothing        ? tr("Import")
                    : samples == 1 ? tr("Import 1 sample")
                                   : tr("Import %1 samples").arg(samples));
    button->setEnabled(!nothing);
    button->setToolTip(nothing ? m_ui->note->text()
                               : tr("New: %1, changed: %2").arg(plan.added.size()).arg(plan.updated.size()));
    if (std::exchange(m_goesOn, false)) {
        button->setFocus();
    }
}

bool ImportSamplesDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_ui->file && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (m_plan) {
                m_ui->buttons->button(QDialogButtonBox::Ok)->setFocus();
            } else {
                m_goesOn = true;
            }
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void ImportSamplesDialog::showTab(int tab, const char* title, Table table)
{
    const auto count = table.rows.size();
    m_models[static_cast<std::size_t>(tab)]->setTable(
        std::make_shared<TableData>(std::move(table), std::string_view()));
    m_ui->tabs->setTabText(tab, tr(title).arg(count));
    m_ui->tabs->setTabEnabled(tab, count > 0);
    auto* view = qobject_cast<TableView*>(m_ui->tabs->widget(tab));
    for (int column = 0; column < view->model()->columnCount(); ++column) {
        view->fitColumn(column);
    }
}

void ImportSamplesDialog::import()
{
    if (!m_plan) {
        return;
    }
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    setWriting(true);
    inBackground(
        this, [project = m_project, plan = *m_plan] { return services::applySampleImport(project, plan); },
        [this](const services::ReportItem& item) {
            Q_EMIT imported(toQString(item.message));
            accept();
        },
        [this](const Failure& failure) {
            setWriting(false);
            showFailure(failure);
        });
}

void ImportSamplesDialog::setWriting(bool writing)
{
    m_writing = writing;
    m_ui->file->setEnabled(!writing);
    m_ui->browse->setEnabled(!writing);
    QPushButton* cancel = m_ui->buttons->button(QDialogButtonBox::Cancel);
    cancel->setEnabled(!writing);
    cancel->setToolTip(writing ? tr("The samples are being stored: all of them or none.") : QString());
}

void ImportSamplesDialog::reject()
{
    if (!m_writing) {
        QDialog::reject();
    }
}

}  // namespace aurora::gui
