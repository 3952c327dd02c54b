#pragma once

#include "gui/tables/table_page.h"

namespace aurora::gui {

class RowReasons;

/// The page Samples: the cells of the project as the robot and the user described them.
class SamplesPage final : public TablePage
{
    Q_OBJECT

public:
    explicit SamplesPage(Frame& frame, QWidget* parent = nullptr);

    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

protected:
    void rowsChanged() override;

private:
    RowReasons* m_reasons = nullptr;
};

}  // namespace aurora::gui
