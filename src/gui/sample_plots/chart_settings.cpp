#include "gui/sample_plots/chart_settings.h"

#include "gui/sample_plots/choice_box.h"

#include "aurora/core/error.h"
#include "aurora/services/cycle_ranges.h"

#include <QSettings>
#include <QSignalBlocker>

#include <utility>

namespace aurora::gui {

namespace {

constexpr int none = -1;

void addQuantities(QComboBox& box)
{
    for (const RowQuantityInfo& info : rowQuantities()) {
        box.addItem(rowQuantityTitle(info.quantity), static_cast<int>(info.quantity));
    }
    showWholeEntries(box);
}

QLineEdit* cyclesEdit(const QString& accessibleName, const QString& tip)
{
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(ChartSettings::tr("1-3,10,50"));
    edit->setAccessibleName(accessibleName);
    edit->setToolTip(tip);
    edit->setMinimumWidth(edit->fontMetrics().averageCharWidth() * 14);
    edit->setMaximumWidth(edit->fontMetrics().averageCharWidth() * 20);
    return edit;
}

/// The cycles the user wrote, or nothing and the problem.
std::optional<std::set<std::int32_t>> cyclesOf(const QLineEdit& edit, QString& problem)
{
    try {
        return services::parseCycleRanges(edit.text().toStdString());
    } catch (const Error& error) {
        problem = QString::fromUtf8(error.what());
        return std::nullopt;
    }
}

}  // namespace

ChartSettings::ChartSettings(ChartPanel& time, ChartPanel& perCycle, ChartPanel& oneCycle, ChartPanel& impedance,
                             QObject* parent)
    : QObject(parent)
{
    makeTimeControls(time);
    makePerCycleControls(perCycle);
    makeOneCycleControls(oneCycle);
    makeImpedanceControls(impedance);

    const auto connectBox = [this](QComboBox* box, void (ChartSettings::*signal)()) {
        connect(box, &QComboBox::currentIndexChanged, this, signal);
    };
    for (QComboBox* box : {m_origin, m_unit, m_timeY, m_timeSecond}) {
        connectBox(box, &ChartSettings::timeChanged);
    }
    connectBox(m_detail, &ChartSettings::detailChanged);
    connectBox(m_cycleY, &ChartSettings::perCycleChanged);
    connectBox(m_cycleSecond, &ChartSettings::perCycleChanged);
    connectBox(m_oneX, &ChartSettings::oneCycleChanged);
    connectBox(m_oneY, &ChartSettings::oneCycleChanged);
    connectBox(m_impedance, &ChartSettings::impedanceChanged);
    connect(m_cycles, &QLineEdit::textChanged, this, &ChartSettings::checkCycles);
    connect(m_impedanceCycles, &QLineEdit::textChanged, this, &ChartSettings::checkImpedanceCycles);
}

void ChartSettings::makeTimeControls(ChartPanel& panel)
{
    m_origin = choiceBox(tr("Time axis"));
    m_origin->addItem(tr("from start"), static_cast<int>(TimeOrigin::Start));
    m_origin->addItem(tr("from formation"), static_cast<int>(TimeOrigin::Formation));
    m_origin->addItem(tr("from cycling"), static_cast<int>(TimeOrigin::Cycling));
    m_origin->addItem(tr("date"), static_cast<int>(TimeOrigin::Date));
    m_origin->addItem(tr("Unix time"), static_cast<int>(TimeOrigin::UnixTime));
    m_unit = choiceBox(tr("Unit of time"));
    m_unit->setObjectName(QStringLiteral("timeUnit"));
    m_unit->addItem(tr("auto"), none);
    m_unit->addItem(QStringLiteral("s"), static_cast<int>(TimeUnit::Seconds));
    m_unit->addItem(QStringLiteral("min"), static_cast<int>(TimeUnit::Minutes));
    m_unit->addItem(QStringLiteral("h"), static_cast<int>(TimeUnit::Hours));
    m_unit->addItem(QStringLiteral("d"), static_cast<int>(TimeUnit::Days));
    m_timeY = choiceBox(tr("Left axis of the time series"));
    addQuantities(*m_timeY);
    m_timeSecond = choiceBox(tr("Right axis of the time series"));
    m_timeSecond->addItem(tr("none"), none);
    addQuantities(*m_timeSecond);
    m_detail = choiceBox(tr("Rows loaded"));
    m_detail->addItem(tr("auto"), static_cast<int>(DetailChoice::Automatic));
    m_detail->addItem(tr("thinned"), static_cast<int>(DetailChoice::Thinned));
    m_detail->addItem(tr("full"), static_cast<int>(DetailChoice::Full));
    for (QComboBox* box : {m_origin, m_unit, m_timeY, m_timeSecond, m_detail}) {
        keepWidth(*box);  // the others stay where they are, whatever is chosen
    }
    constexpr int fewLetters_px = 64;
    m_unit->setMinimumWidth(fewLetters_px);  // one row at the size of a first start
    panel.addSetting(tr("x:"), m_origin);
    panel.addSetting({}, m_unit);
    panel.addSetting(tr("y:"), m_timeY);
    panel.addSetting(tr("+"), m_timeSecond);
    panel.addSetting(tr("data:"), m_detail);
}

void ChartSettings::makePerCycleControls(ChartPanel& panel)
{
    m_cycleY = choiceBox(tr("Left axis of the per-cycle chart"));
    addAutomatic(*m_cycleY);
    addCycleColumns(*m_cycleY);
    m_cycleSecond = choiceBox(tr("Right axis of the per-cycle chart"));
    m_cycleSecond->addItem(tr("none"), QString());
    addCycleColumns(*m_cycleSecond);
    panel.addSetting(tr("y:"), m_cycleY);
    panel.addSetting(tr("+"), m_cycleSecond);
}

void ChartSettings::makeOneCycleControls(ChartPanel& panel)
{
    m_cycles = cyclesEdit(tr("Cycles to draw"),
                          tr("Cycles to draw, for example 1-3,10,50. Empty: the first after formation."));
    m_oneX = choiceBox(tr("x axis of the one-cycle chart"));
    addQuantities(*m_oneX);
    selectData(*m_oneX, static_cast<int>(RowQuantity::Charge));
    m_oneY = choiceBox(tr("y axis of the one-cycle chart"));
    addQuantities(*m_oneY);
    panel.addSetting(tr("cycles:"), m_cycles);
    panel.addSetting(tr("x:"), m_oneX);
    panel.addSetting(tr("y:"), m_oneY);
}

void ChartSettings::makeImpedanceControls(ChartPanel& panel)
{
    m_impedance = choiceBox(tr("Kind of impedance chart"));
    m_impedance->addItem(tr("Nyquist"), static_cast<int>(ImpedanceKind::Nyquist));
    m_impedance->addItem(tr("Bode"), static_cast<int>(ImpedanceKind::Bode));
    m_impedanceCycles = cyclesEdit(tr("Cycles whose impedance is drawn"),
                                   tr("Impedance after these cycles, for example 1-3,10,50. Empty: all of them."));
    panel.addSetting({}, m_impedance);
    panel.addSetting(tr("cycles:"), m_impedanceCycles);
}

TimeChoice ChartSettings::time() const
{
    TimeChoice chosen;
    chosen.origin = static_cast<TimeOrigin>(m_origin->currentData().toInt());
    if (const int unit = m_unit->currentData().toInt(); unit != none) {
        chosen.unit = static_cast<TimeUnit>(unit);
    }
    chosen.y = static_cast<RowQuantity>(m_timeY->currentData().toInt());
    if (const int second = m_timeSecond->currentData().toInt(); second != none) {
        chosen.second = static_cast<RowQuantity>(second);
    }
    return chosen;
}

PerCycleChoice ChartSettings::perCycle() const
{
    return {m_cycleY->currentData().toString().toStdString(), m_cycleSecond->currentData().toString().toStdString()};
}

OneCycleChoice ChartSettings::oneCycle() const
{
    return {m_rightCycles, static_cast<RowQuantity>(m_oneX->currentData().toInt()),
            static_cast<RowQuantity>(m_oneY->currentData().toInt())};
}

ImpedanceKind ChartSettings::impedanceKind() const
{
    return static_cast<ImpedanceKind>(m_impedance->currentData().toInt());
}

std::set<std::int32_t> ChartSettings::impedanceCycles() const
{
    return m_rightImpedanceCycles;
}

DetailChoice ChartSettings::detail() const
{
    return static_cast<DetailChoice>(m_detail->currentData().toInt());
}

void ChartSettings::showAutomaticColumn(const QString& column)
{
    showAutomatic(*m_cycleY, column);
}

void ChartSettings::chooseCycle(std::int32_t cycle)
{
    m_cycles->setText(QString::fromStdString(services::cycleRangesText({cycle})));
}

void ChartSettings::showUsualCycles(const std::set<std::int32_t>& cycles, std::size_t samples)
{
    // Of several samples each has a cycle of its own: a range of them would say that all have all of these.
    const bool eachItsOwn = samples > 1 && cycles.size() > 1;
    m_cycles->setPlaceholderText(
        cycles.empty() ? tr("1-3,10,50")
        : eachItsOwn   ? tr("automatic")
                       : tr("automatic: %1").arg(QString::fromStdString(services::cycleRangesText(cycles))));
}

void ChartSettings::forgetCycles()
{
    const QSignalBlocker quiet(m_cycles);
    m_cycles->clear();
    m_rightCycles.clear();
}

void ChartSettings::checkCycles()
{
    QString problem;
    const auto cycles = cyclesOf(*m_cycles, problem);
    Q_EMIT cyclesProblem(problem);
    if (cycles) {
        m_rightCycles = *cycles;
        Q_EMIT cyclesChosen();
        Q_EMIT oneCycleChanged();
    }
}

void ChartSettings::checkImpedanceCycles()
{
    QString problem;
    const auto cycles = cyclesOf(*m_impedanceCycles, problem);
    Q_EMIT impedanceCyclesProblem(problem);
    if (cycles) {
        m_rightImpedanceCycles = *cycles;
        Q_EMIT impedanceChanged();
    }
}

std::vector<std::pair<QString, QComboBox*>> ChartSettings::remembered() const
{
    return {{QStringLiteral("origin"), m_origin},
            {QStringLiteral("unit"), m_unit},
            {QStringLiteral("timeY"), m_timeY},
            {QStringLiteral("timeSecond"), m_timeSecond},
            {QStringLiteral("detail"), m_detail},
            {QStringLiteral("cycleY"), m_cycleY},
            {QStringLiteral("cycleSecond"), m_cycleSecond},
            {QStringLiteral("oneX"), m_oneX},
            {QStringLiteral("oneY"), m_oneY},
            {QStringLiteral("impedance"), m_impedance}};
}

void ChartSettings::restore(const QSettings& settings)
{
    for (const auto& [key, box] : remembered()) {
        const QVariant value = settings.value(QStringLiteral("SamplePlots/") + key);
        if (value.isValid()) {
            selectData(*box, value);
        }
    }
}

void ChartSettings::restoreCycles(const QSettings& settings, const QString& group)
{
    m_rightCycles.clear();  // another project's
    m_rightImpedanceCycles.clear();
    m_cycles->setText(settings.value(group + QStringLiteral("/SamplePlots/cycles")).toString());
    m_impedanceCycles->setText(settings.value(group + QStringLiteral("/SamplePlots/impedanceCycles")).toString());
    checkCycles();  // a text that stays the same tells nothing
    checkImpedanceCycles();
}

void ChartSettings::saveCycles(QSettings& settings, const QString& group) const
{
    settings.setValue(group + QStringLiteral("/SamplePlots/cycles"), m_cycles->text());
    settings.setValue(group + QStringLiteral("/SamplePlots/impedanceCycles"), m_impedanceCycles->text());
}

void ChartSettings::save(QSettings& settings) const
{
    for (const auto& [key, box] : remembered()) {
        settings.setValue(QStringLiteral("SamplePlots/") + key, box->currentData());
    }
}

}  // namespace aurora::gui
