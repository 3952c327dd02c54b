#include "gui/samples/label_samples.h"

#include "aurora/config/sample_columns.h"
#include "aurora/core/error.h"
#include "aurora/services/edit_samples.h"
#include "aurora/services/tables.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/edit_dialog.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

constexpr const char* labelColumn = "Label";
constexpr int mostNamed = 8;

/// One bad sample does not keep the others from their label.
services::Report labelAll(const services::Project& project, const std::vector<std::string>& samples,
                          const std::string& label, Progress& progress)
{
    services::Report report;
    std::size_t done = 0;
    for (const std::string& sample : samples) {
        progress.throwIfCancelled();
        progress.report(done++, samples.size(), sample);
        try {
            report.add(services::changeSample(project, sample, {{.column = labelColumn, .text = label}}, progress));
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            report.failed.push_back({sample, error.what(), error.cause()});
        }
    }
    return report;
}

std::string textIn(const Table& row, std::string_view column)
{
    for (std::size_t i = 0; i < row.columns.size() && !row.rows.empty(); ++i) {
        if (row.columns[i].name == column) {
            return toText(row.rows.front()[i]);
        }
    }
    return {};
}

QString namesOf(const QStringList& samples)
{
    const QString names = samples.mid(0, mostNamed).join(QLatin1String(", "));
    return samples.size() <= mostNamed ? names
                                       : QCoreApplication::translate("LabelDialog", "%1 and %2 more")
                                             .arg(names)
                                             .arg(samples.size() - mostNamed);
}

class LabelDialog final : public EditDialog
{
public:
    LabelDialog(Frame& frame, const QStringList& samples, QWidget* parent)
        : EditDialog(frame, translated("Label samples"),
                     samples.size() == 1 ? translated("Label the sample")
                                         : translated("Label %1 samples").arg(samples.size()),
                     parent),
          m_samples(samples),
          m_label(new QLineEdit(this))
    {
        auto* names = new QLabel(namesOf(samples), this);
        names->setWordWrap(true);
        names->setTextFormat(Qt::PlainText);
        m_label->setObjectName(QStringLiteral("label"));
        m_label->setAccessibleName(translated("Label"));
        m_label->setPlaceholderText(translated("Label; empty takes it away"));
        body()->addWidget(names);
        body()->addWidget(m_label);
        m_label->setFocus();
        recheck();
        if (samples.size() == 1) {
            readLabel();
        }
    }

protected:
    [[nodiscard]] Work work() const override
    {
        std::vector<std::string> ids;
        for (const QString& sample : m_samples) {
            ids.push_back(sample.toStdString());
        }
        return [ids, label = m_label->text().trimmed().toStdString()](const services::Project& project,
                                                                      Progress& progress) {
            return labelAll(project, ids, label, progress);
        };
    }

    [[nodiscard]] QString reason() const override
    {
        const auto& columns = frame().session.project()->config().sampleColumns;
        return config::findSampleColumn(columns, labelColumn) != nullptr
                   ? QString()
                   : translated("The samples of this project have no column “Label”. It can be added under “Sample "
                                "database” in shared_config.json.");
    }

    [[nodiscard]] QString summary() const override { return translated("Samples labelled: %1."); }

private:
    static QString translated(const char* text) { return QCoreApplication::translate("LabelDialog", text); }

    void readLabel()
    {
        inBackground(
            this,
            [project = *frame().session.project(), id = m_samples.front().toStdString()] {
                const Table row = services::readRow(*project.openDatabase(), project, services::TableKind::Samples, id);
                return toQString(textIn(row, labelColumn));
            },
            [this](const QString& label) {
                if (!m_label->isModified()) {
                    m_label->setText(label);
                    m_label->selectAll();
                }
            },
            [](const Failure& /*unknown*/) {});  // it is a convenience: the label can be typed
    }

    QStringList m_samples;
    QLineEdit* m_label;
};

}  // namespace

void labelSamples(Frame& frame, QWidget* parent, const QStringList& samples)
{
    (new LabelDialog(frame, samples, parent))->open();
}

}  // namespace aurora::gui
