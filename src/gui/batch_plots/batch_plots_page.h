#pragma once

#include "gui/frame/page.h"

#include "aurora/services/sample_data.h"

#include <memory>
#include <vector>

namespace aurora::gui {

/// The page "Batch plots": samples by batch or one by one at the left, how they are told apart below; at the right
/// their cycles, how their values hang together, and two of these against each other.
class BatchPlotsPage final : public Page
{
    Q_OBJECT

public:
    explicit BatchPlotsPage(Frame& frame, QWidget* parent = nullptr);
    ~BatchPlotsPage() override;

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;

    /// Ticks exactly these samples and draws them.
    void showSamples(const QStringList& ids) override;

    /// Ticks the samples of a batch and draws them.
    void showBatch(const QString& name);

    /// Draws data that is in memory already, as if its samples had been ticked and loaded.
    void showCurves(std::vector<services::SampleCurves> curves);

    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;
    void saveState() override;

private:
    class Private;
    std::unique_ptr<Private> m;
};

}  // namespace aurora::gui
