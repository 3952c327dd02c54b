#pragma once

#include "gui/tables/table_page.h"

namespace aurora::gui {

class BatchPanel;

/// The page Batches: the named sets of samples, and beside their list the samples of the chosen one.
class BatchesPage final : public TablePage
{
    Q_OBJECT

public:
    explicit BatchesPage(Frame& frame, QWidget* parent = nullptr);

    void setProject(const std::optional<services::Project>& project) override;
    void reload() override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

    /// Those selected in the list of the chosen batch, else all samples of the selected batches.
    [[nodiscard]] QStringList selectedSamples() const override;

protected:
    [[nodiscard]] Adaptation adaptation() const override;
    void rowsChanged() override;

private:
    [[nodiscard]] QStringList selectedBatches() const;
    [[nodiscard]] QString whyNotOnBatches() const;
    [[nodiscard]] QString whyNotOnOneBatch() const;
    void openForm(const QString& name);
    void askDelete();

    BatchPanel* m_panel = nullptr;
};

}  // namespace aurora::gui
