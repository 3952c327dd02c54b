#include "gui/samples/batch_choice.h"

#include "aurora/services/batches.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/edit_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

class BatchChoice final : public EditDialog
{
public:
    BatchChoice(Frame& frame, const QStringList& samples, QWidget* parent)
        : EditDialog(frame, translated("Add to batch"),
                     samples.size() == 1 ? translated("Add 1 sample")
                                         : translated("Add %1 samples").arg(samples.size()),
                     parent),
          m_samples(samples),
          m_batch(new QComboBox(this)),
          m_form(new QFormLayout),
          m_name(new QLineEdit(this)),
          m_description(new QLineEdit(this))
    {
        m_batch->setObjectName(QStringLiteral("batch"));
        m_name->setObjectName(QStringLiteral("batchName"));
        m_description->setObjectName(QStringLiteral("batchDescription"));
        m_form->addRow(translated("Batch"), m_batch);
        m_form->addRow(translated("Name"), m_name);
        m_form->addRow(translated("Description"), m_description);
        body()->addLayout(m_form);
        connect(m_batch, &QComboBox::currentIndexChanged, this, [this] { showFields(); });
        connect(m_name, &QLineEdit::textChanged, this, [this] { recheck(); });
        fill({});
        inBackground(
            this, [project = *frame.session.project()] { return services::listBatches(project); },
            [this](const std::vector<services::Batch>& batches) { fill(batches); },
            [this](const Failure& failure) { setHint(failure.message); });
    }

protected:
    [[nodiscard]] Work work() const override
    {
        std::vector<std::string> ids;
        for (const QString& sample : m_samples) {
            ids.push_back(sample.toStdString());
        }
        if (!isNew()) {
            return [ids, name = m_batch->currentData().toString().toStdString()](const services::Project& project,
                                                                                 Progress&) {
                return services::addToBatch(project, name, ids);
            };
        }
        return [ids, name = newName(), description = m_description->text().trimmed().toStdString()](
                   const services::Project& project, Progress&) {
            services::createBatch(project, name, ids, description);
            services::Report report;  // one line a sample, as when they are added to a batch that is there
            for (const std::string& id : ids) {
                report.done.push_back({id, "added to the new batch \"" + name + "\"", {}});
            }
            return report;
        };
    }

    [[nodiscard]] QString reason() const override
    {
        if (!isNew()) {
            return {};
        }
        if (newName().empty()) {
            return translated("Give the new batch a name.");
        }
        const std::string why = services::whyNoBatchName(newName());
        return why.empty() ? QString() : translated("This cannot be the name of a batch: it %1.").arg(toQString(why));
    }

    [[nodiscard]] QString summary() const override
    {
        const QString name = isNew() ? toQString(newName()) : m_batch->currentData().toString();
        return translated("Samples added to the batch %2: %1.").arg(QStringLiteral("%1"), name);
    }

private:
    static QString translated(const char* text) { return QCoreApplication::translate("BatchChoice", text); }

    [[nodiscard]] bool isNew() const { return !m_batch->currentData().isValid(); }

    [[nodiscard]] std::string newName() const { return m_name->text().trimmed().toStdString(); }

    void fill(const std::vector<services::Batch>& batches)
    {
        m_batch->clear();
        for (const services::Batch& batch : batches) {
            m_batch->addItem(translated("%1 (%2 samples)").arg(toQString(batch.name)).arg(batch.samples.size()),
                             toQString(batch.name));
        }
        m_batch->addItem(translated("New batch…"));
        showFields();
    }

    void showFields()
    {
        for (QLineEdit* field : {m_name, m_description}) {
            field->setVisible(isNew());
            m_form->labelForField(field)->setVisible(isNew());
        }
        (isNew() ? static_cast<QWidget*>(m_name) : m_batch)->setFocus();
        recheck();
    }

    QStringList m_samples;
    QComboBox* m_batch;
    QFormLayout* m_form;
    QLineEdit* m_name;
    QLineEdit* m_description;
};

}  // namespace

void chooseBatchFor(Frame& frame, QWidget* parent, const QStringList& samples)
{
    (new BatchChoice(frame, samples, parent))->open();
}

}  // namespace aurora::gui
