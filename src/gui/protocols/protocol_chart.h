#pragma once

#include "aurora/cyclers/protocol_sketch.h"
#include "aurora/protocols/edited_protocol.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace aurora::gui {

class ChartPanel;
class ProtocolEditor;

/// What a simulated cell would answer to the open protocol, against time; the chosen step stands out.
class ProtocolChart final : public QWidget
{
    Q_OBJECT

public:
    ProtocolChart(ProtocolEditor& editor, QWidget* parent);

    /// The capacity of the chosen sample; nothing: that of a usual coin cell.
    void setCapacity(std::optional<double> capacity_mAh);
    void setStep(std::optional<protocols::StepKey> key);

Q_SIGNALS:
    void maximiseRequested(bool maximised);

private:
    void sketchSoon();
    void sketch();
    void draw();

    ProtocolEditor& m_editor;
    ChartPanel* m_panel;
    QTimer m_soon;
    std::optional<double> m_capacity_mAh;
    std::optional<protocols::StepKey> m_step;
    std::shared_ptr<const cyclers::ProtocolSketch> m_sketch;
    QString m_note;  ///< why there is no sketch
    int m_asked = 0;
};

}  // namespace aurora::gui
