#pragma once

#include "gui/batch_plots/group_charts.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QSettings;

namespace aurora::gui {

class ChartPanel;

/// The per-sample values that some sample knows as one number or word, in the order of the samples' summaries.
struct SampleColumns
{
    QStringList all{};
    QStringList words{};    ///< by which samples can be told apart, besides their own name
    QStringList numbers{};  ///< the same
    QStringList same{};     ///< which all samples share
    QStringList each{};     ///< words that no two samples share: times, names
};

[[nodiscard]] SampleColumns sampleColumns(const LoadedSamples& samples);

/// What is drawn of a batch: the controls beside and in the charts, as values.
class BatchSettings final : public QWidget
{
    Q_OBJECT

public:
    /// @param perCycle,scatter  get the controls of their axes
    BatchSettings(ChartPanel& perCycle, ChartPanel& scatter, QWidget* parent = nullptr);

    [[nodiscard]] GroupChoice groups() const;

    /// How means are drawn; nothing: the samples themselves.
    [[nodiscard]] std::optional<Spread> averages() const;

    /// Key of the per-cycle value; empty: the default.
    [[nodiscard]] std::string cycleColumn() const;

    /// Says which column the default is.
    void showAutomaticColumn(const QString& column);

    [[nodiscard]] std::string scatterX() const;
    [[nodiscard]] std::string scatterY() const;
    void setScatter(const QString& x, const QString& y);

    /// The per-sample values there are to choose from. A choice that is not among them stays, for other samples may
    /// have it.
    void setSampleColumns(const SampleColumns& columns);

    void restore(const QSettings& settings);
    void save(QSettings& settings) const;

Q_SIGNALS:
    void lookChanged();
    void cycleColumnChanged();
    void scatterChanged();

private:
    void makeLookControls();
    [[nodiscard]] std::vector<std::pair<QString, QComboBox*>> remembered() const;

    QComboBox* m_colourBy;
    QComboBox* m_styleBy;
    QComboBox* m_colours;
    QCheckBox* m_reversed;
    QComboBox* m_draw;
    QComboBox* m_averages;
    QComboBox* m_cycleY;
    QComboBox* m_scatterX;
    QComboBox* m_scatterY;
};

}  // namespace aurora::gui
