#pragma once

#include "gui/tables/table_page.h"

namespace aurora::gui {

/// The page Samples: the cells of the project as the robot and the user described them.
class SamplesPage final : public TablePage
{
    Q_OBJECT

public:
    explicit SamplesPage(Frame& frame, QWidget* parent = nullptr);
};

}  // namespace aurora::gui
