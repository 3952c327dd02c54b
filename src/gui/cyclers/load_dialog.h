#pragma once

#include "aurora/services/control_cyclers.h"
#include "gui/frame/failure.h"

#include <QDialog>
#include <QHash>
#include <QStringList>

#include <memory>
#include <vector>

class QComboBox;
class QStringListModel;

namespace Ui {
class LoadDialog;
}

namespace aurora::gui {

/// Asks which sample is on each of some empty pipelines: one chooser a pipeline, with the IDs that follow at the push
/// of a button.
class LoadDialog final : public QDialog
{
    Q_OBJECT

public:
    LoadDialog(const services::Project& project, const QStringList& pipelines, QWidget* parent);
    ~LoadDialog() override;

    /// The pipelines that were given a sample.
    [[nodiscard]] std::vector<services::LoadRequest> requests() const;

private:
    struct Known
    {
        QStringList free;                   ///< samples that are on no pipeline
        QHash<QString, QString> holdersOf;  ///< sample → pipeline, of the others
    };

    /// A row with a sample, and the rows below it that are to get the samples after it.
    struct Run
    {
        std::size_t row = 0;
        QString sample;
        std::size_t wanted = 0;
        QStringList following;
    };

    void addRows();
    void readSamples();
    void increment();
    void fill(const std::vector<Run>& runs);
    void inputChanged();
    void clear();
    void updateState();
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] QString whyNotRow(const QString& sample) const;
    [[nodiscard]] QString sampleAt(std::size_t row) const;

    services::Project m_project;
    QStringList m_pipelines;
    std::unique_ptr<Ui::LoadDialog> m_ui;
    QStringListModel* m_samples;
    std::vector<QComboBox*> m_choosers;
    Known m_known;
    QString m_failure;      ///< of reading the samples
    QString m_notFollowed;  ///< why the IDs that follow are not known; gone as soon as something else is chosen
    bool m_read = false;
};

}  // namespace aurora::gui
