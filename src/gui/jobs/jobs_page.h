#pragma once

#include "gui/tables/table_page.h"

namespace aurora::gui {

class RowReasons;

/// The page Jobs: every experiment that was given to a cycler, by whomever.
class JobsPage final : public TablePage
{
    Q_OBJECT

public:
    explicit JobsPage(Frame& frame, QWidget* parent = nullptr);

    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

protected:
    [[nodiscard]] Adaptation adaptation() const override;
    void rowsChanged() override;

private:
    void cancel();
    void snapshot();

    RowReasons* m_reasons = nullptr;
};

}  // namespace aurora::gui
