#pragma once

#include "gui/tables/table_page.h"

#include <vector>

namespace aurora::gui {

class RowReasons;
struct ShownJob;

/// The page Pipelines: the channels of the cyclers, what is on them, and what is done with them.
class PipelinesPage final : public TablePage
{
    Q_OBJECT

public:
    explicit PipelinesPage(Frame& frame, QWidget* parent = nullptr);

    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

protected:
    [[nodiscard]] Adaptation adaptation() const override;
    void rowsChanged() override;

private:
    void openLoadDialog();
    void openSubmitDialog();
    void eject();
    /// Those that run on the selected pipelines; where none runs, those that wait.
    [[nodiscard]] std::vector<ShownJob> jobsToCancel() const;
    void cancel();

    RowReasons* m_reasons = nullptr;
};

}  // namespace aurora::gui
