#include "gui/protocols/protocol_chart.h"

#include "aurora/services/protocol_preview.h"
#include "gui/charts/chart_panel.h"
#include "gui/charts/series_colours.h"
#include "gui/frame/background.h"
#include "gui/frame/qt_text.h"
#include "gui/protocols/protocol_editor.h"

#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace aurora::gui {

namespace {

constexpr int afterTyping_ms = 250;
constexpr double usualCapacity_mAh = 3.4;  // of a coin cell
constexpr double secondsPerHour = 3600;
constexpr double mAPerA = 1000;
constexpr int voltageColour = 0;
constexpr int currentColour = 1;
constexpr int stepColour = 5;

using Sketch = std::shared_ptr<const cyclers::ProtocolSketch>;

PlotSeries series(const Sketch& sketch, const std::vector<float>& values, const QString& name, int colour, Side side)
{
    PlotSeries drawn;
    drawn.name = name;
    drawn.group = name;
    drawn.colour = seriesColour(colour);
    drawn.side = side;
    drawn.x = PlotColumn(sketch, std::span<const double>(sketch->series.uts)).transformed(0, 1 / secondsPerHour);
    drawn.y = PlotColumn(sketch, std::span<const float>(values));
    return drawn;
}

/// The voltage while one step runs, gaps elsewhere.
PlotSeries stepSeries(const Sketch& sketch, std::size_t step, const QString& name)
{
    std::vector<double> voltage_V(sketch->series.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t row = 0; row < voltage_V.size(); ++row) {
        const auto ofRow = static_cast<std::size_t>(sketch->series.index[row]);
        const bool beginsNext =
            row + 1 < voltage_V.size() && static_cast<std::size_t>(sketch->series.index[row + 1]) == step;
        if (ofRow == step || beginsNext) {
            voltage_V[row] = static_cast<double>(sketch->series.voltage_V[row]);
        }
    }
    PlotSeries drawn = series(sketch, sketch->series.voltage_V, name, stepColour, Side::Left);
    drawn.y = PlotColumn(std::move(voltage_V));
    return drawn;
}

}  // namespace

ProtocolChart::ProtocolChart(ProtocolEditor& editor, QWidget* parent)
    : QWidget(parent), m_editor(editor), m_panel(new ChartPanel(tr("Preview on a simulated cell"), this))
{
    m_panel->setObjectName(QStringLiteral("protocolPreview"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_soon.setSingleShot(true);
    m_soon.setInterval(afterTyping_ms);
    connect(&m_soon, &QTimer::timeout, this, &ProtocolChart::sketch);
    connect(&editor, &ProtocolEditor::opened, this, &ProtocolChart::sketchSoon);
    connect(&editor, &ProtocolEditor::changed, this, &ProtocolChart::sketchSoon);
    connect(m_panel, &ChartPanel::maximiseRequested, this, &ProtocolChart::maximiseRequested);
    connect(m_panel, &ChartPanel::maximiseRequested, m_panel, &ChartPanel::setMaximised);
    m_panel->setSubject([&editor] { return editor.name(); });
    draw();
}

void ProtocolChart::setCapacity(std::optional<double> capacity_mAh)
{
    if (m_capacity_mAh != capacity_mAh) {
        m_capacity_mAh = capacity_mAh;
        sketchSoon();
    }
}

void ProtocolChart::setStep(std::optional<protocols::StepKey> key)
{
    if (m_step != key) {
        m_step = key;
        draw();
    }
}

void ProtocolChart::sketchSoon()
{
    ++m_asked;  // what is being computed is of no use any more
    m_soon.start();
}

void ProtocolChart::sketch()
{
    if (!m_editor.isOpen() || !m_editor.whyNotComplete().isEmpty()) {
        m_sketch.reset();
        m_note = !m_editor.isOpen()
                     ? tr("What a cell would answer to the protocol is drawn here.")
                     : tr("The preview appears when every step is complete.\n%1").arg(m_editor.whyNotComplete());
        draw();
        return;
    }
    const double capacity_mAh = m_capacity_mAh.value_or(usualCapacity_mAh);
    inBackground(
        this, [protocol = m_editor.protocol(), capacity_mAh] { return services::sketchOf(protocol, capacity_mAh); },
        [this, asked = m_asked](std::optional<cyclers::ProtocolSketch> drawn) {
            if (asked == m_asked && drawn) {
                m_sketch = std::make_shared<const cyclers::ProtocolSketch>(std::move(*drawn));
                draw();
            }
        },
        [this, asked = m_asked](const Failure& failure) {
            if (asked == m_asked) {
                m_sketch.reset();
                m_note = failure.message;
                draw();
            }
        });
}

void ProtocolChart::draw()
{
    PlotModel model;
    model.x = {tr("Time (h)"), Scale::Linear};
    model.left = {tr("Voltage (V)"), Scale::Linear};
    if (!m_sketch || m_sketch->series.size() == 0) {
        model.note = m_note;
        m_panel->setMessage({});
        m_panel->setModel(std::move(model));
        return;
    }
    model.right = AxisSpec{tr("Current (mA)"), Scale::Linear};
    model.series.push_back(series(m_sketch, m_sketch->series.voltage_V, tr("Voltage"), voltageColour, Side::Left));
    PlotSeries current = series(m_sketch, m_sketch->series.current_A, tr("Current"), currentColour, Side::Right);
    current.y = current.y.transformed(0, mAPerA);
    model.series.push_back(std::move(current));
    const std::optional<std::size_t> step = m_step ? protocols::indexOf(m_editor.protocol(), *m_step) : std::nullopt;
    if (step && m_sketch->series.index.size() == m_sketch->series.size()) {
        model.series.push_back(stepSeries(m_sketch, *step, tr("Step %1").arg(*step + 1)));
    }
    QStringList words{
        tr("Drawn by a simulated cell of %1 mAh; a real one will differ.").arg(m_sketch->capacity_mAh, 0, 'g', 4)};
    for (const std::string& note : m_sketch->notes) {
        words.append(toQString(note));
    }
    m_panel->setModel(std::move(model));
    m_panel->setMessage(words.join(QLatin1Char(' ')));
}

}  // namespace aurora::gui
