#include "gui/samples/sample_form.h"

#include "aurora/core/sample_id.h"
#include "aurora/services/edit_samples.h"
#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/cell_table.h"
#include "gui/samples/edit_dialog.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct SampleFormWords
{
    Q_DECLARE_TR_FUNCTIONS(SampleForm)
};

constexpr QSize preferredSize{640, 640};

class SampleForm final : public EditDialog
{
public:
    /// @param existing  empty: a new sample
    SampleForm(Frame& frame, const QString& existing, QWidget* parent)
        : EditDialog(frame,
                     existing.isEmpty() ? SampleFormWords::tr("New sample")
                                        : SampleFormWords::tr("Edit %1").arg(existing),
                     existing.isEmpty() ? SampleFormWords::tr("Make the sample") : SampleFormWords::tr("Save"), parent),
          m_isNew(existing.isEmpty()),
          m_id(new QLineEdit(existing, this)),
          m_cells(new CellTable(frame.session.project()->config().sampleColumns, this))
    {
        setObjectName(QStringLiteral("sampleForm"));
        resize(preferredSize);
        m_id->setObjectName(QStringLiteral("sampleId"));
        m_id->setReadOnly(!m_isNew);
        auto* form = new QFormLayout;
        form->addRow(SampleFormWords::tr("Sample ID"), m_id);
        body()->addLayout(form);
        body()->addWidget(m_cells, 1);
        connect(m_id, &QLineEdit::textChanged, this, [this] { recheck(); });
        connect(m_cells, &CellTable::changed, this, [this] { recheck(); });
        if (m_isNew) {
            setHint(SampleFormWords::tr(
                "Masses of active material, balancing capacities, the N:P ratio and the run are computed "
                "from the other columns."));
            m_id->setFocus();
        } else {
            read(existing);
        }
    }

    [[nodiscard]] QString id() const { return m_id->text().trimmed(); }

protected:
    [[nodiscard]] Work work() const override
    {
        return [isNew = m_isNew, id = m_id->text().trimmed().toStdString(),
                cells = m_cells->changes()](const services::Project& project, Progress& progress) {
            const auto comma = services::DecimalComma::Allowed;
            return isNew ? services::addSample(project, id, cells, progress, comma)
                         : services::changeSample(project, id, cells, progress, comma);
        };
    }

    [[nodiscard]] QString reason() const override
    {
        if (m_reading) {
            return SampleFormWords::tr("Reading…");
        }
        const QString id = m_id->text().trimmed();
        if (id.isEmpty()) {
            return SampleFormWords::tr("Give the sample an ID, such as 240620_kigr_gen2_01.");
        }
        if (const std::string why = whyNoName(id.toStdString()); m_isNew && !why.empty()) {
            return SampleFormWords::tr("This cannot be a Sample ID: it %1.").arg(toQString(why));
        }
        if (const QString mistake = m_cells->mistake(); !mistake.isEmpty()) {
            return mistake;
        }
        return m_isNew || !m_cells->changes().empty() ? QString() : SampleFormWords::tr("Nothing was changed yet.");
    }

    [[nodiscard]] QString summary() const override
    {
        const QString id = m_id->text().trimmed();
        return m_isNew ? SampleFormWords::tr("The sample %1 was made.").arg(id)
                       : SampleFormWords::tr("The sample %1 was changed.").arg(id);
    }

private:
    void read(const QString& id)
    {
        m_reading = true;
        recheck();
        inBackground(
            this,
            [project = *frame().session.project(), key = id.toStdString()] {
                return services::readRow(project, services::TableKind::Samples, key);
            },
            [this, id](const Table& row) {
                m_reading = row.rows.empty();
                m_cells->setValues(row);
                setHint(row.rows.empty() ? SampleFormWords::tr("%1 is not in the project.").arg(id) : QString());
            },
            [this](const Failure& failure) { setHint(failure.message); });
    }

    bool m_isNew;
    bool m_reading = false;
    QLineEdit* m_id;
    CellTable* m_cells;
};

}  // namespace

void openNewSample(Frame& frame, QWidget* parent, const std::function<void(const QString&)>& made)
{
    auto* form = new SampleForm(frame, {}, parent);
    if (made) {
        QObject::connect(form, &QDialog::accepted, parent, [form, made] { made(form->id()); });
    }
    form->open();
}

void openSample(Frame& frame, QWidget* parent, const QString& sampleId)
{
    (new SampleForm(frame, sampleId, parent))->open();
}

}  // namespace aurora::gui
