#pragma once

#include "aurora/services/protocol_preview.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QStringListModel;

namespace aurora::gui {

class ProtocolEditor;

/// Chooses the sample whose currents are shown beside the steps.
class SampleChoice final : public QWidget
{
    Q_OBJECT

public:
    SampleChoice(ProtocolEditor& editor, QWidget* parent);

    void setProject(const std::optional<services::Project>& project);
    /// Samples have changed: reads them again.
    void reload();

    [[nodiscard]] QString sampleId() const;
    void setSampleId(const QString& id);

Q_SIGNALS:
    /// @param id  empty: no sample that is known is chosen
    void meant(const QString& id, const aurora::services::ProtocolForSample& meaning);

private:
    void askSoon();
    void compute();

    ProtocolEditor& m_editor;
    std::optional<services::Project> m_project;
    QLineEdit* m_edit;
    QLabel* m_says;
    QStringListModel* m_ids;
    QTimer m_soon;
    int m_asked = 0;
    int m_generation = 0;
};

}  // namespace aurora::gui
