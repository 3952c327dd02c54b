#pragma once

#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/sample_charts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QObject>

#include <cstdint>
#include <optional>
#include <set>

class QSettings;

namespace aurora::gui {

/// Whether thinned or all rows are loaded. Automatic: all rows of a sample once the zoom needs them.
enum class DetailChoice : std::uint8_t
{
    Automatic,
    Thinned,
    Full
};

/// The controls of the charts of Sample plots, put into their panels: what the user has chosen, as values.
class ChartSettings final : public QObject
{
    Q_OBJECT

public:
    ChartSettings(ChartPanel& time, ChartPanel& perCycle, ChartPanel& oneCycle, ChartPanel& impedance, QObject* parent);

    [[nodiscard]] TimeChoice time() const;
    [[nodiscard]] PerCycleChoice perCycle() const;
    /// While the text of the cycles is wrong, the last right ones.
    [[nodiscard]] OneCycleChoice oneCycle() const;
    [[nodiscard]] ImpedanceKind impedanceKind() const;
    /// Empty: all of them. While their text is wrong, the last right ones.
    [[nodiscard]] std::set<std::int32_t> impedanceCycles() const;
    [[nodiscard]] DetailChoice detail() const;

    /// Says which column of the cycles "automatic" stands for.
    void showAutomaticColumn(const QString& column);

    /// Takes a cycle into the one-cycle chart.
    void chooseCycle(std::int32_t cycle);

    /// Says which cycles are drawn while none are chosen.
    void showUsualCycles(const std::set<std::int32_t>& cycles, std::size_t samples);

    /// Goes back to the usual cycles, without a signal.
    void forgetCycles();

    void restore(const QSettings& settings);
    void save(QSettings& settings) const;

    /// The chosen cycles, which are remembered of each project by itself.
    void restoreCycles(const QSettings& settings, const QString& group);
    void saveCycles(QSettings& settings, const QString& group) const;

Q_SIGNALS:
    void timeChanged();
    void perCycleChanged();
    void oneCycleChanged();
    void cyclesChosen();  ///< by hand or by a click; oneCycleChanged follows
    void impedanceChanged();
    void detailChanged();
    /// The text of the cycles is wrong until the next of these, or right again (empty).
    void cyclesProblem(const QString& sentence);
    void impedanceCyclesProblem(const QString& sentence);

private:
    void makeTimeControls(ChartPanel& panel);
    void makePerCycleControls(ChartPanel& panel);
    void makeOneCycleControls(ChartPanel& panel);
    void makeImpedanceControls(ChartPanel& panel);
    void checkCycles();
    void checkImpedanceCycles();
    [[nodiscard]] std::vector<std::pair<QString, QComboBox*>> remembered() const;

    QComboBox* m_origin = nullptr;
    QComboBox* m_unit = nullptr;
    QComboBox* m_timeY = nullptr;
    QComboBox* m_timeSecond = nullptr;
    QComboBox* m_detail = nullptr;
    QComboBox* m_cycleY = nullptr;
    QComboBox* m_cycleSecond = nullptr;
    QComboBox* m_oneX = nullptr;
    QComboBox* m_oneY = nullptr;
    QLineEdit* m_cycles = nullptr;
    QComboBox* m_impedance = nullptr;
    QLineEdit* m_impedanceCycles = nullptr;
    std::set<std::int32_t> m_rightCycles;
    std::set<std::int32_t> m_rightImpedanceCycles;
};

}  // namespace aurora::gui
