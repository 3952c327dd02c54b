#pragma once

#include "gui/frame/page.h"

#include <span>

namespace aurora::gui {

/// Whether a page can be used while no project is open.
enum class Needs
{
    Project,
    Nothing
};

/// One entry of the navigation.
struct PageEntry
{
    const char* id;
    const char* title;
    const char* icon;  ///< of resources/icons
    Needs needs;
    Page* (*make)(Frame& frame, QWidget* parent);
};

/// The pages of the window in the order of the navigation. A new page is one folder and one line here.
[[nodiscard]] std::span<const PageEntry> pageRegistry();

/// The page that draws data of samples and files.
inline constexpr const char* plotsPageId = "sample-plots";

/// The page that compares several samples; sample plots do where it is not in the registry.
inline constexpr const char* batchPlotsPageId = "batch-plots";

}  // namespace aurora::gui
