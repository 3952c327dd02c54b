#pragma once

#include "gui/tables/table_page.h"

namespace aurora::gui {

/// The page Results: one row a sample that has data, with its flag and the numbers a morning needs.
class ResultsPage final : public TablePage
{
    Q_OBJECT

public:
    explicit ResultsPage(Frame& frame, QWidget* parent = nullptr);

protected:
    [[nodiscard]] Adaptation adaptation() const override;
};

}  // namespace aurora::gui
