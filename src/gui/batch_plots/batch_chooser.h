#pragma once

#include "gui/sample_plots/last_choice.h"

#include "aurora/services/batches.h"
#include "aurora/services/project.h"

#include <QWidget>

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;

namespace aurora::gui {

class SampleList;

/// Which samples are compared: those of a batch, some of them, or ticked one by one. The list has the samples of what
/// the box above it says. Below them stands how far loading is, and its cancel button.
class BatchChooser final : public QWidget
{
    Q_OBJECT

public:
    explicit BatchChooser(QWidget* parent = nullptr);

    /// The samples and batches to choose from, read in the background; what there is of the choice is ticked then, and
    /// tickedChanged follows.
    void setProject(const std::optional<services::Project>& project, const LastChoice& choice);

    [[nodiscard]] LastChoice choice() const;

    /// Reads samples and batches again; ticks stay, and a chosen batch is followed.
    void reload();

    [[nodiscard]] QStringList ticked() const;

    /// Ticks exactly these, one by one. Does not emit tickedChanged.
    void setTicked(const QStringList& samples);

    /// Ticks the samples of a batch, as soon as the batches are known; tickedChanged follows.
    void chooseBatch(const QString& name);

    /// What is offered while no sample has data.
    void offerWhenEmpty(QAction& fills);

    /// Puts the keyboard into the search.
    void startSearch();

    void setLook(const QString& sample, const QColor& colour, const QString& words);

    /// Samples done, and to do in all; nothing: nothing is being loaded.
    void showLoading(const std::optional<std::pair<quint64, quint64>>& progress);

Q_SIGNALS:
    void tickedChanged();
    void cancelRequested();
    void failed(const QString& sentence);

private:
    struct Lists
    {
        std::vector<std::string> samples;
        std::vector<services::Batch> batches;
        std::map<std::string, std::int64_t> cycles;
    };

    [[nodiscard]] QWidget* loadingRow();
    void takeLists(const Lists& lists);
    void tickAsLastTime();
    /// The samples to list: those of the batch that was chosen last, or all.
    [[nodiscard]] QStringList listed(const std::vector<services::Batch>& batches) const;
    void showListed();
    void followBatch();
    void followTicks();
    void fillBatches();
    void nameBatches();
    [[nodiscard]] const services::Batch* batch(const QString& name) const;

    std::optional<services::Project> m_project;
    QComboBox* m_batch;
    SampleList* m_list;
    QWidget* m_loading = nullptr;
    QLabel* m_loadingText = nullptr;
    QProgressBar* m_loadingBar = nullptr;
    std::vector<services::Batch> m_batches;
    QString m_chosenBatch;  ///< whose samples are ticked, whatever they are; empty: the ticks are by hand
    QString m_listedBatch;  ///< as the box says: its samples alone are listed; empty: all
    std::map<std::string, std::int64_t> m_cycles;  ///< by sample, as analysed
    QStringList m_all;                             ///< samples of the project that have data, and ticked ones without
    QStringList m_tickedLastTime;                  ///< until the samples are known, or others were chosen
    QStringList m_askedBefore;  ///< chosen from elsewhere before the batches were known, of which they may be one
    quint64 m_request = 0;
};

}  // namespace aurora::gui
